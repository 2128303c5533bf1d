#include "tests/unit/text/reading.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

using namespace obverse;
using namespace obverse::text;

namespace {

namespace fs = std::filesystem;

/// The folder with real texts; without it there is nothing to compare with.
std::optional<fs::path> texts_folder() {
    const char* const folder = std::getenv("OBVERSE_TEXTS");
    if (folder != nullptr && *folder != '\0') return fs::path(folder);
    MESSAGE("skipped: OBVERSE_TEXTS does not name the folder of the development set");
    return std::nullopt;
}

std::vector<rapidjson::Document> rows_of(const fs::path& file) {
    std::istringstream lines(test::contents(file));
    std::vector<rapidjson::Document> rows;
    for (std::string line; std::getline(lines, line);) {
        rows.emplace_back();
        rows.back().Parse(line.c_str());
        REQUIRE_FALSE(rows.back().HasParseError());
    }
    return rows;
}

std::size_t number(const rapidjson::Document& row, const char* key) {
    return row.HasMember(key) ? row[key].GetUint() : 0;
}

struct Counts {
    std::size_t preambular = 0;
    std::size_t preamble_sub_items = 0;
    std::size_t operative_numbered = 0;
    std::size_t operative_unnumbered = 0;
    std::size_t embedded_numbered = 0;
    std::size_t annex_paragraphs = 0;
    std::size_t letters = 0;  // and what else bears a number that is none of a paragraph
    std::size_t romans = 0;
    std::size_t closing = 0;
};

Counts count(const Draft& draft) {
    Counts counts;
    for (const Paragraph& paragraph : draft.paragraphs) {
        const bool is_top = !paragraph.parent;
        if (paragraph.part == ParagraphPart::preambular) {
            (is_top ? counts.preambular : counts.preamble_sub_items) += 1;
            continue;
        }
        if (!paragraph.closing.empty()) ++counts.closing;
        const std::optional<SectionKind> section =
            paragraph.section ? std::optional(draft.sections[*paragraph.section].kind)
                              : std::nullopt;
        if (paragraph.mark == MarkKind::letter || paragraph.mark == MarkKind::dotted) {
            ++counts.letters;
        } else if (paragraph.mark == MarkKind::roman) {
            ++counts.romans;
        } else if (is_top && paragraph.part == ParagraphPart::operative) {
            (paragraph.mark ? counts.operative_numbered : counts.operative_unnumbered) += 1;
        } else if (section == SectionKind::embedded && paragraph.mark) {
            ++counts.embedded_numbered;
        } else if (section == SectionKind::annex) {
            ++counts.annex_paragraphs;
        }
    }
    return counts;
}

/// Those that the table has: others are told by italics, which plain text lacks.
std::size_t known_acts(const Paragraph& paragraph) {
    return static_cast<std::size_t>(
        std::count_if(paragraph.acts.begin(), paragraph.acts.end(),
                      [](const Act& act) { return act.entry.has_value(); }));
}

std::string lead_of(const test::Document& document, const Paragraph& paragraph) {
    if (paragraph.acts.empty() || !paragraph.acts.front().is_lead) return "";
    return document.of(paragraph.acts.front().words);
}

/// The words found and those of the set are one a beginning of the other: what else stood in
/// italics after the verb is not told by plain text.
void check_leads(const test::Document& document, const rapidjson::Document& row, const char* key,
                 ParagraphPart part) {
    std::size_t index = 0;
    for (const Paragraph& paragraph : document.draft.paragraphs) {
        if (paragraph.part != part || paragraph.parent) continue;
        REQUIRE(index < row[key].Size());
        const std::string gold = row[key][static_cast<rapidjson::SizeType>(index++)].GetString();
        const std::string lead = lead_of(document, paragraph);
        CAPTURE(gold);
        CAPTURE(lead);
        const bool agrees = !lead.empty() && (gold.starts_with(lead) || lead.starts_with(gold));
        CHECK(agrees);
        if (!paragraph.acts.empty()) CHECK(paragraph.acts.front().entry.has_value());
    }
}

void check_resolution(const test::Document& document, const rapidjson::Document& row) {
    const Draft& draft = document.draft;
    const Counts counts = count(draft);
    CHECK(draft.kind == DraftKind::resolution);
    CHECK(draft.head.organ == "general-assembly");
    CHECK(counts.preambular == number(row, "preambular"));
    CHECK(counts.preamble_sub_items == number(row, "preamble_sub_items"));
    CHECK(counts.operative_numbered == number(row, "operative_numbered"));
    CHECK(counts.operative_unnumbered == number(row, "operative_unnumbered"));
    CHECK(counts.embedded_numbered == number(row, "embedded_document_paragraphs"));
    CHECK(counts.annex_paragraphs == number(row, "annex_paragraphs"));
    CHECK(counts.closing == number(row, "closing_text_after_list"));
    CHECK(draft.notes.size() == number(row, "footnotes"));
    CHECK(std::all_of(draft.notes.begin(), draft.notes.end(),
                      [](const Note& note) { return note.mark.has_value(); }));
    CHECK_FALSE(draft.head.title.is_empty());
    std::vector<std::string> headings;
    std::size_t numbered_headings = 0;
    for (const DraftHeading& heading : draft.headings) {
        if (heading.number.empty())
            headings.push_back(document.of(heading.span));
        else
            ++numbered_headings;
    }
    // The set counts numbered headings among what bears a number but a paragraph's.
    CHECK(counts.letters + counts.romans + numbered_headings ==
          number(row, "sub_paragraphs_letter") + number(row, "sub_paragraphs_roman"));
    REQUIRE(headings.size() == row["headings"].Size());
    for (std::size_t index = 0; index < headings.size(); ++index) {
        CHECK(headings[index] ==
              row["headings"][static_cast<rapidjson::SizeType>(index)].GetString());
    }
    check_leads(document, row, "preambular_lead", ParagraphPart::preambular);
    check_leads(document, row, "operative_lead", ParagraphPart::operative);
}

void check_treaty(const test::Document& document, const rapidjson::Document& row) {
    const Draft& draft = document.draft;
    std::size_t preambular = 0;
    std::size_t numbered = 0;
    std::size_t lettered = 0;
    for (const Paragraph& paragraph : draft.paragraphs) {
        preambular += paragraph.part == ParagraphPart::preambular ? 1 : 0;
        numbered += paragraph.mark == MarkKind::decimal ? 1 : 0;
        // As the set has it: one letter in brackets, so (i) but not (ii).
        lettered += paragraph.number.size() == 3 && paragraph.number[0] == '(' ? 1 : 0;
    }
    CHECK(draft.kind == DraftKind::treaty);
    CHECK(preambular == number(row, "preambular"));
    CHECK(draft.articles.size() == number(row, "articles"));
    CHECK(numbered == number(row, "numbered_paragraphs"));
    CHECK(lettered == number(row, "lettered"));
}

/// Every character of the text leads back to bytes that hold it.
void check_origins(const test::Document& document, const std::string& bytes) {
    for (const Paragraph& paragraph : document.draft.paragraphs) {
        std::string original;
        for (const Place& place : document.read.places(paragraph.words)) {
            REQUIRE(place.end <= bytes.size());
            original += bytes.substr(place.begin, place.end - place.begin);
        }
        const std::string words = document.of(paragraph.words);
        CAPTURE(words);
        const bool holds_end = original.find(words.substr(words.size() - 4)) != std::string::npos;
        CHECK(holds_end);
    }
}

}  // namespace

TEST_CASE("development set: the structure of every text is the one that was counted") {
    const std::optional<fs::path> folder = texts_folder();
    if (!folder) return;
    std::size_t checked = 0;
    for (const rapidjson::Document& row : rows_of(*folder / "structure.jsonl")) {
        const std::string name = row["text"].GetString();
        for (const fs::path& file :
             {*folder / (name + ".txt"), *folder / "akn" / (name + ".akn.xml")}) {
            if (!fs::exists(file)) continue;
            CAPTURE(file);
            const test::Document document = test::document_of(read_file(file));
            if (row.HasMember("articles"))
                check_treaty(document, row);
            else
                check_resolution(document, row);
            check_origins(document, test::contents(file));
            ++checked;
        }
    }
    CHECK(checked >= 17);
}

TEST_CASE("development set: plain text and XML of a document are read alike") {
    const std::optional<fs::path> folder = texts_folder();
    if (!folder) return;
    for (const auto& entry : fs::directory_iterator(*folder / "akn")) {
        const std::string name = entry.path().filename().string();
        const fs::path plain =
            *folder / (name.substr(0, name.size() - std::string(".akn.xml").size()) + ".txt");
        CAPTURE(plain);
        REQUIRE(fs::exists(plain));
        const test::Document text = test::document_of(read_file(plain));
        const test::Document xml = test::document_of(read_file(entry.path()));
        CHECK(test::ids(text.draft) == test::ids(xml.draft));
        REQUIRE(text.draft.paragraphs.size() == xml.draft.paragraphs.size());
        for (std::size_t index = 0; index < text.draft.paragraphs.size(); ++index) {
            const Paragraph& one = text.draft.paragraphs[index];
            const Paragraph& other = xml.draft.paragraphs[index];
            CAPTURE(one.id);
            CHECK(text.of(one.span) == xml.of(other.span));
            CHECK(known_acts(one) == known_acts(other));
        }
    }
}

TEST_CASE("development set: a text has the same paragraphs in every language") {
    const std::optional<fs::path> folder = texts_folder();
    if (!folder) return;
    for (const std::string name : {"GA_75_36", "GA_77_41", "INSTR_OST_1967"}) {
        const test::Document english = test::document_of(read_file(*folder / (name + ".txt")));
        for (const std::string language : {"ar", "es", "fr", "ru", "zh"}) {
            const fs::path file = *folder / (name + "." + language + ".txt");
            if (!fs::exists(file)) continue;
            CAPTURE(file);
            const test::Document other = test::document_of(read_file(file));
            CHECK(other.draft.language == language);
            // The treaty's texts differ in where they part the paragraphs of an article.
            if (other.draft.kind == DraftKind::resolution) {
                CHECK(test::ids(other.draft) == test::ids(english.draft));
            }
            CHECK(count(other.draft).preambular == count(english.draft).preambular);
            CHECK(other.draft.articles.size() == english.draft.articles.size());
            CHECK(other.draft.notes.size() == english.draft.notes.size());
        }
    }
}
