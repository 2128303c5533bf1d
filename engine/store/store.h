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

/// What is to be recorded: entities, speakers, sources and claims, with the place each claim
/// comes from (`corpus/x.csv:12`), as many as claims.
struct Submission {
    ClaimSet record;
    std::vector<std::string> origins;
};

/// `workspace`: all that the files of the workspace say; what they no longer say is withdrawn.
/// `addition`: more beside what is there.
enum class Channel : std::uint8_t { workspace, addition };

struct ImportCounts {
    std::size_t entities = 0;  // in the submission
    std::size_t sources = 0;
    std::size_t claims = 0;
    std::size_t added = 0;      // claims that were not there
    std::size_t changed = 0;    // of which `until`, confidence or id is now another
    std::size_t withdrawn = 0;  // that the workspace no longer says
};

/// One line of an entity's history.
struct HistoryEvent {
    std::string when;  // when it was recorded or withdrawn, in UTC
    bool withdrawn = false;
    std::string phrase;
    std::vector<std::string> arguments;
    Stance stance = Stance::asserted;
    std::string speaker;
    std::string source;
    std::string from;
    std::string until;
    std::string confidence;
    std::string origin;
};

/// An entity by its names, as texts: what a program is checked against.
struct StoredEntity {
    std::string id;
    std::vector<std::string> kinds;
    std::string label;
    std::vector<std::string> aliases;
};
struct StoredNames {
    std::vector<StoredEntity> entities;
    std::vector<std::string> speakers;
    std::vector<std::string> sources;
};

/// A claim that the program in force cannot read: its phrase is not declared any more, or has other
/// slots. It is kept.
struct UnreadableClaim {
    std::string phrase;
    std::size_t count = 0;
};

/// The knowledge graph: one SQLite file. Every failure is a StoreError, after which the file is as
/// it was.
class Store {
public:
    enum class Mode : std::uint8_t { read, write };
    Store(const std::filesystem::path& path, Mode mode, const char* vfs = nullptr);
    ~Store();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;

    /// Records all of it or nothing. Running it again adds nothing.
    ImportCounts record(const Program& program, const Submission& submission, Channel channel,
                        const std::string& fingerprint = {});
    /// The fingerprint of the files of the last workspace import.
    std::string fingerprint() const;

    StoredNames names() const;
    /// The claims of these phrases (of all, when none is given) that are not withdrawn, with all
    /// entities, speakers and sources.
    ClaimSet load(Program& program, std::span<const PhraseId> phrases,
                  std::vector<UnreadableClaim>* unreadable = nullptr) const;
    /// What was recorded and withdrawn of an entity, speaker or source, oldest first.
    std::vector<HistoryEvent> history(const std::string& entity) const;
    bool is_intact() const;

private:
    std::unique_ptr<Connection> connection_;
};

/// A claim's arguments as the JSON array that the graph keeps.
std::string arguments_text(const Program& program, PhraseId phrase, std::span<const Word> row);

}  // namespace obverse
