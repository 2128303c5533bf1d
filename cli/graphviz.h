#pragma once

#include <stdexcept>
#include <string>

namespace obverse::cli {

/// graphviz is not there or fails. The message says what to install.
class GraphvizError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The drawing of a graph as SVG, made by the program `dot` as a child process.
std::string svg_of(const std::string& dot);

}  // namespace obverse::cli
