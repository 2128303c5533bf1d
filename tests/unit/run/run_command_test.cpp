#include "cli/run_command.h"

#include "cli/exit_code.h"
#include "engine/json/reader.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>

namespace {

using namespace obverse;
namespace fs = std::filesystem;

/// What goes to a stream while this lives.
class Captured {
public:
    explicit Captured(std::ostream& stream) : stream_(stream), before_(stream.rdbuf()) {
        stream.rdbuf(text_.rdbuf());
    }
    ~Captured() { stream_.rdbuf(before_); }
    Captured(const Captured&) = delete;
    Captured& operator=(const Captured&) = delete;
    std::string text() const { return text_.str(); }

private:
    std::ostream& stream_;
    std::streambuf* before_;
    std::ostringstream text_;
};

/// A folder with a program and its facts, and what a run of it leaves.
struct Trial {
    test::TemporaryFolder folder;
    cli::RunOptions options;
    int code = -1;
    std::string printed;
    std::string reported;

    explicit Trial(std::string_view program) {
        write("program.obv", program);
        fs::create_directory(folder / "facts");
        options.programs = {folder / "program.obv"};
        options.facts = folder / "facts";
        options.out = folder / "out";
    }
    void write(std::string_view name, std::string_view text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
    }
    void run() {
        const Captured out(std::cout);
        const Captured errors(std::cerr);
        code = cli::run_program(options);
        printed = out.text();
        reported = errors.text();
    }
    std::string output(std::string_view name) const {
        return test::contents(folder.path() / "out" / name);
    }
    bool reports(std::string_view text) const { return reported.find(text) != std::string::npos; }
};

constexpr std::string_view closure = R"(relation edge(from: text, to: text) input
relation path(from: text, to: text) output size
relation closed() size
rule
  path(X, Y)
  if edge(X, Y)
rule
  path(X, Z)
  if path(X, Y)
  and edge(Y, Z)
rule
  closed()
  if path(X, X)
)";

TEST_CASE("run: relations from files to files, sorted, with sizes") {
    Trial trial(closure);
    trial.write("facts/edge.csv", "b,c\na,b\n\"c,d\",a\n");
    trial.run();
    CHECK(trial.code == cli::answered);
    CHECK(trial.printed == "closed\t0\npath\t6\n");
    CHECK(trial.reported == "");
    CHECK(trial.output("path.csv") == "a,b\na,c\nb,c\n\"c,d\",a\n\"c,d\",b\n\"c,d\",c\n");
}

TEST_CASE("run: tables with tabs, several files of one program, an input that rules add to") {
    Trial trial("relation edge(from: integer, to: integer) input output\n");
    trial.write("more.obv", "rule\n  edge(Y, X)\n  if edge(X, Y)\n");
    trial.options.programs.push_back(trial.folder / "more.obv");
    trial.write("facts/edge.tsv", "1\t2\n");
    trial.run();
    CHECK(trial.code == cli::answered);
    CHECK(trial.output("edge.csv") == "1,2\n2,1\n");
}

TEST_CASE("run: statistics are one line of JSON") {
    Trial trial(closure);
    trial.write("facts/edge.csv", "a,b\nb,a\n");
    trial.options.stats = true;
    trial.run();
    const std::string line = trial.printed.substr(trial.printed.find('{'));
    CHECK(line.find('\n') == line.size() - 1);
    const auto read = read_json(line);
    const Json* json = std::get_if<Json>(&read);
    REQUIRE(json != nullptr);
    const JsonObject& members = *json->object();
    for (const char* name : {"load_seconds", "evaluate_seconds", "write_seconds",
                             "peak_memory_bytes", "recorded_tuples", "derived_tuples", "tuples"}) {
        CAPTURE(name);
        CHECK(members.count(name) == 1);
    }
    CHECK(std::get<std::int64_t>(members.at("recorded_tuples").value) == 2);
    CHECK(std::get<std::int64_t>(members.at("derived_tuples").value) == 5);
}

TEST_CASE("run: a limit ends the run, says what was exceeding, and nothing is written") {
    const std::string_view endless = R"(relation up(number: integer) output
rule
  up(0)
rule
  up(Y)
  if up(X)
  and Y is X + 1
)";
    const std::string_view product = R"(relation n(number: integer)
relation up(a: integer, b: integer, c: integer, d: integer) output
rule
  n(0)
rule
  n(Y)
  if n(X)
  and X is less than 1000
  and Y is X + 1
rule
  up(A, B, C, D)
  if n(A)
  and n(B)
  and n(C)
  and n(D)
)";
    const std::string_view fruitless = R"(relation n(number: integer)
relation up(a: integer) output
rule
  n(0)
rule
  n(Y)
  if n(X)
  and X is less than 1000
  and Y is X + 1
rule
  up(A)
  if n(A)
  and n(B)
  and n(C)
  and n(D)
  and A + B + C + D is less than 0
)";
    struct Case {
        std::string_view program;
        cli::RunOptions limits;
        std::string_view report;
    };
    Case cases[] = {
        {endless, {}, "more than 1,000 tuples were derived; `up` has 1,001 rows"},
        {product, {}, "more than 500,000 tuples were derived; `up` has "},
        {product, {}, "more than 64 MiB of memory were used; `up` has "},
        {endless, {}, "more than 0.2 s were spent; `up` has "},
        {fruitless, {}, "more than 0.2 s were spent; `up` has 0 rows"},
    };
    cases[0].limits.tuple_limit = 1000;
    cases[1].limits.tuple_limit = 500'000;
    cases[2].limits.memory_limit_mib = 64;
    cases[3].limits.time_limit = 0.2;
    cases[4].limits.time_limit = 0.2;
    for (const Case& c : cases) {
        CAPTURE(c.report);
        Trial trial(c.program);
        trial.options.tuple_limit = c.limits.tuple_limit;
        trial.options.memory_limit_mib = c.limits.memory_limit_mib;
        trial.options.time_limit = c.limits.time_limit;
        trial.run();
        CHECK(trial.code == cli::limit_reached);
        CHECK_MESSAGE(trial.reports(c.report), trial.reported);
        CHECK(trial.reports("this rule was running"));
        CHECK(!fs::exists(trial.folder / "out"));
    }
}

TEST_CASE("run: bad input is reported with its place, and nothing is written") {
    struct Case {
        std::string_view program;
        std::string_view edges;
        std::string_view report;
    };
    const Case cases[] = {
        {closure, "a,b,c\n", "facts/edge.csv:1:1"},
        {closure, "a,b\nc,\xFF\n", "facts/edge.csv:2:3"},
        {"relation edge(from: integer, to: integer) input\n"
         "relation q(number: integer) output\n"
         "rule\n  q(Z)\n  if edge(X, Y)\n  and Z is X / Y\n",
         "1,0\n", "program.obv:6:12"},
        {"relation edge(from: integer\n", "", "program.obv:1"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.report);
        Trial trial(c.program);
        trial.write("facts/edge.csv", c.edges);
        trial.run();
        CHECK(trial.code == cli::bad_input);
        CHECK_MESSAGE(trial.reports(c.report), trial.reported);
        CHECK(!fs::exists(trial.folder / "out"));
    }
}

TEST_CASE("run: an input needs one file, and folders must be named when they are needed") {
    Trial missing(closure);
    missing.run();
    CHECK(missing.code == cli::bad_input);
    CHECK(missing.reports("neither is there"));

    Trial twice(closure);
    twice.write("facts/edge.csv", "");
    twice.write("facts/edge.tsv", "");
    twice.run();
    CHECK(twice.code == cli::bad_input);
    CHECK(twice.reports("both are there"));

    Trial no_facts(closure);
    no_facts.options.facts.reset();
    CHECK_THROWS_AS(no_facts.run(), cli::UsageError);
    Trial no_out(closure);
    no_out.options.out.reset();
    CHECK_THROWS_AS(no_out.run(), cli::UsageError);
}

}  // namespace
