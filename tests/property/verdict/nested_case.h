#pragma once

#include "engine/compile/judgement.h"
#include "tests/property/verdict/nested.h"
#include "tests/unit/check/checking.h"

namespace obverse::test {

/// Random concepts with their record, as the engine takes them: all about one thing.
class NestedCase {
public:
    explicit NestedCase(const Nested& nested);

    std::string findings() const { return checking_.findings(); }
    Program& program() { return checking_.checked.program; }
    /// Every sentence about the thing, by its number.
    std::vector<Asked> sentences();
    /// Judges all of them. The case must outlive what it returns.
    Judgement judge_all();

private:
    void add_entity(SymbolId id, std::string_view kind);
    void claim(const std::string& phrase, std::initializer_list<SymbolId> arguments,
               const Claimed& claimed);

    std::size_t sentence_count_;
    Checking checking_;
    ClaimSet record_;
    SymbolId thing_;
};

}  // namespace obverse::test
