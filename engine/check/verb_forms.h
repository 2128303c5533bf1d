#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace obverse::checking {

/// The forms that a plain English verb may have in a statement: `deter` -> `deters`, `deterred`;
/// `carry` -> `carries`, `carried`; `leave` -> `leaves`, `left`. The plain verb comes first.
std::vector<std::string> finite_forms(const std::string& verb);

/// The presents that the past of a verb may have, in the third person: `carried` -> `carries`;
/// `was` -> `is`. Empty for what is no past.
std::vector<std::string> presents(std::string_view past);

/// The singulars that a plural noun may have: `threats` -> `threat`; `bodies` -> `body`.
std::vector<std::string> singulars(std::string_view noun);

}  // namespace obverse::checking
