#include "lineage/rejection.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

#include "casefile/mentions.hpp"

namespace valla::lineage {

using casefile::CardRow;
using casefile::Hop;
using casefile::NameSpace;
using casefile::Tables;
using evidence::Argument;
using evidence::Claim;
using evidence::ClaimKind;
using vocabulary::BaseKind;
using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

namespace {

template <typename Id>
void sort_and_unite(std::vector<Id>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

NameId subject_of(const Evidence& evidence, const Claim& claim) {
    if (claim.kind == ClaimKind::closing) return evidence.closings()[claim.closing].subject;
    return evidence.propositions()[claim.statement.proposition()].subject;
}

NameId researcher_of(const Case& the_case) {
    static const auto researcher = vocabulary::builtin_field(BaseKind::case_, "researcher");
    const Tables& tables = the_case.tables();
    for (const CardId id : the_case.case_cards()) {
        const CardRow& card = the_case.card(id);
        for (std::uint32_t at = card.first_row; at < card.first_row + card.row_count; ++at) {
            if (tables.field[at].row == researcher) return {tables.value[at]};
        }
    }
    return {};
}

}  // namespace

Rejections::Lists Rejections::Lists::of_pairs(std::size_t keys, const Pairs& pairs) {
    Lists lists;
    lists.begins.assign(keys + 1, 0);
    for (const auto& pair : pairs) ++lists.begins[pair.first + 1];
    for (std::size_t i = 1; i <= keys; ++i) lists.begins[i] += lists.begins[i - 1];
    lists.entries.resize(pairs.size());
    std::vector<std::uint32_t> next(lists.begins.begin(), lists.begins.end() - 1);
    for (const auto& [key, value] : pairs) lists.entries[next[key]++] = value;
    return lists;
}

Rejections::Rejections(const Evidence& evidence, const Derivations& derivations)
    : evidence_(&evidence), derivations_(&derivations) {
    researcher_ = researcher_of(evidence.the_case());
    index_words();
    index_claims();
    word_dead_.resize(evidence.the_case().tables().words.size(), 0);
    claim_state_.resize(evidence.claims().size(), 0);
}

void Rejections::index_words() {
    const Case& the_case = evidence_->the_case();
    const Tables& tables = the_case.tables();
    const auto word_count = static_cast<std::uint32_t>(tables.words.size());
    Pairs by_name;
    Pairs by_card;
    Pairs by_origin;
    by_name.reserve(tables.hops.size() * 2);
    origin_.resize(word_count, no_node);
    std::vector<NameId> names;
    for (std::uint32_t word = 0; word < word_count; ++word) {
        const casefile::WordRow& row = tables.words[word];
        if (row.hop_count == 0) continue;
        const CardRow& card = the_case.card(row.card);
        if (!card.live) continue;
        names.clear();
        for (std::uint32_t i = 0; i < row.hop_count; ++i) {
            const Hop& hop = tables.hops[row.first_hop + i];
            for (const NameId name : {hop.name, hop.locus}) {
                if (!name.none()) names.push_back(name);
            }
        }
        sort_and_unite(names);
        for (const NameId name : names) by_name.emplace_back(name.number, word);
        const BaseKind kind = the_case.vocabulary().kind(card.kind).base;
        if (!card.name.none() && (kind == BaseKind::passage || kind == BaseKind::account))
            by_card.emplace_back(card.name.number, word);
        origin_[word] = derivations_->node_of(tables.hops[row.first_hop]);
        if (origin_[word] != no_node) by_origin.emplace_back(origin_[word], word);
    }
    words_of_name_ = Lists::of_pairs(tables.names.size(), by_name);
    words_of_card_ = Lists::of_pairs(tables.names.size(), by_card);
    words_of_origin_ = Lists::of_pairs(derivations_->node_count(), by_origin);
}

void Rejections::index_claims() {
    const Case& the_case = evidence_->the_case();
    const Tables& tables = the_case.tables();
    Pairs by_word;
    Pairs by_name;
    by_name.reserve(evidence_->claims().size() * 2);
    by_word.reserve(evidence_->claims().size());
    claims_left_.resize(evidence_->units().size(), 0);
    std::vector<std::uint32_t> seen;
    for (std::uint32_t number = 0; number < evidence_->claims().size(); ++number) {
        const Claim& claim = evidence_->claims()[number];
        ++claims_left_[claim.unit.number];
        if (claim.word_count == 0) own_claims_.push_back(number);
        seen.clear();
        for (const WordRef& word : evidence_->words_of(claim)) {
            if (std::find(seen.begin(), seen.end(), word.word) != seen.end()) continue;
            seen.push_back(word.word);
            by_word.emplace_back(word.word, number);
        }
        const NameId subject = subject_of(*evidence_, claim);
        const NameId card = the_case.card(claim.card).name;
        by_name.emplace_back(subject.number, number);
        if (card != subject) by_name.emplace_back(card.number, number);
        if (claim.account.none()) continue;
        std::vector<NameId> accounts = evidence::accounts_of(the_case, claim.card);
        if (accounts.empty()) accounts.push_back(claim.account);
        for (const NameId account : accounts) {
            if (account != card && account != subject) by_name.emplace_back(account.number, number);
        }
    }
    claims_of_word_ = Lists::of_pairs(tables.words.size(), by_word);
    claims_of_name_ = Lists::of_pairs(tables.names.size(), by_name);
    by_word.clear();
    by_name.clear();
    for (std::uint32_t number = 0; number < evidence_->arguments().size(); ++number) {
        const Argument& argument = evidence_->arguments()[number];
        argument_words_.push_back(evidence_->words_of(argument));
        if (argument_words_.back().empty() && argument.by.empty()) own_arguments_.push_back(number);
        for (const WordRef& word : argument_words_.back()) by_word.emplace_back(word.word, number);
        by_name.emplace_back(argument.name.number, number);
        for (const NameId name : argument.by) by_name.emplace_back(name.number, number);
    }
    arguments_of_word_ = Lists::of_pairs(tables.words.size(), by_word);
    arguments_of_name_ = Lists::of_pairs(tables.names.size(), by_name);
}

std::vector<NameId> Rejections::tellers() const {
    const Tables& tables = evidence_->the_case().tables();
    std::vector<bool> tells(tables.names.size(), false);
    for (std::uint32_t name = 0; name < tables.names.size(); ++name) {
        const auto words = words_of_name_.of(name);
        tells[name] = std::any_of(words.begin(), words.end(), [&](std::uint32_t word) {
            return !claims_of_word_.of(word).empty() || !arguments_of_word_.of(word).empty();
        });
    }
    // Whoever stands behind an origin, however far.
    const auto node_count = static_cast<Node>(derivations_->node_count());
    std::vector<bool> behind(node_count, false);
    std::vector<Node> open;
    for (Node node = 0; node < node_count; ++node) {
        behind[node] = !words_of_origin_.of(node).empty();
        if (behind[node]) open.push_back(node);
    }
    Pairs links;
    for (const Derivation& link : derivations_->all()) {
        links.emplace_back(derivations_->node_of(link.teller), derivations_->node_of(link.parent));
        for (const Node below : derivations_->nodes_below(link.teller))
            links.emplace_back(below, derivations_->node_of(link.teller));
    }
    const Lists parents = Lists::of_pairs(node_count, links);
    while (!open.empty()) {
        const Node node = open.back();
        open.pop_back();
        tells[derivations_->name_of(node).number] = true;
        for (const std::uint32_t parent : parents.of(node)) {
            if (!behind[parent]) open.push_back(parent);
            behind[parent] = true;
        }
    }
    const bool own = !own_claims_.empty() || !own_arguments_.empty();
    if (!researcher_.none() && own) tells[researcher_.number] = true;
    std::vector<NameId> all;
    for (std::uint32_t name = 0; name < tables.names.size(); ++name) {
        if (tells[name]) all.push_back({name});
    }
    const std::size_t hands = all.size();
    for (std::size_t i = 0; i < hands; ++i) {
        for (const NameId author : derivations_->authors_of(all[i])) all.push_back(author);
    }
    sort_and_unite(all);
    return all;
}

/// One rejection, from targets to what falls.
class Rejections::Run {
  public:
    Run(const Rejections& index, std::span<const Target> targets, Links links)
        : index_(index),
          evidence_(*index.evidence_),
          derivations_(*index.derivations_),
          the_case_(index.evidence_->the_case()),
          links_(links) {
        for (const Target& target : targets) take(target);
        follow_authors();
        kill_words();
        silence();
        judge_claims();
        judge_arguments();
        gather();
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    ~Run() {
        for (const std::uint32_t word : fall_.words) index_.word_dead_[word] = 0;
        for (const std::uint32_t claim : touched_) index_.claim_state_[claim] = untouched;
    }

    [[nodiscard]] const Fall& fall() const { return fall_; }

  private:
    enum : std::uint8_t { untouched, stands, weaker, gone };

    void take(const Target& target) {
        if (!target.statement.none()) {
            for (const ClaimId claim : evidence_.claims_of(target.statement))
                mark(claim.number, gone);
        }
        const NameId name = target.name;
        if (name.none()) return;
        if (the_case_.tables().names.space(name) == NameSpace::locus) {
            fall_.tellers.push_back(name);
            return;
        }
        const auto kind = the_case_.base_of(name);
        if (!kind) return;
        rejected_.push_back(name);
        if (vocabulary::kinds::tellers.has(*kind)) fall_.tellers.push_back(name);
        else if (*kind != BaseKind::account && *kind != BaseKind::passage) take_lines(name);
    }

    void mark(std::uint32_t claim, std::uint8_t state) {
        std::uint8_t& now = index_.claim_state_[claim];
        if (now == untouched) touched_.push_back(claim);
        now = std::max(now, state);
    }

    void take_lines(NameId name) {
        for (const std::uint32_t claim : index_.claims_of_name_.of(name.number)) mark(claim, gone);
    }

    [[nodiscard]] bool is_rejected(NameId name) const {
        return std::binary_search(rejected_.begin(), rejected_.end(), name);
    }

    void follow_authors() {
        std::set<NameId> known(fall_.tellers.begin(), fall_.tellers.end());
        for (std::size_t at = 0; at < fall_.tellers.size(); ++at) {
            for (const NameId work : derivations_.works_of(fall_.tellers[at])) {
                if (known.insert(work).second) fall_.tellers.push_back(work);
            }
        }
        sort_and_unite(fall_.tellers);
        sort_and_unite(rejected_);
    }

    [[nodiscard]] bool is_no_teller(NameId name) const {
        return !std::binary_search(fall_.tellers.begin(), fall_.tellers.end(), name);
    }

    void kill_words() {
        const auto kill = [&](std::span<const std::uint32_t> words) {
            for (const std::uint32_t word : words) {
                if (index_.word_dead_[word] != 0) continue;
                index_.word_dead_[word] = 1;
                fall_.words.push_back(word);
            }
        };
        for (const NameId name : fall_.tellers) kill(index_.words_of_name_.of(name.number));
        for (const NameId name : rejected_) kill(index_.words_of_card_.of(name.number));
    }

    /// What is left of the derivations, and the chains that begin with somebody who has his word
    /// from nobody any more.
    void silence() {
        for (const NameId name : fall_.tellers) {
            const std::vector<Node> below = derivations_.nodes_below(name);
            dead_.insert(dead_.end(), below.begin(), below.end());
        }
        if (dead_.empty()) return;
        sort_and_unite(dead_);
        const std::vector<Node> affected = derivations_.descendants(dead_);
        for (const Node node : affected) {
            for (const std::uint32_t word : index_.words_of_origin_.of(node)) {
                if (index_.word_dead_[word] == 0) doubtful_.push_back(word);
            }
        }
    }

    [[nodiscard]] bool is_silenced(Node node, Topic topic) {
        if (node == no_node || dead_.empty()) return false;
        auto [found, fresh] = silenced_.try_emplace(topic);
        if (fresh) found->second = derivations_.graph(topic, links_).silenced(dead_);
        return std::binary_search(found->second.begin(), found->second.end(), node);
    }

    [[nodiscard]] bool is_dead(std::uint32_t word, Topic topic) {
        return index_.word_dead_[word] != 0 || is_silenced(index_.origin_[word], topic);
    }

    void judge_claims() {
        for (const NameId name : rejected_) {
            const auto kind = the_case_.base_of(name);
            if (kind == BaseKind::account || kind == BaseKind::passage) judge_lines(name, *kind);
        }
        if (!index_.researcher_.none() && is_rejected(index_.researcher_)) {
            for (const std::uint32_t claim : index_.own_claims_) mark(claim, gone);
        }
        for (const auto* words : {&fall_.words, &doubtful_}) {
            for (const std::uint32_t word : *words) {
                for (const std::uint32_t claim : index_.claims_of_word_.of(word)) {
                    if (index_.claim_state_[claim] == untouched) judge(claim);
                }
            }
        }
    }

    /// The lines of a passage or account go with it, those in several accounts with the last.
    void judge_lines(NameId name, BaseKind kind) {
        for (const std::uint32_t number : index_.claims_of_name_.of(name.number)) {
            const Claim& claim = evidence_.claims()[number];
            bool all = true;
            if (kind == BaseKind::account && the_case_.card(claim.card).name != name) {
                for (const NameId account : evidence::accounts_of(the_case_, claim.card))
                    all = all && is_rejected(account);
                // Taken apart by account, each claim belongs to one of them.
                const bool own = evidence_[claim.unit].kind == evidence::UnitKind::account;
                if (own) all = is_rejected(claim.account);
            }
            if (all) mark(number, gone);
        }
    }

    void judge(std::uint32_t number) {
        const Claim& claim = evidence_.claims()[number];
        const Topic topic = derivations_.topic_of(ClaimId{number});
        std::size_t dead = 0;
        for (const WordRef& word : evidence_.words_of(claim)) dead += is_dead(word.word, topic);
        if (dead == 0) mark(number, stands);
        else mark(number, dead < claim.word_count ? weaker : gone);
    }

    void judge_arguments() {
        std::vector<std::uint32_t> candidates;
        const auto add = [&](std::span<const std::uint32_t> arguments) {
            candidates.insert(candidates.end(), arguments.begin(), arguments.end());
        };
        for (const NameId name : rejected_) add(index_.arguments_of_name_.of(name.number));
        for (const NameId name : fall_.tellers) add(index_.arguments_of_name_.of(name.number));
        if (!index_.researcher_.none() && is_rejected(index_.researcher_))
            add(index_.own_arguments_);
        for (const auto* words : {&fall_.words, &doubtful_}) {
            for (const std::uint32_t word : *words) add(index_.arguments_of_word_.of(word));
        }
        sort_and_unite(candidates);
        for (const std::uint32_t number : candidates) {
            if (is_gone(number)) fall_.units.push_back(evidence_.arguments()[number].unit);
        }
    }

    [[nodiscard]] bool is_gone(std::uint32_t number) {
        const Argument& argument = evidence_.arguments()[number];
        if (is_rejected(argument.name)) return true;
        const bool maker_left =
            argument.by.empty() || std::any_of(argument.by.begin(), argument.by.end(),
                                               [&](NameId name) { return is_no_teller(name); });
        if (!maker_left) return true;
        const Topic topic = derivations_.topic_of(argument);
        const std::vector<WordRef>& words = index_.argument_words_[number];
        const bool own = words.empty() && argument.by.empty() && !index_.researcher_.none() &&
                         is_rejected(index_.researcher_);
        return own || (!words.empty() && std::all_of(words.begin(), words.end(), [&](WordRef each) {
                   return is_dead(each.word, topic);
               }));
    }

    void gather() {
        std::vector<std::uint32_t> units;
        std::vector<StatementId> statements;
        for (const std::uint32_t number : touched_) {
            const std::uint8_t state = index_.claim_state_[number];
            if (state == stands) continue;
            const Claim& claim = evidence_.claims()[number];
            (state == gone ? fall_.claims : fall_.weakened).push_back({number});
            if (state == gone) units.push_back(claim.unit.number);
            if (!claim.statement.none()) statements.push_back(claim.statement);
        }
        std::sort(fall_.claims.begin(), fall_.claims.end());
        std::sort(fall_.weakened.begin(), fall_.weakened.end());
        std::sort(units.begin(), units.end());
        for (std::size_t at = 0; at < units.size();) {
            std::size_t end = at;
            while (end < units.size() && units[end] == units[at]) ++end;
            if (end - at == index_.claims_left_[units[at]]) fall_.units.push_back({units[at]});
            at = end;
        }
        sort_and_unite(fall_.units);
        sort_and_unite(statements);
        for (const StatementId statement : statements) gather_statement(statement);
        for (const std::uint32_t word : doubtful_) {
            if (is_silenced_everywhere(word)) fall_.words.push_back(word);
        }
        std::sort(fall_.words.begin(), fall_.words.end());
    }

    /// Whether a chain is gone for all that stands on it.
    [[nodiscard]] bool is_silenced_everywhere(std::uint32_t word) {
        const Node origin = index_.origin_[word];
        const auto claims = index_.claims_of_word_.of(word);
        const auto arguments = index_.arguments_of_word_.of(word);
        if (claims.empty() && arguments.empty()) return is_silenced(origin, 0);
        const auto silent = [&](Topic topic) { return is_silenced(origin, topic); };
        return std::all_of(claims.begin(), claims.end(),
                           [&](std::uint32_t claim) {
                               return silent(derivations_.topic_of(ClaimId{claim}));
                           }) &&
               std::all_of(arguments.begin(), arguments.end(), [&](std::uint32_t argument) {
                   return silent(derivations_.topic_of(evidence_.arguments()[argument]));
               });
    }

    void gather_statement(StatementId statement) {
        bool had_firm = false;
        bool any_left = false;
        bool firm_left = false;
        for (const ClaimId id : evidence_.claims_of(statement)) {
            const bool firm = !evidence_[id].alleged;
            const bool left = index_.claim_state_[id.number] != gone;
            had_firm = had_firm || firm;
            any_left = any_left || left;
            firm_left = firm_left || (firm && left);
        }
        if (!any_left) fall_.statements.push_back(statement);
        else if (had_firm && !firm_left) fall_.only_alleged.push_back(statement);
        else fall_.weakened_statements.push_back(statement);
    }

    const Rejections& index_;
    const Evidence& evidence_;
    const Derivations& derivations_;
    const Case& the_case_;
    Links links_;
    Fall fall_;
    std::vector<NameId> rejected_;         ///< ids that are targets
    std::vector<Node> dead_;               ///< nodes of rejected tellers
    std::vector<std::uint32_t> doubtful_;  ///< words whose origin may have lost its own word
    std::vector<std::uint32_t> touched_;   ///< claims
    std::map<Topic, std::vector<Node>> silenced_;
};

Fall Rejections::fall(std::span<const Target> targets, Links links) const {
    return Run(*this, targets, links).fall();
}

LiveWords Rejections::live(std::span<const Target> targets, Links links) const {
    const Fall gone = fall(targets, links);
    LiveWords live{std::vector<bool>(word_dead_.size(), true),
                   std::vector<bool>(claim_state_.size(), true),
                   std::vector<bool>(evidence_->units().size(), true)};
    for (const std::uint32_t word : gone.words) live.words[word] = false;
    for (const ClaimId claim : gone.claims) live.claims[claim.number] = false;
    for (const UnitId unit : gone.units) live.units[unit.number] = false;
    return live;
}

}  // namespace valla::lineage
