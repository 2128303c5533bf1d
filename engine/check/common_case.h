#pragma once

#include "engine/model/program.h"

#include <optional>
#include <string>
#include <vector>

namespace obverse::checking {

/// A case that two rules conclude about, told by what their conditions say of it under made-up
/// names.
class CommonCase {
public:
    /// `left` and `right` have heads of one phrase. Nothing when no case fits both heads, or when
    /// one rule wants a sentence of which the other wants the opposite.
    static std::optional<CommonCase> of(const Program& program, const Rule& left,
                                        const Rule& right);

    /// The conditions of both as sentences, those of `left` first, each once.
    std::vector<std::string> sentences() const;

private:
    CommonCase(const Program& program, const Rule& left, const Rule& right);

    Term resolved(Term term) const;
    Term own(const Term& term, bool of_right) const;
    bool unify(Term left, Term right);
    bool excludes(const Literal& left, const Literal& right) const;
    void name_all();
    void add_sentences(const Rule& rule, bool of_right, std::vector<std::string>& list) const;

    const Program* program_;
    const Rule* left_;
    const Rule* right_;
    std::uint32_t left_count_;         // variables of `left` come first
    std::vector<Term> meaning_;        // of each variable: itself, another, or a value
    std::vector<VariableInfo> names_;  // of each variable, made up
};

}  // namespace obverse::checking
