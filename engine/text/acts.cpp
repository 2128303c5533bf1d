#include "engine/text/draft_body.h"
#include "engine/text/fold.h"

#include <algorithm>

namespace obverse::text {

namespace {

bool is_stop(std::string_view text, std::size_t at, std::size_t& end) {
    for (const std::string_view sign : {",", ";", "，", "；", "،", "؛"}) {
        if (!text.substr(at).starts_with(sign)) continue;
        end = at + sign.size();
        return true;
    }
    return false;
}

/// Finds acts in one stretch of words.
class ActFinder {
public:
    ActFinder(const Passages& passages, LeadPart part) : passages_(passages), part_(part) {}

    /// `span` is in the text for matching; what opens it is the leading act where `leads`.
    void find(TextSpan span, bool leads, std::vector<Act>& acts) const {
        const std::string_view text = passages_.read().match.text().substr(span.begin, span.size());
        std::size_t at = 0;
        // Below a preambular paragraph a participle is a noun: `(b) Promoting cooperation`.
        const bool may_open = leads || part_ == LeadPart::operative;
        if (const auto match = passages_.lead(text, part_); match && may_open) {
            add(span.begin, opening(text, *match), leads, acts);
            at = match->end;
        } else if (leads) {
            at = add_unknown(span, acts);
        }
        while (at < text.size()) at = next(text, at, span.begin, acts);
    }

private:
    /// Modifiers before the words belong to the act; the bracket or quotation mark does not.
    static LeadMatch opening(std::string_view text, LeadMatch match) {
        std::size_t first = text.find_first_not_of("[\" ");
        match.begin = static_cast<std::uint32_t>(std::min<std::size_t>(first, match.begin));
        return match;
    }

    void add(std::uint32_t offset, const LeadMatch& match, bool leads,
             std::vector<Act>& acts) const {
        const TextSpan span{offset + match.begin, offset + match.end};
        acts.push_back({passages_.shown(span), match.entry, leads});
    }

    /// Words in italics that open a paragraph are its lead words, though no table has them.
    std::size_t add_unknown(TextSpan span, std::vector<Act>& acts) const {
        const TextSpan shown = passages_.shown(span);
        const std::vector<StyleRun>& styles = passages_.read().styles;
        const auto run = std::lower_bound(
            styles.begin(), styles.end(), shown.begin,
            [](const StyleRun& r, std::uint32_t value) { return r.span.begin < value; });
        if (run == styles.end() || run->span.begin != shown.begin ||
            (run->styles & Style::italic) == 0 || run->span.end >= shown.end) {
            return 0;
        }
        acts.push_back({run->span, std::nullopt, true});
        return passages_.read().match.to_match(run->span.end) - span.begin;
    }

    /// Looks at the next place where an act may begin; returns where to go on.
    std::size_t next(std::string_view text, std::size_t at, std::uint32_t offset,
                     std::vector<Act>& acts) const {
        std::size_t begin = at;
        const bool is_after_stop = is_stop(text, at, begin);
        const bool is_blank = text[at] == ' ';
        if (!is_after_stop && !is_blank) return decode(text, at).next;
        if (is_blank) begin = at + 1;
        while (begin < text.size() && text[begin] == ' ') ++begin;
        const std::string_view rest = text.substr(begin);
        const std::size_t joined = connector(rest);
        // Without a comma only `and` leads to another act.
        if (!is_after_stop && joined == 0) return std::max(begin, at + 1);
        const auto match = passages_.lead(rest.substr(joined), part_);
        if (!match || !is_act(rest.substr(joined), *match, is_after_stop)) {
            return std::max(begin, at + 1);
        }
        add(offset + static_cast<std::uint32_t>(begin + joined),
            opening(rest.substr(joined), *match), false, acts);
        return begin + joined + match->end;
    }

    std::size_t connector(std::string_view rest) const {
        const auto match = passages_.lead(rest, LeadPart::connector);
        if (!match || match->begin != 0) return 0;
        std::size_t end = passages_.lead_words().at(match->entry).words.size();
        while (end < rest.size() && (rest[end] == ' ' || rest[end] == ',')) ++end;
        return end;
    }

    /// `and requests from States` names things: without a comma an act needs an object after it.
    bool is_act(std::string_view text, const LeadMatch& match, bool is_after_stop) const {
        if (match.end >= text.size()) return false;
        const LeadWord& word = passages_.lead_words().at(match.entry);
        if (word.part == LeadPart::opening) return false;
        const Decoded first = decode(text, match.begin);
        if (is_upper(first.point)) return false;  // a name or a title
        if (is_after_stop || passages_.language() != "en") return true;
        const std::string_view rest = text.substr(match.end);
        for (const std::string_view noun :
             {" of ", " from ", " for ", " by ", " and ", " or ", ",", " to ", " in ", " made "}) {
            if (rest.starts_with(noun)) return false;
        }
        return true;
    }

    const Passages& passages_;
    LeadPart part_;
};

}  // namespace

void find_acts(const Passages& passages, Draft& draft) {
    const MatchText& match = passages.read().match;
    for (Paragraph& paragraph : draft.paragraphs) {
        const bool is_preambular = paragraph.part == ParagraphPart::preambular;
        if (!is_preambular && paragraph.part != ParagraphPart::operative) continue;
        const ActFinder finder(passages,
                               is_preambular ? LeadPart::preambular : LeadPart::operative);
        finder.find(match.to_match(paragraph.words), !paragraph.parent, paragraph.acts);
        for (const TextSpan span : paragraph.more) {
            finder.find(match.to_match(span), false, paragraph.acts);
        }
        for (const TextSpan span : paragraph.closing) {
            std::size_t skipped = 0;
            const TextSpan words = match.to_match(span);
            const std::string_view text = match.text().substr(words.begin, words.size());
            const auto joined = passages.lead(text, LeadPart::connector);
            if (joined && joined->begin == 0) skipped = joined->end + 1;
            if (skipped >= text.size()) skipped = 0;
            finder.find({words.begin + static_cast<std::uint32_t>(skipped), words.end}, false,
                        paragraph.acts);
        }
    }
}

}  // namespace obverse::text
