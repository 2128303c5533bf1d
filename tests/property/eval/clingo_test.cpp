#include "engine/eval/evaluate.h"
#include "tests/support/datalog_writer.h"
#include "tests/support/random_program.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace {

using namespace obverse;

constexpr std::uint32_t program_count = 150;

/// What a command prints, or nothing when it cannot be run.
std::string output_of(const std::string& command) {
    std::FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return {};
    std::string text;
    std::array<char, 4096> block{};
    while (const std::size_t count = std::fread(block.data(), 1, block.size(), pipe)) {
        text.append(block.data(), count);
    }
    pclose(pipe);
    return text;
}

/// The atoms of the one answer set that a stratified program has.
std::set<std::string> atoms_by_clingo(const std::string& path) {
    std::istringstream lines(output_of("clingo -V0 --outf=0 " + path + " 2>/dev/null"));
    std::string answer;
    std::getline(lines, answer);
    std::istringstream words(answer);
    std::set<std::string> atoms;
    for (std::string atom; words >> atom;) atoms.insert(atom);
    return atoms;
}

std::set<std::string> atoms_of(const datalog::Program& program, const eval::Database& database,
                               const SymbolTable& symbols) {
    std::set<std::string> atoms;
    for (std::uint32_t i = 0; i < program.relations.size(); ++i) {
        const datalog::Relation& relation = program.relations[i];
        for (eval::RowId row = 0; row < database.size({i}); ++row) {
            std::string atom = relation.name;
            for (std::size_t c = 0; c < relation.columns.size(); ++c) {
                const Value value{relation.columns[c], database.cell({i}, row, c)};
                const std::string text = to_text(value, symbols);
                atom += c == 0 ? "(" : ",";
                atom += value.type == ColumnType::symbol ? "\"" + text + "\"" : text;
            }
            atoms.insert(atom + (relation.columns.empty() ? "" : ")"));
        }
    }
    return atoms;
}

TEST_CASE("evaluate: random programs agree with clingo") {
    if (output_of("clingo --version 2>/dev/null").empty()) {
        MESSAGE("clingo is not installed: left out");
        return;
    }
    const test::TemporaryFolder folder;
    const std::string path = (folder.path() / "program.lp").string();
    const test::RandomShape shape{
        .has_dates = false, .has_text = false, .has_outcomes = false, .has_totals = true};
    for (std::uint32_t seed = 1; seed <= program_count; ++seed) {
        SymbolTable symbols;
        const test::RandomProgram made = test::make_random_program(seed, shape, symbols);
        const std::string text = test::to_clingo(made.program, made.rows, symbols);
        CAPTURE(seed);
        CAPTURE(text);
        std::ofstream(path) << text;
        eval::Database database(made.program);
        for (std::uint32_t i = 0; i < made.rows.size(); ++i) {
            for (const test::NaiveRow& row : made.rows[i]) database.insert({i}, row);
        }
        Diagnostics diagnostics;
        eval::evaluate(made.program, database, symbols, {}, diagnostics);
        REQUIRE(atoms_of(made.program, database, symbols) == atoms_by_clingo(path));
    }
}

}  // namespace
