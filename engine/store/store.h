#pragma once

#include "engine/model/program.h"
#include "engine/store/store_error.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace obverse {

class Connection;

/// Where a claim is made: a file as it is shown, and the line (0: the file as a whole).
struct ClaimPlace {
    std::string file;
    std::size_t line = 0;

    friend auto operator<=>(const ClaimPlace&, const ClaimPlace&) = default;
};

/// What is to be recorded: entities, speakers, sources and claims, with the place of each claim.
struct Submission {
    ClaimSet record;
    std::vector<ClaimPlace> origins;  // as many as claims
    std::vector<std::string> files;   // that it was read from; not needed for a workspace
    std::string recorded_at;          // UTC, `2026-11-24T09:30:00Z`; empty: now
};

/// `workspace`: all that the files of the workspace say. `file`: what single files say beside it.
/// Either way, what the same files said before and no longer say is withdrawn, unless another file
/// still says it.
enum class Channel : std::uint8_t { workspace, file };

struct ImportCounts {
    std::size_t entities = 0;  // in the submission
    std::size_t sources = 0;
    std::size_t claims = 0;     // distinct ones
    std::size_t added = 0;      // claims that were not there
    std::size_t changed = 0;    // of which `until` or confidence is now another
    std::size_t withdrawn = 0;  // that no file says any more
};

/// A claim that was recorded, and perhaps withdrawn. Times are UTC texts; absent texts are empty.
struct HistoryEntry {
    std::string sentence;
    std::string phrase;
    Stance stance = Stance::asserted;
    std::string speaker;
    std::string source;
    std::string from;
    std::string until;
    std::string confidence;
    std::string recorded_at;
    std::string withdrawn_at;
    bool replaces = false;  // it took the place of one that held for another time or less surely
    bool replaced = false;  // another took its place when it was withdrawn
    std::vector<ClaimPlace> origins;
};

/// An entity by its names, as texts: what a program is checked against.
struct StoredEntity {
    std::string id;
    std::vector<std::string> kinds;
    std::string label;
    std::vector<std::string> aliases;
};
struct StoredSpeaker {
    std::string id;
    std::string speaks_for;
};
/// Absent texts are empty.
struct StoredSource {
    std::string id;
    std::string label;
    std::string url;
    std::string issuer;
    std::string issued;
    std::vector<std::string> based_on;
};
/// Each by its id.
struct StoredNames {
    std::vector<StoredEntity> entities;
    std::vector<StoredSpeaker> speakers;
    std::vector<StoredSource> sources;
};

/// Claims that the program in force cannot read: their phrase is not declared any more, or has
/// other slots. They are kept.
struct UnreadableClaims {
    std::string phrase;
    std::size_t count = 0;
};

/// The knowledge graph: one SQLite file. Every failure is a StoreError, after which the file is as
/// it was.
class Store {
public:
    enum class Mode : std::uint8_t { read, write };
    /// `write` makes the file when it is not there. `vfs` names an SQLite file layer, for tests.
    Store(const std::filesystem::path& path, Mode mode, const char* vfs = nullptr);
    ~Store();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;

    /// Records all of it or nothing. Running it again changes nothing.
    ImportCounts record(const Program& program, const Submission& submission, Channel channel,
                        const std::string& fingerprint = {});
    /// Withdraws what these files said, unless another file says it too; returns how many claims.
    std::size_t withdraw(std::span<const std::string> files, const std::string& withdrawn_at = {});
    /// The fingerprint of the files of the last workspace import.
    std::string fingerprint() const;

    /// What is declared in the channel, or in either.
    StoredNames names(std::optional<Channel> channel = std::nullopt) const;
    /// The ids of the entities of a name; an exact id is that entity alone.
    std::vector<std::string> find(std::string_view name) const;
    /// Ids of the entities whose names are nearest, nearest first.
    std::vector<std::string> nearest(std::string_view name) const;

    /// The record of these names, without claims, and its latest date. Symbols are interned in the
    /// program.
    ClaimSet record_of(const StoredNames& names, Program& program) const;
    /// The claims that agree with the patterns and are not withdrawn, by phrase, arguments, stance,
    /// speaker, source and date: in what order they were recorded does not show.
    std::vector<Claim> load_claims(Program& program, const ClaimPatterns& patterns) const;
    /// Both, with the claims of these phrases (of all, when none is given).
    ClaimSet load(Program& program, std::span<const PhraseId> phrases) const;
    std::vector<UnreadableClaims> unreadable(const Program& program) const;

    /// What was recorded of an entity, oldest first: the claims about it, or made by it, or in it.
    std::vector<HistoryEntry> history(const Schema& schema, const std::string& entity) const;
    bool is_intact() const;

private:
    std::unique_ptr<Connection> connection_;
};

}  // namespace obverse
