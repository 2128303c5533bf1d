#pragma once

#include "engine/text/list_levels.h"
#include "engine/text/passages.h"

#include <map>
#include <optional>
#include <string>

namespace obverse::text {

/// Adds paragraphs, headings and sections to a draft, with their ids. Ids are unique: a number that
/// is printed twice in one place gets `~2` the second time.
class DraftBuilder {
public:
    DraftBuilder(const Passages& passages, Draft& draft) : passages_(passages), draft_(draft) {}

    /// A paragraph of its own. `label` follows the prefix of the section: `pp3`, `p12`.
    void add_top(std::size_t index, ParagraphPart part, const std::string& label);
    /// A sub-paragraph of the last paragraph.
    void add_sub(std::size_t index);
    /// A passage that goes on with the last paragraph, or closes the sentence after its list.
    void add_more(std::size_t index);
    void add_heading(std::size_t index);
    void add_close(std::size_t index);

    /// Begins an annex, an embedded document or a further part. Without a heading: its text begins.
    void begin_section(SectionKind kind, std::optional<std::size_t> heading);
    void set_section_title(std::size_t index);
    void begin_article(std::size_t index, std::size_t length, const std::string& number);
    /// A paragraph of the article: art4.2
    void add_article_paragraph(std::size_t index, const std::string& label);
    void set_article_title(std::size_t index);

    bool has_top() const { return top_.has_value(); }
    Paragraph& top() { return draft_.paragraphs[*top_]; }
    const Passage& last_passage() const { return passages_.at(last_); }
    bool has_sub() const { return !levels_.is_empty(); }
    bool is_in_annex() const;
    const std::string& article() const { return article_; }

private:
    std::string unique(std::string id);
    Paragraph make(std::size_t index, ParagraphPart part);

    const Passages& passages_;
    Draft& draft_;
    ListLevels levels_;
    std::string prefix_;
    std::string article_;
    std::optional<std::size_t> section_;
    std::optional<std::size_t> top_;
    std::size_t last_ = 0;
    std::map<SectionKind, std::size_t> section_counts_;
    std::map<std::string, std::size_t> used_;
};

}  // namespace obverse::text
