#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace obverse {

/// How the fields of a file are set apart.
enum class TableForm : std::uint8_t {
    csv,  // RFC 4180: commas, and quotation marks where a field needs them
    tsv,  // tabs; every other character stands for itself
};

/// Takes a table apart, field by field. Lines end in LF or CR LF.
class FieldReader {
public:
    enum class End : std::uint8_t { field, line, file };
    enum class Fault : std::uint8_t { none, unclosed_quote, stray_quote };

    struct Field {
        std::string_view text;  // good until the next field is read
        std::size_t begin = 0;  // byte in the file
        End end = End::field;   // what follows it
        Fault fault = Fault::none;
        bool was_quoted = false;
    };

    FieldReader(std::string_view text, TableForm form) : text_(text), form_(form) {}

    /// Takes an integer that is the whole field when it looks like most do: at most 18 digits and
    /// no quotation marks. Otherwise takes nothing.
    std::optional<std::int64_t> take_plain_integer(End followed_by);

    bool at_end() const { return at_ >= text_.size(); }
    Field next();
    std::size_t position() const { return at_; }
    /// Goes to the start of the next line, wherever the current one stands.
    void skip_line();

private:
    Field quoted();
    void finish(Field& field, std::size_t stop);

    std::string_view text_;
    TableForm form_;
    std::size_t at_ = 0;
    std::string unescaped_;
};

}  // namespace obverse
