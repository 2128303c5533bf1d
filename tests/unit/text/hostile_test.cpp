#include "tests/unit/text/packing.h"
#include "tests/unit/text/reading.h"

#include <sys/resource.h>

#include <chrono>
#include <filesystem>

using namespace obverse;
using namespace obverse::text;
using test::docx;
using test::packed;
using test::paragraph;
using test::refusal;
using test::run;
using Text = std::string;

namespace {

Text repeated(const std::string& words, std::size_t count) {
    Text text;
    text.reserve(words.size() * count);
    for (std::size_t i = 0; i < count; ++i) text += words;
    return text;
}

/// Entities each of which is ten of the one before.
Text laughs() {
    Text text = "<!DOCTYPE x [<!ENTITY a \"ha\">";
    for (char name = 'b'; name < 'k'; ++name) {
        text += "<!ENTITY " + Text(1, name) + " \"" +
                repeated("&" + Text(1, static_cast<char>(name - 1)) + ";", 10) + "\">";
    }
    return text + "]>";
}

/// A package whose directory says another size of its only part.
Text lying_about_size(Text bytes) {
    constexpr std::size_t size_in_entry = 24;
    const std::size_t entry = bytes.find("PK\x01\x02");
    REQUIRE(entry != Text::npos);
    bytes[entry + size_in_entry] = static_cast<char>(bytes[entry + size_in_entry] ^ 1);
    return bytes;
}

Text flagged_as_encrypted(Text bytes) {
    constexpr std::size_t flags_in_entry = 8;
    constexpr std::size_t flags_in_header = 6;
    bytes[bytes.find("PK\x01\x02") + flags_in_entry] |= 1;
    bytes[bytes.find("PK\x03\x04") + flags_in_header] |= 1;
    return bytes;
}

/// A PDF of these objects, numbered from 1; the first is the catalogue.
Text pdf(const std::vector<Text>& objects, const Text& trailer = "") {
    Text text = "%PDF-1.4\n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        text += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    return text + "trailer\n<< /Root 1 0 R /Size " + std::to_string(objects.size() + 1) + trailer +
           " >>\n%%EOF\n";
}

const Text catalogue = "<< /Type /Catalog /Pages 2 0 R >>";
const Text one_page = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";

}  // namespace

TEST_CASE("hostile files: each is refused with a reason or read, soon and in little memory") {
    const Text pledge = test::contents("tests/data/drafts/pledge.pdf");
    const Text akn = "<akomaNtoso><statement><mainBody>";
    struct Case {
        const char* claim;
        Text bytes;
        const char* outcome;  // with `|` between those that may be
    };
    const Case cases[] = {
        {"a part that unpacks to 32 MB", docx(paragraph(run(Text(32U << 20U, 'a')))),
         "bomb at word/document.xml"},
        {"a part that is packed too well", docx(paragraph(run(Text(4U << 20U, 'a')))),
         "bomb at word/document.xml"},
        {"a bomb beside the document",
         docx(paragraph(run("a")), {{"word/styles.xml", Text(32U << 20U, ' ')}}),
         "bomb at word/styles.xml"},
        {"a package of 20,000 parts",
         [] {
             std::map<Text, Text> parts;
             for (int i = 0; i < 20000; ++i) parts["p" + std::to_string(i)];
             return docx(paragraph(run("a")), parts);
         }(),
         "bomb"},
        {"a part that lies about its size",
         lying_about_size(packed({{"word/document.xml", "<w:document/>"}})),
         "damaged|damaged at word/document.xml"},
        {"a package that is cut short", docx(paragraph(run("a"))).substr(0, 200), "damaged"},
        {"a part that is encrypted", flagged_as_encrypted(docx(paragraph(run("a")))),
         "encrypted at word/document.xml|damaged at word/document.xml"},
        {"no UTF-8 in a part", docx(paragraph(run("a\xFF"))),
         "not-utf8 at word/document.xml, byte"},
        {"a billion laughs in a part",
         packed({{"word/document.xml", laughs() + "<w:document>&j;</w:document>"}}),
         "entities at word/document.xml"},
        {"a billion laughs in Akoma Ntoso", laughs() + "<akomaNtoso>&j;</akomaNtoso>", "entities"},
        {"a billion laughs in HTML", "<!DOCTYPE html>" + laughs().substr(11) + "<p>&j;</p>",
         "read|entities|no-text"},
        {"10,000 tables in one another",
         docx(repeated("<w:tbl><w:tr><w:tc>", 10000) + paragraph(run("a")) +
              repeated("</w:tc></w:tr></w:tbl>", 10000)),
         "too-deep at word/document.xml"},
        {"10,000 lists in one another in Akoma Ntoso",
         akn + repeated("<list><point>", 10000) + "a" + repeated("</point></list>", 10000) +
             "</mainBody></statement></akomaNtoso>",
         "too-deep"},
        {"10,000 lists in one another in HTML",
         "<html><body>" + repeated("<ul><li>", 10000) + "a" + repeated("</li></ul>", 10000),
         "read|too-deep|damaged"},
        {"10,000 lists in one another in Markdown", "# a\n\n" + repeated("- ", 10000) + "a\n",
         "read|too-deep"},
        {"10,000 quotations in one another", "# a\n\n" + repeated("> ", 10000) + "a\n",
         "read|too-deep"},
        {"a line of 12 MB", repeated("words ", 2U << 20U), "read"},
        {"a word of 12 MB", Text(12U << 20U, 'a'), "read"},
        {"a million paragraphs", repeated("a\n\n", 1U << 20U), "too-large at line 1000000"},
        {"a million marks", repeated("(a)\n\n", 1U << 20U), "too-large at line 1000000"},
        {"a million brackets", "# a\n\n" + repeated("[", 1U << 20U), "read"},
        {"a million stars", "# a\n\n" + repeated("*a **b ", 1U << 18U), "read"},
        {"a million open tags", "<html>" + repeated("<b>", 1U << 18U) + "a",
         "read|too-deep|damaged"},
        {"no PDF behind its name", "%PDF-1.4 nothing", "damaged"},
        {"a PDF that is cut short", pledge.substr(0, pledge.size() / 2), "damaged|no-text|read"},
        {"a PDF that is its own page",
         pdf({catalogue, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}), "damaged|no-text"},
        {"a PDF of a billion pages",
         pdf({catalogue, "<< /Type /Pages /Kids [] /Count 1000000000 >>"}),
         "damaged|no-text|too-large|too-slow|bomb"},
        {"a PDF whose stream lies about its length",
         pdf({catalogue, one_page,
              "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
              "<< /Length 2000000000 >>\nstream\nBT ET\nendstream"}),
         "damaged|no-text"},
        {"a PDF that is encrypted",
         pdf({catalogue, one_page, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
              "<< /Filter /Standard /V 1 /R 2 /P -4 /O (" + Text(32, 'o') + ") /U (" +
                  Text(32, 'u') + ") >>"},
             " /Encrypt 4 0 R /ID [(a) (a)]"),
         "encrypted"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.claim);
        const auto begin = std::chrono::steady_clock::now();
        const Text outcome = refusal(c.bytes);
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
        CAPTURE(outcome);
        bool is_wanted = false;
        for (std::string_view wanted = c.outcome; !wanted.empty();) {
            const std::size_t bar = std::min(wanted.find('|'), wanted.size());
            is_wanted = is_wanted || outcome.starts_with(wanted.substr(0, bar));
            wanted.remove_prefix(std::min(bar + 1, wanted.size()));
        }
        CHECK(is_wanted);
        // Far more than any takes, and far less than one that is not linear would.
        CHECK(taken.count() < 60);
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    CHECK(usage.ru_maxrss < 3L << 20U);  // in KiB, sanitizers included
}

TEST_CASE("hostile files: a file beyond the limit is refused before it is read") {
    const test::TemporaryFolder folder;
    const std::filesystem::path line = folder / "line.txt";
    test::write(line, "a line of 200 MB");
    std::filesystem::resize_file(line, std::uintmax_t{200} << 20U);
    try {
        (void)read_file(line);
        FAIL("it was read");
    } catch (const ReadError& error) {
        CHECK(error.refusal() == Refusal::too_large);
    }
}
