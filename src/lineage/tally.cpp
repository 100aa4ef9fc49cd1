#include "lineage/tally.hpp"

#include <algorithm>
#include <map>

#include "casefile/mentions.hpp"
#include "lineage/reliance.hpp"

namespace valla::lineage {

using casefile::NameSpace;

namespace {

using Numbers = std::vector<std::uint32_t>;

void make_a_set(Numbers& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

void add_all(Numbers& to, std::span<const std::uint32_t> more) {
    to.insert(to.end(), more.begin(), more.end());
}

/// What stands in all of several sets; nothing when there are none.
Numbers in_every_one(const std::vector<Numbers>& sets) {
    if (sets.empty()) return {};
    Numbers shared = sets.front();
    for (const Numbers& each : sets) {
        std::erase_if(shared, [&](std::uint32_t number) {
            return !std::binary_search(each.begin(), each.end(), number);
        });
    }
    return shared;
}

}  // namespace

/// `each(visit)` calls visit(key, value) for every pair, and is called twice. A value that comes
/// twice in a row for one key is kept once.
template <typename Each>
Tally::Column Tally::Column::of_pairs(std::size_t keys, Each each) {
    constexpr std::uint32_t nothing = 0xFFFFFFFF;
    Column column;
    column.begins.assign(keys + 1, 0);
    Numbers last(keys, nothing);
    each([&](std::uint32_t key, std::uint32_t value) {
        column.begins[key + 1] += last[key] != value ? 1 : 0;
        last[key] = value;
    });
    for (std::size_t i = 1; i <= keys; ++i) column.begins[i] += column.begins[i - 1];
    column.entries.resize(column.begins[keys]);
    Numbers next(column.begins.begin(), column.begins.end() - 1);
    last.assign(keys, nothing);
    each([&](std::uint32_t key, std::uint32_t value) {
        if (last[key] != value) column.entries[next[key]++] = value;
        last[key] = value;
    });
    return column;
}

/// For the claims of one topic: who, when rejected, leaves the one with whom a chain begins without
/// anybody from whom to have its word.
class Tally::Silencers {
  public:
    Silencers(const Tally& tally, Topic topic, Links links)
        : tally_(tally), graph_(tally.derivations_.graph(topic, links)) {
        is_origin_.resize(graph_.parents.size(), false);
    }

    void add_origin(std::uint32_t word) {
        const Node origin = tally_.rejections_.origin_of(word);
        if (origin != no_node) is_origin_[origin] = true;
    }

    /// To be called once, when all origins are there.
    void find() {
        const Ranks candidates = candidates_behind();
        std::vector<std::vector<Node>> silent;
        silent.reserve(candidates.size());
        for (const Rank teller : candidates) {
            std::vector<Node> nodes = graph_.silenced(tally_.nodes_of(teller));
            std::erase_if(nodes, [&](Node node) { return !is_origin_[node]; });
            silent.push_back(std::move(nodes));
        }
        of_node_ = Column::of_pairs(is_origin_.size(), [&](auto visit) {
            for (std::size_t i = 0; i < candidates.size(); ++i) {
                for (const Node node : silent[i]) visit(node, candidates[i]);
            }
        });
    }

    /// Ascending.
    [[nodiscard]] std::span<const Rank> of(std::uint32_t word) const {
        const Node origin = tally_.rejections_.origin_of(word);
        if (origin == no_node) return {};
        return of_node_.of(origin);
    }

  private:
    /// Whoever has a node at or behind one of the origins.
    [[nodiscard]] Ranks candidates_behind() const {
        std::vector<bool> seen = is_origin_;
        std::vector<Node> behind;
        for (Node node = 0; node < seen.size(); ++node) {
            if (seen[node]) behind.push_back(node);
        }
        for (std::size_t at = 0; at < behind.size(); ++at) {
            for (const Node parent : graph_.parents[behind[at]]) {
                if (!seen[parent]) behind.push_back(parent);
                seen[parent] = true;
            }
        }
        const casefile::Tables& tables = tally_.the_case_.tables();
        Ranks all;
        for (const Node node : behind) {
            const NameId name = tally_.derivations_.name_of(node);
            add_all(all, tally_.owners_.of(name.number));
            if (tables.names.space(name) == NameSpace::locus)
                add_all(all, tally_.owners_.of(casefile::source_of_locus(tables, name).number));
        }
        make_a_set(all);
        return all;
    }

    const Tally& tally_;
    const DerivationGraph& graph_;
    std::vector<bool> is_origin_;
    Column of_node_;
};

Tally::Tally(const Rejections& rejections, const std::vector<NameId>& tellers)
    : rejections_(rejections),
      evidence_(rejections.evidence()),
      derivations_(rejections.derivations()),
      the_case_(rejections.evidence().the_case()),
      tellers_(tellers) {
    own_names();
    end_words();
    group_claims();
}

Tally::Figures Tally::count() const {
    const Column ended = ended_groups(Links::firm);
    Figures figures;
    figures.firm = {Numbers(tellers_.size(), 0), Numbers(tellers_.size(), 0)};
    std::vector<StatementId> listed;
    Ranks scratch;
    const std::uint32_t statements = evidence_.propositions().size() * 2;
    for (std::uint32_t i = 0; i < statements; ++i) {
        const StatementId statement{i};
        if (evidence_.claims_of(statement).empty() || !is_listed(evidence_, statement)) continue;
        listed.push_back(statement);
        count_statement(statement, ended, 1, scratch, figures.firm);
    }
    figures.with_hedged = figures.firm;
    const auto& links = derivations_.all();
    const bool any_hedged =
        std::any_of(links.begin(), links.end(), [](const Derivation& each) { return each.hedged; });
    if (!any_hedged) return figures;

    // Few statements rest on a hedged derivation; only these are taken back and counted anew.
    const Column hedged = ended_groups(Links::with_hedged);
    std::vector<bool> differs(groups_.size());
    for (std::size_t i = 0; i < groups_.size(); ++i) {
        const auto before = ended.of(i);
        const auto after = hedged.of(i);
        differs[i] = !std::equal(before.begin(), before.end(), after.begin(), after.end());
    }
    for (const StatementId statement : listed) {
        const auto claims = evidence_.claims_of(statement);
        if (std::none_of(claims.begin(), claims.end(),
                         [&](ClaimId claim) { return differs[group_of_claim_[claim.number]]; }))
            continue;
        count_statement(statement, ended, -1, scratch, figures.with_hedged);
        count_statement(statement, hedged, 1, scratch, figures.with_hedged);
    }
    return figures;
}

Numbers Tally::arguments() const {
    Numbers counts(tellers_.size(), 0);
    std::vector<Ranks> sets;
    for (const evidence::Argument& argument : evidence_.arguments()) {
        sets.clear();
        for (const NameId maker : argument.by) sets.push_back(owners_of(maker));
        Ranks ending = in_every_one(sets);

        sets.clear();
        const std::vector<WordRef> words = evidence_.words_of(argument);
        Silencers silencers(*this, derivations_.topic_of(argument), Links::firm);
        for (const WordRef& word : words) silencers.add_origin(word.word);
        silencers.find();
        for (const WordRef& word : words) {
            sets.emplace_back();
            add_all(sets.back(), ending_.of(word.word));
            add_all(sets.back(), silencers.of(word.word));
            make_a_set(sets.back());
        }
        add_all(ending, in_every_one(sets));
        if (words.empty() && argument.by.empty()) add_all(ending, owners_of_own_words());
        make_a_set(ending);
        for (const Rank teller : ending) ++counts[teller];
    }
    return counts;
}

/// With each teller goes what he wrote, and what was written by that.
void Tally::own_names() {
    const casefile::Tables& tables = the_case_.tables();
    counted_.resize(tellers_.size(), false);
    for (Rank teller = 0; teller < tellers_.size(); ++teller) {
        const NameId name = tellers_[teller];
        const bool place = tables.names.space(name) == NameSpace::locus;
        const auto kind = place ? std::nullopt : the_case_.base_of(name);
        counted_[teller] = place || (kind && vocabulary::kinds::tellers.has(*kind));
        if (counted_[teller]) {
            const std::size_t first = owned_.entries.size();
            owned_.entries.push_back(name.number);
            for (std::size_t at = first; at < owned_.entries.size(); ++at) {
                for (const NameId work : derivations_.works_of({owned_.entries[at]})) {
                    const auto begin = owned_.entries.begin() + static_cast<std::ptrdiff_t>(first);
                    // One teller's works are listed once each; only theirs can come again.
                    const auto known = at == first ? begin + 1 : owned_.entries.end();
                    if (std::find(begin, known, work.number) == known)
                        owned_.entries.push_back(work.number);
                }
            }
        }
        owned_.close();
    }
    owners_ = Column::of_pairs(tables.names.size(), [&](auto visit) {
        for (Rank teller = 0; teller < tellers_.size(); ++teller) {
            for (const std::uint32_t name : owned_.of(teller)) visit(name, teller);
        }
    });
}

void Tally::end_words() {
    ending_ = Column::of_pairs(the_case_.tables().words.size(), [&](auto visit) {
        for (Rank teller = 0; teller < tellers_.size(); ++teller) {
            for (const std::uint32_t name : owned_.of(teller)) {
                for (const std::uint32_t word : rejections_.words_through({name}))
                    visit(word, teller);
            }
        }
    });
}

void Tally::group_claims() {
    group_of_claim_.reserve(evidence_.claims().size());
    for (std::uint32_t number = 0; number < evidence_.claims().size(); ++number) {
        const evidence::Claim& claim = evidence_.claims()[number];
        const Topic topic = derivations_.topic_of(ClaimId{number});
        const bool same = !groups_.empty() && groups_.back().first_word == claim.first_word &&
                          groups_.back().word_count == claim.word_count &&
                          groups_.back().topic == topic;
        if (!same) groups_.push_back({claim.first_word, claim.word_count, topic, number});
        group_of_claim_.push_back(static_cast<std::uint32_t>(groups_.size() - 1));
    }
}

std::vector<Node> Tally::nodes_of(Rank teller) const {
    std::vector<Node> nodes;
    for (const std::uint32_t name : owned_.of(teller))
        add_all(nodes, derivations_.nodes_below({name}));
    make_a_set(nodes);
    return nodes;
}

Tally::Ranks Tally::owners_of(NameId name) const {
    const auto owners = owners_.of(name.number);
    return {owners.begin(), owners.end()};
}

/// With whom goes what no source is given for: the researcher, if the case names him.
Tally::Ranks Tally::owners_of_own_words() const {
    const NameId researcher = rejections_.researcher();
    const auto found = std::lower_bound(tellers_.begin(), tellers_.end(), researcher);
    if (researcher.none() || found == tellers_.end() || *found != researcher) return {};
    const auto teller = static_cast<Rank>(found - tellers_.begin());
    return counted_[teller] ? Ranks{teller} : Ranks{};
}

std::span<const WordRef> Tally::words_of(const Group& group) const {
    return evidence_.words_of(evidence_.claims()[group.claim]);
}

/// For each group, ascending: twice the rank of who ends some of its chains, and one more when he
/// ends all of them.
Tally::Column Tally::ended_groups(Links links) const {
    std::map<Topic, Silencers> silencers;
    if (!derivations_.all().empty()) {
        for (const Group& group : groups_) {
            Silencers& own =
                silencers.try_emplace(group.topic, *this, group.topic, links).first->second;
            for (const WordRef& word : words_of(group)) own.add_origin(word.word);
        }
        for (auto& [topic, each] : silencers) each.find();
    }
    Column ended;
    ended.begins.reserve(groups_.size() + 1);
    ended.entries.reserve(ending_.entries.size());
    const Ranks own = owners_of_own_words();
    Ranks of_word;
    Ranks of_all;
    for (const Group& group : groups_) {
        const auto words = words_of(group);
        const auto silenced = silencers.find(group.topic);
        of_all.clear();
        for (const WordRef& word : words) {
            const auto hands = ending_.of(word.word);
            const auto behind = silenced == silencers.end() ? std::span<const Rank>()
                                                            : silenced->second.of(word.word);
            if (behind.empty()) {
                add_all(of_all, hands);
                continue;
            }
            of_word.assign(hands.begin(), hands.end());
            add_all(of_word, behind);
            make_a_set(of_word);
            add_all(of_all, of_word);
        }
        if (words.empty()) add_all(of_all, own);
        const std::size_t chains = std::max<std::size_t>(words.size(), 1);
        if (chains > 1) std::sort(of_all.begin(), of_all.end());
        for (std::size_t at = 0; at < of_all.size();) {
            std::size_t end = at;
            while (end < of_all.size() && of_all[end] == of_all[at]) ++end;
            ended.entries.push_back(of_all[at] * 2 + (end - at == chains ? 1 : 0));
            at = end;
        }
        ended.close();
    }
    return ended;
}

void Tally::count_statement(StatementId statement, const Column& ended, int times, Ranks& scratch,
                            Counts& counts) const {
    const auto claims = evidence_.claims_of(statement);
    const auto more = static_cast<std::uint32_t>(times);
    if (claims.size() == 1) {
        for (const std::uint32_t each : ended.of(group_of_claim_[claims.front().number]))
            ((each & 1) != 0 ? counts.alone : counts.in_part)[each / 2] += more;
        return;
    }
    // Twice what the group has; the last bit says whether the claim is only alleged.
    std::uint32_t firm = 0;
    scratch.clear();
    for (const ClaimId claim : claims) {
        const std::uint32_t alleged = evidence_[claim].alleged ? 1 : 0;
        firm += 1 - alleged;
        for (const std::uint32_t each : ended.of(group_of_claim_[claim.number]))
            scratch.push_back(each * 2 + alleged);
    }
    std::sort(scratch.begin(), scratch.end());
    for (std::size_t at = 0; at < scratch.size();) {
        const Rank teller = scratch[at] / 4;
        std::uint32_t gone[2] = {0, 0};
        for (; at < scratch.size() && scratch[at] / 4 == teller; ++at)
            gone[scratch[at] & 1] += scratch[at] / 2 & 1;
        const bool none_left = gone[0] + gone[1] == claims.size();
        const bool none_firm_left = firm > 0 && gone[0] == firm;
        (none_left || none_firm_left ? counts.alone : counts.in_part)[teller] += more;
    }
}

}  // namespace valla::lineage
