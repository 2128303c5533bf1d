#pragma once

#include "engine/compile/judgement.h"

#include <optional>
#include <string>
#include <vector>

namespace obverse {

using Bindings = std::vector<std::optional<Word>>;

/// A condition as it reads for one case: variables with a value are worded by it, the others as
/// they were written.
std::string filled_text(const Judgement& judgement, const BlockHeader& header,
                        const Condition& condition, const Bindings& bindings);
std::string filled_text(const Judgement& judgement, const BlockHeader& header, const Atom& atom,
                        const Bindings& bindings);

/// Words with names of variables in braces, each replaced by its value: `{T}` of `Term T`.
std::string filled_words(const Judgement& judgement, const BlockHeader& header, std::string words,
                         const Bindings& bindings);

/// The row of an atom whose every term has a value.
std::optional<Row> filled_row(const Atom& atom, const Bindings& bindings);

/// Of a comparison that dates too coarse leave open: ` (make 2007 precise)`; else empty.
std::string precision_wanted(const Comparison& comparison, const Bindings& bindings);

}  // namespace obverse
