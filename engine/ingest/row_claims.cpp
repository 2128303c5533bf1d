#include "engine/ingest/row_claims.h"

#include <algorithm>

namespace obverse {

void RowClaims::reject(const ImportTerm& at, Problem problem) {
    const std::string_view excerpt = walk_.text(at);
    rejections_.add(row_, walk_.spot(at), excerpt, std::move(problem));
}

/// True when all slots are filled. An empty cell means that the row says nothing of this kind.
bool RowClaims::read_arguments(const ImportStatement& statement, Claim& claim) {
    const Phrase& phrase = resolver_.gathering().program().schema.phrase(statement.phrase);
    bool is_empty = false;
    for (const ImportTerm& term : statement.terms) {
        is_empty = is_empty || (std::holds_alternative<CellId>(term) && walk_.text(term).empty());
    }
    if (is_empty) {
        walk_.pass_over(statement);
        return false;
    }
    for (std::size_t i = 0; i < statement.terms.size(); ++i) {
        const ImportTerm& term = statement.terms[i];
        if (const auto* constant = std::get_if<Value>(&term)) {
            claim.arguments.push_back(constant->word);
            continue;
        }
        const Found<Word> word = resolver_.argument(text(term), phrase.slots[i]);
        if (const Problem* problem = problem_of(word)) {
            reject(term, *problem);
        } else {
            claim.arguments.push_back(std::get<Word>(word));
        }
    }
    return true;
}

std::optional<Date> RowClaims::date(const std::optional<ImportTerm>& term) {
    if (!term) return std::nullopt;
    const std::string words = text(*term);
    if (words.empty()) return std::nullopt;
    const Found<Date> day = Resolver::date(words);
    if (const Problem* problem = problem_of(day)) {
        reject(*term, *problem);
        return std::nullopt;
    }
    return std::get<Date>(day);
}

void RowClaims::read_rest(const ImportStatement& statement, Claim& claim) {
    claim.from = date(statement.from);
    claim.until = date(statement.until);
    claim.confidence = walk_.confidence();
    if (!statement.confidence) return;
    const std::string words = text(*statement.confidence);
    if (words.empty()) return;
    const Found<Confidence> level = Resolver::confidence(words);
    if (const Problem* problem = problem_of(level)) {
        reject(*statement.confidence, *problem);
    } else {
        claim.confidence = std::get<Confidence>(level);
    }
}

SymbolId RowClaims::source(const std::string& name, const std::string& url) {
    Gathering& gathering = resolver_.gathering();
    if (const auto known = gathering.find_source(name)) return *known;
    const SymbolId made = gathering.new_source_id(name);
    new_sources_.emplace_back(made, NewSource{name, url});
    return made;
}

void RowClaims::add_voice(const ImportVoice& voice, Claim claim) {
    claim.stance = voice.stance;
    claim.source = symbols().intern("");
    claim.speaker = symbols().intern("");
    if (voice.source) {
        const std::string name = text(*voice.source);
        if (name.empty()) {
            reject(*voice.source, {Code::claim_without_source, "the row names no source here",
                                   "fill the cell, or guard the line by `when … is not empty`"});
            return;
        }
        claim.source = source(name, voice.url ? text(*voice.url) : std::string());
    }
    if (voice.speakers.empty()) {
        claims_.push_back(std::move(claim));
        return;
    }
    bool is_named = false;
    for (const ImportTerm& term : voice.speakers) {
        for (const std::string_view name : walk_.list(term)) {
            is_named = true;
            const Found<SymbolId> speaker = resolver_.speaker(std::string(name));
            if (const Problem* problem = problem_of(speaker)) {
                reject(term, *problem);
                continue;
            }
            claim.speaker = std::get<SymbolId>(speaker);
            claims_.push_back(claim);
        }
    }
    if (is_named) return;
    reject(voice.speakers.front(), {Code::unknown_speaker, "the row does not name who says this",
                                    "fill the cell, or guard the line by `when … is not empty`"});
}

void RowClaims::add(const ImportStatement& statement) {
    Claim claim;
    claim.phrase = statement.phrase;
    if (!read_arguments(statement, claim)) return;
    read_rest(statement, claim);
    if (claim.from && claim.until) {
        auto problem = Resolver::order(*claim.from, *claim.until);
        if (problem && statement.until) reject(*statement.until, std::move(*problem));
    }
    for (const ImportVoice& voice : statement.voices) add_voice(voice, claim);
}

void RowClaims::commit() {
    if (rejections_.contains(row_)) return;
    Gathering& gathering = resolver_.gathering();
    for (const auto& [id, source] : new_sources_) {
        SourceInfo& info = gathering.add_source(id, source.label);
        if (info.url.empty()) info.url = source.url;
    }
    for (Claim& claim : claims_) {
        gathering.add_claim(std::move(claim), {rejections_.path(row_), row_.line});
    }
}

}  // namespace obverse
