#pragma once

#include "engine/compile/compile.h"

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace obverse {

/// Told which claims the answers can depend on before any is read: the time to load them into the
/// record.
using LoadClaims = std::function<void(const ClaimPatterns&)>;

/// What a reading makes of some phrases: the record that it accepts, the rules compiled and run.
/// Keeps what it was made from alive only by reference: program and record must outlive it.
class Judgement {
public:
    const Program& program() const { return *program_; }
    const ClaimSet& record() const { return *record_; }
    /// Matching a rule again may make text; it is interned here.
    SymbolTable& symbols() const { return program_->symbols; }
    const Reading& reading() const { return reading_; }
    const Accepted& accepted() const { return accepted_; }
    const Compiled& compiled() const { return compiled_; }
    const eval::Database& database() const { return *database_; }

    /// The verdict on a ground sentence, `outside` when the lens is silent on it.
    Verdict verdict(PhraseId phrase, const Row& row) const;
    Bits bits(PhraseId phrase, const Row& row) const;
    /// The bits of an element of a definition, for a row of its head variables.
    Bits bits(const BitRelations& relations, std::span<const Word> row) const;

    /// Claims that bear on what was asked and count for nothing: a date is too coarse to tell
    /// whether they held as of the reading's date.
    std::vector<Claim> undated_within_reach() const;

private:
    friend std::optional<Judgement> judge(Program&, const ClaimSet&, const Reading&,
                                          std::span<const Asked>, const eval::Limits&, Diagnostics&,
                                          const LoadClaims&);
    Judgement() = default;

    Program* program_ = nullptr;
    const ClaimSet* record_ = nullptr;
    Reading reading_;
    Accepted accepted_;
    Compiled compiled_;
    std::vector<bool> decided_;  // by phrase
    std::optional<datalog::Reach> reach_;
    std::unique_ptr<eval::Database> database_;
};

/// Compiles, accepts and runs. Text made by rules is interned into the program's symbols. Nothing,
/// after a report, when a limit is reached or a rule fails.
std::optional<Judgement> judge(Program& program, const ClaimSet& record, const Reading& reading,
                               std::span<const Asked> asked, const eval::Limits& limits,
                               Diagnostics& diagnostics, const LoadClaims& load = {});

}  // namespace obverse
