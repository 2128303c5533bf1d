#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

/// Writes the facts of a workload as CSV files. Equal arguments give equal files on every machine.
namespace {

class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    /// SplitMix64.
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    std::uint64_t below(std::uint64_t limit) { return next() % limit; }

private:
    std::uint64_t state_;
};

class Table {
public:
    Table(const std::filesystem::path& folder, std::string_view name)
        : file_(folder / (std::string(name) + ".csv")) {
        if (!file_) throw std::runtime_error("cannot write to " + folder.string());
    }
    void add(std::initializer_list<std::uint64_t> row) {
        bool is_first = true;
        for (const std::uint64_t cell : row) {
            if (!is_first) file_ << ',';
            file_ << cell;
            is_first = false;
        }
        file_ << '\n';
    }

private:
    std::ofstream file_;
};

struct Task {
    std::filesystem::path folder;
    std::uint64_t facts;
    Random random;
};

/// Many small graphs: in each a random tree, and a few edges in any direction.
void closure(Task& task) {
    constexpr std::uint64_t nodes = 100;
    constexpr std::uint64_t extra = 8;
    Table edge(task.folder, "edge");
    std::uint64_t first = 0;
    for (std::uint64_t made = 0; made < task.facts; first += nodes) {
        for (std::uint64_t i = 1; i < nodes && made < task.facts; ++i, ++made) {
            edge.add({first + task.random.below(i), first + i});
        }
        for (std::uint64_t i = 0; i < extra && made < task.facts; ++i, ++made) {
            edge.add({first + task.random.below(nodes), first + task.random.below(nodes)});
        }
    }
}

/// One random graph with five edges a node: nearly every node reaches nearly every other.
void dense(Task& task) {
    const std::uint64_t nodes = task.facts / 5;
    Table edge(task.folder, "edge");
    for (std::uint64_t made = 0; made < task.facts; ++made) {
        edge.add({task.random.below(nodes), task.random.below(nodes)});
    }
}

/// A forest of small random trees.
void generation(Task& task) {
    constexpr std::uint64_t nodes = 80;
    Table parent(task.folder, "parent");
    std::uint64_t first = 0;
    for (std::uint64_t made = 0; made < task.facts; first += nodes) {
        for (std::uint64_t i = 1; i < nodes && made < task.facts; ++i, ++made) {
            parent.add({first + i, first + task.random.below(i)});
        }
    }
}

/// Functions of forty variables that now and then name a variable of another.
void pointsto(Task& task) {
    constexpr std::uint64_t local = 40;
    Table address(task.folder, "address");
    Table assign(task.folder, "assign");
    Table load(task.folder, "load");
    Table store(task.folder, "store");
    const std::uint64_t variables = task.facts;
    const auto pick = [&task](std::uint64_t function) {
        return function * local + task.random.below(local);
    };
    for (std::uint64_t made = 0; made < task.facts; ++made) {
        const std::uint64_t function = task.random.below(variables / local + 1);
        const bool is_call = task.random.below(100) == 0;
        const std::uint64_t other = is_call ? task.random.below(variables / local + 1) : function;
        const std::uint64_t roll = task.random.below(100);
        Table& table = roll < 40 ? address : roll < 80 ? assign : roll < 90 ? load : store;
        table.add({pick(function), pick(other)});
    }
}

/// Accounts in a hundred regions; half of them pay others of their circle of sixty-four.
void ledger(Task& task) {
    constexpr std::uint64_t circle = 64;
    const std::uint64_t accounts = task.facts / 4 + 1;
    Table account(task.folder, "account");
    Table payment(task.folder, "payment");
    for (std::uint64_t i = 0; i < accounts; ++i) account.add({i, task.random.below(100)});
    for (std::uint64_t made = accounts; made < task.facts; ++made) {
        const std::uint64_t from = task.random.below(accounts) & ~std::uint64_t{1};
        // One payment in five goes to the next payer.
        const bool is_near = task.random.below(5) == 0;
        const std::uint64_t to =
            from / circle * circle + (is_near ? (from + 2) % circle : task.random.below(circle));
        payment.add({from, to, 1 + task.random.below(1000)});
    }
}

void reach(Task& task) {
    Table edge(task.folder, "edge");
    Table start(task.folder, "start");
    start.add({0});
    for (std::uint64_t made = 1; made < task.facts; ++made) edge.add({made - 1, made});
}

using Workload = void (*)(Task&);
const std::map<std::string_view, Workload>& workloads() {
    static const std::map<std::string_view, Workload> all = {
        {"closure", closure},   {"dense", dense},   {"generation", generation},
        {"pointsto", pointsto}, {"ledger", ledger}, {"reach", reach}};
    return all;
}

std::uint64_t number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        throw std::runtime_error("`" + std::string(text) + "` is no number");
    }
    return value;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const auto found = argc < 4 ? workloads().end() : workloads().find(argv[1]);
        if (found == workloads().end()) {
            std::cerr << "usage: obverse_generate WORKLOAD FACTS FOLDER [SEED]\n  workloads:";
            for (const auto& [name, workload] : workloads()) std::cerr << ' ' << name;
            std::cerr << '\n';
            return 2;
        }
        const std::filesystem::path folder = argv[3];
        std::filesystem::create_directories(folder);
        Task task{folder, number(argv[2]), Random(argc > 4 ? number(argv[4]) : 1)};
        found->second(task);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "obverse_generate: " << error.what() << '\n';
        return 1;
    }
}
