#pragma once

#include "engine/check/phrase_matcher.h"
#include "engine/model/entity_index.h"
#include "engine/model/program.h"

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace obverse::checking {

/// The kind of a word in the singular or a simple plural.
std::optional<KindId> kind_of_word(const Schema& schema, std::string_view word);
/// True when some slot of a phrase goes by the word.
bool is_role(const Schema& schema, std::string_view word);
/// `which`, `who`, `whom`, `what`, `when`, and their like in French and Spanish.
bool asks(const ast::Word& word);
/// The number of words at the front that ask: 2 for `how many`, 1 for the others, else 0.
std::size_t asked_words(std::span<const ast::Word> words);

/// The value or group of a kind that the text names, without regard to case and to hyphens between
/// its words; empty when it names none.
std::string value_named(const Program& program, KindId kind, std::string_view text);

/// How the terms of a question are read.
class QuestionTerms {
public:
    enum class Names : std::uint8_t {
        known,
        any,  // unknown ones too, to say which name is unknown
    };
    QuestionTerms(const Program& program, const EntityIndex& entities, Names names)
        : program_(program), entities_(entities), names_(names) {}

    std::vector<TermCandidate> read(std::span<const ast::Word> rest, OneOf one_of);

private:
    void add_asked(std::span<const ast::Word> rest, OneOf one_of,
                   std::vector<TermCandidate>& candidates) const;
    void add_names(std::span<const ast::Word> rest, std::vector<TermCandidate>& candidates);
    void add_values(std::span<const ast::Word> rest, KindId kind,
                    std::vector<TermCandidate>& candidates) const;
    const std::string& known_form(const std::string& name);

    const Program& program_;
    const EntityIndex& entities_;
    Names names_;
    std::unordered_map<std::string, std::string> known_forms_;  // of what was looked up before
};

}  // namespace obverse::checking
