#pragma once

#include "engine/base/value.h"
#include "engine/datalog/program.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace obverse::eval {

using RowId = std::uint32_t;

/// Where a row came from. Every premise of a derived row has a smaller (stratum, round), so a proof
/// can be rebuilt backwards and never runs in a circle.
struct Stamp {
    static constexpr std::uint32_t recorded = std::numeric_limits<std::uint32_t>::max();

    std::uint32_t rule = recorded;  // index of the rule that first derived the row
    std::uint32_t stratum = 0;
    std::uint32_t round = 0;  // 0 for recorded rows

    bool is_recorded() const { return rule == recorded; }
};

class Relation;

/// The rows of every relation of a program. Rows are only ever added; a row's id never changes.
class Database {
public:
    explicit Database(const datalog::Program& program);
    ~Database();
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;

    /// Records a row before evaluation; false when it is there already.
    bool insert(datalog::RelationId relation, std::span<const Word> row);

    std::size_t size(datalog::RelationId relation) const;
    Word cell(datalog::RelationId relation, RowId row, std::size_t column) const;
    /// Appends the cells of the row to `out`.
    void copy_row(datalog::RelationId relation, RowId row, std::vector<Word>& out) const;
    std::optional<RowId> find(datalog::RelationId relation, std::span<const Word> row) const;
    Stamp stamp(datalog::RelationId relation, RowId row) const;

    /// All rows of all relations, and the bytes they take with their indexes.
    std::size_t row_count() const;
    std::size_t byte_count() const;

    Relation& relation(datalog::RelationId id);
    const Relation& relation(datalog::RelationId id) const;

private:
    std::vector<std::unique_ptr<Relation>> relations_;
};

}  // namespace obverse::eval
