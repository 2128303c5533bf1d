#include "engine/tables/write_table.h"

#include "engine/tables/row_order.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <string_view>
#include <system_error>

namespace obverse {

namespace {

void append_text(fmt::memory_buffer& out, std::string_view text, bool is_only_field) {
    // A byte order mark would be passed over at the beginning of the file.
    const bool needs_quotes = text.find_first_of(",\"\r\n") != std::string_view::npos ||
                              text.starts_with("\xEF\xBB\xBF") || (text.empty() && is_only_field);
    if (!needs_quotes) return out.append(text);
    out.push_back('"');
    for (const char c : text) {
        if (c == '"') out.push_back('"');
        out.push_back(c);
    }
    out.push_back('"');
}

void append_cell(fmt::memory_buffer& out, Value value, const SymbolTable& symbols,
                 bool is_only_field) {
    switch (value.type) {
        case ColumnType::symbol:
            return append_text(out, symbols.text(as_symbol(value.word)), is_only_field);
        case ColumnType::integer: {
            const fmt::format_int digits(as_integer(value.word));
            out.append(digits.data(), digits.data() + digits.size());
            return;
        }
        case ColumnType::number:
        case ColumnType::date:
            out.append(std::string_view(to_text(value, symbols)));
            return;
    }
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

/// A file under a name that is not its own yet; removed unless it is finished.
class Unfinished {
public:
    explicit Unfinished(std::filesystem::path wanted)
        : wanted_(std::move(wanted)), path_(wanted_.string() + ".part") {}
    ~Unfinished() {
        std::error_code ignored;
        if (!is_finished_) std::filesystem::remove(path_, ignored);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    const std::filesystem::path& path() const { return path_; }
    void finish() {
        std::filesystem::rename(path_, wanted_);
        is_finished_ = true;
    }

private:
    std::filesystem::path wanted_;
    std::filesystem::path path_;
    bool is_finished_ = false;
};

[[noreturn]] void fail(const std::filesystem::path& path) {
    throw std::system_error(errno, std::generic_category(), "cannot write " + path.string());
}

}  // namespace

void write_table(const std::filesystem::path& path, const eval::Relation& relation,
                 const SymbolTable& symbols) {
    Unfinished unfinished(path);
    std::unique_ptr<std::FILE, CloseFile> file(std::fopen(unfinished.path().c_str(), "wb"));
    if (!file) fail(unfinished.path());
    constexpr std::size_t flushed_at = std::size_t{1} << 18U;
    fmt::memory_buffer out;
    const auto flush = [&] {
        if (std::fwrite(out.data(), 1, out.size(), file.get()) != out.size()) {
            fail(unfinished.path());
        }
        out.clear();
    };
    const SortedRows rows(relation, symbols);
    for (eval::RowId place = 0; place < relation.size(); ++place) {
        for (std::size_t c = 0; c < relation.width(); ++c) {
            if (c > 0) out.push_back(',');
            const Value value{relation.column(c).type(), rows.cell(place, c)};
            append_cell(out, value, symbols, relation.width() == 1);
        }
        out.push_back('\n');
        if (out.size() > flushed_at) flush();
    }
    flush();
    if (std::fclose(file.release()) != 0) fail(unfinished.path());
    unfinished.finish();
}

}  // namespace obverse
