#include "engine/examples/coverage.h"

#include "engine/compile/compile.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace obverse {

namespace {

bool cites_point(const std::vector<Citation>& cites, const Point& point) {
    return std::any_of(cites.begin(), cites.end(), [&](const Citation& citation) {
        return citation.source == point.source &&
               std::find(citation.points.begin(), citation.points.end(), point.id) !=
                   citation.points.end();
    });
}

void phrases_in(const Conditions& conditions, std::set<PhraseId>& phrases) {
    for (const Condition& condition : conditions) {
        if (const auto* literal = std::get_if<Literal>(&condition.form)) {
            phrases.insert(literal->atom.phrase);
        } else if (const auto* choice = std::get_if<Choice>(&condition.form)) {
            for (const Conditions& member : choice->members) phrases_in(member, phrases);
        } else if (const auto* aggregate = std::get_if<Aggregate>(&condition.form)) {
            phrases_in(aggregate->body, phrases);
        }
    }
}

/// A block that cites something: its name, what it reads, and the mutant that drops it.
struct Block {
    std::string name;
    std::set<PhraseId> reads;
    std::optional<Mutant> dropped;
};

std::optional<Mutant> dropping(const std::vector<Mutant>& mutants, BlockKind kind,
                               std::size_t index, Mutant::Change change, std::size_t part) {
    for (const Mutant& mutant : mutants) {
        if (mutant.block == kind && mutant.index == index && mutant.change == change &&
            mutant.part == part) {
            return mutant;
        }
    }
    return std::nullopt;
}

/// The blocks and parts that cite a point.
class Citing {
public:
    Citing(const Program& program, const std::vector<Mutant>& mutants)
        : program_(program), mutants_(mutants) {}

    std::vector<Block> of(const Point& point) {
        blocks_.clear();
        std::set<std::string> tables;
        for (std::size_t i = 0; i < program_.rules.size(); ++i) {
            const Rule& rule = program_.rules[i];
            if (!cites_point(rule.header.cites, point)) continue;
            const std::string name = rule.header.name.substr(0, rule.header.name.find(" row "));
            if (rule.row != 0 && !tables.insert(name).second) continue;
            const std::string kind = is_finding(i)   ? "finding "
                                     : rule.row == 0 ? "rule "
                                                     : "table ";
            Block block{kind + name, {}, drop(BlockKind::rule, i)};
            phrases_in(rule.conditions, block.reads);
            blocks_.push_back(std::move(block));
        }
        for (std::size_t i = 0; i < program_.exceptions.size(); ++i) {
            const Exception& exception = program_.exceptions[i];
            if (!cites_point(exception.header.cites, point)) continue;
            Block block{"exception " + exception.header.name, {}, drop(BlockKind::exception, i)};
            phrases_in(exception.conditions, block.reads);
            blocks_.push_back(std::move(block));
        }
        for (std::size_t i = 0; i < program_.definitions.size(); ++i) definition(i, point);
        for (std::size_t i = 0; i < program_.grades.size(); ++i) {
            const Grade& grade = program_.grades[i];
            if (!cites_point(grade.header.cites, point)) continue;
            Block block{"grade " + grade.header.name, {}, drop(BlockKind::grade, i)};
            for (const Grade::Factor& factor : grade.factors) {
                block.reads.insert(program_.schema.quantity(factor.quantity).phrase);
            }
            blocks_.push_back(std::move(block));
        }
        for (const Table& table : program_.tables) {
            const bool cites = cites_point(table.header.cites, point);
            if (cites && tables.insert(table.header.name).second) {
                blocks_.push_back({"table " + table.header.name, {}, std::nullopt});
            }
        }
        for (const Lens& lens : program_.lenses) {
            if (cites_point(lens.cites, point)) {
                blocks_.push_back({"lens " + lens.name, {}, std::nullopt});
            }
            for (const Beside& line : lens.beside) {
                if (!cites_point(line.cites, point)) continue;
                blocks_.push_back({"`beside` of lens " + lens.name, {}, std::nullopt});
            }
        }
        return std::move(blocks_);
    }

private:
    std::optional<Mutant> drop(BlockKind kind, std::size_t index,
                               Mutant::Change change = Mutant::Change::drop_block,
                               std::size_t part = 0) const {
        return dropping(mutants_, kind, index, change, part);
    }

    bool is_finding(std::size_t rule) const {
        return std::any_of(program_.findings.begin(), program_.findings.end(),
                           [&](const Finding& finding) { return finding.rule == rule; });
    }

    void definition(std::size_t index, const Point& point) {
        const Definition& definition = program_.definitions[index];
        const std::string& name = definition.header.name;
        if (cites_point(definition.header.cites, point)) {
            Block block{"definition " + name, {}, drop(BlockKind::definition, index)};
            for (const auto* list : {&definition.elements, &definition.unless}) {
                for (const Element& element : *list) phrases_in(element.conditions, block.reads);
            }
            blocks_.push_back(std::move(block));
        }
        const auto parts = [&](const std::vector<Element>& list, Mutant::Change change) {
            for (std::size_t i = 0; i < list.size(); ++i) {
                if (!cites_point(list[i].cites, point)) continue;
                Block block{"element " + name + "." + list[i].name,
                            {},
                            drop(BlockKind::definition, index, change, i)};
                phrases_in(list[i].conditions, block.reads);
                blocks_.push_back(std::move(block));
            }
        };
        parts(definition.elements, Mutant::Change::drop_element);
        parts(definition.unless, Mutant::Change::drop_unless);
        for (std::size_t i = 0; i < definition.when_only.size(); ++i) {
            if (!cites_point(definition.when_only[i].cites, point)) continue;
            blocks_.push_back(
                {"`when only` of " + name,
                 {},
                 drop(BlockKind::definition, index, Mutant::Change::drop_when_only, i)});
            phrases_in(definition.when_only[i].conditions, blocks_.back().reads);
        }
        for (std::size_t i = 0; i < definition.categories.size(); ++i) {
            if (!cites_point(definition.categories[i].cites, point)) continue;
            blocks_.push_back(
                {"category of " + name,
                 {},
                 drop(BlockKind::definition, index, Mutant::Change::drop_category, i)});
        }
    }

    const Program& program_;
    const std::vector<Mutant>& mutants_;
    std::vector<Block> blocks_;
};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// Whether the parts of an id between hyphens have the point among them.
bool names_point(const std::string& id, const std::string& point) {
    return ("-" + id + "-").find("-" + point + "-") != std::string::npos;
}

}  // namespace

std::vector<PointCoverage> coverage_of(Program& program, const ClaimSet& record,
                                       std::optional<LensId> lens) {
    const std::vector<Mutant> mutants = mutants_of(program);
    MutationRun run(program, lens);
    std::map<PhraseId, std::size_t> claims;
    for (const Claim& claim : record.claims) ++claims[claim.phrase];
    std::vector<PointCoverage> list;
    for (std::size_t i = 0; i < program.points.size(); ++i) {
        const Point& point = program.points[i];
        PointCoverage one;
        one.point = i;
        std::set<PhraseId> reads;
        std::set<std::string> guards;
        for (Block& block : Citing(program, mutants).of(point)) {
            reads.insert(block.reads.begin(), block.reads.end());
            one.blocks.push_back(std::move(block.name));
            if (!block.dropped) continue;
            bool is_refused = false;
            for (const std::size_t example : run.noticed_by(*block.dropped, 2, is_refused)) {
                guards.insert(program.examples[example].title);
            }
        }
        one.guards.assign(guards.begin(), guards.end());
        for (const Example& example : program.examples) {
            one.examples += cites_point(example.cites, point) ? 1 : 0;
        }
        for (const Claim& claim : record.claims) {
            one.stated +=
                claim.source == point.source && names_point(claim.id, lower(point.id)) ? 1 : 0;
        }
        // What rules conclude rests on claims in turn.
        const std::vector<PhraseId> read(reads.begin(), reads.end());
        for (const PhraseId phrase : relevant_phrases(program, lens, read)) {
            one.claims += claims[phrase];
        }
        one.is_encoded = !one.blocks.empty() || one.stated > 0 || one.examples > 0;
        one.is_exercised = !one.guards.empty() || one.examples > 0 || one.stated > 0;
        one.waits_for_audit =
            !one.is_encoded && std::all_of(point.encodings.begin(), point.encodings.end(),
                                           [](const std::string& as) { return as == "finding"; });
        list.push_back(std::move(one));
    }
    return list;
}

}  // namespace obverse
