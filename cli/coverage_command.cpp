#include "cli/coverage_command.h"

#include "cli/exit_code.h"
#include "cli/rule_base_for_tests.h"
#include "engine/examples/coverage.h"
#include "engine/json/writer.h"
#include "engine/render/layout.h"

#include <iostream>

namespace obverse::cli {

namespace {

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
    return all;
}

std::string status_of(const PointCoverage& one) {
    if (one.waits_for_audit) return "waits for the audit of drafts";
    if (!one.is_encoded) return "NOT ENCODED";
    return one.is_exercised ? "encoded and exercised" : "encoded, NOT EXERCISED";
}

void print_point(const Program& program, const PointCoverage& one) {
    const Point& point = program.points[one.point];
    std::cout << program.symbols.text(point.source) << ' ' << point.id << "  " << point.text
              << "\n    as " << joined(point.encodings) << ": " << status_of(one) << '\n';
    if (!one.blocks.empty()) std::cout << "    by " << joined(one.blocks) << '\n';
    if (!one.guards.empty()) {
        std::cout << "    without it fails";
        for (const std::string& title : one.guards) std::cout << " \"" << title << '"';
        std::cout << '\n';
    }
    if (one.stated > 0) {
        std::cout << "    recorded as " << one.stated
                  << (one.stated == 1 ? " claim of the source\n" : " claims of the source\n");
    }
    if (!one.blocks.empty()) {
        std::cout << "    reads "
                  << (one.claims == 0 ? std::string("none in the corpus")
                                      : std::to_string(one.claims) + " recorded claims")
                  << '\n';
    }
}

void write_point(JsonWriter& json, const Program& program, const PointCoverage& one) {
    const Point& point = program.points[one.point];
    const auto texts = [&](std::string_view name, const std::vector<std::string>& list) {
        json.key(name).begin_array();
        for (const std::string& text : list) json.string(text);
        json.end_array();
    };
    json.begin_object();
    json.member("source", program.symbols.text(point.source)).member("point", point.id);
    json.member("text", point.text);
    texts("as", point.encodings);
    texts("blocks", one.blocks);
    texts("guards", one.guards);
    json.key("examples").integer(static_cast<std::int64_t>(one.examples));
    json.key("stated").integer(static_cast<std::int64_t>(one.stated));
    json.key("claims").integer(static_cast<std::int64_t>(one.claims));
    json.key("encoded").boolean(one.is_encoded).key("exercised").boolean(one.is_exercised);
    json.key("waits").boolean(one.waits_for_audit);
    json.end_object();
}

int run(const Given& given) {
    const std::unique_ptr<TestBase> base = open_test_base(given);
    if (!base) return bad_input;
    Program& program = base->checked.program;
    const std::vector<PointCoverage> points = coverage_of(program, base->record(), base->lens);
    std::size_t encoded = 0;
    std::size_t waiting = 0;
    std::size_t unread = 0;
    std::size_t open = 0;
    for (const PointCoverage& one : points) {
        encoded += one.is_encoded && one.is_exercised ? 1 : 0;
        waiting += one.waits_for_audit ? 1 : 0;
        unread += one.is_encoded && !one.blocks.empty() && one.claims == 0 ? 1 : 0;
        open += !one.waits_for_audit && !(one.is_encoded && one.is_exercised) ? 1 : 0;
    }
    if (given.has("--json")) {
        JsonWriter json;
        json.begin_object().key("points").begin_array();
        for (const PointCoverage& one : points) write_point(json, program, one);
        json.end_array();
        json.key("encoded").integer(static_cast<std::int64_t>(encoded));
        json.key("waiting").integer(static_cast<std::int64_t>(waiting));
        json.key("open").integer(static_cast<std::int64_t>(open));
        json.key("without_claims").integer(static_cast<std::int64_t>(unread));
        json.end_object();
        std::cout << json.text();
    } else {
        for (const PointCoverage& one : points) print_point(program, one);
        std::cout << points.size() << " points: " << encoded << " encoded and exercised, "
                  << waiting << " waiting for the audit of drafts, " << open << " open; " << unread
                  << " read no claim of the corpus\n";
    }
    return open == 0 ? answered : findings;
}

}  // namespace

Command coverage_command() {
    return {
        .name = "coverage",
        .summary = "list what encodes each point of the sources",
        .details =
            "Point by point of every source that numbers its points: the rules, definitions, "
            "exceptions, tables and lenses that cite it, examples that would fail without them, and "
            "how many recorded claims they read.",
        .arguments = {{.name = "FILE",
                       .help = "files to look at together; none: the workspace",
                       .count = Argument::Count::any,
                       .completes = Completes::files}},
        .options = with({json_option()}, workspace_options()),
        .examples = {{"obverse coverage", "how the paper's points are encoded"}},
        .run = run,
    };
}

}  // namespace obverse::cli
