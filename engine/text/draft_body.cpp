#include "engine/text/draft_body.h"

#include "engine/text/draft_builder.h"

#include <algorithm>
#include <string>

namespace obverse::text {

namespace {

enum class Mode : std::uint8_t { start, preamble, operative, articles, title, prose, close };

constexpr std::uint32_t close_limit = 160;  // bytes of a line below the text
constexpr std::uint32_t title_limit = 200;
constexpr std::size_t look_ahead = 6;

std::string label_of(const ParagraphMark& mark) {
    std::string label;
    for (const char c : mark.label) {
        if (c != ' ') label += c;
    }
    return label;
}

bool is_decimal(const Passage& passage) {
    return passage.mark && passage.mark->kind == MarkKind::decimal;
}

class BodyParser {
public:
    BodyParser(const Passages& passages, Draft& draft)
        : passages_(passages),
          draft_(draft),
          builder_(passages, draft),
          last_article_(last_article()) {}

    void parse(std::size_t begin) {
        for (std::size_t at = begin; at < passages_.size(); ++at) step(at);
    }

private:
    const Passage& passage(std::size_t at) const { return passages_.at(at); }
    bool opens(std::size_t at, LeadPart part) const {
        return passages_.opens_with(passage(at), part);
    }

    void step(std::size_t at) {
        if (mode_ != Mode::start && passages_.is_annex(at)) {
            builder_.begin_section(SectionKind::annex, at);
            enter(Mode::title, at);
            return;
        }
        if (mode_ != Mode::preamble && passages_.is_formula(at)) {
            begin_resolution(at);
            return;
        }
        if (mode_ != Mode::start && passage(at).block->role == BlockRole::close) {
            mode_ = Mode::close;
        }
        switch (mode_) {
            case Mode::start:
                enter(Mode::prose, at);
                prose(at);
                return;
            case Mode::preamble:
                preamble(at);
                return;
            case Mode::operative:
                operative(at);
                return;
            case Mode::articles:
                articles(at);
                return;
            case Mode::title:
                title(at);
                return;
            case Mode::prose:
                prose(at);
                return;
            case Mode::close:
                close(at);
                return;
        }
    }

    void enter(Mode mode, std::size_t at) {
        mode_ = mode;
        tops_ = 0;
        has_numbers_ = false;
        if (mode != Mode::title && mode != Mode::prose) return;
        std::size_t decimals = 0;
        for (std::size_t next = at + 1; next < passages_.size(); ++next) {
            if (passages_.is_annex(next)) break;
            decimals += passage(next).mark && !passage(next).mark->is_capital ? 1 : 0;
            if (decimals == 2) break;
        }
        has_numbers_ = decimals == 2 || is_decimal(passage(at));
    }

    void begin_resolution(std::size_t at) {
        if (!draft_.formulas.empty() && !builder_.is_in_annex()) {
            builder_.begin_section(SectionKind::part, std::nullopt);
        }
        if (draft_.kind == DraftKind::prose && !builder_.is_in_annex()) {
            draft_.kind = DraftKind::resolution;
        }
        draft_.formulas.push_back(passages_.shown(passage(at)));
        enter(Mode::preamble, at);
    }

    void preamble(std::size_t at) {
        const Passage& here = passage(at);
        const bool is_preambular = opens(at, LeadPart::preambular);
        const bool is_operative = opens(at, LeadPart::operative) && !is_preambular;
        if (opens_articles(at)) return;
        if (here.mark && is_top(here)) {
            if (is_preambular && !opens(at, LeadPart::operative)) {
                add_preambular(at);
            } else {
                enter(Mode::operative, at);
                operative(at);
            }
            return;
        }
        if (here.mark && builder_.has_top()) {
            builder_.add_sub(at);
            return;
        }
        const bool leaves_preamble = here.block->role == BlockRole::body && at != 0 &&
                                     passage(at - 1).block->role == BlockRole::preamble;
        if (is_operative || (leaves_preamble && !is_preambular && !here.mark)) {
            enter(Mode::operative, at);
            operative(at);
        } else if (here.block->kind == BlockKind::heading) {
            builder_.add_heading(at);
        } else if (builder_.has_top() && !is_preambular && goes_on(here)) {
            builder_.add_more(at);
        } else {
            add_preambular(at);
        }
    }

    /// A passage that goes on with the sentence before it.
    bool goes_on(const Passage& here) const {
        if (!here.starts_lower) return false;
        return builder_.has_sub() || !builder_.last_passage().ends_clause;
    }

    void add_preambular(std::size_t at) {
        ++tops_;
        builder_.add_top(at, ParagraphPart::preambular, "pp" + std::to_string(tops_));
    }

    /// The turn to the articles of a treaty.
    bool opens_articles(std::size_t at) {
        const bool is_article = passages_.article_length(passage(at)) != 0;
        if (!is_article && !opens(at, LeadPart::agreement)) return false;
        if (!builder_.is_in_annex()) draft_.kind = DraftKind::treaty;
        enter(Mode::articles, at);
        if (is_article) articles(at);
        return true;
    }

    /// Decimal numbers are those of paragraphs, but in brackets below others without.
    bool is_top(const Passage& here) const {
        if (!here.mark) return false;
        if (here.mark->kind == MarkKind::dotted) return true;
        if (here.mark->kind != MarkKind::decimal) return false;
        return !(here.mark->number.starts_with('(') && has_numbers_);
    }

    void operative(std::size_t at) {
        const Passage& here = passage(at);
        if (here.mark && is_top(here)) {
            numbered_operative(at);
        } else if (here.mark && here.mark->is_capital && !here.mark->is_bracketed &&
                   passages_.is_heading(at)) {
            builder_.add_heading(at);
        } else if (here.mark && builder_.has_top()) {
            builder_.add_sub(at);
        } else {
            unnumbered_operative(at);
        }
    }

    void numbered_operative(std::size_t at) {
        const ParagraphMark& mark = *passage(at).mark;
        const bool restarts = mark.kind == MarkKind::decimal && mark.value == 1 &&
                              mark.label == "1" && builder_.has_top() && tops_ != 0;
        if (restarts && !has_numbers_ && !ended_open_) {
            move_to_preamble();
        } else if (restarts) {
            begin_embedded(std::nullopt);
            prose(at);
            return;
        }
        has_numbers_ = true;
        ++tops_;
        ended_open_ = passage(at).ends_open;
        builder_.add_top(at, ParagraphPart::operative, "op" + label_of(mark));
    }

    /// What seemed to be operative paragraphs without numbers stands before the first number.
    void move_to_preamble() {
        std::size_t count = 0;
        const std::optional<std::size_t> section = builder_.top().section;
        for (std::size_t at = section ? draft_.sections[*section].first : 0;
             at < draft_.paragraphs.size(); ++at) {
            Paragraph& paragraph = draft_.paragraphs[at];
            if (paragraph.parent) continue;
            const std::size_t id = paragraph.id.rfind('.') + 1;
            paragraph.part = ParagraphPart::preambular;
            paragraph.id.replace(id, std::string::npos, "pp" + std::to_string(++count));
        }
        tops_ = 0;
    }

    void begin_embedded(std::optional<std::size_t> title) {
        builder_.begin_section(SectionKind::embedded, std::nullopt);
        if (title) builder_.set_section_title(*title);
        mode_ = Mode::prose;
        tops_ = 0;
        has_numbers_ = true;
        ended_open_ = false;
    }

    void unnumbered_operative(std::size_t at) {
        const Passage& here = passage(at);
        if (builder_.has_top() && is_close(at)) {
            mode_ = Mode::close;
            close(at);
        } else if (builder_.has_top() && is_heading_here(at)) {
            if (ended_open_ && !has_numbers_) begin_embedded(at);
            builder_.add_heading(at);
        } else if (!builder_.has_top() || (!has_numbers_ && opens(at, LeadPart::operative))) {
            ++tops_;
            ended_open_ = here.ends_open;
            builder_.add_top(at, ParagraphPart::operative, "op" + std::to_string(tops_));
        } else if (ended_open_ && !has_numbers_ && !here.starts_lower) {
            begin_embedded(std::nullopt);
            prose(at);
        } else if (ends_text(at)) {
            mode_ = Mode::prose;
            prose(at);
        } else {
            builder_.add_more(at);
        }
    }

    /// After the last numbered paragraph has ended with a stop, what follows is no part of it.
    bool ends_text(std::size_t at) const {
        const Passage& last = builder_.last_passage();
        if (!last.text.ends_with('.') || passage(at).starts_lower) return false;
        for (std::size_t next = at + 1; next < std::min(at + look_ahead, passages_.size());
             ++next) {
            if (is_top(passage(next))) return false;
        }
        return true;
    }

    bool is_heading_here(std::size_t at) const {
        if (!passages_.is_heading(at)) return false;
        const Passage& here = passage(at);
        if (here.block->kind == BlockKind::heading) return true;
        return builder_.last_passage().ends_clause && !opens(at, LeadPart::operative);
    }

    bool is_close(std::size_t at) const {
        const Passage& here = passage(at);
        return !here.mark && here.length() <= close_limit &&
               passages_.mentions(here, LeadPart::close) && !here.text.ends_with('.');
    }

    void articles(std::size_t at) {
        const Passage& here = passage(at);
        std::string number;
        const std::size_t length = passages_.article_length(here, &number);
        if (length != 0) {
            builder_.begin_article(at, length, number);
            tops_ = 0;
            awaits_title_ = length == here.text.size();
            return;
        }
        const bool awaited_title = awaits_title_;
        awaits_title_ = false;
        if (awaited_title && !here.mark && !here.ends_clause && here.length() < title_limit) {
            builder_.set_article_title(at);
        } else if (!here.mark &&
                   (is_heading_here(at) && passages_.article_length(after(at)) != 0)) {
            builder_.add_heading(at);
        } else if (builder_.article().empty()) {
            prose(at);
        } else if (here.mark && !is_top(here) && builder_.has_top()) {
            builder_.add_sub(at);
        } else if (!here.mark && is_final_clause(at)) {
            mode_ = Mode::close;
            close(at);
        } else if (!here.mark && builder_.has_top() && goes_on(here)) {
            builder_.add_more(at);
        } else {
            ++tops_;
            const std::string label = here.mark ? label_of(*here.mark) : std::to_string(tops_);
            has_numbers_ = has_numbers_ || is_decimal(here);
            builder_.add_article_paragraph(at, label);
        }
    }

    const Passage& after(std::size_t at) const {
        return passage(std::min(at + 1, passages_.size() - 1));
    }

    /// `IN WITNESS WHEREOF …`, `DONE at …` after the last article, where a language has capitals.
    bool is_final_clause(std::size_t at) const {
        return at > last_article_ && passage(at).starts_with_capitals();
    }

    std::size_t last_article() const {
        for (std::size_t at = passages_.size(); at-- > 0;) {
            if (passages_.article_length(passage(at)) != 0) return at;
        }
        return passages_.size();
    }

    void title(std::size_t at) {
        const Passage& here = passage(at);
        const bool is_title = !here.mark && !here.ends_clause && here.length() < title_limit &&
                              passages_.article_length(here) == 0;
        if (is_title && at + 1 < passages_.size()) {
            builder_.set_section_title(at);
            return;
        }
        mode_ = Mode::prose;
        prose(at);
    }

    void prose(std::size_t at) {
        const Passage& here = passage(at);
        if (passages_.article_length(here) != 0) {
            opens_articles(at);
        } else if (here.mark && !is_top(here) && builder_.has_top() &&
                   !(here.mark->is_capital && passages_.is_heading(at))) {
            builder_.add_sub(at);
        } else if (is_close(at)) {
            mode_ = Mode::close;
            close(at);
        } else if (passages_.is_heading(at) && !is_top_number(here)) {
            builder_.add_heading(at);
        } else if (!here.mark && builder_.has_top() && goes_on(here)) {
            builder_.add_more(at);
        } else {
            add_prose(at);
        }
    }

    /// In running text a numbered line is a paragraph, unless the file calls it a heading.
    bool is_top_number(const Passage& here) const {
        return here.mark && is_top(here) && here.block->kind != BlockKind::heading &&
               here.length() > 80;
    }

    void add_prose(std::size_t at) {
        const Passage& here = passage(at);
        if (here.mark && here.mark->kind != MarkKind::bullet) {
            builder_.add_top(at, ParagraphPart::prose, "p" + label_of(*here.mark));
            return;
        }
        ++tops_;
        builder_.add_top(at, ParagraphPart::prose,
                         (has_numbers_ ? "u" : "p") + std::to_string(tops_));
    }

    void close(std::size_t at) {
        if (!passage(at).mark) {
            builder_.add_close(at);
            return;
        }
        mode_ = Mode::prose;
        prose(at);
    }

    const Passages& passages_;
    Draft& draft_;
    DraftBuilder builder_;
    std::size_t last_article_;
    Mode mode_ = Mode::start;
    std::size_t tops_ = 0;       // paragraphs of their own in this mode
    bool has_numbers_ = false;   // the paragraphs here bear numbers
    bool ended_open_ = false;    // the last operative paragraph ended with a colon
    bool awaits_title_ = false;  // an article's heading was its number alone
};

}  // namespace

void find_paragraphs(const Passages& passages, std::size_t begin, Draft& draft) {
    BodyParser(passages, draft).parse(begin);
}

}  // namespace obverse::text
