#pragma once

namespace obverse {

/// A set of lambdas as one visitor for std::visit.
template <class... Functions>
struct overloaded : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
overloaded(Functions...) -> overloaded<Functions...>;

}  // namespace obverse
