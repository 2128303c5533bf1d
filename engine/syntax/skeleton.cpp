#include "engine/syntax/skeleton.h"

#include <boost/spirit/home/x3.hpp>

#include <charconv>
#include <cmath>
#include <set>
#include <string_view>

namespace obverse::skeleton {

namespace {

namespace x3 = boost::spirit::x3;
using ast::Expression;
using ast::Name;
using ast::Term;
using ast::Variable;
using ast::Word;
using ast::WordKind;
using Iterator = Words::iterator;

struct FurthestTag;

/// One word that satisfies a predicate; its attribute is the word. Notes how far the parse came.
template <class Predicate>
struct Token : x3::parser<Token<Predicate>> {
    using attribute_type = Word;
    static constexpr bool has_attribute = true;

    explicit Token(Predicate predicate) : accepts(predicate) {}

    template <class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&,
               Attribute& attribute) const {
        Iterator& furthest = x3::get<FurthestTag>(context).get();
        if (first > furthest) furthest = first;
        if (first == last || !accepts(*first)) return false;
        x3::traits::move_to(Word(*first), attribute);
        ++first;
        if (first > furthest) furthest = first;
        return true;
    }

    Predicate accepts;
};

auto keyword(std::string_view text) {
    return x3::omit[Token([text](const Word& word) {
        return (word.kind == WordKind::word || word.kind == WordKind::punctuation) &&
               word.text == text;
    })];
}
auto of_kind(WordKind kind) {
    return Token([kind](const Word& word) { return word.kind == kind; });
}

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_capitalised(const Word& word) {
    return word.kind == WordKind::word && !word.text.empty() && is_upper(word.text[0]);
}
/// `A`, `B1`: what stands for a variable that a kind introduced.
bool is_letter(const Word& word) {
    return is_capitalised(word) &&
           word.text.find_first_not_of("0123456789", 1) == std::string::npos;
}
bool is_plain(const Word& word) {
    static const std::set<std::string_view> reserved = {
        "the", "a", "an", "any", "of", "is", "and", "such", "that", "over", "bnot", "mod"};
    return word.kind == WordKind::word && !is_capitalised(word) && !reserved.contains(word.text);
}

const auto any_word = Token([](const Word&) { return true; });
const auto quoted = of_kind(WordKind::quoted);
const auto placeholder = of_kind(WordKind::placeholder);
const auto id = Token([](const Word& word) {
    return word.kind == WordKind::word || word.kind == WordKind::integer ||
           word.kind == WordKind::date;
});
const auto name_word = Token([](const Word& word) {
    return word.kind != WordKind::punctuation && word.kind != WordKind::placeholder;
});
/// What names something in a line that may belong to an import: an id, a quoted name or a cell.
const auto operand = Token([](const Word& word) { return word.kind != WordKind::punctuation; });
const auto comma = keyword(",");

Name name_of(const Word& word) {
    return {word.text, word.span, word.kind == WordKind::quoted};
}
Span join(Span left, Span right) {
    return {left.source, left.begin, right.end};
}

template <class Parser, class Attribute>
bool parse_all(Words words, const Parser& parser, Attribute& attribute, std::size_t* furthest) {
    Iterator first = words.begin();
    Iterator reached = first;
    const auto noted = x3::with<FurthestTag>(std::ref(reached))[parser];
    const bool fits = x3::parse(first, words.end(), noted, attribute) && first == words.end();
    if (furthest != nullptr) *furthest = static_cast<std::size_t>(reached - words.begin());
    return fits;
}

template <class Node, class Parser>
std::optional<Node> parse_node(Words words, const Parser& parser, std::size_t* furthest) {
    Node node{};
    if (!parse_all(words, parser, node, furthest)) return std::nullopt;
    return node;
}

// ---- terms and expressions

/// Runs a semantic action: `node` is the attribute of the rule, `value` that of the parser.
template <class Function>
auto act(Function function) {
    return [function](auto& context) { function(x3::_val(context), x3::_attr(context)); };
}

struct TermRule;
struct ExpressionRule;
struct SumRule;
struct ProductRule;
struct PowerRule;
struct PrimaryRule;
const x3::rule<TermRule, Term> term = "a term";
const x3::rule<ExpressionRule, Expression> expression = "an expression";
const x3::rule<SumRule, Expression> sum = "a sum";
const x3::rule<ProductRule, Expression> product = "a product";
const x3::rule<PowerRule, Expression> power = "a power";
const x3::rule<PrimaryRule, Expression> primary = "a term";

const auto letter = Token(is_letter);
const auto capitalised = Token(is_capitalised);

void set_integer(Term& node, const Word& word) {
    std::int64_t value = 0;
    const char* end = word.text.data() + word.text.size();
    const auto result = std::from_chars(word.text.data(), end, value);
    if (result.ec == std::errc{}) {
        node = ast::Integer{value, word.span};
    } else {
        node = ast::Number{std::strtod(word.text.c_str(), nullptr), word.span};
    }
}

const auto the_word = Token([](const Word& word) {
    static const std::set<std::string_view> taken = {"number",  "length", "part",     "lesser",
                                                     "greater", "days",   "text",     "parameter",
                                                     "total",   "least",  "greatest", "average"};
    return word.kind == WordKind::word && !taken.contains(word.text);
});

const auto term_def =
    (keyword("the") >> keyword("parameter") >>
     name_word)[act([](Term& node, const Word& word) { node = ast::Parameter{name_of(word)}; })] |
    (keyword("the") >> the_word)[act([](Term& node, const Word& word) {
        node = Variable{word.text, "", word.span};
    })] |
    (capitalised >> letter)[act([](Term& node, const auto& pair) {
        const Word& kind = boost::fusion::at_c<0>(pair);
        const Word& name = boost::fusion::at_c<1>(pair);
        node = Variable{kind.text, name.text, join(kind.span, name.span)};
    })] |
    Token([](const Word& word) {
        return is_capitalised(word);
    })[act([](Term& node, const Word& word) {
        node = Variable{"", word.text, word.span};
    })] |
    Token([](const Word& word) {
        return word.text == "_";
    })[act([](Term& node, const Word& word) { node = ast::Wildcard{word.span}; })] |
    of_kind(WordKind::integer)[act(set_integer)] |
    of_kind(WordKind::number)[act([](Term& node, const Word& word) {
        node = ast::Number{std::strtod(word.text.c_str(), nullptr), word.span};
    })] |
    of_kind(WordKind::date)[act([](Term& node, const Word& word) {
        node = ast::DateText{word.text, word.span};
    })] |
    quoted[act([](Term& node, const Word& word) { node = name_of(word); })] |
    Token(is_plain)[act([](Term& node, const Word& word) { node = name_of(word); })];

Span span_of(const Expression& node) {
    return node.span;
}

Span span_of(const Term& node) {
    return std::visit(
        [](const auto& alternative) {
            if constexpr (requires { alternative.span; }) {
                return alternative.span;
            } else {
                return alternative.name.span;
            }
        },
        node);
}

void set_term(Expression& node, const Term& value) {
    node.operation.clear();
    node.term = value;
    node.span = span_of(value);
}
void set_only(Expression& node, const Expression& value) {
    node = Expression(value);
}

/// Puts `operation` over what stands so far and the operand that follows.
auto fold(std::string operation) {
    return act([operation](Expression& node, const Expression& right) {
        Expression left = std::move(node);
        node = Expression{};
        node.span = join(span_of(left), span_of(right));
        node.operation = operation;
        node.operands = {std::move(left), right};
    });
}
auto start(std::string operation) {
    return act([operation](Expression& node, const Expression& operand_node) {
        node = Expression{};
        node.operation = operation;
        node.span = span_of(operand_node);
        node.operands = {operand_node};
    });
}
void add_operand(Expression& node, const Expression& value) {
    node.span = join(node.span, span_of(value));
    node.operands.push_back(value);
}
const auto more = act(add_operand);

const auto primary_def =
    (keyword("(") >> expression >> keyword(")"))[act(set_only)] |
    (keyword("bnot") >> primary)[start("bnot")] |
    ((keyword("the") >> keyword("lesser") >> keyword("of") >> primary[start("lesser")]) >>
     keyword("and") >> primary[more]) |
    ((keyword("the") >> keyword("greater") >> keyword("of") >> primary[start("greater")]) >>
     keyword("and") >> primary[more]) |
    (keyword("the") >> keyword("length") >> keyword("of") >> primary)[start("length")] |
    ((keyword("the") >> keyword("part") >> keyword("of") >> primary[start("part")]) >>
     keyword("from") >> sum[more] >> keyword("for") >> sum[more]) |
    ((keyword("the") >> keyword("days") >> keyword("from") >> primary[start("days")]) >>
     keyword("to") >> primary[more]) |
    (keyword("the") >> keyword("number") >> keyword("in") >> primary)[start("number-in")] |
    (keyword("the") >> keyword("text") >> keyword("of") >> primary)[start("text-of")] |
    term[act(set_term)];

const auto power_def = primary[act(set_only)] >> -(keyword("^") >> power)[fold("^")];

const auto product_def = power[act(set_only)] >>
                         *((keyword("*") >> power)[fold("*")] | (keyword("/") >> power)[fold("/")] |
                           (keyword("mod") >> power)[fold("mod")]);

/// `X -1` is a difference too: the lexer took the sign for the number's own.
const auto negative = Token([](const Word& word) {
    return (word.kind == WordKind::integer || word.kind == WordKind::number) &&
           word.text.starts_with('-');
});
void subtract_number(Expression& node, const Word& word) {
    Word positive = word;
    positive.text.erase(0, 1);
    Term value;
    set_integer(value, positive);
    if (word.kind == WordKind::number) {
        value = ast::Number{std::strtod(positive.text.c_str(), nullptr), word.span};
    }
    Expression right;
    set_term(right, value);
    Expression left = std::move(node);
    node = Expression{};
    node.operation = "-";
    node.span = join(left.span, word.span);
    node.operands = {std::move(left), std::move(right)};
}

const auto sum_def = ((keyword("-") >> product)[start("negated")] | product[act(set_only)]) >>
                     *((keyword("+") >> product)[fold("+")] | (keyword("-") >> product)[fold("-")] |
                       negative[act(subtract_number)]);

const auto expression_def = sum[act(set_only)] >>
                            *((keyword("band") >> sum)[fold("band")] |
                              (keyword("bor") >> sum)[fold("bor")] |
                              (keyword("bxor") >> sum)[fold("bxor")] |
                              (keyword("joined") >> keyword("with") >> sum)[fold("joined")]);

BOOST_SPIRIT_DEFINE(term, expression, sum, product, power, primary)

// ---- built-in sentences

using ast::Comparator;

x3::rule<struct ComparisonRule, ast::Comparison> const comparison = "a comparison";

auto compared(Comparator comparator) {
    return act([comparator](ast::Comparison& node, const Expression& right) {
        node.comparator = comparator;
        node.right = right;
    });
}
const auto is = keyword("is");
const auto comparison_def =
    expression[act([](ast::Comparison& node, const Expression& left) { node.left = left; })] >>
    ((is >> keyword("less") >> keyword("than") >> expression)[compared(Comparator::less)] |
     (is >> keyword("more") >> keyword("than") >> expression)[compared(Comparator::more)] |
     (is >> keyword("at") >> keyword("least") >> expression)[compared(Comparator::at_least)] |
     (is >> keyword("at") >> keyword("most") >> expression)[compared(Comparator::at_most)] |
     (keyword("differs") >> keyword("from") >> expression)[compared(Comparator::differs)] |
     (keyword("contains") >> expression)[compared(Comparator::contains)] |
     (keyword("matches") >> expression)[compared(Comparator::matches)] |
     (is >> expression)[compared(Comparator::is)]);
BOOST_SPIRIT_DEFINE(comparison)

x3::rule<struct KindTestRule, ast::KindTest> const kind_test = "a test of kind";
const auto kind_test_def =
    term[act([](ast::KindTest& node, const Term& value) { node.term = value; })] >> is >>
    (keyword("a") | keyword("an")) >>
    capitalised[act([](ast::KindTest& node, const Word& word) { node.kind = name_of(word); })];
BOOST_SPIRIT_DEFINE(kind_test)

x3::rule<struct FunctionalRule, ast::FunctionalAtom> const functional = "a functional form";
const auto functional_term =
    term[act([](ast::FunctionalAtom& node, const Term& value) { node.terms.push_back(value); })];
const auto functional_def =
    id[act([](ast::FunctionalAtom& node, const Word& word) { node.relation = name_of(word); })] >>
    keyword("(") >> -(functional_term % comma) >> keyword(")");
BOOST_SPIRIT_DEFINE(functional)

x3::rule<struct VariableRule, Variable> const variable = "a variable";
const auto variable_def =
    (keyword("the") >> the_word)[act([](Variable& node, const Word& word) {
        node = Variable{word.text, "", word.span};
    })] |
    (capitalised >> letter)[act([](Variable& node, const auto& pair) {
        const Word& kind_word = boost::fusion::at_c<0>(pair);
        const Word& name = boost::fusion::at_c<1>(pair);
        node = Variable{kind_word.text, name.text, join(kind_word.span, name.span)};
    })] |
    Token(is_capitalised)[act([](Variable& node, const Word& word) {
        node = Variable{"", word.text, word.span};
    })];
BOOST_SPIRIT_DEFINE(variable)

x3::rule<struct AggregateRule, ast::AggregateHead> const aggregate = "an aggregate";
const auto over = variable[act(
    [](ast::AggregateHead& node, const Variable& value) { node.over.push_back(value); })];
auto aggregated(ast::AggregateFunction function) {
    return act([function](ast::AggregateHead& node, const Expression& value) {
        node.function = function;
        node.value = value;
    });
}
const auto of = keyword("of");
const auto aggregate_def =
    variable[act([](ast::AggregateHead& node, const Variable& value) { node.result = value; })] >>
    is >> keyword("the") >>
    ((keyword("number") >> of >> (over % comma)) |
     (((keyword("total") >> of >> expression)[aggregated(ast::AggregateFunction::total)] |
       (keyword("least") >> of >> expression)[aggregated(ast::AggregateFunction::least)] |
       (keyword("greatest") >> of >> expression)[aggregated(ast::AggregateFunction::greatest)] |
       (keyword("average") >> of >> expression)[aggregated(ast::AggregateFunction::average)]) >>
      -(keyword("over") >> (over % comma)))) >>
    keyword("such") >> keyword("that");
BOOST_SPIRIT_DEFINE(aggregate)

// ---- lists, citations, tails

x3::rule<struct NamesRule, std::vector<Name>> const name_list = "names";
const auto list_name = name_word[act(
    [](std::vector<Name>& node, const Word& word) { node.push_back(name_of(word)); })];
const auto separator =
    (comma >> -(keyword("and") | keyword("or"))) | keyword("and") | keyword("or");
const auto name_list_def = list_name % separator;
BOOST_SPIRIT_DEFINE(name_list)

x3::rule<struct VariablesRule, std::vector<Variable>> const variable_list = "variables";
const auto variable_list_def = variable[act([](std::vector<Variable>& node, const Variable& value) {
                                   node.push_back(value);
                               })] %
                               separator;
BOOST_SPIRIT_DEFINE(variable_list)

x3::rule<struct CitationRule, ast::Citation> const citation_rule = "a citation";
const auto place_kind = Token([](const Word& word) {
    return word.text == "section" || word.text == "article" || word.text == "paragraph" ||
           word.text == "page" || word.text == "note";
});
const auto point = name_word[act(
    [](ast::Citation& node, const Word& word) { node.points.push_back(name_of(word)); })];
const auto citation_rule_def = name_word[act([](ast::Citation& node, const Word& word) {
                                   node.source = name_of(word);
                                   node.span = word.span;
                               })] >>
                               *((place_kind >>
                                  name_word)[act([](ast::Citation& node, const auto& pair) {
                                     node.places.emplace_back(boost::fusion::at_c<0>(pair).text,
                                                              boost::fusion::at_c<1>(pair).text);
                                 })] |
                                 ((keyword("points") | keyword("point")) >> (point % separator)));
BOOST_SPIRIT_DEFINE(citation_rule)

x3::rule<struct VoiceRule, ast::Voice> const voice = "who says it";
const auto voice_word = Token(
    [](const Word& word) { return word.kind != WordKind::punctuation && word.text != "each"; });
const auto speaker =
    voice_word[act([](ast::Voice& node, const Word& word) { node.speakers.push_back(word); })];
const auto voice_def =
    Token([](const Word& word) {
        return word.text == "asserted" || word.text == "denied";
    })[act([](ast::Voice& node, const Word& word) {
        node.stance = word.text == "denied" ? ast::Stance::denied : ast::Stance::asserted;
        node.span = word.span;
    })] >>
    keyword("by") >> -(keyword("each") >> keyword("of")) >> (speaker % comma) >>
    -(keyword("in") >>
      operand[act([](ast::Voice& node, const Word& word) { node.source = word; })]) >>
    -(-comma >> keyword("url") >>
      operand[act([](ast::Voice& node, const Word& word) { node.url = word; })]);
BOOST_SPIRIT_DEFINE(voice)

x3::rule<struct TailRule, ast::Tail> const tail_rule = "who says it, and since when";
const auto tail_rule_def = *(
    voice[act([](ast::Tail& node, const ast::Voice& value) { node.voices.push_back(value); })] |
    (keyword("in") >> operand)[act([](ast::Tail& node, const Word& word) { node.source = word; })] |
    (-comma >> keyword("url") >>
     operand)[act([](ast::Tail& node, const Word& word) { node.url = word; })] |
    (keyword("from") >> operand)[act([](ast::Tail& node, const Word& word) { node.from = word; })] |
    (keyword("until") >>
     operand)[act([](ast::Tail& node, const Word& word) { node.until = word; })] |
    (keyword("confidence") >> -keyword("is") >>
     operand)[act([](ast::Tail& node, const Word& word) { node.confidence = word; })]);
BOOST_SPIRIT_DEFINE(tail_rule)

x3::rule<struct TestRule, ast::CellTest> const cell_test = "a test of a cell";
using Shape = ast::CellTest::Shape;
auto shaped(Shape shape) {
    return act([shape](ast::CellTest& node, const Word& word) {
        node.shape = shape;
        node.values.push_back(name_of(word));
    });
}
auto shaped_empty(Shape shape) {
    return Token([](const Word& word) {
        return word.text == "empty";
    })[act([shape](ast::CellTest& node, const Word&) { node.shape = shape; })];
}
const auto cell_test_def = placeholder[act([](ast::CellTest& node, const Word& word) {
                               node.column = name_of(word);
                               node.span = word.span;
                           })] >>
                           is >> ((keyword("not") >> shaped_empty(Shape::not_empty)) |
                                  (keyword("not") >> name_word[shaped(Shape::is_not)]) |
                                  shaped_empty(Shape::empty) |
                                  (keyword("one") >> of >>
                                   (name_word[shaped(Shape::one_of)] % (comma | keyword("or")))) |
                                  name_word[shaped(Shape::is)]);
BOOST_SPIRIT_DEFINE(cell_test)

x3::rule<struct TestsRule, std::vector<ast::CellTest>> const test_list = "tests of cells";
const auto test_list_def =
    cell_test[act([](std::vector<ast::CellTest>& node, const ast::CellTest& value) {
        node.push_back(value);
    })] %
    keyword("and");
BOOST_SPIRIT_DEFINE(test_list)

// ---- declarations of one line

x3::rule<struct EntityRule, ast::EntityLine> const entity = "a line on an entity";
auto object_of(ast::EntityLine::Shape shape) {
    return act([shape](ast::EntityLine& node, const Word& word) {
        node.shape = shape;
        node.objects.push_back(word);
    });
}
using EntityShape = ast::EntityLine::Shape;
const auto kind_word = of_kind(WordKind::word);
const auto entity_def =
    operand[act([](ast::EntityLine& node, const Word& word) {
        node.subject = word;
        node.span = word.span;
    })] >>
    ((is >> keyword("also") >> keyword("called") >>
      (operand[object_of(EntityShape::alias)] % comma)) |
     (is >> keyword("issued") >> keyword("by") >> operand[object_of(EntityShape::issued)] >>
      -(keyword("on") >>
        operand[act([](ast::EntityLine& node, const Word& word) { node.date = word; })])) |
     (is >> keyword("based") >> keyword("on") >>
      (operand[object_of(EntityShape::based_on)] % comma)) |
     (is >> (keyword("a") | keyword("an")) >> kind_word[object_of(EntityShape::kind)] >>
      -(keyword("labelled") >>
        operand[act([](ast::EntityLine& node, const Word& word) { node.label = word; })])) |
     (keyword("speaks") >> keyword("for") >> operand[object_of(EntityShape::speaks_for)]) |
     (keyword("has") >> keyword("url") >> operand[object_of(EntityShape::url)]));
BOOST_SPIRIT_DEFINE(entity)

x3::rule<struct KindRule, ast::KindDeclaration> const kind_rule = "a kind";
const auto kind_value = name_word[act(
    [](ast::KindDeclaration& node, const Word& word) { node.values.push_back(name_of(word)); })];
const auto kind_rule_def =
    id[act([](ast::KindDeclaration& node, const Word& word) { node.name = name_of(word); })] >>
    -(is >> ((keyword("one") >> of >> (kind_value % separator)) |
             ((keyword("a") | keyword("an")) >> keyword("kind") >> of >>
              id[act([](ast::KindDeclaration& node, const Word& word) {
                  node.parent = name_of(word);
              })])));
BOOST_SPIRIT_DEFINE(kind_rule)

x3::rule<struct GroupRule, ast::GroupDeclaration> const group_rule = "a group";
const auto group_value = name_word[act(
    [](ast::GroupDeclaration& node, const Word& word) { node.values.push_back(name_of(word)); })];
const auto group_rule_def =
    id[act([](ast::GroupDeclaration& node, const Word& word) { node.name = name_of(word); })] >>
    of >>
    id[act([](ast::GroupDeclaration& node, const Word& word) { node.kind = name_of(word); })] >>
    is >> (group_value % separator);
BOOST_SPIRIT_DEFINE(group_rule)

x3::rule<struct RelationRule, ast::RelationDeclaration> const relation_rule = "a relation";
const auto column =
    (id >> keyword(":") >> id)[act([](ast::RelationDeclaration& node, const auto& pair) {
        node.columns.push_back(
            {name_of(boost::fusion::at_c<0>(pair)), name_of(boost::fusion::at_c<1>(pair))});
    })];
const auto relation_flag = Token([](const Word& word) {
    return word.text == "input" || word.text == "output" || word.text == "size";
})[act([](ast::RelationDeclaration& node, const Word& word) {
    if (word.text == "input") node.input = true;
    if (word.text == "output") node.output = true;
    if (word.text == "size") node.size = true;
})];
const auto relation_rule_def =
    id[act([](ast::RelationDeclaration& node, const Word& word) { node.name = name_of(word); })] >>
    keyword("(") >> -(column % comma) >> keyword(")") >> *relation_flag;
BOOST_SPIRIT_DEFINE(relation_rule)

x3::rule<struct ScaleRule, ast::ScaleDeclaration> const scale_rule = "a scale";
const auto whole = of_kind(WordKind::integer);
std::int64_t number_of(const Word& word) {
    return std::strtoll(word.text.c_str(), nullptr, 10);
}
const auto fraction = Token([](const Word& word) {
    const std::size_t slash = word.text.find('/');
    return word.kind == WordKind::word && slash != std::string::npos && slash > 0 &&
           word.text.find_first_not_of("0123456789/") == std::string::npos;
});
const auto worth =
    whole[act([](ast::ScaleDeclaration& node, const Word& word) {
        node.worths.push_back({number_of(word), 1});
    })] |
    fraction[act([](ast::ScaleDeclaration& node, const Word& word) {
        const std::size_t slash = word.text.find('/');
        node.worths.push_back({std::strtoll(word.text.c_str(), nullptr, 10),
                               std::strtoll(word.text.c_str() + slash + 1, nullptr, 10)});
    })];
const auto scale_level = name_word[act(
    [](ast::ScaleDeclaration& node, const Word& word) { node.levels.push_back(name_of(word)); })];
const auto scale_rule_def =
    id[act([](ast::ScaleDeclaration& node, const Word& word) { node.name = name_of(word); })] >>
    is >> (scale_level % comma) >> -(keyword("worth") >> (worth % comma));
BOOST_SPIRIT_DEFINE(scale_rule)

}  // namespace

std::optional<decltype(ast::Statement::form)> built_in(Words words) {
    using Form = decltype(ast::Statement::form);
    if (auto node = parse_node<ast::FunctionalAtom>(words, functional, nullptr)) return Form(*node);
    if (auto node = parse_node<ast::AggregateHead>(words, aggregate, nullptr)) return Form(*node);
    if (auto node = parse_node<ast::KindTest>(words, kind_test, nullptr)) return Form(*node);
    if (auto node = parse_node<ast::Comparison>(words, comparison, nullptr)) return Form(*node);
    return std::nullopt;
}

std::optional<ast::Citation> citation(Words words, std::size_t* furthest) {
    auto node = parse_node<ast::Citation>(words, citation_rule, furthest);
    if (node && !words.empty()) node->span = join(words.front().span, words.back().span);
    return node;
}
std::optional<ast::Tail> tail(Words words, std::size_t* furthest) {
    return parse_node<ast::Tail>(words, tail_rule, furthest);
}
std::optional<std::vector<ast::CellTest>> cell_tests(Words words, std::size_t* furthest) {
    return parse_node<std::vector<ast::CellTest>>(words, test_list, furthest);
}
std::optional<std::vector<ast::Variable>> variables(Words words, std::size_t* furthest) {
    return parse_node<std::vector<ast::Variable>>(words, variable_list, furthest);
}
std::optional<std::vector<ast::Name>> names(Words words, std::size_t* furthest) {
    return parse_node<std::vector<ast::Name>>(words, name_list, furthest);
}
std::optional<ast::EntityLine> entity_line(Words words, std::size_t* furthest) {
    return parse_node<ast::EntityLine>(words, entity, furthest);
}
std::optional<ast::KindDeclaration> kind(Words words, std::size_t* furthest) {
    return parse_node<ast::KindDeclaration>(words, kind_rule, furthest);
}
std::optional<ast::GroupDeclaration> group(Words words, std::size_t* furthest) {
    return parse_node<ast::GroupDeclaration>(words, group_rule, furthest);
}
std::optional<ast::RelationDeclaration> relation(Words words, std::size_t* furthest) {
    return parse_node<ast::RelationDeclaration>(words, relation_rule, furthest);
}
std::optional<ast::ScaleDeclaration> scale(Words words, std::size_t* furthest) {
    return parse_node<ast::ScaleDeclaration>(words, scale_rule, furthest);
}

}  // namespace obverse::skeleton
