#pragma once

#include "engine/base/diagnostic_code.h"
#include "engine/base/span.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace obverse {

/// A place and what is there, in the reader's words.
struct Label {
    Span span;
    std::string text;
};

/// A place in a file that is not held as a source text (a cell of a table, a line of JSON).
struct FilePlace {
    std::string path;
    std::size_t line = 0;    // from 1; 0 means the whole file
    std::size_t column = 0;  // from 1; 0 means the whole line
    std::string excerpt;     // the line or cell, when it helps
};

/// One finding about the user's text or data. The message is lower case, one line, without a full
/// stop, with the user's words in backticks.
struct Diagnostic {
    Code code;
    std::string message;
    std::optional<Label> primary = std::nullopt;
    std::vector<Label> secondary = {};
    std::string help = {};
    std::optional<FilePlace> place = std::nullopt;

    Severity severity() const { return severity_of(code); }
};

/// Collects findings; passes report here and carry on.
class Diagnostics {
public:
    void report(Diagnostic diagnostic) { list_.push_back(std::move(diagnostic)); }
    bool has_errors() const;
    std::size_t error_count() const;
    const std::vector<Diagnostic>& list() const { return list_; }
    /// Puts the findings in the order of their places; equal ones are kept once.
    void sort();
    void append(const Diagnostics& other);

private:
    std::vector<Diagnostic> list_;
};

}  // namespace obverse
