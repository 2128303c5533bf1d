#include "engine/proof/why_not.h"
#include "engine/workspace/record.h"
#include "engine/workspace/workspace.h"
#include "tests/support/proof_listing.h"
#include "tests/support/proof_repairs.h"
#include "tests/support/proof_text.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace obverse;
using namespace obverse::test;

namespace {

/// The workspace of the repository, with all that it claims, in a graph of its own.
class Shipped {
public:
    Shipped() {
        Diagnostics diagnostics;
        workspace_ = load_workspace({.folder = ".", .graph = folder_ / "graph.db"}, {}, diagnostics,
                                    [](const std::string&) {});
        REQUIRE_FALSE(diagnostics.has_errors());
    }
    Workspace& workspace() { return *workspace_; }
    Program& program() { return workspace_->program(); }

    /// The lenses, the workspace's own first.
    std::vector<LensId> lenses() {
        const auto& own = workspace_->settings().lens;
        std::vector<LensId> found;
        for (std::uint32_t i = 0; i < program().lenses.size(); ++i) {
            const bool is_own = own && program().lenses[i].name == own->text;
            found.insert(is_own ? found.begin() : found.end(), LensId{i});
        }
        return found;
    }

private:
    TemporaryFolder folder_;
    std::unique_ptr<Workspace> workspace_;
};

Row row_of(const Atom& atom) {
    Row row;
    for (const Term& term : atom.terms) row.push_back(std::get<Value>(term).word);
    return row;
}

/// What a lens concludes about a behaviour, with each State that claims name beside it.
class Questions {
public:
    Questions(const Shipped&, const Workspace& workspace) : workspace_(workspace) {
        const Schema& schema = workspace.program().schema;
        behaviour_ = *schema.kind_named("Behaviour");
        state_ = *schema.kind_named("State");
        for (const auto& [id, entity] : workspace.record.entities) {
            if (is_of(id, behaviour_)) behaviours.push_back(id);
        }
    }

    std::vector<Asked> about(SymbolId behaviour, LensId lens) const {
        const Program& program = workspace_.program();
        const std::vector<bool> decided = decided_phrases(program, lens);
        const Word state = to_word(state_beside(behaviour));
        std::vector<Asked> asked;
        for (std::uint32_t i = 0; i < program.schema.phrases.size(); ++i) {
            const Phrase& phrase = program.schema.phrases[i];
            if (!decided[i] || !phrase.derived || phrase.is_relation) continue;
            Row row;
            for (const Slot& slot : phrase.slots) {
                if (slot.kind == behaviour_) row.push_back(to_word(behaviour));
                if (slot.kind == state_) row.push_back(state);
            }
            const bool is_about = !row.empty() && row.front() == to_word(behaviour);
            if (is_about && row.size() == phrase.slots.size()) asked.push_back({PhraseId{i}, row});
        }
        return asked;
    }

    std::vector<SymbolId> behaviours;

private:
    bool is_of(SymbolId id, KindId kind) const {
        const auto found = workspace_.record.entities.find(id);
        if (found == workspace_.record.entities.end()) return false;
        const std::vector<KindId>& kinds = found->second.kinds;
        return std::any_of(kinds.begin(), kinds.end(),
                           [&](KindId own) { return workspace_.program().schema.is_a(own, kind); });
    }
    SymbolId state_beside(SymbolId behaviour) const {
        std::optional<SymbolId> found;
        for (const Claim& claim : workspace_.record.claims) {
            const bool names_it = claim.arguments.front() == to_word(behaviour);
            if (!names_it || claim.arguments.size() < 2) continue;
            const SymbolId other = as_symbol(claim.arguments.back());
            if (is_of(other, state_)) found = std::min(found.value_or(other), other);
        }
        return found.value_or(workspace_.program().symbols.find("usa").value());
    }

    const Workspace& workspace_;
    KindId behaviour_;
    KindId state_;
};

}  // namespace

TEST_CASE("shipped: every proof of every example of the rules follows, every repair works") {
    Shipped shipped;
    // With their examples the rules are checked once more.
    Workspace& workspace = shipped.workspace();
    Diagnostics findings;
    Checked checked = check(workspace.rules.files, workspace.rules.sources, findings,
                            known_of(workspace.store->names()));
    Program& program = checked.program;
    std::size_t proofs = 0;
    std::size_t repairs = 0;
    for (const Example& example : program.examples) {
        CAPTURE(example.title);
        const Reading reading{.lens = example.lens ? *example.lens : shipped.lenses().front(),
                              .policy = find_policy(program, example.accept).value_or(Policy{}),
                              .as_of = example.as_of,
                              .assumptions = {}};
        for (const Example::Expectation& expectation : example.expectations) {
            const Asked asked{expectation.sentence.phrase, row_of(expectation.sentence)};
            Diagnostics diagnostics;
            const auto judgement =
                judge(program, example.record, reading, std::span(&asked, 1), {}, diagnostics);
            REQUIRE(judgement);
            const Explanation told = why(*judgement, asked.phrase, *asked.row);
            CAPTURE(text_of(told, *judgement));
            CHECK(check_explanation(told, listing_of(*judgement)) == "");
            proofs += told.support.size() + told.denial.size();
            const WhyNot not_so = why_not(*judgement, asked.phrase, *asked.row);
            CAPTURE(text_of(not_so, *judgement));
            for (const Repair& repair : not_so.repairs) {
                CHECK(check_repair(program, *judgement, not_so, repair) == "");
                ++repairs;
            }
        }
    }
    MESSAGE(proofs << " proofs, " << repairs << " repairs");
    CHECK(proofs > 0);
    CHECK(repairs > 0);
}

TEST_CASE("shipped: every proof of every behaviour of the corpus follows, every repair works") {
    Shipped shipped;
    Workspace& workspace = shipped.workspace();
    const Questions questions(shipped, workspace);
    std::size_t proofs = 0;
    std::size_t repairs = 0;
    for (const LensId lens : shipped.lenses()) {
        const bool is_own = lens == shipped.lenses().front();
        for (const SymbolId behaviour : questions.behaviours) {
            const std::vector<Asked> asked = questions.about(behaviour, lens);
            if (asked.empty()) continue;
            Reading reading;
            reading.lens = lens;
            Diagnostics diagnostics;
            const auto judgement =
                judge(workspace.program(), workspace.record, reading, asked, {}, diagnostics);
            REQUIRE(judgement);
            const Listing listing = listing_of(*judgement);
            for (const Asked& one : asked) {
                const Explanation told = why(*judgement, one.phrase, *one.row);
                CAPTURE(text_of(told, *judgement));
                CHECK(check_explanation(told, listing) == "");
                proofs += told.support.size() + told.denial.size();
                if (!is_own) continue;
                const WhyNot not_so = why_not(*judgement, one.phrase, *one.row, {.repairs = 2});
                CAPTURE(text_of(not_so, *judgement));
                for (const Repair& repair : not_so.repairs) {
                    CHECK(check_repair(workspace.program(), *judgement, not_so, repair) == "");
                    ++repairs;
                }
            }
        }
    }
    MESSAGE(proofs << " proofs, " << repairs << " repairs");
    CHECK(proofs > 0);
    CHECK(repairs > 0);
}
