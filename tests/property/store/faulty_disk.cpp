#include "tests/property/store/faulty_disk.h"

#include "tests/support/temporary_folder.h"

#include <sqlite3.h>

#include <cstring>
#include <map>

namespace obverse::test {

namespace {

constexpr const char* vfs_name = "obverse-faulty";

}  // namespace

struct FaultyDisk::Impl {
    sqlite3_vfs vfs{};
    sqlite3_vfs* real = nullptr;
    std::uint64_t count = 0;
    std::uint64_t failing = 0;
    Fault fault = Fault::none;
    bool is_dead = false;
    std::map<std::string, std::string> flushed;  // the files as they are on the disk for sure

    enum class Kind : std::uint8_t { write, other };
    enum class Outcome : std::uint8_t { works, fails, full, half };

    Outcome next(Kind kind) {
        const std::uint64_t number = count++;
        if (is_dead) return Outcome::fails;
        switch (fault) {
            case Fault::none:
                return Outcome::works;
            case Fault::read_only:
                return Outcome::fails;
            case Fault::fails:
                return number == failing ? Outcome::fails : Outcome::works;
            case Fault::full:
                return number == failing && kind == Kind::write ? Outcome::full : Outcome::works;
            case Fault::stays_full:
                return number >= failing && kind == Kind::write ? Outcome::full : Outcome::works;
            case Fault::killed:
            case Fault::torn:
            case Fault::without_power:
                break;
        }
        if (number < failing) return Outcome::works;
        is_dead = true;
        if (fault == Fault::without_power) lose_power();
        return fault == Fault::torn && kind == Kind::write ? Outcome::half : Outcome::fails;
    }

    void lose_power() {
        for (const auto& [path, text] : flushed) {
            if (std::filesystem::exists(path)) test::write(path, text);
        }
    }
};

namespace {

/// An open file: SQLite's part, then ours, then the file of the real disk behind it.
struct File {
    sqlite3_file base;
    FaultyDisk::Impl* disk;
    std::string* path;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& file_of(sqlite3_file* file) {
    return *reinterpret_cast<File*>(file);
}
FaultyDisk::Impl& disk_of(sqlite3_vfs* vfs) {
    return *static_cast<FaultyDisk::Impl*>(vfs->pAppData);
}

using Disk = FaultyDisk::Impl;

int close_file(sqlite3_file* file) {
    File& self = file_of(file);
    const int code = self.real()->pMethods->xClose(self.real());
    delete self.path;
    return code;
}
int read_file(sqlite3_file* file, void* data, int amount, sqlite3_int64 offset) {
    File& self = file_of(file);
    return self.real()->pMethods->xRead(self.real(), data, amount, offset);
}
int write_file(sqlite3_file* file, const void* data, int amount, sqlite3_int64 offset) {
    File& self = file_of(file);
    const Disk::Outcome outcome = self.disk->next(Disk::Kind::write);
    if (outcome == Disk::Outcome::full) return SQLITE_FULL;
    if (outcome == Disk::Outcome::fails) return SQLITE_IOERR_WRITE;
    const int part = outcome == Disk::Outcome::half ? amount / 2 : amount;
    const int code = self.real()->pMethods->xWrite(self.real(), data, part, offset);
    return outcome == Disk::Outcome::half ? SQLITE_IOERR_WRITE : code;
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    File& self = file_of(file);
    if (self.disk->next(Disk::Kind::other) != Disk::Outcome::works) return SQLITE_IOERR_TRUNCATE;
    return self.real()->pMethods->xTruncate(self.real(), size);
}
int sync_file(sqlite3_file* file, int flags) {
    File& self = file_of(file);
    if (self.disk->next(Disk::Kind::other) != Disk::Outcome::works) return SQLITE_IOERR_FSYNC;
    // That the real disk has it is of no interest here: only that it is asked for.
    (void)flags;
    if (self.disk->fault == Fault::without_power) {
        self.disk->flushed[*self.path] = contents(*self.path);
    }
    return SQLITE_OK;
}
int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
    File& self = file_of(file);
    return self.real()->pMethods->xFileSize(self.real(), size);
}
int lock_file(sqlite3_file* file, int level) {
    File& self = file_of(file);
    return self.real()->pMethods->xLock(self.real(), level);
}
int unlock_file(sqlite3_file* file, int level) {
    File& self = file_of(file);
    return self.real()->pMethods->xUnlock(self.real(), level);
}
int check_reserved(sqlite3_file* file, int* result) {
    File& self = file_of(file);
    return self.real()->pMethods->xCheckReservedLock(self.real(), result);
}
int control_file(sqlite3_file* file, int operation, void* argument) {
    File& self = file_of(file);
    return self.real()->pMethods->xFileControl(self.real(), operation, argument);
}
int sector_size(sqlite3_file* file) {
    File& self = file_of(file);
    return self.real()->pMethods->xSectorSize(self.real());
}
// None: SQLite is to take no short cuts that a real disk might allow.
int characteristics(sqlite3_file* /*file*/) {
    return 0;
}

const sqlite3_io_methods& methods() {
    static const sqlite3_io_methods made = [] {
        sqlite3_io_methods all{};
        all.iVersion = 1;
        all.xClose = close_file;
        all.xRead = read_file;
        all.xWrite = write_file;
        all.xTruncate = truncate_file;
        all.xSync = sync_file;
        all.xFileSize = size_of_file;
        all.xLock = lock_file;
        all.xUnlock = unlock_file;
        all.xCheckReservedLock = check_reserved;
        all.xFileControl = control_file;
        all.xSectorSize = sector_size;
        all.xDeviceCharacteristics = characteristics;
        return all;
    }();
    return made;
}

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* given) {
    Disk& disk = disk_of(vfs);
    File& self = file_of(file);
    self.base.pMethods = nullptr;
    if (disk.fault == Fault::read_only) {
        if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return SQLITE_CANTOPEN;
        flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    }
    const int code = disk.real->xOpen(disk.real, name, self.real(), flags, given);
    if (code != SQLITE_OK) return code;
    self.disk = &disk;
    self.path = new std::string(name == nullptr ? "" : name);
    self.base.pMethods = &methods();
    if (disk.fault == Fault::without_power && name != nullptr && !disk.flushed.contains(name)) {
        disk.flushed[name] = contents(name);
    }
    return SQLITE_OK;
}
int remove_file(sqlite3_vfs* vfs, const char* name, int flush) {
    Disk& disk = disk_of(vfs);
    if (disk.next(Disk::Kind::other) != Disk::Outcome::works) return SQLITE_IOERR_DELETE;
    disk.flushed.erase(name);
    return disk.real->xDelete(disk.real, name, flush);
}

}  // namespace

FaultyDisk::FaultyDisk() : impl_(std::make_unique<Impl>()) {
    impl_->real = sqlite3_vfs_find(nullptr);
    impl_->vfs = *impl_->real;
    impl_->vfs.pNext = nullptr;
    impl_->vfs.zName = vfs_name;
    impl_->vfs.pAppData = impl_.get();
    impl_->vfs.szOsFile = static_cast<int>(sizeof(File)) + impl_->real->szOsFile;
    impl_->vfs.xOpen = open_file;
    impl_->vfs.xDelete = remove_file;
    sqlite3_vfs_register(&impl_->vfs, 0);
}

FaultyDisk::~FaultyDisk() {
    sqlite3_vfs_unregister(&impl_->vfs);
}

const char* FaultyDisk::name() const {
    return vfs_name;
}

void FaultyDisk::fail_at(std::uint64_t operation, Fault fault) {
    impl_->count = 0;
    impl_->failing = operation;
    impl_->fault = fault;
    impl_->is_dead = false;
    impl_->flushed.clear();
}

std::uint64_t FaultyDisk::operation_count() const {
    return impl_->count;
}

}  // namespace obverse::test
