#pragma once

#include "engine/check/context.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace obverse::checking {

/// The variables of one block. A block is resolved several times over until no more is learned of
/// them, so that a variable may be used before the line that tells its type; only the last pass
/// reports.
class Scope {
public:
    /// Forgets the counts of the last pass and keeps what was learned.
    void begin_pass();
    /// What is known of the variables so far, as a number that grows while passes learn more.
    std::size_t knowledge() const;

    /// The variable of these words; the first mention makes it.
    datalog::Variable variable(Context& context, const ast::Variable& words);
    /// The variable that stands for a parameter.
    datalog::Variable parameter(Context& context, const ast::Name& name);
    /// Tells that the variable stands where a term of the kind is wanted. Takes the narrower of two
    /// related kinds, reports unrelated ones.
    void constrain(Context& context, datalog::Variable variable, KindId kind, Span span);
    void constrain(Context& context, datalog::Variable variable, ColumnType type, Span span);
    /// The letter has its meaning from elsewhere: a functional form, the target of an exception.
    void introduce(datalog::Variable variable) { facts_[variable.index].introduced = true; }
    /// Takes over the variables of the block that an exception attacks.
    void adopt(const std::vector<VariableInfo>& variables);

    const std::vector<VariableInfo>& variables() const { return variables_; }
    std::vector<VariableInfo> take() { return std::move(variables_); }
    bool has_type(datalog::Variable variable) const { return facts_[variable.index].typed; }
    bool is_introduced(datalog::Variable variable) const {
        return facts_[variable.index].introduced;
    }
    Span first_use(datalog::Variable variable) const { return facts_[variable.index].first_use; }
    std::size_t use_count(datalog::Variable variable) const {
        return facts_[variable.index].use_count;
    }

private:
    struct Facts {
        bool typed = false;
        bool introduced = false;
        std::size_t use_count = 0;
        Span first_use;
    };
    std::vector<VariableInfo> variables_;
    std::vector<Facts> facts_;
    std::map<std::string, std::uint32_t> by_key_;
};

/// What two mentions of one variable share: the letter, or `the kind`.
std::string variable_key(std::string_view name);

}  // namespace obverse::checking
