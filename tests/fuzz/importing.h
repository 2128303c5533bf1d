#pragma once

#include "engine/base/invariant.h"
#include "engine/check/check.h"
#include "engine/ingest/ingest.h"
#include "engine/ingest/write.h"
#include "engine/syntax/parser.h"

#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::fuzz {

/// Imports into one rule file, again and again.
class Importing {
public:
    explicit Importing(std::string rules) : rules_(std::move(rules)) { renew(); }

    /// A table for the first import block.
    std::vector<TableText> table(std::string path, std::string text) const {
        return {{&files_->checked.imports.front(), std::move(path), InputText(std::move(text))}};
    }

    /// Forgets now and then the names that imports have brought.
    void renew() {
        constexpr std::size_t most = 20000;
        if (files_ && files_->checked.program.symbols.size() < most) return;
        files_ = std::make_unique<Files>(rules_);
    }

    /// Imports, with findings that have a place; gives the record as lines when nothing is wrong.
    /// With `skip` what is left of tables and lines is sound.
    std::optional<std::string> import(const std::vector<TableText>& tables,
                                      const std::vector<LinesText>& lines, Rejected rejected) {
        Program& program = files_->checked.program;
        const IngestInput input{.declared = &files_->checked.record,
                                .sources = &files_->sources,
                                .known = nullptr,
                                .tables = tables,
                                .lines = lines};
        Diagnostics diagnostics;
        IngestCounts counts;
        const Submission submission = ingest(program, input, rejected, diagnostics, counts);
        invariant(counts.rejected <= counts.rows);
        invariant(submission.origins.size() == submission.record.claims.size());
        for (const Diagnostic& one : diagnostics.list()) {
            invariant(one.place || one.primary || one.code == Code::rejected_rows);
        }
        if (diagnostics.has_errors()) return std::nullopt;
        std::ostringstream written;
        write_lines(program, submission.record, written);
        return written.str();
    }

    /// Imports, and imports what has been written of it: the same is written again.
    void import_and_again(const std::vector<TableText>& tables, const std::vector<LinesText>& lines,
                          Rejected rejected) {
        const std::optional<std::string> written = import(tables, lines, rejected);
        if (!written) return;
        const auto again = import({}, {{"written.jsonl", InputText(*written)}}, Rejected::stop);
        invariant(again && *again == *written);
    }

private:
    struct Files {
        explicit Files(const std::string& rules) {
            const std::vector<ast::File> files = {
                parse(sources, sources.add("rules.obv", rules), diagnostics)};
            checked = check(files, sources, diagnostics);
            invariant(!diagnostics.has_errors());
        }
        SourceMap sources;
        Diagnostics diagnostics;
        Checked checked;
    };

    std::string rules_;
    std::unique_ptr<Files> files_;
};

/// The words and names that imports speak in.
inline constexpr std::string_view import_words = R"(vocabulary v
  kind State
  kind Behaviour
  kind Speaker
  kind Source
  kind Intention is one of malicious, provocative, unfriendly or none
  group hostile of Intention is malicious, provocative, unfriendly
  phrase responsible "{State} is responsible for {Behaviour}"
  phrase directed "{Behaviour} is directed at {State}"
  phrase intent "{Behaviour} is done with {Intention} intention" one {Intention} per {Behaviour}
  phrase happened "{Behaviour} happened on {day: date}"
  phrase pieces "{Behaviour} made {count: integer} pieces"
  phrase cost "{Behaviour} cost {amount: number} dollars"
  phrase known-as "{Behaviour} is described as {words: text}"
  phrase threat "{Behaviour} is a threat to {State}" derived
entities
  aldora is a State labelled "Republic of Aldora"
  aldora is also called "Aldora"
  borea is a State labelled "Borea"
  j1 is a Behaviour labelled "First jamming"
  t1 is a Behaviour labelled "Twin"
  t2 is a Behaviour labelled "Twin"
source paper "A paper"
speaker mod "Ministry" speaks for borea
)";

}  // namespace obverse::fuzz
