#include "engine/compile/compiler.h"

namespace obverse::compiling {

BitRelations Compiler::judge(const Judged& judged, const BlockHeader& header) {
    BitRelations bits;
    bits.plus = add_relation(judged.name + " +", judged.outer, header);
    bits.plus_plus = add_relation(judged.name + " ++", judged.outer, header);
    for (const Level level : {Level::plus, Level::plus_plus}) {
        Scope scope = scope_of(header);
        for (Body& rest : render(judged.conditions, level, scope, set_of(judged.outer))) {
            Body body;
            body.add(datalog::Literal{{judged.guard, columns(judged.outer)}, false});
            body.append(rest);
            withdraw(body, level, judged.exceptions);
            Origin origin = judged.origin;
            origin.level = level;
            emit(level == Level::plus ? bits.plus : bits.plus_plus, columns(judged.outer),
                 std::move(body), scope, origin);
        }
    }
    if (!judged.needs_minus) return bits;
    bits.minus = add_relation(judged.name + " -", judged.outer, header);
    bits.minus_minus = add_relation(judged.name + " --", judged.outer, header);
    judge_failing(judged, header, bits);
    return bits;
}

/// A list fails when so many of its members fail that too few are left.
BitRelations Compiler::choice_fails(const Choice& choice, const Judged& outer,
                                    const BlockHeader& header, datalog::RelationId guard,
                                    const std::vector<Variable>& variables) {
    std::vector<BitRelations> members;
    for (std::size_t i = 0; i < choice.members.size(); ++i) {
        Judged member{.conditions = choice.members[i],
                      .outer = variables,
                      .guard = guard,
                      .origin = outer.origin,
                      .name = outer.name + " member " + std::to_string(i + 1)};
        member.origin.part = Origin::Part::member;
        members.push_back(judge(member, header));
    }
    BitRelations bits;
    bits.minus = add_relation(outer.name + " list -", variables, header);
    bits.minus_minus = add_relation(outer.name + " list --", variables, header);
    const auto ways = combinations(choice.members.size(), choice.members.size() - choice.least + 1);
    if (ways.empty()) too_large(choice.span);
    for (const std::vector<std::size_t>& way : ways) {
        for (const Level level : {Level::minus, Level::minus_minus}) {
            const bool firm = level == Level::minus_minus;
            Body body;
            for (const std::size_t member : way) {
                body.add(
                    datalog::Literal{{firm ? members[member].minus_minus : members[member].minus,
                                      columns(variables)},
                                     false});
            }
            Origin origin = outer.origin;
            origin.part = Origin::Part::choice;
            origin.level = level;
            emit(firm ? bits.minus_minus : bits.minus, columns(variables), std::move(body),
                 scope_of(header), origin);
        }
    }
    return bits;
}

}  // namespace obverse::compiling
