#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace obverse {

struct Audit;

/// Somebody's word that a finding is seen and left as it is.
struct Mute {
    std::string fingerprint;  // of the finding: AuditFinding::fingerprint
    std::string finding;      // its name, for whoever reads the file
    std::string until;        // the last day on which it counts, YYYY-MM-DD; empty: for good
    std::string who;
    std::string reason;
    std::size_t line = 0;  // of the file

    friend bool operator==(const Mute&, const Mute&) = default;
};

/// The mutes of a side file: a table (CSV) with the columns `fingerprint,finding,until,who,reason`.
class Mutes {
public:
    Mutes() = default;
    /// Throws AuditError, with the line, for a file that cannot be read or has a row that is no
    /// mute: a mute that is passed over in silence would bring a finding back.
    static Mutes read(const std::filesystem::path& file);

    /// Marks the findings that are muted on the day `today` (days from 1970-01-01).
    void apply(Audit& audit, std::int32_t today);
    /// What is wrong with mutes, after all audits: those that ran out and those that no finding
    /// has.
    std::vector<std::string> warnings() const;

private:
    enum class Use : std::uint8_t { none, used, ran_out };

    std::string file_;
    std::vector<Mute> list_;
    std::vector<Use> uses_;
};

/// Where the mutes of a draft are by default: beside it, `draft.docx.mutes`.
std::filesystem::path mutes_beside(const std::filesystem::path& draft);

/// Adds the mute to the file, in the place of an earlier one of the same finding; makes the file
/// where there is none. The file is whole at any moment. Throws AuditError, std::system_error.
void add_mute(const std::filesystem::path& file, const Mute& mute);

}  // namespace obverse
