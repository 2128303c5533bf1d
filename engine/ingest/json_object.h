#pragma once

#include "engine/ingest/declarations.h"
#include "engine/ingest/rejections.h"
#include "engine/json/reader.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// The object of one line: gives its members, and rejects the line where they are not as they
/// should be.
class LineObject {
public:
    LineObject(const JsonObject& members, const std::string& line, RowKey row,
               Rejections& rejections)
        : members_(members), line_(line), row_(row), rejections_(rejections) {}

    bool has(std::string_view name) const { return members_.contains(name); }
    /// The text of a member; empty when there is none, or null stands there.
    Declaration::Text text(std::string_view name);
    /// The same, of a member that must be there.
    Declaration::Text wanted_text(std::string_view name);
    std::vector<Declaration::Text> texts(std::string_view name);
    const Json* member(std::string_view name) const;
    /// Rejects members of other names.
    void allow_only(std::initializer_list<std::string_view> names);

    void reject(Spot spot, Problem problem);
    Spot spot_of(const Json& value) const;
    Spot start() const { return {row_.line, 1}; }
    RowKey row() const { return row_; }
    bool is_rejected() const { return rejections_.contains(row_); }
    const std::string& path() const { return rejections_.path(row_); }

private:
    const JsonObject& members_;
    const std::string& line_;
    RowKey row_;
    Rejections& rejections_;
};

/// The column, in characters from 1, of a byte of a line.
std::size_t column_of(std::string_view line, std::size_t offset);

}  // namespace obverse
