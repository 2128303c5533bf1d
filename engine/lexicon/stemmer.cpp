#include "engine/lexicon/stemmer.h"

#include <libstemmer.h>

namespace obverse::lexicon {

struct Stemmer::Impl {
    struct Delete {
        void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
    };
    std::unique_ptr<sb_stemmer, Delete> stemmer;
};

Stemmer::Stemmer(const std::string& language) : impl_(std::make_unique<Impl>()) {
    impl_->stemmer.reset(sb_stemmer_new(language.c_str(), "UTF_8"));
}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string Stemmer::stem(std::string_view word) const {
    if (!impl_->stemmer) return std::string(word);
    const auto* text = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* stem =
        sb_stemmer_stem(impl_->stemmer.get(), text, static_cast<int>(word.size()));
    if (stem == nullptr) return std::string(word);
    return {reinterpret_cast<const char*>(stem),
            static_cast<std::size_t>(sb_stemmer_length(impl_->stemmer.get()))};
}

}  // namespace obverse::lexicon
