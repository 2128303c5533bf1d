#include "engine/base/invariant.h"
#include "engine/tables/read_table.h"
#include "engine/tables/write_table.h"
#include "tests/support/temporary_folder.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using namespace obverse;

const std::vector<std::vector<ColumnType>>& shapes() {
    static const std::vector<std::vector<ColumnType>> made = {
        {},
        {ColumnType::symbol},
        {ColumnType::integer, ColumnType::integer},
        {ColumnType::symbol, ColumnType::integer, ColumnType::number, ColumnType::date},
    };
    return made;
}

/// Reads the file into a relation of the shape; nothing when something is wrong with it.
struct Reading {
    Reading(const std::filesystem::path& path, const std::vector<ColumnType>& shape)
        : relation(shape) {
        read_table(path, relation, symbols, diagnostics);
    }
    SymbolTable symbols;
    Diagnostics diagnostics;
    eval::Relation relation;
};

}  // namespace

/// The table of a relation may be anything: rows are taken or reported, and what is taken is
/// written and read as the same rows. The first byte says the columns and the form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const test::TemporaryFolder folder;
    const std::vector<ColumnType>& shape = shapes()[(*data >> 1U) % shapes().size()];
    const auto given = folder / ((*data & 1U) != 0 ? "given.tsv" : "given.csv");
    test::write(given, {reinterpret_cast<const char*>(data) + 1, size - 1});
    const Reading reading(given, shape);
    for (const Diagnostic& one : reading.diagnostics.list()) {
        invariant(one.place || one.code == Code::rejected_rows);
    }

    write_table(folder / "written.csv", reading.relation, reading.symbols);
    const Reading again(folder / "written.csv", shape);
    invariant(!again.diagnostics.has_errors());
    invariant(again.relation.size() == reading.relation.size());
    write_table(folder / "again.csv", again.relation, again.symbols);
    invariant(test::contents(folder / "again.csv") == test::contents(folder / "written.csv"));
    return 0;
}
