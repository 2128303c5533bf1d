#include "engine/proof/nearest.h"

#include <algorithm>
#include <set>

namespace obverse::proving {

namespace {

/// Rows that one open sentence is tried with, and ways looked at in all.
constexpr std::size_t row_limit = 40;
constexpr std::size_t visit_limit = 600;

/// Depth first over the sentences of a list, those with most known words first; each takes the
/// values of a row that holds, or stays open.
class Search {
public:
    Search(Model& model, ConditionReader& reader, const BlockHeader& header,
           const Conditions& conditions, std::size_t limit)
        : model_(model),
          reader_(reader),
          header_(header),
          conditions_(conditions),
          limit_(limit),
          is_done_(conditions.size(), false) {}

    std::vector<Application> run(Bindings given) {
        given.resize(header_.variables.size());
        step(model_.with_parameters(header_, std::move(given)), 0);
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Application& left, const Application& right) {
                             return std::pair(left.lacking, left.failed) <
                                    std::pair(right.lacking, right.failed);
                         });
        if (found_.size() > limit_) found_.resize(limit_);
        return std::move(found_);
    }

private:
    /// The sentence to look up next; none when all are known or done.
    std::optional<std::size_t> next(const Bindings& bindings) const {
        std::optional<std::size_t> best;
        std::pair<std::size_t, std::size_t> best_score;
        for (std::size_t i = 0; i < conditions_.size(); ++i) {
            const auto* literal = std::get_if<Literal>(&conditions_[i].form);
            if (is_done_[i] || literal == nullptr || literal->polarity == Polarity::no_record) {
                continue;
            }
            const auto pattern = model_.pattern(literal->atom.terms, bindings);
            const auto known = static_cast<std::size_t>(
                std::count_if(pattern.begin(), pattern.end(),
                              [](const std::optional<Word>& word) { return word.has_value(); }));
            if (known == pattern.size()) continue;
            const std::pair score(known, conditions_.size() - i);
            if (best && score <= best_score) continue;
            best = i;
            best_score = score;
        }
        return best;
    }

    void step(const Bindings& bindings, std::size_t open) {
        if (++visits_ > visit_limit || open > fewest_ + 1) return;
        const std::optional<std::size_t> at = next(bindings);
        if (!at) return finish(bindings);
        const auto& literal = std::get<Literal>(conditions_[*at].form);
        is_done_[*at] = true;
        const auto pattern = model_.pattern(literal.atom.terms, bindings);
        std::size_t tried = 0;
        if (const PhraseRelations* relations = model_.relations(literal.atom)) {
            const bool denied = literal.polarity == Polarity::denied;
            std::vector<Row> rows;
            model_.for_each_row(denied ? relations->d : relations->s, pattern, [&](const Row& row) {
                rows.push_back(row);
                return rows.size() < row_limit;
            });
            for (const Row& row : rows) {
                Bindings more = bindings;
                if (!bind(literal.atom, row, more)) continue;
                ++tried;
                step(more, open);
            }
        }
        step(bindings, tried == 0 ? open : open + 1);
        is_done_[*at] = false;
    }

    static bool bind(const Atom& atom, const Row& row, Bindings& bindings) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto* variable = std::get_if<Variable>(&atom.terms[i]);
            if (variable == nullptr) continue;
            std::optional<Word>& held = bindings[variable->index];
            if (held && *held != row[i]) return false;
            held = row[i];
        }
        return true;
    }

    void finish(Bindings bindings) {
        for (const Condition& condition : conditions_) {
            const auto* binding = std::get_if<Binding>(&condition.form);
            if (binding == nullptr || bindings[binding->variable.index]) continue;
            bindings[binding->variable.index] =
                model_.compute(header_, binding->expression, bindings);
        }
        Application made{.bindings = bindings, .states = {}, .lacking = 0, .failed = 0};
        for (const Condition& condition : conditions_) {
            const State state = reader_.state(header_, conditions_, condition, bindings);
            made.states.push_back(state);
            if (state == State::met) continue;
            // A comparison that waits for a value lacks nothing of its own.
            const bool waits =
                state == State::missing && (std::holds_alternative<Comparison>(condition.form) ||
                                            std::holds_alternative<Binding>(condition.form));
            made.lacking += waits ? 0 : 1;
            made.failed += state == State::failed ? 1 : 0;
        }
        if (!seen_.insert(bindings).second) return;
        fewest_ = std::min(fewest_, made.lacking);
        found_.push_back(std::move(made));
    }

    Model& model_;
    ConditionReader& reader_;
    const BlockHeader& header_;
    const Conditions& conditions_;
    std::size_t limit_;
    std::vector<bool> is_done_;
    std::vector<Application> found_;
    std::set<Bindings> seen_;
    std::size_t visits_ = 0;
    std::size_t fewest_ = 1000;
};

}  // namespace

std::vector<Application> ConditionReader::nearest(const BlockHeader& header,
                                                  const Conditions& conditions,
                                                  const Bindings& given, std::size_t limit) {
    return Search(model_, *this, header, conditions, limit).run(given);
}

}  // namespace obverse::proving
