#include "cli/audit_outputs.h"
#include "engine/base/date.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace obverse::cli {

namespace {

/// The day on which mutes are looked at: that of --as-of, else the calendar's.
std::int32_t day_of(const Given& given) {
    if (const auto text = given.value("--as-of")) {
        if (const auto date = parse_date(*text)) return date->last;
    }
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(now).count());
}

std::string who_of(const Given& given) {
    if (const auto who = given.value("--who")) return *who;
    const char* user = std::getenv("USER");  // NOLINT(concurrency-mt-unsafe)
    return user == nullptr ? "" : user;
}

}  // namespace

std::vector<Option> audit_side_options() {
    return {
        {.name = "--mutes",
         .value = "FILE",
         .help = "the side file of mutes, for all drafts; without it each draft has its own beside "
                 "it, FILE.mutes",
         .completes = Completes::files},
        {.name = "--mute",
         .value = "FINGERPRINT",
         .help = "mute the finding, by the beginning of its fingerprint, in the side file"},
        {.name = "--reason", .value = "WORDS", .help = "why it is muted"},
        {.name = "--until", .value = "DATE", .help = "the last day on which it is muted"},
        {.name = "--who", .value = "NAME", .help = "who mutes it; without it the user's name"},
        {.name = "--baseline",
         .value = "FILE",
         .help = "show only what an earlier audit, written by --json or --sarif, did not find",
         .completes = Completes::files},
    };
}

AuditSides::AuditSides(const Given& given) : given_(given), today_(day_of(given)) {
    const bool mutes = given.has("--mute");
    if (mutes != given.has("--reason")) throw UsageError("--mute and --reason go together");
    if (!mutes && (given.has("--until") || given.has("--who"))) {
        throw UsageError("--until and --who go with --mute");
    }
    if (const auto until = given.value("--until")) {
        const auto date = parse_date(*until);
        if (!date || date->first != date->last) {
            throw UsageError("--until takes a day, YYYY-MM-DD, not `" + *until + "`");
        }
    }
    const auto file = given.value("--mutes");
    if (file && (std::filesystem::exists(*file) || !mutes)) shared_ = Mutes::read(*file);
    if (const auto old = given.value("--baseline")) baseline_ = Baseline::read(*old);
}

void AuditSides::apply(Audit& audit) {
    if (given_.has("--mute")) add_mute_for(audit);
    if (shared_) {
        shared_->apply(audit, today_);
    } else if (const auto file = mutes_beside(audit.text->name); std::filesystem::exists(file)) {
        beside_.push_back(Mutes::read(file));
        beside_.back().apply(audit, today_);
    }
    if (baseline_) baseline_->apply(audit);
}

void AuditSides::add_mute_for(const Audit& audit) {
    const std::string wanted = *given_.value("--mute");
    const AuditFinding* found = nullptr;
    for (const AuditFinding& finding : audit.findings) {
        if (!finding.fingerprint.starts_with(wanted)) continue;
        if (found != nullptr && found->fingerprint != finding.fingerprint) {
            throw UsageError("several fingerprints begin with `" + wanted + "`; write more of it");
        }
        found = &finding;
    }
    if (found == nullptr || wanted.empty()) return;
    const Program& program = audit.judgement->program();
    const std::filesystem::path file =
        given_.value("--mutes").value_or(mutes_beside(audit.text->name).string());
    add_mute(
        file,
        {found->fingerprint, std::string(program.symbols.text(program.findings[found->finding].id)),
         given_.value("--until").value_or(""), who_of(given_), *given_.value("--reason"), 0});
    has_muted_ = true;
    if (given_.has("--mutes")) shared_ = Mutes::read(file);
    std::cerr << "muted in " << file.string() << '\n';
}

void AuditSides::finish() const {
    if (given_.has("--mute") && !has_muted_) {
        throw AuditError("no finding has the fingerprint `" + *given_.value("--mute") + "`");
    }
    const auto tell = [](const Mutes& mutes) {
        for (const std::string& warning : mutes.warnings()) {
            std::cerr << "warning: " << warning << '\n';
        }
    };
    if (shared_) tell(*shared_);
    for (const Mutes& mutes : beside_) tell(mutes);
}

const std::vector<OldFinding>* AuditSides::gone() {
    if (!baseline_) return nullptr;
    gone_ = baseline_->gone();
    return &gone_;
}

}  // namespace obverse::cli
