#include "engine/workspace/settings.h"

#include <variant>

namespace obverse {

namespace {

void add(const ast::Workspace& block, Settings& settings, Diagnostics& diagnostics) {
    settings.name = block.name.text;
    settings.title = block.title;
    if (block.lens) settings.lens = block.lens;
    if (block.accept) settings.accept = block.accept;
    if (!block.as_of) return;
    if (const auto date = parse_date(block.as_of->text)) {
        settings.as_of = date;
        return;
    }
    diagnostics.report({.code = Code::bad_date,
                        .message = "`" + block.as_of->text + "` is no date",
                        .primary = Label{block.as_of->span, "here"},
                        .help = "write 2021-11-15, 2021-11 or 2021"});
}

}  // namespace

Settings settings_of(std::span<const ast::File> files, Diagnostics& diagnostics) {
    Settings settings;
    for (const ast::File& file : files) {
        for (const ast::Block& block : file.blocks) {
            if (const auto* found = std::get_if<ast::Workspace>(&block)) {
                add(*found, settings, diagnostics);
            }
        }
    }
    return settings;
}

}  // namespace obverse
