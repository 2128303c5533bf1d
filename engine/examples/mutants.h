#pragma once

#include "engine/model/program.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace obverse {

/// A small damage to a rule base: something dropped, or a comparison turned round. A rule base is
/// well exercised when its examples notice every one.
struct Mutant {
    enum class Change : std::uint8_t {
        drop_block,      // a rule, an exception, a definition or a grade; all cells of a table row
        drop_condition,  // at `path`
        turn_comparison,
        drop_override,   // number `part` of a rule's `overrides`
        drop_element,    // `part`, of elements
        drop_unless,     // `part`
        drop_when_only,  // `part`
        drop_category,   // `part`
        drop_form,       // number `detail` of category `part`
        drop_factor,     // `part`, of a grade
        fewer_elements,  // `at least N` asks for one less
    };
    Change change = Change::drop_block;
    BlockKind block = BlockKind::rule;
    std::size_t index = 0;  // in the program's list of its kind
    std::size_t part = 0;
    std::size_t detail = 0;
    /// Where conditions stand that are changed: in an element, an exception to it …
    enum class Room : std::uint8_t { block, element, unless, when_only } room = Room::block;
    /// The way to a condition: its number, then for a list its member and the number there.
    std::vector<std::size_t> path = {};
    /// What was changed, in a reader's words: `condition 2 of rule kinetic-debris`.
    std::string what = {};
    Span span = {};
};

/// Every mutant of the rules, exceptions, definitions, tables and grades, in their order.
std::vector<Mutant> mutants_of(const Program& program);

/// Changes the program as the mutant says, for as long as it lives. `is_sound` is false when what
/// is left is no program: a variable of its head, of a comparison or of an absence is bound by
/// nothing. Such a mutant would be refused when read.
class Mutation {
public:
    Mutation(Program& program, const Mutant& mutant);
    ~Mutation();
    Mutation(const Mutation&) = delete;
    Mutation& operator=(const Mutation&) = delete;

    bool is_sound() const { return is_sound_; }

private:
    Program& program_;
    // What the change replaced; a list is kept whole when the change reaches into it.
    std::vector<Rule> rules_;
    std::vector<Exception> exceptions_;
    std::vector<Definition> definitions_;
    std::vector<Grade> grades_;
    BlockKind block_;
    bool is_sound_ = true;
};

}  // namespace obverse
