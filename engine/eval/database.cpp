#include "engine/eval/database.h"

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

bool Database::insert(datalog::RelationId relation, std::span<const Word> row) {
    return this->relation(relation).insert(row, {});
}
std::size_t Database::size(datalog::RelationId relation) const {
    return this->relation(relation).size();
}
Word Database::cell(datalog::RelationId relation, RowId row, std::size_t column) const {
    return this->relation(relation).cell(row, column);
}
void Database::copy_row(datalog::RelationId relation, RowId row, std::vector<Word>& out) const {
    const Relation& rows = this->relation(relation);
    for (std::size_t c = 0; c < rows.width(); ++c) out.push_back(rows.cell(row, c));
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
    std::size_t count = 0;
    for (const auto& relation : relations_) count += relation->byte_count();
    return count;
}

Relation& Database::relation(datalog::RelationId id) {
    return *relations_[id.index];
}
const Relation& Database::relation(datalog::RelationId id) const {
    return *relations_[id.index];
}

}  // namespace obverse::eval
