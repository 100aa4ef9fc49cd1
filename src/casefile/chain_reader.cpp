// Who says so: ORIGIN through HOP through HOP at LOCUS.

#include <algorithm>
#include <array>

#include "casefile/value_reader.hpp"
#include "text/spelling.hpp"
#include "text/unicode.hpp"

namespace valla::casefile {

using syntax::WordKind;
using text::Message;

namespace {

bool is_article(std::string_view word) {
    constexpr std::array<std::string_view, 3> articles = {"a", "an", "the"};
    return std::find(articles.begin(), articles.end(), word) != articles.end();
}

}  // namespace

bool ValueReader::read_hop_hedge(Range range, std::size_t& at, Hop& hop) {
    // `at` stands on a comma.
    const auto hedge =
        vocabulary_.hedge_at(card_, words_.data() + at + 1, words_.data() + range.end);
    if (!hedge) {
        if (at + 1 == range.end) return missing({range.end, range.end}, "a hedge");
        Message message("unknown-word", words_[at + 1].span);
        message.with("word", word(at + 1)).with("what", "a hedge");
        std::vector<std::string_view> known;
        for (const auto& row : vocabulary_.hedges()) known.push_back(row.name);
        const std::string_view meant = text::nearest_word(word(at + 1), known);
        if (!meant.empty()) message.with("suggestion", meant);
        report(std::move(message));
        return false;
    }
    hop.hedge = hedge->hedge;
    at += 1 + hedge->words;
    if (at + 1 < range.end && is(at, "by")) {
        Value owner;
        if (!read_id(at + 1, owner)) return false;
        hop.hedge_by = {owner.number};
        at += 2;
    }
    if (at < range.end && words_[at].kind == WordKind::comma) ++at;
    return true;
}

bool ValueReader::read_hop(Range range, bool last) {
    Hop hop;
    std::size_t at = range.begin;
    if (range.empty()) return missing(range, "a source, a person or a body");
    if (is(at, "unnamed")) {
        hop.kind = Hop::Kind::unnamed;
        hop.span = words_[at].span;
        ++at;
    } else if (words_[at].kind == WordKind::quoted) {
        // Words in marks declare themselves in any language, as those behind an article do in
        // English.
        hop.kind = Hop::Kind::described;
        hop.span = words_[at].span;
        ++at;
    } else if (is_article(word(at)) && at + 1 < range.end && !is(at + 1, "at")) {
        hop.kind = Hop::Kind::described;
        std::size_t end = at + 1;
        while (end < range.end && words_[end].kind != WordKind::comma && !is(end, "at")) ++end;
        hop.span = span({at, end});
        at = end;
    } else {
        Value name;
        if (!read_id(at, name)) return false;
        hop.name = {name.number};
        hop.span = words_[at].span;
        ++at;
    }
    bool good = true;
    while (good && at < range.end) {
        if (words_[at].kind == WordKind::comma) {
            good = read_hop_hedge(range, at, hop);
        } else if (is(at, "at") && hop.kind == Hop::Kind::named) {
            std::size_t end = at + 1;
            while (end < range.end && !(words_[end].kind == WordKind::comma &&
                                        vocabulary_.hedge_at(card_, words_.data() + end + 1,
                                                             words_.data() + range.end))) {
                ++end;
            }
            if (end == at + 1) {
                good = missing({end, end}, "a place in the source");
                break;
            }
            hop.locus = locus_of(hop.name, span({at + 1, end}));
            at = end;
        } else if (is(at, "and")) {
            report(Message("and-in-chain", words_[at].span));
            good = false;
        } else {
            good = unexpected(at, last ? "\"at\" and a place, \"through\", or nothing more"
                                       : "\"through\" or \"at\"");
        }
    }
    tables_.hops.push_back(hop);
    return good;
}

void ValueReader::read_chain(Span value) {
    syntax::split(in(value), words_);
    for (syntax::Word& each : words_) each.span = each.span.shifted(value.begin);
    WordRow chain;
    chain.card = card_id_;
    chain.first_hop = static_cast<std::uint32_t>(tables_.hops.size());
    chain.span = value;
    const std::size_t size = words_.size();
    for (std::size_t at = 0; at <= size;) {
        std::size_t end = at;
        while (end < size && !is(end, "through")) ++end;
        if (!read_hop({at, end}, end == size)) {
            // A chain is read as a whole or not at all.
            tables_.hops.resize(chain.first_hop);
            return;
        }
        at = end + 1;
    }
    chain.hop_count = static_cast<std::uint32_t>(tables_.hops.size()) - chain.first_hop;
    tables_.words.push_back(chain);
}

}  // namespace valla::casefile
