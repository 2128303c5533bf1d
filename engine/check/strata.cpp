#include "engine/check/program_checks.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <deque>
#include <set>

namespace obverse::checking {

namespace {

/// The steps out of each phrase, and Tarjan's components over them.
class Graph {
public:
    Graph(std::size_t phrase_count, const std::vector<Dependency>& steps)
        : steps_(&steps), out_(phrase_count), component_(phrase_count, 0) {
        for (std::size_t i = 0; i < steps.size(); ++i) {
            out_[steps[i].conclusion.index].push_back(i);
        }
        find_components();
    }

    bool in_one_component(const Dependency& step) const {
        return component_[step.conclusion.index] == component_[step.premise.index];
    }

    /// The shortest way from one phrase to another, as steps.
    std::vector<std::size_t> path(PhraseId from, PhraseId to) const {
        std::vector<std::size_t> reached_by(out_.size(), steps_->size());
        std::deque<std::uint32_t> open = {from.index};
        std::vector<bool> seen(out_.size(), false);
        seen[from.index] = true;
        while (!open.empty() && from != to && !seen[to.index]) {
            const std::uint32_t node = open.front();
            open.pop_front();
            for (const std::size_t step : out_[node]) {
                const std::uint32_t next = (*steps_)[step].premise.index;
                if (seen[next]) continue;
                seen[next] = true;
                reached_by[next] = step;
                open.push_back(next);
            }
        }
        std::vector<std::size_t> way;
        for (std::uint32_t node = to.index; node != from.index;) {
            way.push_back(reached_by[node]);
            node = (*steps_)[reached_by[node]].conclusion.index;
        }
        std::reverse(way.begin(), way.end());
        return way;
    }

private:
    /// Without recursion: a long chain of rules must not exhaust the stack.
    void find_components() {
        struct Frame {
            std::uint32_t node;
            std::size_t next = 0;
        };
        const std::size_t count = out_.size();
        std::vector<std::uint32_t> number(count, 0);
        std::vector<std::uint32_t> low(count, 0);
        std::vector<bool> on_stack(count, false);
        std::vector<std::uint32_t> stack;
        std::uint32_t counter = 0;
        std::uint32_t component_count = 0;
        for (std::uint32_t root = 0; root < count; ++root) {
            if (number[root] != 0) continue;
            std::vector<Frame> frames = {{root}};
            while (!frames.empty()) {
                Frame& frame = frames.back();
                const std::uint32_t node = frame.node;
                if (frame.next == 0 && number[node] == 0) {
                    number[node] = low[node] = ++counter;
                    stack.push_back(node);
                    on_stack[node] = true;
                }
                if (frame.next < out_[node].size()) {
                    const std::uint32_t premise = (*steps_)[out_[node][frame.next++]].premise.index;
                    if (number[premise] == 0) {
                        frames.push_back({premise});
                    } else if (on_stack[premise]) {
                        low[node] = std::min(low[node], number[premise]);
                    }
                    continue;
                }
                if (low[node] == number[node]) {
                    ++component_count;
                    for (bool is_last = false; !is_last;) {
                        const std::uint32_t member = stack.back();
                        stack.pop_back();
                        on_stack[member] = false;
                        component_[member] = component_count;
                        is_last = member == node;
                    }
                }
                frames.pop_back();
                if (!frames.empty()) {
                    low[frames.back().node] = std::min(low[frames.back().node], low[node]);
                }
            }
        }
    }

    const std::vector<Dependency>* steps_;
    std::vector<std::vector<std::size_t>> out_;
    std::vector<std::uint32_t> component_;
};

void report_circle(Context& context, const std::vector<Dependency>& steps, const Dependency& strict,
                   const std::vector<std::size_t>& way) {
    const Schema& schema = context.schema();
    const std::string name = pattern_text(schema, schema.phrase(strict.conclusion));
    Diagnostic made{
        .code = strict.is_definition ? Code::circular_definition : Code::recursion_through_absence,
        .message = "whether `" + name + "` holds depends on itself",
        .primary = Label{strict.span, strict.reason},
    };
    for (const std::size_t step : way) {
        made.secondary.push_back({steps[step].span, steps[step].reason});
    }
    made.help = "break the circle: let one of these conditions rest on what is recorded";
    context.diagnostics.report(std::move(made));
}

}  // namespace

void check_strata(Context& context) {
    std::vector<std::optional<LensId>> lenses = {std::nullopt};
    for (std::uint32_t i = 0; i < context.program().lenses.size(); ++i) {
        lenses.emplace_back(LensId{i});
    }
    // One circle is told once, though it may be in several lenses and have several strict steps.
    std::set<std::set<std::uint32_t>> told;
    for (const std::optional<LensId> lens : lenses) {
        const std::vector<Dependency> steps =
            dependencies(context, VisibleBlocks{context.program(), lens});
        const Graph graph(context.schema().phrases.size(), steps);
        for (const Dependency& step : steps) {
            if (!step.is_strict || !graph.in_one_component(step)) continue;
            const std::vector<std::size_t> way = graph.path(step.premise, step.conclusion);
            std::set<std::uint32_t> members = {step.premise.index};
            for (const std::size_t i : way) members.insert(steps[i].premise.index);
            if (told.insert(members).second) report_circle(context, steps, step, way);
        }
    }
}

}  // namespace obverse::checking
