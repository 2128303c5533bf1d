#include "engine/syntax/grammar_tokens.h"

#include <cstdlib>

namespace obverse::skeleton {

namespace {

const auto placeholder = of_kind(WordKind::placeholder);

// ---- lists, citations, tails

x3::rule<struct NamesRule, std::vector<Name>> const name_list = "names";
const auto list_name = name_word[act(
    [](std::vector<Name>& node, const Word& word) { node.push_back(name_of(word)); })];
const auto name_list_def = list_name % separator;
BOOST_SPIRIT_DEFINE(name_list)

x3::rule<struct CitationRule, ast::Citation> const citation_rule = "a citation";
const auto place_kind = Token(is_place);
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
const auto kind_parent = id[act(
    [](ast::KindDeclaration& node, const Word& word) { node.parents.push_back(name_of(word)); })];
const auto kind_rule_def =
    id[act([](ast::KindDeclaration& node, const Word& word) { node.name = name_of(word); })] >>
    -(is >> ((keyword("one") >> of >> (kind_value % separator)) |
             ((keyword("a") | keyword("an")) >> keyword("kind") >> of >>
              (kind_parent % keyword("and")))));
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

bool is_place(const Word& word) {
    return word.kind == WordKind::word &&
           (word.text == "section" || word.text == "article" || word.text == "paragraph" ||
            word.text == "page" || word.text == "note");
}

std::optional<ast::Citation> citation(Words words, std::size_t* furthest) {
    auto node = parse_node<ast::Citation>(words, citation_rule, furthest);
    if (node && !words.empty()) node->span = join(words.front().span, words.back().span);
    return node;
}
std::size_t tail_start(Words words) {
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& text = words[i].text;
        if (words[i].kind != ast::WordKind::word) continue;
        const bool is_dated = text == "from" || text == "until";
        if (is_dated && i + 1 < words.size()) {
            const Word& date = words[i + 1];
            const bool has_digit = !date.text.empty() && date.text[0] >= '0' && date.text[0] <= '9';
            if (date.kind != ast::WordKind::placeholder && !has_digit) continue;
        }
        const bool may_begin =
            is_dated || text == "asserted" || text == "denied" || text == "confidence";
        if (may_begin && tail(words.subspan(i))) return i;
    }
    return words.size();
}

std::optional<ast::Tail> tail(Words words, std::size_t* furthest) {
    return parse_node<ast::Tail>(words, tail_rule, furthest);
}
std::optional<std::vector<ast::CellTest>> cell_tests(Words words, std::size_t* furthest) {
    return parse_node<std::vector<ast::CellTest>>(words, test_list, furthest);
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
