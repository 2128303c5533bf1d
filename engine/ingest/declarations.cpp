#include "engine/ingest/declarations.h"

#include "engine/base/edit_distance.h"
#include "engine/ingest/identity.h"
#include "engine/ingest/resolver.h"

#include <algorithm>
#include <set>

namespace obverse {

namespace {

using Shape = ImportEntity::Shape;

class Applier {
public:
    Applier(Gathering& gathering, Rejections& rejections)
        : gathering_(gathering), rejections_(rejections), names_(gathering) {}

    void alias(const Declaration& line) {
        const auto subject = entity(line.subject, line.row);
        if (!subject) return;
        for (const auto& object : line.objects) {
            if (auto problem = problem_of_alias(gathering_, *subject, object.text)) {
                reject(line.row, object, std::move(*problem));
            } else {
                gathering_.add_alias(*subject, object.text);
            }
        }
    }

    void speaks_for(const Declaration& line) {
        const auto subject = entity(line.subject, line.row);
        const auto actor = entity(line.objects.front(), line.row);
        if (!subject || !actor) return;
        gathering_.add_speaker(*subject);
        SpeakerInfo& info = gathering_.record().speakers[*subject];
        const bool is_known = told_speakers_.contains(*subject);
        if (is_known && info.actor != *actor) {
            reject(line.row, line.objects.front(),
                   {Code::duplicate_part,
                    "`" + line.subject.text + "` speaks for `" + name(info.actor) + "` already",
                    "a speaker speaks for one actor"});
            return;
        }
        told_speakers_.insert(*subject);
        info.actor = *actor;
    }

    void url(const Declaration& line) {
        SourceInfo* info = source(line.subject, line.row);
        if (info == nullptr) return;
        const Declaration::Text& object = line.objects.front();
        if (!info->url.empty() && info->url != object.text) {
            reject(line.row, object,
                   {Code::duplicate_part,
                    "`" + line.subject.text + "` has the url `" + info->url + "` already"});
            return;
        }
        info->url = object.text;
    }

    void issued(const Declaration& line) {
        SourceInfo* info = source(line.subject, line.row);
        if (info == nullptr) return;
        if (!line.objects.empty()) {
            const Found<SymbolId> who = names_.speaker(line.objects.front().text);
            if (const Problem* problem = problem_of(who)) {
                reject(line.row, line.objects.front(), *problem);
            } else {
                info->issuer = std::get<SymbolId>(who);
            }
        }
        if (line.date.text.empty()) return;
        const Found<Date> day = Resolver::date(line.date.text);
        if (const Problem* problem = problem_of(day)) {
            reject(line.row, line.date, *problem);
        } else {
            info->issued = std::get<Date>(day);
        }
    }

    void based_on(const Declaration& line) {
        SourceInfo* info = source(line.subject, line.row);
        if (info == nullptr) return;
        for (const auto& object : line.objects) {
            const auto other = gathering_.find_source(object.text);
            if (!other) {
                reject_source(line.row, object);
                continue;
            }
            auto& list = info->based_on;
            if (std::find(list.begin(), list.end(), *other) == list.end()) list.push_back(*other);
        }
    }

private:
    std::string name(SymbolId id) const {
        return std::string(gathering_.program().symbols.text(id));
    }
    void reject(RowKey row, const Declaration::Text& at, Problem problem) {
        rejections_.add(row, at.spot, at.text, std::move(problem));
    }
    void reject_source(RowKey row, const Declaration::Text& at) {
        std::string help = did_you_mean(gathering_.nearest_sources(at.text));
        if (help.empty()) help = "declare it: `… is a Source labelled …`";
        reject(row, at, {Code::unknown_source, "no source is called `" + at.text + "`", help});
    }
    std::optional<SymbolId> entity(const Declaration::Text& text, RowKey row) {
        // Not remembered: aliases are still being added.
        const Found<SymbolId> found = Resolver(gathering_).entity(text.text, std::nullopt);
        if (const Problem* problem = problem_of(found)) {
            reject(row, text, *problem);
            return std::nullopt;
        }
        return std::get<SymbolId>(found);
    }
    SourceInfo* source(const Declaration::Text& text, RowKey row) {
        const auto found = gathering_.find_source(text.text);
        if (!found) {
            reject_source(row, text);
            return nullptr;
        }
        return &gathering_.record().sources[*found];
    }

    Gathering& gathering_;
    Rejections& rejections_;
    Resolver names_;
    std::set<SymbolId> told_speakers_;
};

}  // namespace

void apply(const std::vector<Declaration>& declarations, Gathering& gathering,
           Rejections& rejections) {
    Applier applier(gathering, rejections);
    const auto all = [&](Shape shape, void (Applier::*action)(const Declaration&)) {
        for (const Declaration& line : declarations) {
            if (line.shape == shape) (applier.*action)(line);
        }
    };
    all(Shape::alias, &Applier::alias);
    all(Shape::speaks_for, &Applier::speaks_for);
    all(Shape::url, &Applier::url);
    all(Shape::issued, &Applier::issued);
    all(Shape::based_on, &Applier::based_on);
}

}  // namespace obverse
