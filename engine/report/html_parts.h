#pragma once

#include "engine/audit/audit.h"
#include "engine/audit/finding_words.h"
#include "engine/render/impact.h"
#include "engine/render/proof_steps.h"

#include <string>
#include <string_view>

namespace obverse {

/// The text as HTML shows it, in elements and in quoted attributes.
std::string html_text(std::string_view text);

/// ` lang="fr"`, with the direction where it is from right to left.
std::string html_language(const DraftText& draft);

/// The style sheet and the script of a report.
std::string_view html_style();
std::string_view html_script();

/// Proofs as nested lists. Sources are numbered over all proofs of a page's part, and `prefix`
/// begins the ids of the list of sources.
class ProofHtml {
public:
    ProofHtml(const Judgement& judgement, std::string prefix, std::size_t& written)
        : judgement_(judgement),
          wording_(judgement.program(), judgement.record()),
          notes_(wording_),
          prefix_(std::move(prefix)),
          written_(written) {}

    std::string proof(const Explanation& explanation);
    /// The sources that proofs named.
    std::string sources() const;

private:
    std::string step(const DrawnStep& step) const;
    std::string linked(const std::string& text) const;

    const Judgement& judgement_;
    Wording wording_;
    Notes notes_;
    std::string prefix_;
    std::size_t& written_;
};

/// A finding beside its words. `number` counts the findings of the page's part from 1.
std::string finding_html(const Audit& audit, std::size_t number, const std::string& prefix,
                         ProofHtml& proofs);

/// The draft's text, each block with the findings whose words begin in it.
std::string draft_html(const Audit& audit, const std::string& prefix, ProofHtml& proofs);

/// The table of what it would cost whom.
std::string costs_html(const Impact& impact, const std::string& prefix, std::size_t& written);

}  // namespace obverse
