#include "engine/base/edit_distance.h"
#include "engine/check/question_orders.h"
#include "engine/check/question_reader.h"
#include "engine/check/statement.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace obverse::checking {

namespace {

bool is_not(const ast::Word& word) {
    if (word.kind != ast::WordKind::word) return false;
    const std::string key = word_key(word.text);
    return key == "not" || key == "isnt" || key == "arent" || key == "wasnt" || key == "doesnt" ||
           key == "didnt" || key == "hasnt" || key == "dont";
}

/// `isn't` as `is`; nothing for `not` by itself.
std::string without_not(const ast::Word& word) {
    const std::string key = word_key(word.text);
    return key == "not" ? "" : key.substr(0, key.size() - 2);
}

}  // namespace

/// A question with `not`, if the same without it is one.
bool QuestionReader::report_not(Words words) {
    const auto found = std::find_if(words.begin(), words.end(), is_not);
    if (found == words.end()) return false;
    std::vector<ast::Word> plain(words.begin(), found);
    if (std::string rest = without_not(*found); !rest.empty()) {
        plain.push_back(*found);
        plain.back().text = std::move(rest);
    }
    plain.insert(plain.end(), found + 1, words.end());
    const std::vector<Question> readings = readings_of(statement_orders(plain, program_.schema));
    if (readings.empty()) return false;
    report(Code::ambiguous_not, {found->span, "leave it out"},
           "a question with `not` may mean that nobody says so, or that somebody denies it",
           "ask whether `" + readings.front().formal + "`: the verdict says which");
    return true;
}

void QuestionReader::report_ambiguous(const ast::Name& name, const std::vector<SymbolId>& found) {
    std::string help;
    for (const SymbolId id : found) {
        const std::string id_text(program_.symbols.text(id));
        const std::string label(entities_.label_of(id));
        help += (help.empty() ? "say which: `" : ", `") + id_text + "`";
        if (label != id_text) help += " (" + label + ")";
    }
    report(Code::ambiguous_name, {name.span, "which of them?"},
           "`" + name.text + "` names several entities", help);
}

/// A name in a slot of entities that names none, several, or one of another kind.
bool QuestionReader::report_name(const ast::Name& name, const Slot& slot) {
    if (entity_of(name, *slot.kind)) return false;
    const std::vector<SymbolId> found = entities_.find(name.text);
    const std::string& kind = program_.schema.kind(*slot.kind).name;
    if (found.empty()) {
        const auto nearest = nearest_entities(entities_, program_.schema, name.text, slot.kind);
        report(Code::unknown_entity, {name.span, "not recorded"},
               "no entity is called `" + name.text + "`",
               nearest.empty() ? "`obverse list entities` shows what is recorded"
                               : did_you_mean(nearest));
        return true;
    }
    std::vector<SymbolId> fitting;
    std::copy_if(found.begin(), found.end(), std::back_inserter(fitting), [&](SymbolId id) {
        const auto kinds = entities_.kinds_of(id);
        return std::any_of(kinds.begin(), kinds.end(),
                           [&](KindId own) { return program_.schema.is_a(own, *slot.kind); });
    });
    if (fitting.empty()) {
        report(Code::kind_mismatch, {name.span, "a `" + kind + "` is wanted here"},
               "`" + name.text + "` is not a `" + kind + "`",
               did_you_mean(nearest_entities(entities_, program_.schema, name.text, slot.kind)));
    } else {
        report_ambiguous(name, fitting);
    }
    return true;
}

/// What is wrong with a term that gave no value.
bool QuestionReader::report_term(const SlotTerm& term, const Slot& slot, const Phrase& phrase) {
    if (const auto* asked = std::get_if<Asked>(&term.value)) {
        const std::string& noun = asked->kind.empty() ? asked->role : asked->kind;
        const std::string what = noun.empty() ? "number or date" : "`" + noun + "`";
        report(Code::kind_mismatch, {term.span, ""},
               "no " + what + " can stand in this place of `" +
                   pattern_text(program_.schema, phrase) + "`",
               "");
        return true;
    }
    const auto* constant = std::get_if<ast::Term>(&term.value);
    const auto* name = constant == nullptr ? nullptr : std::get_if<ast::Name>(constant);
    if (name == nullptr) return false;
    if (slot.kind && !program_.schema.kind(*slot.kind).is_one_of()) return report_name(*name, slot);
    if (slot.kind) {
        const Kind& kind = program_.schema.kind(*slot.kind);
        std::vector<std::string> values;
        for (const SymbolId value : kind.values) values.emplace_back(program_.symbols.text(value));
        std::string list;
        for (const std::string& value : values) list += (list.empty() ? "" : ", ") + value;
        std::string help = did_you_mean(closest(name->text, values));
        if (help.empty()) help = "it is one of " + list;
        report(Code::unknown_value, {name->span, "a `" + kind.name + "` is wanted here"},
               "`" + name->text + "` is no value of `" + kind.name + "`", help);
        return true;
    }
    if (slot.type != ColumnType::symbol) return false;
    report(Code::unknown_value, {name->span, ""},
           "nothing recorded has the text `" + name->text + "`", "");
    return true;
}

/// The terms without a value, in the reading that leaves least without one.
bool QuestionReader::report_unknown_name(const Orders& orders) {
    QuestionTerms terms(program_, entities_, QuestionTerms::Names::any);
    std::optional<PhraseMatch> best;
    std::pair<std::size_t, std::size_t> least;  // terms without a value, and their length
    for (const auto& order : orders) {
        for (PhraseMatch& found : match(order, terms).matches) {
            const Phrase& phrase = program_.schema.phrase(found.form.phrase);
            std::pair<std::size_t, std::size_t> lacking;
            for (std::size_t i = 0; i < found.terms.size(); ++i) {
                if (value_of(found.terms[i], phrase.slots[i])) continue;
                ++lacking.first;
                lacking.second += found.terms[i].span.end - found.terms[i].span.begin;
            }
            if (lacking.first == 0 || (best && lacking >= least)) continue;
            best = std::move(found);
            least = lacking;
        }
    }
    if (!best) return false;
    const Phrase& phrase = program_.schema.phrase(best->form.phrase);
    bool has_reported = false;
    for (std::size_t i = 0; i < best->terms.size(); ++i) {
        if (value_of(best->terms[i], phrase.slots[i])) continue;
        has_reported = report_term(best->terms[i], phrase.slots[i], phrase) || has_reported;
    }
    return has_reported;
}

void QuestionReader::report_unknown(const Orders& orders, Span whole) {
    QuestionTerms terms(program_, entities_, QuestionTerms::Names::known);
    const std::vector<ast::Word>* best = &orders.front();
    std::size_t furthest = 0;
    for (const auto& order : orders) {
        const MatchResult found = match(order, terms);
        if (found.furthest <= furthest) continue;
        furthest = found.furthest;
        best = &order;
    }
    const bool at_end = furthest >= best->size();
    const Span caret = at_end ? Span{whole.source, whole.end, whole.end} : (*best)[furthest].span;
    std::string help;
    for (const std::string& phrase : nearest_phrases(program_.schema, *best)) {
        help += (help.empty() ? "the nearest phrases are `" : ", `") + phrase + "`";
    }
    if (help.empty()) help = "`obverse list phrases` shows what can be asked";
    report(Code::no_question,
           {caret, at_end ? "something is missing here" : "no phrase goes on with this word"},
           "the question fits no declared phrase", help);
}

}  // namespace obverse::checking
