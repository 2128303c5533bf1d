#include "engine/eval/runner.h"

#include "engine/base/overloaded.h"

#include <algorithm>
#include <map>

namespace obverse::eval {

namespace {

using datalog::AggregateFunction;

// Keys of up to as many columns need no memory of their own.
constexpr std::size_t small_key = 16;

/// What is folded: one value for each distinct tuple of `over`.
using Tuples = std::map<std::vector<Word>, Word>;

std::optional<Word> total(const Tuples& tuples, ColumnType type, Span span) {
    if (type == ColumnType::number) {
        double sum = 0;
        for (const auto& [tuple, word] : tuples) sum += as_number(word);
        return to_word(sum);
    }
    std::int64_t sum = 0;
    for (const auto& [tuple, word] : tuples) {
        if (__builtin_add_overflow(sum, as_integer(word), &sum)) {
            throw EvaluationError(EvaluationError::Kind::arithmetic,
                                  "the total does not fit into 64 bits", span);
        }
    }
    return to_word(sum);
}

std::optional<Word> folded(const datalog::Aggregate& aggregate, const Tuples& tuples,
                           std::span<const ColumnType> types, const SymbolTable& symbols) {
    if (aggregate.function == AggregateFunction::count) {
        return to_word(static_cast<std::int64_t>(tuples.size()));
    }
    const ColumnType type = type_of(aggregate.value, types);
    if (aggregate.function == AggregateFunction::total) {
        return total(tuples, type, aggregate.value.span);
    }
    if (tuples.empty()) return std::nullopt;
    if (aggregate.function == AggregateFunction::average) {
        double sum = 0;
        for (const auto& [tuple, word] : tuples) {
            sum += type == ColumnType::number ? as_number(word)
                                              : static_cast<double>(as_integer(word));
        }
        return to_word(sum / static_cast<double>(tuples.size()));
    }
    std::optional<Word> best;
    for (const auto& [tuple, word] : tuples) {
        const bool least = aggregate.function == AggregateFunction::least;
        const Value left{type, least ? word : best.value_or(0)};
        const Value right{type, least ? best.value_or(0) : word};
        if (!best || comes_before(left, right, symbols)) best = word;
    }
    return best;
}

}  // namespace

Runner::Runner(const Database& database, Calculator& calculator,
               const std::vector<RoundRange>* ranges)
    : database_(database), calculator_(calculator), ranges_(ranges) {}

bool Runner::run(const JoinPlan& plan, std::span<const ColumnType> types,
                 std::vector<Word>& bindings, const std::function<bool()>& found) {
    plan_ = &plan;
    types_ = types;
    bindings_ = &bindings;
    found_ = &found;
    premises_.assign(plan.premise_count, 0);
    return step(0);
}

bool Runner::step(std::size_t at) {
    if (at == plan_->steps.size()) return (*found_)();
    return std::visit(overloaded{
                          [&](const Fetch& form) { return fetch(form, at); },
                          [&](const Compare& form) {
                              return !calculator_.holds(*form.comparison, *bindings_, types_) ||
                                     step(at + 1);
                          },
                          [&](const Compute& form) {
                              const Computed value =
                                  calculator_.compute(form.binding->expression, *bindings_, types_);
                              if (!value.word || value.undecided) return true;
                              Word& place = (*bindings_)[form.binding->variable.index];
                              if (form.is_bound) return place != *value.word || step(at + 1);
                              place = *value.word;
                              return step(at + 1);
                          },
                          [&](const Fold& form) { return fold(form, at); },
                      },
                      plan_->steps[at]);
}

bool Runner::row(const Fetch& fetch, const Relation& relation, RowId row, std::size_t at,
                 bool& any) {
    for (const ColumnVariable& bind : fetch.binds) {
        (*bindings_)[bind.variable] = relation.cell(row, bind.column);
    }
    for (const ColumnVariable& repeat : fetch.repeats) {
        if ((*bindings_)[repeat.variable] != relation.cell(row, repeat.column)) return true;
    }
    any = true;
    if (fetch.absent) return false;
    if (fetch.premise) premises_[*fetch.premise] = row;
    return step(at + 1);
}

bool Runner::fetch(const Fetch& fetch, std::size_t at) {
    const Relation& relation = database_.relation(fetch.relation);
    RowId from = 0;
    auto end = static_cast<RowId>(relation.size());
    if (ranges_ != nullptr) {
        const RoundRange& range = (*ranges_)[fetch.relation.index];
        end = fetch.range == Range::old ? range.last : range.end;
        if (fetch.range == Range::last) from = range.last;
    }
    Word small[small_key];
    std::vector<Word> large(fetch.key.size() > small_key ? fetch.key.size() : 0);
    Word* key = large.empty() ? small : large.data();
    for (std::size_t i = 0; i < fetch.key.size(); ++i) {
        const KeyTerm& term = fetch.key[i];
        key[i] = term.variable ? (*bindings_)[*term.variable] : term.word;
    }
    const std::span<const Word> words(key, fetch.key.size());
    bool any = false;
    bool go_on = true;
    if (fetch.key_columns.size() == relation.width()) {
        const std::optional<RowId> found = relation.find(words);
        if (found && *found >= from && *found < end) {
            go_on = row(fetch, relation, *found, at, any);
        }
    } else if (fetch.key_columns.empty()) {
        for (RowId i = from; go_on && i < end; ++i) {
            if ((++ticks_ & 0xfffffU) == 0 && pulse) pulse();
            go_on = row(fetch, relation, i, at, any);
            if (any && fetch.exists) break;
        }
    } else {
        const Index* index = relation.find_index(fetch.key_columns);
        // Rows of one bucket come latest first.
        for (RowId i = index->first(words); go_on && i != Index::none; i = index->next(i)) {
            if ((++ticks_ & 0xfffffU) == 0 && pulse) pulse();
            if (i < from) break;
            if (i >= end || !relation.equals(i, fetch.key_columns, words)) continue;
            go_on = row(fetch, relation, i, at, any);
            if (any && fetch.exists) break;
        }
    }
    if (fetch.absent) return any || step(at + 1);
    return go_on;
}

bool Runner::fold(const Fold& fold, std::size_t at) {
    const datalog::Aggregate& aggregate = *fold.aggregate;
    std::map<std::vector<Word>, Tuples> groups;
    if (fold.groups.empty()) groups[{}];
    std::vector<Word> inner_bindings = *bindings_;
    Runner inner(database_, calculator_, ranges_);
    inner.pulse = pulse;
    const std::function<bool()> collect = [&] {
        std::vector<Word> group;
        for (const std::uint32_t index : fold.groups) group.push_back(inner_bindings[index]);
        std::vector<Word> tuple;
        for (const datalog::Variable v : aggregate.over) tuple.push_back(inner_bindings[v.index]);
        Word value = 0;
        if (aggregate.function != AggregateFunction::count) {
            const Computed computed = calculator_.compute(aggregate.value, inner_bindings, types_);
            if (!computed.word || computed.undecided) return true;
            value = *computed.word;
        }
        groups[std::move(group)].emplace(std::move(tuple), value);
        return true;
    };
    inner.run(fold.inner.front(), types_, inner_bindings, collect);
    for (const auto& [group, tuples] : groups) {
        const std::optional<Word> value = folded(aggregate, tuples, types_, calculator_.symbols());
        if (!value) continue;
        for (std::size_t i = 0; i < group.size(); ++i) (*bindings_)[fold.groups[i]] = group[i];
        Word& place = (*bindings_)[aggregate.result.index];
        if (fold.is_bound) {
            if (place != *value) continue;
        } else {
            place = *value;
        }
        if (!step(at + 1)) return false;
    }
    return true;
}

void make_indexes(const JoinPlan& plan, const Database& database) {
    for (const Step& step : plan.steps) {
        if (const auto* fetch = std::get_if<Fetch>(&step)) {
            const Relation& relation = database.relation(fetch->relation);
            if (!fetch->key_columns.empty() && fetch->key_columns.size() < relation.width()) {
                relation.index(fetch->key_columns);
            }
        } else if (const auto* fold = std::get_if<Fold>(&step)) {
            make_indexes(fold->inner.front(), database);
        }
    }
}

}  // namespace obverse::eval
