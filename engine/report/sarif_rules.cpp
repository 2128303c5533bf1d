#include "engine/report/sarif_rules.h"

#include "engine/audit/finding_words.h"
#include "engine/report/markdown.h"

#include <algorithm>

namespace obverse {

std::string_view sarif_level(Finding::Level level) {
    return level == Finding::Level::must ? "warning" : "note";
}

double sarif_rank(Finding::Level level) {
    switch (level) {
        case Finding::Level::must:
            return 90;
        case Finding::Level::should:
            return 60;
        case Finding::Level::consider:
            break;
    }
    return 30;
}

SarifRule sarif_rule(const Audit& audit, const AuditFinding& finding) {
    const FindingWords words(audit);
    const Program& program = audit.judgement->program();
    const Finding& block = words.block(finding);
    const auto lens = program.rules[block.rule].header.lens;
    return {words.name(finding), lens ? program.lenses[lens->index].name : std::string(),
            block.level,         block.message,
            block.suggestions,   words.citations(finding),
            finding.version};
}

void write(JsonWriter& json, const SarifRule& rule) {
    const std::string level(word_of(rule.level));
    std::string title = rule.id;
    std::replace(title.begin(), title.end(), '-', ' ');
    std::string plain = rule.message + " A finding of the lens " + rule.lens + " at the level " +
                        level + ": one reading's view.";
    std::string marked = markdown_text(rule.message) + "\n\n- Level: **" + level + "**\n- Lens: `" +
                         rule.lens + "`\n";
    for (const std::string& advice : rule.advice) {
        plain += " Advice: " + advice;
        marked += "- Advice: " + markdown_text(advice) + "\n";
    }
    plain += " Rests on " + rule.citations + ".";
    marked += "- Rests on " + markdown_text(rule.citations) + "\n";

    json.begin_object().member("id", rule.id);
    json.key("shortDescription").begin_object().member("text", title).end_object();
    json.key("fullDescription").begin_object().member("text", rule.message).end_object();
    json.key("help").begin_object();
    json.member("text", plain).member("markdown", marked).end_object();
    json.key("defaultConfiguration").begin_object();
    json.member("level", sarif_level(rule.level)).key("rank").number(sarif_rank(rule.level));
    json.end_object();
    json.key("properties").begin_object();
    json.key("tags").begin_array().string(level).string(rule.lens).end_array();
    json.member("lens", rule.lens).member("version", rule.version);
    json.member("problem.severity",
                rule.level == Finding::Level::must ? "warning" : "recommendation");
    json.end_object().end_object();
}

}  // namespace obverse
