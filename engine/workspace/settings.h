#pragma once

#include "engine/base/date.h"
#include "engine/base/diagnostic.h"
#include "engine/syntax/ast.h"

#include <optional>
#include <span>
#include <string>

namespace obverse {

/// What the `workspace` blocks say, the innermost folder's last: how questions are read unless they
/// say otherwise themselves.
struct Settings {
    std::string name;
    std::string title;
    std::optional<ast::Name> lens;
    std::optional<ast::Name> accept;
    std::optional<Date> as_of;
};

/// The files in the order in which folders extend one another, what is extended first. A date that
/// is none is reported.
Settings settings_of(std::span<const ast::File> files, Diagnostics& diagnostics);

}  // namespace obverse
