#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace obverse {

struct Audit;

/// A finding that an earlier audit had.
struct OldFinding {
    std::string fingerprint;
    std::string finding;
    std::string message;
    std::string file;
    bool is_found = false;  // again
};

/// What an earlier audit found, to tell what is new.
class Baseline {
public:
    /// Reads what `obverse audit --json` or `--sarif` wrote. Throws AuditError for anything else.
    static Baseline read(const std::filesystem::path& file);

    /// Marks each finding as new or not. A fingerprint that the earlier audit had twice stands for
    /// two findings.
    void apply(Audit& audit);
    /// What was found then and in no audit since.
    std::vector<OldFinding> gone() const;

private:
    std::vector<OldFinding> list_;
};

}  // namespace obverse
