#pragma once

#include "engine/base/diagnostic.h"
#include "engine/datalog/program.h"
#include "engine/model/program.h"
#include "engine/plain/plain_program.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace obverse::plain {

using Body = std::vector<datalog::Condition>;

/// What the translation of all rules shares.
struct Translation {
    const Program& source;
    PlainProgram& result;
    std::map<KindId, datalog::RelationId> relation_of_kind;
    Diagnostics& diagnostics;

    datalog::RelationId add_relation(std::string name, std::vector<ColumnType> columns);
};

/// Turns the conditions of one block into bodies, one for each way in which its lists hold.
class Alternatives {
public:
    Alternatives(Translation& translation, const BlockHeader& header);

    std::vector<Body> of(const Conditions& conditions);
    /// Adds a rule with the head for each body; a variable that a body leaves open is bound by
    /// `context`.
    void add_rules(const datalog::Atom& head, std::vector<Body> bodies, const Body& context,
                   Span span, std::uint32_t origin);
    datalog::Atom atom(const Atom& source);
    Term term(const Term& source) const;
    /// The conditions that bind by themselves, outside lists and aggregates.
    Body context_of(const Conditions& conditions);
    /// Of each variable; whoever adds one makes a new variable.
    std::vector<ColumnType>& variable_types() { return types_; }
    const std::vector<ColumnType>& variable_types() const { return types_; }

private:
    std::vector<Body> of(const Condition& condition);
    std::vector<Body> of(const Literal& literal);
    std::vector<Body> of(const Choice& choice);
    std::vector<Body> of(const Aggregate& aggregate);
    std::vector<Body> combine(const std::vector<Body>& left, const std::vector<Body>& right,
                              Span span);
    Expression expression(const Expression& source) const;
    bool read_relation(const Atom& atom);
    void report_sentence(const Atom& atom);
    datalog::Literal kind_literal(const KindTest& test) const;

    Translation& translation_;
    const BlockHeader& header_;
    std::vector<ColumnType> types_;
    const Conditions* outermost_ = nullptr;  // those of the whole block
    bool is_too_long_ = false;
};

/// The variables that a body binds whatever the rest says.
std::vector<bool> bound_by(const Body& body, std::size_t variable_count);

}  // namespace obverse::plain
