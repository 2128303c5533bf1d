#include "tests/property/store/faulty_disk.h"
#include "tests/unit/store/recording.h"

#include <doctest/doctest.h>

#include <string>

using namespace obverse;
using namespace obverse::test;

namespace {

namespace fs = std::filesystem;

/// `count` behaviours, each with a claim; every third says something else in the second `edition`.
std::string claims_of(std::size_t count, int edition) {
    std::string entities = "entities\n";
    std::string claims;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string id = "k" + std::to_string(i);
        entities +=
            "  " + id + " is a Behaviour labelled \"Behaviour " + std::to_string(i) + "\"\n";
        const bool differs = edition == 2 && i % 3 == 0;
        claims += "claim\n  " + id + " is done with " + (differs ? "none" : "malicious") +
                  " intention\n  asserted by borea in paper\n";
        if (edition == 2 && i % 5 == 0) claims += "  confidence low\n";
    }
    return entities + claims;
}

/// A graph that holds a first import, and a second one of 200 rows that goes wrong.
class Trial {
public:
    Trial()
        : first_(claims_of(100, 1), "2026-01-01T00:00:00Z"),
          second_(claims_of(200, 2), "2026-02-01T00:00:00Z") {
        Store store(base_, Store::Mode::write);
        first_.into(store);
        before_ = whole(store);
        fs::copy_file(base_, file_);
        Store changed(file_, Store::Mode::write);
        second_.into(changed);
        after_ = whole(changed);
    }

    /// The operations of the second import when nothing goes wrong.
    std::uint64_t operation_count() {
        prepare();
        disk_.fail_at(0, Fault::none);
        run();
        return disk_.operation_count();
    }

    /// Lets it go wrong at one operation; the graph must be as before or, when the import was done
    /// nevertheless, as after; and a second try must work.
    void check(std::uint64_t operation, Fault fault) {
        CAPTURE(operation);
        CAPTURE(static_cast<int>(fault));
        prepare();
        disk_.fail_at(operation, fault);
        const bool is_done = run();
        disk_.fail_at(0, Fault::none);
        {
            const Store store(file_, Store::Mode::read);  // undoes what was left undone
            CHECK(store.is_intact());
            CHECK(whole(store) == (is_done ? after_ : before_));
        }
        Store again(file_, Store::Mode::write);
        second_.into(again);
        CHECK(whole(again) == after_);
        CHECK(again.is_intact());
    }

private:
    void prepare() {
        fs::remove(file_.string() + "-journal");
        fs::copy_file(base_, file_, fs::copy_options::overwrite_existing);
    }
    /// True when the import says that it is done.
    bool run() {
        return failure_of([&] {
                   Store store(file_, Store::Mode::write, disk_.name());
                   second_.into(store);
               })
            .empty();
    }
    std::string whole(const Store& store) {
        std::string text = dump(store, words_.checked.program);
        for (const StoredEntity& entity : store.names().entities) text += entity.id + "\n";
        text += std::to_string(store.history(Schema{}, "borea").size());
        return text;
    }

    TemporaryFolder folder_;
    Checking words_{vocabulary};
    FaultyDisk disk_;
    fs::path base_ = folder_ / "base.db";
    fs::path file_ = folder_ / "graph.db";
    Recording first_;
    Recording second_;
    std::string before_;
    std::string after_;
};

}  // namespace

TEST_CASE(
    "disk: whatever write of an import goes wrong, the graph is as before, and the next works") {
    Trial trial;
    const std::uint64_t count = trial.operation_count();
    REQUIRE(count > 30);
    for (const Fault fault : {Fault::fails, Fault::full, Fault::stays_full, Fault::killed,
                              Fault::torn, Fault::without_power}) {
        for (std::uint64_t operation = 0; operation < count; ++operation) {
            trial.check(operation, fault);
        }
    }
}

TEST_CASE("disk: a graph that dies while it is made can be made again") {
    const TemporaryFolder folder;
    const fs::path file = folder / "graph.db";
    const Recording recording(claims_of(20, 1));
    FaultyDisk disk;
    const auto run = [&] {
        return failure_of([&] {
                   Store store(file, Store::Mode::write, disk.name());
                   recording.into(store);
               })
            .empty();
    };
    disk.fail_at(0, Fault::none);
    REQUIRE(run());
    const std::uint64_t count = disk.operation_count();
    for (const Fault fault : {Fault::fails, Fault::full, Fault::killed, Fault::torn}) {
        for (std::uint64_t operation = 0; operation < count; ++operation) {
            CAPTURE(operation);
            CAPTURE(static_cast<int>(fault));
            fs::remove(file);
            fs::remove(file.string() + "-journal");
            disk.fail_at(operation, fault);
            run();
            disk.fail_at(0, Fault::none);
            Store store(file, Store::Mode::write);
            recording.into(store);
            CHECK(store.is_intact());
            CHECK(
                store.load(const_cast<Program&>(recording.checking.program()), {}).claims.size() ==
                20);
        }
    }
}

TEST_CASE("disk: a graph that may not be written is read, and refused for writing") {
    const TemporaryFolder folder;
    const fs::path file = folder / "graph.db";
    const Recording recording(claims_of(5, 1));
    {
        Store store(file, Store::Mode::write);
        recording.into(store);
    }
    const std::string before = contents(file);
    FaultyDisk disk;
    disk.fail_at(0, Fault::read_only);
    CHECK_FALSE(dump(Store(file, Store::Mode::read, disk.name())).empty());
    const std::string failure = failure_of([&] { Store(file, Store::Mode::write, disk.name()); });
    CAPTURE(failure);
    CHECK(failure.find("is read-only; it cannot be written; copy it") != std::string::npos);
    CHECK(contents(file) == before);
}
