#include "engine/eval/database.h"

#include "engine/base/invariant.h"
#include "engine/eval/relation.h"

namespace obverse::eval {

Database::Database(const datalog::Program& program) {
    relations_.reserve(program.relations.size());
    for (const datalog::Relation& relation : program.relations) {
        relations_.push_back(std::make_unique<Relation>(relation.columns));
    }
}
Database::~Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

Relation& Database::relation(datalog::RelationId id) {
    invariant(id.index < relations_.size());
    return *relations_[id.index];
}
const Relation& Database::relation(datalog::RelationId id) const {
    invariant(id.index < relations_.size());
    return *relations_[id.index];
}

bool Database::insert(datalog::RelationId relation, std::span<const Word> row) {
    Relation& target = this->relation(relation);
    invariant(row.size() == target.width());
    std::vector<const Word*> columns;
    columns.reserve(row.size());
    for (const Word& cell : row) columns.push_back(&cell);
    const bool is_new = target.add(columns, 1, Stamp{}) == 1;
    target.settle();
    return is_new;
}

std::size_t Database::size(datalog::RelationId relation) const {
    return this->relation(relation).size();
}
Word Database::cell(datalog::RelationId relation, RowId row, std::size_t column) const {
    return this->relation(relation).column(column).at(row);
}
void Database::copy_row(datalog::RelationId relation, RowId row, std::vector<Word>& out) const {
    const Relation& source = this->relation(relation);
    for (std::size_t c = 0; c < source.width(); ++c) out.push_back(source.column(c).at(row));
}
std::optional<RowId> Database::find(datalog::RelationId relation, std::span<const Word> row) const {
    return this->relation(relation).find(row);
}
Stamp Database::stamp(datalog::RelationId relation, RowId row) const {
    return this->relation(relation).stamp(row);
}

std::size_t Database::row_count() const {
    std::size_t count = 0;
    for (const auto& relation : relations_) count += relation->size();
    return count;
}
std::size_t Database::byte_count() const {
    std::size_t bytes = 0;
    for (const auto& relation : relations_) bytes += relation->byte_count();
    return bytes;
}

}  // namespace obverse::eval
