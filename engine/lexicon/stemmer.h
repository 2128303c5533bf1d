#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace obverse::lexicon {

/// What inflected forms of a word have in common, by the Snowball rules of a language (`en`, `fr`,
/// `es`, `ru`, `ar`, …). In a language without such rules a word is its own stem.
class Stemmer {
public:
    explicit Stemmer(const std::string& language);
    ~Stemmer();
    Stemmer(Stemmer&&) noexcept;
    Stemmer& operator=(Stemmer&&) noexcept;

    std::string stem(std::string_view word) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace obverse::lexicon
