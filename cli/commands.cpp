#include "cli/commands.h"

#include "cli/ask_command.h"
#include "cli/audit_command.h"
#include "cli/check_command.h"
#include "cli/coverage_command.h"
#include "cli/evaluate_command.h"
#include "cli/export_command.h"
#include "cli/fmt_command.h"
#include "cli/history_command.h"
#include "cli/impact_command.h"
#include "cli/import_command.h"
#include "cli/init_command.h"
#include "cli/lexicon_command.h"
#include "cli/list_command.h"
#include "cli/redline_command.h"
#include "cli/repl_command.h"
#include "cli/run_command.h"
#include "cli/show_command.h"
#include "cli/test_command.h"
#include "cli/why_command.h"

#include <algorithm>

namespace obverse::cli {

const std::vector<Command>& all_commands() {
    static const std::vector<Command> commands = {
        ask_command(),     why_command(),      why_not_command(),  audit_command(),
        impact_command(),  list_command(),     show_command(),     history_command(),
        import_command(),  export_command(),   init_command(),     check_command(),
        test_command(),    coverage_command(), evaluate_command(), lexicon_command(),
        redline_command(), fmt_command(),      run_command(),      repl_command(),
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
