#pragma once

#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace obverse {

/// A text that is read from its beginning as often as needed, a piece at a time: a file, or what is
/// given.
class InputText {
public:
    InputText(std::string text) : text_(std::move(text)) {}
    static InputText of_file(std::filesystem::path path);

    /// Throws std::runtime_error when the file cannot be opened.
    std::unique_ptr<std::istream> open() const;

private:
    std::string text_;
    std::optional<std::filesystem::path> file_;
};

/// Gives the bytes of a stream one by one.
class ByteReader {
public:
    explicit ByteReader(std::istream& stream);

    static constexpr int end = -1;
    /// The next byte, without taking it; `end` when there is none.
    int peek();
    int take();
    /// Takes the bytes before the first of `stops`, or some of them; none at the end, or when one
    /// of `stops` is next. Valid until more is taken.
    std::string_view take_until(std::string_view stops);
    /// Passes over the text if the stream begins with it (at most a few bytes).
    void skip(std::string_view beginning);

private:
    bool fill();

    std::istream& stream_;
    std::string buffer_;
    std::size_t at_ = 0;
    std::size_t size_ = 0;
};

}  // namespace obverse
