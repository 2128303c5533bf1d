#pragma once

#include <stdexcept>

namespace obverse {

/// The knowledge graph cannot be opened, read or written. The message names the file and says what
/// to do. Nothing was changed.
class StoreError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace obverse
