#pragma once

#include "engine/ingest/declarations.h"
#include "engine/ingest/input_text.h"
#include "engine/ingest/rejections.h"
#include "engine/ingest/resolver.h"
#include "engine/json/reader.h"

#include <functional>
#include <string>
#include <vector>

namespace obverse {

/// A file with one JSON object a line, told apart by `type`; docs/knowledge-graph.md has the
/// format. Gone through twice, as tables are; a line has at most 1 MiB.
class LineReader {
public:
    LineReader(InputText text, std::string path, std::size_t input)
        : text_(std::move(text)), path_(std::move(path)), input_(input) {}

    void declare(Gathering& gathering, Rejections& rejections, std::vector<Declaration>& later);
    void claim(Resolver& resolver, Rejections& rejections);

    std::size_t row_count() const { return row_count_; }

private:
    using OnLine = std::function<void(const std::string&, RowKey)>;

    void for_each_line(Rejections& rejections, const OnLine& on_line);

    InputText text_;
    std::string path_;
    std::size_t input_;
    std::size_t row_count_ = 0;
    bool is_declared_ = false;
};

}  // namespace obverse
