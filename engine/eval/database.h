#pragma once

#include "engine/base/value.h"
#include "engine/datalog/program.h"
#include "engine/eval/row_id.h"
#include "engine/eval/stamp.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace obverse::eval {

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
