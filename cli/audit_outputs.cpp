#include "cli/audit_outputs.h"

#include "cli/answering.h"
#include "cli/version.h"
#include "engine/base/write_file.h"
#include "engine/json/writer.h"
#include "engine/render/layout.h"
#include "engine/report/html.h"
#include "engine/report/markdown.h"
#include "engine/report/sarif.h"

#include <iostream>

namespace obverse::cli {

namespace {

void put(const std::string& where, const std::string& text) {
    if (where == "-")
        std::cout << text;
    else
        write_file(where, text);
}

std::string gone_text(const std::vector<OldFinding>& gone, std::size_t width) {
    std::string text;
    for (const OldFinding& old : gone) {
        text += hang("gone since the baseline: ", old.finding + " (" + old.message + ")", width);
    }
    return text;
}

}  // namespace

std::vector<Option> audit_output_options() {
    return {
        json_option(),
        {.name = "--sarif",
         .value = "FILE",
         .help = "write the findings as SARIF 2.1.0, for editors and code scanning; `-` is "
                 "standard output",
         .completes = Completes::files},
        {.name = "--html",
         .value = "FILE",
         .help = "write a report of one file: the text with its findings, their proofs and the "
                 "table of costs",
         .completes = Completes::files},
        {.name = "--markdown",
         .value = "FILE",
         .help = "write the findings as Markdown, for a mail",
         .completes = Completes::files},
    };
}

struct AuditOutputs::Impl {
    explicit Impl(const Given& options)
        : given(options),
          is_json(options.has("--json")),
          sarif_file(options.value("--sarif")),
          html_file(options.value("--html")),
          markdown_file(options.value("--markdown")) {}

    const Given& given;
    bool is_json;
    std::optional<std::string> sarif_file;
    std::optional<std::string> html_file;
    std::optional<std::string> markdown_file;
    bool is_text = true;
    JsonWriter json;
    SarifLog sarif{version};
    HtmlReport html{version};
    std::string markdown;
    bool is_first = true;
};

AuditOutputs::AuditOutputs(const Given& given) : impl_(std::make_unique<Impl>(given)) {
    int count = impl_->is_json ? 1 : 0;
    for (const auto& file : {impl_->sarif_file, impl_->html_file, impl_->markdown_file}) {
        if (file == "-") ++count;
    }
    if (count > 1) throw UsageError("one form goes to standard output, not several");
    impl_->is_text = count == 0;
    impl_->json.begin_object().key("drafts").begin_array();
}

AuditOutputs::~AuditOutputs() = default;

bool AuditOutputs::wants_costs() const {
    return impl_->html_file.has_value();
}

void AuditOutputs::add(const Audit& audit, const ReportOptions& options, const Impact* impact) {
    if (impl_->is_json) write_audit(impl_->json, audit, options);
    if (impl_->is_text) {
        if (!impl_->is_first) std::cout << '\n';
        std::cout << audit_text(audit, answer_style(impl_->given), options);
    }
    if (impl_->sarif_file) impl_->sarif.add(audit);
    if (impl_->html_file) impl_->html.add(audit, impact);
    if (impl_->markdown_file) {
        if (!impl_->is_first) impl_->markdown += "\n";
        impl_->markdown += audit_markdown(audit);
    }
    impl_->is_first = false;
}

void AuditOutputs::finish(const std::vector<OldFinding>* gone) {
    static const std::vector<OldFinding> none;
    const std::vector<OldFinding>& list = gone == nullptr ? none : *gone;
    JsonWriter& json = impl_->json;
    json.end_array();
    if (gone != nullptr) {
        json.key("gone").begin_array();
        for (const OldFinding& old : list) {
            json.begin_object().member("finding", old.finding).member("message", old.message);
            json.member("file", old.file).member("fingerprint", old.fingerprint).end_object();
        }
        json.end_array();
    }
    json.end_object();
    if (impl_->is_json) std::cout << json.text();
    if (impl_->is_text) std::cout << gone_text(list, answer_style(impl_->given).width);
    if (impl_->sarif_file) put(*impl_->sarif_file, impl_->sarif.text(list));
    if (impl_->html_file) put(*impl_->html_file, impl_->html.text());
    if (impl_->markdown_file) put(*impl_->markdown_file, impl_->markdown);
}

}  // namespace obverse::cli
