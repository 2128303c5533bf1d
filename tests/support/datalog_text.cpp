#include "tests/support/datalog_text.h"

#include "engine/base/date.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

namespace obverse::test {

namespace {

using namespace datalog;

class Reader {
public:
    Reader(std::string_view text, SymbolTable& symbols) : text_(text), symbols_(symbols) {}

    Program program() {
        skip();
        while (at_ < text_.size()) statement();
        return std::move(program_);
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw std::runtime_error("datalog text at `" + std::string(text_.substr(at_, 20)) +
                                 "`: " + what);
    }
    void skip() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) {
            ++at_;
        }
    }
    bool accept(std::string_view token) {
        if (text_.substr(at_, token.size()) != token) return false;
        const bool is_word = std::isalpha(static_cast<unsigned char>(token.front())) != 0;
        if (is_word && at_ + token.size() < text_.size() && is_letter(text_[at_ + token.size()])) {
            return false;
        }
        at_ += token.size();
        skip();
        return true;
    }
    void expect(std::string_view token) {
        if (!accept(token)) fail("expected " + std::string(token));
    }
    static bool is_letter(char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    }
    std::string word() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
        if (begin == at_) fail("expected a word");
        std::string found(text_.substr(begin, at_ - begin));
        skip();
        return found;
    }

    void statement() {
        const std::size_t begin = at_;
        if (accept("relation")) return declaration();
        names_.clear();
        types_.clear();
        rule_ = Rule{};
        rule_.head = atom(word());
        if (accept(":-")) {
            do {
                condition([this](auto form) { rule_.body.emplace_back(std::move(form)); });
            } while (accept(","));
        }
        expect(".");
        finish(begin);
    }
    void declaration() {
        Relation relation{word(), {}};
        expect("(");
        while (!accept(")")) {
            const std::string type = word();
            relation.columns.push_back(type == "integer"  ? ColumnType::integer
                                       : type == "number" ? ColumnType::number
                                       : type == "date"   ? ColumnType::date
                                                          : ColumnType::symbol);
            accept(",");
        }
        program_.relations.push_back(std::move(relation));
    }

    Variable variable(const std::string& name) {
        const auto [place, is_new] =
            names_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
        if (is_new) types_.emplace_back(std::nullopt);
        return {place->second};
    }
    std::optional<Value> constant() {
        if (accept("@")) {
            const std::size_t begin = at_;
            while (at_ < text_.size() && (is_letter(text_[at_]) || text_[at_] == '-')) ++at_;
            const auto date = parse_date(text_.substr(begin, at_ - begin));
            if (!date) fail("bad date");
            skip();
            return Value{ColumnType::date, to_word(*date)};
        }
        if (text_[at_] == '"') {
            const std::size_t end = text_.find('"', at_ + 1);
            const auto symbol = symbols_.intern(text_.substr(at_ + 1, end - at_ - 1));
            at_ = end + 1;
            skip();
            return Value{ColumnType::symbol, to_word(symbol)};
        }
        const bool is_negative = text_[at_] == '-';
        const std::size_t first = at_ + (is_negative ? 1 : 0);
        if (first < text_.size() && std::isdigit(static_cast<unsigned char>(text_[first])) != 0) {
            std::size_t end = first;
            while (end < text_.size() && std::isdigit(static_cast<unsigned char>(text_[end])) != 0)
                ++end;
            const bool is_number = end + 1 < text_.size() && text_[end] == '.' &&
                                   std::isdigit(static_cast<unsigned char>(text_[end + 1])) != 0;
            if (is_number) {
                ++end;
                while (std::isdigit(static_cast<unsigned char>(text_[end])) != 0) ++end;
            }
            const std::string digits(text_.substr(at_, end - at_));
            at_ = end;
            skip();
            if (is_number) return Value{ColumnType::number, to_word(std::stod(digits))};
            return Value{ColumnType::integer, to_word(std::int64_t{std::stoll(digits)})};
        }
        return std::nullopt;
    }
    Term term() {
        if (auto value = constant()) return *value;
        const std::string name = word();
        if (name == "_") return Wildcard{};
        if (std::isupper(static_cast<unsigned char>(name.front())) != 0) return variable(name);
        return Value{ColumnType::symbol, to_word(symbols_.intern(name))};
    }
    Atom atom(const std::string& name) {
        Atom made{relation_named(program_, name), {}};
        const auto& columns = program_.relations[made.relation.index].columns;
        expect("(");
        while (!accept(")")) {
            made.terms.push_back(term());
            if (const auto* found = std::get_if<Variable>(&made.terms.back())) {
                types_[found->index] = columns.at(made.terms.size() - 1);
            }
            accept(",");
        }
        if (made.terms.size() != columns.size()) fail("wrong arity of " + name);
        return made;
    }

    template <class Add>
    void condition(const Add& add) {
        if (accept("not")) return add(Literal{atom(word()), true});
        for (const auto& [name, outcome] :
             {std::pair{"no(", Outcome::no}, std::pair{"not_yes(", Outcome::not_yes},
              std::pair{"not_no(", Outcome::not_no}}) {
            const std::size_t before = at_;
            if (text_.substr(at_, std::string_view(name).size()) != name) continue;
            at_ = before + std::string_view(name).size();
            Comparison made = comparison(sum());
            made.wanted = outcome;
            expect(")");
            return add(std::move(made));
        }
        const std::size_t before = at_;
        if (std::islower(static_cast<unsigned char>(text_[at_])) != 0) {
            const std::string name = word();
            const bool is_relation =
                std::any_of(program_.relations.begin(), program_.relations.end(),
                            [&](const Relation& relation) { return relation.name == name; });
            if (is_relation && text_[at_] == '(') return add(Literal{atom(name), false});
            at_ = before;
        }
        Expression left = sum();
        if (!accept(":=")) return add(comparison(std::move(left)));
        const Variable result = std::get<Variable>(left.term);
        if constexpr (requires { add(Aggregate{}); }) {
            for (const auto& [name, function] :
                 {std::pair{"count", AggregateFunction::count},
                  std::pair{"total", AggregateFunction::total},
                  std::pair{"least", AggregateFunction::least},
                  std::pair{"greatest", AggregateFunction::greatest},
                  std::pair{"average", AggregateFunction::average}}) {
                if (accept(name)) return add(aggregate(result, function));
            }
        }
        add(Binding{result, sum()});
    }
    Aggregate aggregate(Variable result, AggregateFunction function) {
        Aggregate made{result, function, {}, {}, {}};
        if (function != AggregateFunction::count) {
            made.value = sum();
            expect("over");
        }
        while (!accept("{")) {
            made.over.push_back(variable(word()));
            accept(",");
        }
        do {
            condition(InnerAdd{made});
        } while (accept(","));
        expect("}");
        return made;
    }
    struct InnerAdd {
        Aggregate& made;
        void operator()(Literal form) const { made.body.emplace_back(std::move(form)); }
        void operator()(Comparison form) const { made.body.emplace_back(std::move(form)); }
        void operator()(Binding form) const { made.body.emplace_back(std::move(form)); }
    };
    Comparison comparison(Expression left) {
        static const std::pair<const char*, Comparator> signs[] = {
            {"!=", Comparator::differs},
            {"<=", Comparator::at_most},
            {">=", Comparator::at_least},
            {"=", Comparator::equal},
            {"<", Comparator::less},
            {">", Comparator::more},
            {"contains", Comparator::contains},
            {"matches", Comparator::matches}};
        for (const auto& [sign, comparator] : signs) {
            if (!accept(sign)) continue;
            return {comparator, std::move(left), sum(), Outcome::yes};
        }
        fail("expected a comparison");
    }

    static Expression make(Operation operation, std::vector<Expression> operands, std::size_t begin,
                           std::size_t end) {
        Expression made;
        made.operation = operation;
        made.operands = std::move(operands);
        made.span = {{}, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        return made;
    }
    Expression sum() {
        const std::size_t begin = at_;
        Expression left = product();
        while (true) {
            const bool adds = text_[at_] == '+';
            if (!adds && text_[at_] != '-') return left;
            expect(adds ? "+" : "-");
            Expression right = product();
            left = make(adds ? Operation::add : Operation::subtract,
                        {std::move(left), std::move(right)}, begin, at_);
        }
    }
    Expression product() {
        const std::size_t begin = at_;
        Expression left = factor();
        while (true) {
            const bool multiplies = text_[at_] == '*';
            if (!multiplies && text_[at_] != '/') return left;
            expect(multiplies ? "*" : "/");
            Expression right = factor();
            left = make(multiplies ? Operation::multiply : Operation::divide,
                        {std::move(left), std::move(right)}, begin, at_);
        }
    }
    Expression factor() {
        static const std::pair<const char*, Operation> functions[] = {
            {"length(", Operation::length},       {"part(", Operation::part},
            {"joined(", Operation::joined},       {"integer_in(", Operation::integer_in},
            {"number_in(", Operation::number_in}, {"text_of(", Operation::text_of},
            {"days(", Operation::days_between},   {"lesser(", Operation::lesser},
            {"greater(", Operation::greater},     {"mod(", Operation::modulo},
            {"power(", Operation::power},         {"band(", Operation::bit_and},
            {"bor(", Operation::bit_or},          {"bxor(", Operation::bit_xor},
            {"bnot(", Operation::bit_not},        {"number(", Operation::to_number},
            {"neg(", Operation::negate}};
        const std::size_t begin = at_;
        for (const auto& [name, operation] : functions) {
            const std::string_view token(name);
            if (text_.substr(at_, token.size()) != token) continue;
            at_ += token.size();
            skip();
            std::vector<Expression> operands;
            while (!accept(")")) {
                operands.push_back(sum());
                accept(",");
            }
            return make(operation, std::move(operands), begin, at_);
        }
        if (accept("(")) {
            Expression inner = sum();
            expect(")");
            return inner;
        }
        Expression made;
        made.term = term();
        made.span = {{}, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
        return made;
    }

    /// Types of expressions follow from those of variables, and those of bound variables from them.
    bool type_of(Expression& expression) {
        for (Expression& operand : expression.operands) {
            if (!type_of(operand)) return false;
        }
        switch (expression.operation) {
            case Operation::term:
                if (const auto* found = std::get_if<Variable>(&expression.term)) {
                    if (!types_[found->index]) return false;
                    expression.type = *types_[found->index];
                } else {
                    expression.type = std::get<Value>(expression.term).type;
                }
                return true;
            case Operation::length:
            case Operation::integer_in:
            case Operation::days_between:
                expression.type = ColumnType::integer;
                return true;
            case Operation::number_in:
            case Operation::to_number:
                expression.type = ColumnType::number;
                return true;
            case Operation::joined:
            case Operation::part:
            case Operation::text_of:
                expression.type = ColumnType::symbol;
                return true;
            default:
                expression.type = expression.operands.front().type;
                return true;
        }
    }
    void type_of(Literal&) {}
    void type_of(Comparison& form) {
        const bool left = type_of(form.left);
        const bool right = type_of(form.right);
        if (left && !right) assume(form.right, form.left.type);
        if (right && !left) assume(form.left, form.right.type);
    }
    void assume(const Expression& side, ColumnType type) {
        const auto* found = std::get_if<Variable>(&side.term);
        if (side.operation == Operation::term && found != nullptr) types_[found->index] = type;
    }
    void type_of(Binding& form) {
        if (type_of(form.expression)) types_[form.variable.index] = form.expression.type;
    }
    void type_of(Aggregate& form) {
        for (auto& inner : form.body) std::visit([this](auto& f) { type_of(f); }, inner);
        if (form.function == AggregateFunction::count) {
            types_[form.result.index] = ColumnType::integer;
        } else if (type_of(form.value)) {
            types_[form.result.index] =
                form.function == AggregateFunction::average ? ColumnType::number : form.value.type;
        }
    }
    void finish(std::size_t begin) {
        for (int pass = 0; pass < 4; ++pass) {
            for (Condition& form : rule_.body) std::visit([this](auto& f) { type_of(f); }, form);
        }
        rule_.variable_count = static_cast<std::uint32_t>(names_.size());
        for (const auto& type : types_) {
            rule_.variable_types.push_back(type.value_or(ColumnType::symbol));
        }
        rule_.span = {{}, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
        program_.rules.push_back(std::move(rule_));
    }

    std::string_view text_;
    SymbolTable& symbols_;
    std::size_t at_ = 0;
    Program program_;
    Rule rule_;
    std::map<std::string, std::uint32_t> names_;
    std::vector<std::optional<ColumnType>> types_;
};

}  // namespace

datalog::Program read_datalog(std::string_view text, SymbolTable& symbols) {
    const std::string ended = std::string(text) + " ";
    return Reader(ended, symbols).program();
}

datalog::RelationId relation_named(const datalog::Program& program, std::string_view name) {
    for (std::uint32_t i = 0; i < program.relations.size(); ++i) {
        if (program.relations[i].name == name) return {i};
    }
    throw std::runtime_error("no relation " + std::string(name));
}

std::string rows_text(const datalog::Program& program, std::string_view relation,
                      const eval::Database& database, const SymbolTable& symbols) {
    const datalog::RelationId id = relation_named(program, relation);
    const auto& columns = program.relations[id.index].columns;
    std::vector<std::vector<Value>> rows;
    for (eval::RowId row = 0; row < database.size(id); ++row) {
        std::vector<Value> cells;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            cells.push_back({columns[c], database.cell(id, row, c)});
        }
        rows.push_back(std::move(cells));
    }
    std::sort(rows.begin(), rows.end(), [&](const auto& left, const auto& right) {
        return std::lexicographical_compare(
            left.begin(), left.end(), right.begin(), right.end(),
            [&](Value a, Value b) { return comes_before(a, b, symbols); });
    });
    std::string text;
    for (const auto& cells : rows) {
        text += text.empty() ? "" : " ";
        text += std::string(relation) + "(";
        for (std::size_t c = 0; c < cells.size(); ++c) {
            text += (c == 0 ? "" : ", ") + to_text(cells[c], symbols);
        }
        text += ")";
    }
    return text;
}

}  // namespace obverse::test
