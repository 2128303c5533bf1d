#include "engine/text/draft_builder.h"

#include "engine/text/fold.h"

#include <algorithm>

namespace obverse::text {

namespace {

/// A label as part of an id: `3 bis` is 3bis, letters in lower case.
std::string id_label(std::string_view label) {
    std::string id = fold(label).text;
    id.erase(std::remove(id.begin(), id.end(), ' '), id.end());
    return id;
}

/// 四 is 4, 十七 is 17, 二十一 is 21; 0 for anything else.
std::uint32_t chinese_value(std::string_view number) {
    constexpr std::u32string_view digits = U"〇一二三四五六七八九";
    std::uint32_t total = 0;
    std::uint32_t last = 0;
    for (std::size_t at = 0; at < number.size();) {
        const Decoded character = decode(number, at);
        at = character.next;
        const std::size_t digit = digits.find(character.point);
        if (digit != std::u32string_view::npos) {
            last = static_cast<std::uint32_t>(digit);
        } else if (character.point == U'十' || character.point == U'百') {
            total += std::max(last, 1U) * (character.point == U'十' ? 10U : 100U);
            last = 0;
        } else {
            return 0;
        }
    }
    return total + last;
}

std::string_view section_name(SectionKind kind) {
    switch (kind) {
        case SectionKind::annex:
            return "annex";
        case SectionKind::embedded:
            return "doc";
        case SectionKind::part:
            return "part";
    }
    return "";
}

}  // namespace

std::string DraftBuilder::unique(std::string id) {
    const std::size_t count = ++used_[id];
    if (count > 1) id += "~" + std::to_string(count);
    return id;
}

Paragraph DraftBuilder::make(std::size_t index, ParagraphPart part) {
    const Passage& passage = passages_.at(index);
    Paragraph paragraph;
    paragraph.part = part;
    paragraph.span = passages_.shown(passage);
    paragraph.words = passages_.shown_words(passage);
    paragraph.section = section_;
    if (passage.mark) {
        paragraph.number = passage.mark->number;
        paragraph.mark = passage.mark->kind;
    }
    last_ = index;
    return paragraph;
}

void DraftBuilder::add_top(std::size_t index, ParagraphPart part, const std::string& label) {
    Paragraph paragraph = make(index, part);
    paragraph.id = unique(prefix_ + label);
    levels_.clear();
    top_ = draft_.paragraphs.size();
    draft_.paragraphs.push_back(std::move(paragraph));
}

void DraftBuilder::add_sub(std::size_t index) {
    const Passage& passage = passages_.at(index);
    const std::optional<ParagraphMark> next =
        index + 1 < passages_.size() ? passages_.at(index + 1).mark : std::nullopt;
    const ListPlace place = levels_.place(*passage.mark, next);
    Paragraph paragraph = make(index, top().part);
    paragraph.parent = place.depth == 0 ? top_ : levels_.parent();
    paragraph.level = place.depth + 1;
    paragraph.mark = place.kind;
    const Paragraph& parent = draft_.paragraphs[*paragraph.parent];
    std::string label = id_label(passage.mark->label);
    if (place.kind == MarkKind::bullet) label = std::to_string(place.ordinal);
    paragraph.id = unique(parent.id + "." + label);
    levels_.remember(draft_.paragraphs.size());
    draft_.paragraphs.push_back(std::move(paragraph));
}

void DraftBuilder::add_more(std::size_t index) {
    const TextSpan span = passages_.shown(passages_.at(index));
    Paragraph& paragraph =
        has_sub() && !passages_.at(last_).ends_clause ? draft_.paragraphs.back() : top();
    if (has_sub() && &paragraph == &top()) {
        paragraph.closing.push_back(span);
    } else {
        paragraph.more.push_back(span);
    }
    last_ = index;
}

void DraftBuilder::add_heading(std::size_t index) {
    const Passage& passage = passages_.at(index);
    DraftHeading heading;
    heading.id = "h" + std::to_string(draft_.headings.size() + 1);
    heading.span = passages_.shown(passage);
    heading.words = passages_.shown_words(passage);
    if (passage.mark) heading.number = passage.mark->number;
    heading.before = draft_.paragraphs.size();
    draft_.headings.push_back(std::move(heading));
    levels_.clear();
    last_ = index;
}

void DraftBuilder::add_close(std::size_t index) {
    draft_.close.push_back(passages_.shown(passages_.at(index)));
}

void DraftBuilder::begin_section(SectionKind kind, std::optional<std::size_t> heading) {
    Section section;
    section.kind = kind;
    // The first part is not known as one before the second begins.
    const std::size_t first = kind == SectionKind::part ? 1 : 0;
    section.id = std::string(section_name(kind)) + std::to_string(++section_counts_[kind] + first);
    if (heading) section.heading = passages_.shown(passages_.at(*heading));
    section.first = draft_.paragraphs.size();
    prefix_ = section.id + ".";
    section_ = draft_.sections.size();
    draft_.sections.push_back(std::move(section));
    top_.reset();
    levels_.clear();
    article_.clear();
    if (heading) last_ = *heading;
}

void DraftBuilder::set_section_title(std::size_t index) {
    TextSpan& title = draft_.sections[*section_].title;
    const TextSpan span = passages_.shown(passages_.at(index));
    title = title.is_empty() ? span : TextSpan{title.begin, span.end};
    last_ = index;
}

void DraftBuilder::begin_article(std::size_t index, std::size_t length, const std::string& number) {
    const Passage& passage = passages_.at(index);
    Article article;
    article.number = number;
    const std::uint32_t roman = roman_value(number);
    const bool is_first = number == "premier" || number == "first";
    const std::uint32_t value = roman != 0 ? roman : chinese_value(number);
    const std::string label = is_first     ? "1"
                              : value != 0 ? std::to_string(value)
                                           : id_label(number);
    article_ = prefix_ + "art" + label;
    article.id = unique(article_);
    article_ = article.id;
    article.heading = passages_.shown(passage);
    const std::size_t title = passage.text.find_first_not_of(" .:-", length);
    if (title != std::string_view::npos) {
        article.title = passages_.shown(
            {passage.span.begin + static_cast<std::uint32_t>(title), passage.span.end});
    }
    draft_.articles.push_back(std::move(article));
    top_.reset();
    levels_.clear();
    last_ = index;
}

void DraftBuilder::add_article_paragraph(std::size_t index, const std::string& label) {
    Paragraph paragraph = make(index, ParagraphPart::article);
    paragraph.id = unique(article_ + "." + id_label(label));
    levels_.clear();
    top_ = draft_.paragraphs.size();
    draft_.paragraphs.push_back(std::move(paragraph));
}

void DraftBuilder::set_article_title(std::size_t index) {
    draft_.articles.back().title = passages_.shown(passages_.at(index));
    last_ = index;
}

bool DraftBuilder::is_in_annex() const {
    return section_ && draft_.sections[*section_].kind != SectionKind::part;
}

}  // namespace obverse::text
