#include "cli/commands.h"

#include "cli/ask_command.h"
#include "cli/check_command.h"
#include "cli/fmt_command.h"
#include "cli/run_command.h"

#include <algorithm>

namespace obverse::cli {

const std::vector<Command>& all_commands() {
    static const std::vector<Command> commands = {
        ask_command(),
        check_command(),
        fmt_command(),
        run_command(),
    };
    return commands;
}

const Command* command_named(std::string_view name) {
    const std::vector<Command>& commands = all_commands();
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const Command& command) { return command.name == name; });
    return found == commands.end() ? nullptr : &*found;
}

}  // namespace obverse::cli
