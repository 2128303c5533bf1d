#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace obverse::cli {

/// Something that may stand at a place of a line, and what it means (may be empty).
struct Candidate {
    std::string word;
    std::string meaning;
};

/// What may stand as word number `index` (from 0) of a line of words after the program's name: a
/// command, an option, a value of an option, a lens, a policy, an entity, a word of a phrase. Only
/// what begins as that word begins. In the order of the words; nothing fails, and no graph is made:
/// what cannot be read is not offered.
std::vector<Candidate> candidates(std::span<const std::string> words, std::size_t index);

/// Lines for the shells' completion functions: `word`, a tab and its meaning; `:files` or
/// `:folders` alone where the shell knows better.
std::string completion_lines(std::span<const std::string> words, std::size_t index);

}  // namespace obverse::cli
