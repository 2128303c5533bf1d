#pragma once

#include "engine/model/program.h"

namespace obverse {

/// Whether something binds every variable of a conclusion, a comparison and an absence. What was
/// read from a file is sound; what is left when a condition is taken out may not be.
bool is_sound(const Rule& rule);
bool is_sound(const Exception& exception);
bool is_sound(const Definition& definition);

/// Whether a condition binds the variable.
bool binds(const Conditions& conditions, Variable variable);

}  // namespace obverse
