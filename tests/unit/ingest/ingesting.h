#pragma once

#include "engine/ingest/ingest.h"
#include "engine/model/sentence.h"
#include "engine/store/texts.h"
#include "tests/unit/check/checking.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace obverse::test {

/// A file by its name.
using NamedText = std::pair<std::string, std::string>;

/// The words and names that imports in tests speak in.
inline constexpr std::string_view import_vocabulary = R"(vocabulary v
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
source paper "A paper"
speaker mod "Ministry" speaks for borea
)";

/// An import block below the vocabulary with its tables and line files, read as one import.
class Ingesting {
public:
    Ingesting(std::string_view text, std::vector<NamedText> tables,
              std::vector<NamedText> lines = {}, Rejected rejected = Rejected::stop)
        : tables_(std::move(tables)), lines_(std::move(lines)) {
        const std::string whole = std::string(import_vocabulary) + std::string(text);
        Known known;
        {
            Checking first(whole);
            const Texts texts = texts_of(first.checked);
            const ClaimSet declared = declared_in(first.checked.program, input(first, texts));
            const SymbolTable& symbols = first.checked.program.symbols;
            for (const auto& [id, entity] : declared.entities) {
                KnownEntity found{std::string(symbols.text(id)), {}, entity.label, entity.aliases};
                for (const KindId kind : entity.kinds) {
                    found.kinds.push_back(first.checked.program.schema.kind(kind).name);
                }
                known.entities.push_back(std::move(found));
            }
        }
        checking_ = std::make_unique<Checking>(whole, known);
        const Texts texts = texts_of(checking_->checked);
        submission = ingest(checking_->checked.program, input(*checking_, texts), rejected,
                            diagnostics, counts);
        diagnostics.sort();
    }

    Submission submission;
    Diagnostics diagnostics;
    IngestCounts counts;

    Program& program() { return checking_->checked.program; }
    /// Errors of the rule file itself: there should be none.
    std::string rule_findings() const { return checking_->findings(); }

    /// `code@line:column` of each finding of one severity and above.
    std::string findings(Severity least = Severity::error) const {
        std::string text;
        for (const Diagnostic& one : diagnostics.list()) {
            if (one.severity() > least || one.code == Code::rejected_rows) continue;
            text += (text.empty() ? "" : " ") + std::string(name_of(one.code));
            if (one.place) {
                text +=
                    "@" + std::to_string(one.place->line) + ":" + std::to_string(one.place->column);
            }
        }
        return text;
    }
    /// The messages, one a line, with the help after a bar.
    std::string messages(Severity least = Severity::error) const {
        std::string text;
        for (const Diagnostic& one : diagnostics.list()) {
            if (one.severity() > least || one.code == Code::rejected_rows) continue;
            text += one.message + (one.help.empty() ? "" : " | " + one.help) + "\n";
        }
        return text;
    }
    /// The claims, one a line.
    std::string claims() {
        std::string text;
        for (std::size_t i = 0; i < submission.record.claims.size(); ++i) {
            const Claim& claim = submission.record.claims[i];
            const auto name = [&](SymbolId id) { return std::string(program().symbols.text(id)); };
            text += claim.stance == Stance::denied ? "not " : "";
            text += sentence(program(), claim.phrase, claim.arguments, submission.record,
                             NameStyle::id);
            text += " | " + name(claim.speaker) + " | " + name(claim.source);
            if (claim.from) text += " from " + to_text(*claim.from);
            if (claim.until) text += " until " + to_text(*claim.until);
            if (claim.confidence != Confidence::high) {
                text += " " + std::string(name_of(claim.confidence));
            }
            text += " @" + std::to_string(submission.origins[i].line) + "\n";
        }
        return text;
    }

private:
    struct Texts {
        std::vector<TableText> tables;
        std::vector<LinesText> lines;
    };

    Texts texts_of(const Checked& checked) const {
        Texts texts;
        for (const Import& import : checked.imports) {
            for (const auto& [name, text] : tables_) {
                if (name == import.file) texts.tables.push_back({&import, name, InputText(text)});
            }
        }
        for (const auto& [name, text] : lines_) texts.lines.push_back({name, InputText(text)});
        return texts;
    }
    static IngestInput input(const Checking& checking, const Texts& texts) {
        return {.declared = &checking.checked.record,
                .sources = &checking.sources,
                .known = nullptr,
                .tables = texts.tables,
                .lines = texts.lines};
    }

    std::vector<NamedText> tables_;
    std::vector<NamedText> lines_;
    std::unique_ptr<Checking> checking_;
};

}  // namespace obverse::test
