#include "engine/ingest/input_text.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace obverse {

namespace {

constexpr std::size_t piece = std::size_t{1} << 16U;

}  // namespace

InputText InputText::of_file(std::filesystem::path path) {
    InputText made{std::string()};
    made.file_ = std::move(path);
    return made;
}

std::unique_ptr<std::istream> InputText::open() const {
    if (!file_) return std::make_unique<std::istringstream>(text_);
    auto stream = std::make_unique<std::ifstream>(*file_, std::ios::binary);
    if (!*stream || std::filesystem::is_directory(*file_)) {
        throw std::runtime_error("cannot read `" + file_->string() + "`");
    }
    return stream;
}

ByteReader::ByteReader(std::istream& stream) : stream_(stream), buffer_(piece, '\0') {}

bool ByteReader::fill() {
    if (stream_.bad()) throw std::runtime_error("a file could not be read to its end");
    stream_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    at_ = 0;
    size_ = static_cast<std::size_t>(stream_.gcount());
    return size_ > 0;
}

int ByteReader::peek() {
    if (at_ == size_ && !fill()) return end;
    return static_cast<unsigned char>(buffer_[at_]);
}

int ByteReader::take() {
    const int byte = peek();
    if (byte != end) ++at_;
    return byte;
}

std::string_view ByteReader::take_until(std::string_view stops) {
    if (peek() == end) return {};
    const std::string_view ready = std::string_view(buffer_).substr(at_, size_ - at_);
    const std::string_view taken = ready.substr(0, ready.find_first_of(stops));
    at_ += taken.size();
    return taken;
}

void ByteReader::skip(std::string_view beginning) {
    peek();
    const bool begins = std::string_view(buffer_).substr(at_, size_ - at_).starts_with(beginning);
    if (begins) at_ += beginning.size();
}

}  // namespace obverse
