#include "engine/syntax/grammar_tokens.h"

#include <charconv>
#include <cstdlib>
#include <set>

namespace obverse::skeleton {

namespace {

using ast::Expression;
using ast::Term;
using ast::Variable;

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

const auto quoted = of_kind(WordKind::quoted);

// ---- terms and expressions

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

x3::rule<struct VariablesRule, std::vector<Variable>> const variable_list = "variables";
const auto variable_list_def = variable[act([](std::vector<Variable>& node, const Variable& value) {
                                   node.push_back(value);
                               })] %
                               separator;
BOOST_SPIRIT_DEFINE(variable_list)

}  // namespace

std::optional<decltype(ast::Statement::form)> built_in(Words words) {
    using Form = decltype(ast::Statement::form);
    if (auto node = parse_node<ast::FunctionalAtom>(words, functional, nullptr)) return Form(*node);
    if (auto node = parse_node<ast::AggregateHead>(words, aggregate, nullptr)) return Form(*node);
    if (auto node = parse_node<ast::KindTest>(words, kind_test, nullptr)) return Form(*node);
    if (auto node = parse_node<ast::Comparison>(words, comparison, nullptr)) return Form(*node);
    return std::nullopt;
}
std::optional<std::vector<ast::Variable>> variables(Words words, std::size_t* furthest) {
    return parse_node<std::vector<ast::Variable>>(words, variable_list, furthest);
}

}  // namespace obverse::skeleton
