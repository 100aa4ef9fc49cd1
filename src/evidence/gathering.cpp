// From cards to claims: the one pass that fills an Evidence. Long because it is one pass, whose
// parts share what is known of the card that is being read.

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "evidence/evidence.hpp"

namespace valla::evidence {

using casefile::CardRow;
using casefile::RowRole;
using casefile::Tables;
using casefile::ValueTag;
using vocabulary::BaseKind;
using vocabulary::builtin_field;
namespace row_flags = casefile::row_flags;
namespace field_flags = vocabulary::field_flags;
namespace kinds = vocabulary::kinds;

namespace {

/// Rows whose fields are of use here, looked up once.
struct Fields {
    std::uint16_t name = builtin_field(BaseKind::person, "name");
    std::uint16_t occurred = builtin_field(BaseKind::event, "occurred");
    std::uint16_t order = builtin_field(BaseKind::sequence, "order");
    std::uint16_t account_of = builtin_field(BaseKind::account, "of");
    std::uint16_t both_possible = builtin_field(BaseKind::account, "both possible");
    std::uint16_t same_between = builtin_field(BaseKind::same, "between");
    std::uint16_t saying_says = builtin_field(BaseKind::saying, "says");
    std::uint16_t by = builtin_field(BaseKind::argument, "by");
    std::uint16_t from = builtin_field(BaseKind::argument, "from");
    std::uint16_t hence = builtin_field(BaseKind::argument, "hence");
    std::uint16_t unless = builtin_field(BaseKind::argument, "unless");
    std::uint16_t compare = builtin_field(BaseKind::argument, "compare");
};

const Fields& fields() {
    static const Fields all;
    return all;
}

/// What is not a thing, and can hold or not: a happening occurred, a claim, sequence or account
/// holds.
constexpr vocabulary::KindSet holds =
    kinds::happenings | vocabulary::KindSet{BaseKind::claim, BaseKind::sequence, BaseKind::account};

}  // namespace

/// Goes through the cards once and fills an Evidence.
class Gathering {
  public:
    Gathering(const Case& the_case, Evidence& evidence)
        : case_(the_case), tables_(the_case.tables()), out_(evidence) {}

    void run(const std::vector<bool>& live) {
        for (const CardId card : out_.cards_) note_accounts(card);
        for (const CardId card : out_.cards_) read(card);
        share_lines(live);
        for (RivalAccounts& rivals : out_.rival_accounts_) {
            for (const NameId account : rivals.accounts) {
                const auto found = account_units_.find(account.number);
                rivals.units.push_back(found == account_units_.end() ? UnitId{} : found->second);
            }
            const auto shared = shared_units_.find(rivals.of.number);
            if (shared != shared_units_.end()) rivals.shared = shared->second;
        }
        out_.index();
    }

  private:
    [[nodiscard]] BaseKind base(CardId card) const {
        return case_.vocabulary().kind(case_.card(card).kind).base;
    }
    [[nodiscard]] bool is_read(CardId card) const {
        const CardRow& row = case_.card(card);
        return row.known_kind && !row.name.none() && kinds::stated.has(base(card));
    }

    void note_accounts(CardId card) {
        if (!is_read(card) || base(card) != BaseKind::account) return;
        const CardRow& row = case_.card(card);
        bool both_possible = false;
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables_.field[at].row == fields().both_possible && tables_.value[at] == 0)
                both_possible = true;
        }
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables_.field[at].row != fields().account_of) continue;
            const NameId of{tables_.value[at]};
            auto [found, fresh] = rivals_of_.try_emplace(of.number, out_.rival_accounts_.size());
            if (fresh) out_.rival_accounts_.push_back({of, {}, {}, {}, false});
            RivalAccounts& rivals = out_.rival_accounts_[found->second];
            if (std::find(rivals.accounts.begin(), rivals.accounts.end(), row.name) ==
                rivals.accounts.end()) {
                rivals.accounts.push_back(row.name);
            }
            rivals.both_possible = rivals.both_possible || both_possible;
            thing_of_.try_emplace(row.name.number, of);
        }
    }

    /// The thing whose accounts are all among these; none when there is none with two or more.
    [[nodiscard]] NameId shared_by(const std::vector<NameId>& accounts) const {
        for (const NameId account : accounts) {
            const auto thing = thing_of_.find(account.number);
            if (thing == thing_of_.end()) continue;
            const auto& all = out_.rival_accounts_[rivals_of_.at(thing->second.number)].accounts;
            if (all.size() > 1 && std::all_of(all.begin(), all.end(), [&](NameId each) {
                    return std::find(accounts.begin(), accounts.end(), each) != accounts.end();
                })) {
                return thing->second;
            }
        }
        return {};
    }

    void read(CardId card) {
        if (!is_read(card)) return;
        const BaseKind kind = base(card);
        if (kind == BaseKind::argument) return read_argument(card);
        const CardRow& row = case_.card(card);
        card_ = card;
        accounts_ =
            kind == BaseKind::account ? std::vector<NameId>{row.name} : accounts_of(case_, card);
        keep_words();
        if (kind == BaseKind::same || kind == BaseKind::different) return read_identity(kind);

        // What the card says in so many words of whether something occurred goes before what its
        // other lines imply.
        spelled_out_.clear();
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables_.role[at] == RowRole::mentioned) continue;
            if (tables_.field[at].row == fields().occurred)
                spelled_out_.insert(tables_.subject[at]);
        }
        touched_.clear();
        if (word_count_ > 0 || !accounts_.empty()) touch(row.name, {}, false);
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (states({at}, kind)) read_row({at});
        }
        if (kind == BaseKind::saying) read_credited(row);
        for (const Touched& each : touched_) {
            if (spelled_out_.contains(each.name) || !can_hold(each.name)) continue;
            Claim claim;
            claim.kind = ClaimKind::occurrence;
            claim.row = each.row;
            claim.statement = StatementId::of(out_.propositions_.occurrence(each.name), false);
            claim.alleged = each.alleged;
            claim.implies_occurrence = true;
            add(claim);
        }
    }

    void keep_words() {
        const std::vector<WordRef> words = words_of(case_, card_);
        first_word_ = static_cast<std::uint32_t>(out_.words_.size());
        word_count_ = static_cast<std::uint16_t>(std::min<std::size_t>(words.size(), 0xFFFF));
        out_.words_.insert(out_.words_.end(), words.begin(), words.begin() + word_count_);
        only_alleged_ =
            word_count_ > 0 && std::all_of(words.begin(), words.end(), [&](WordRef each) {
                const casefile::WordRow& word = tables_.words[each.word];
                for (std::uint32_t hop = 0; hop < word.hop_count; ++hop) {
                    if (is_alleged(tables_.hops[word.first_hop + hop].hedge)) return true;
                }
                return false;
            });
    }

    [[nodiscard]] bool is_alleged(vocabulary::HedgeId hedge) const {
        return !hedge.none() && case_.vocabulary().hedge(hedge).alleged;
    }

    [[nodiscard]] bool can_hold(NameId name) const {
        const auto kind = case_.base_of(name);
        return kind && holds.has(*kind);
    }

    /// Whether a row is a claim: a line that asserts, a condition, a sentence of a passage. What a
    /// saying says is only said.
    [[nodiscard]] bool states(RowId row, BaseKind kind) const {
        if (tables_.role[row.number] == RowRole::said) return true;
        if (tables_.role[row.number] == RowRole::mentioned) return false;
        const std::uint16_t flags = case_.vocabulary().field(tables_.field[row.number]).flags;
        if ((flags & field_flags::asserts) != 0) return true;
        if ((flags & field_flags::hedged) == 0 || kind == BaseKind::saying) return false;
        return kind != BaseKind::passage || tables_.tag[row.number] != ValueTag::statement;
    }

    /// What a saying says, when it is credited.
    void read_credited(const CardRow& row) {
        const auto& credited = out_.credited_;
        if (std::find(credited.begin(), credited.end(), row.name) == credited.end()) return;
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            const bool says = tables_.role[at] == RowRole::claimed &&
                              tables_.field[at].row == fields().saying_says &&
                              tables_.tag[at] == ValueTag::statement;
            if (says) read_row({tables_.value[at]});
        }
    }

    struct Touched {
        NameId name;
        RowId row;  ///< none: the card is about it by its head
        bool alleged = false;
    };

    /// Notes that the card is about something, and so says that it occurred.
    void touch(NameId name, RowId row, bool alleged) {
        for (Touched& each : touched_) {
            if (each.name != name) continue;
            const bool better = each.row == RowId{} || (each.alleged && !alleged);
            if (better && row != RowId{}) each = {name, row, alleged};
            return;
        }
        touched_.push_back({name, row, alleged});
    }

    void read_row(RowId row) {
        const std::uint32_t at = row.number;
        const NameId subject = tables_.subject[at];
        const bool alleged = only_alleged_ || is_alleged(tables_.hedge[at]);
        const bool implied = tables_.has(row, row_flags::implied);
        if (tables_.field[at].row == fields().order) {
            touch({tables_.value[at]}, row, alleged);
            if (!has_next(row)) return;  // the last step is named by the one before it
        }
        if (!implied && tables_.field[at].row != fields().name) touch(subject, row, alleged);

        Claim claim;
        claim.row = row;
        claim.statement = out_.propositions_.state(row);
        claim.alleged = alleged;
        claim.implies_occurrence = !implied && can_hold(subject);
        if (spelled_out_.contains(subject)) {
            const PropositionId occurrence = out_.propositions_.occurrence(subject);
            claim.implies_occurrence = claim.statement == StatementId::of(occurrence, false);
        }
        add(claim);
        if (tables_.has(row, row_flags::only) && begins_line(row)) add_closing(row, alleged);
    }

    [[nodiscard]] bool has_next(RowId row) const {
        const auto [first, last] = tables_.qualifiers_of(row);
        for (std::size_t i = first; i < last; ++i) {
            if (tables_.qualifiers[i].key == casefile::QualifierKey::then) return true;
        }
        return false;
    }

    [[nodiscard]] bool same_line(std::uint32_t a, std::uint32_t b) const {
        return tables_.begin[a] == tables_.begin[b] && tables_.field[a] == tables_.field[b] &&
               tables_.subject[a] == tables_.subject[b] && tables_.role[a] == tables_.role[b];
    }
    [[nodiscard]] bool begins_line(RowId row) const {
        return row.number == case_.card(card_).first_row || !same_line(row.number - 1, row.number);
    }

    void add_closing(RowId row, bool alleged) {
        Closing closing;
        closing.subject = tables_.subject[row.number];
        closing.field = tables_.field[row.number];
        closing.part =
            tables_.flags[row.number] & (row_flags::begin_of_subject | row_flags::end_of_subject);
        closing.row = row;
        const auto [first, last] = tables_.qualifiers_of(row);
        for (std::size_t i = first; i < last; ++i) {
            if (tables_.qualifiers[i].key == casefile::QualifierKey::only_of)
                closing.only_of = {tables_.qualifiers[i].value.number};
        }
        const CardRow& card = case_.card(card_);
        for (std::uint32_t at = row.number;
             at < card.first_row + card.row_count && same_line(row.number, at); ++at) {
            closing.values.push_back(out_.propositions_.key_of(card_, tables_.value_of({at})));
        }
        sort_values(closing.values);
        Claim claim;
        claim.kind = ClaimKind::closing;
        claim.row = row;
        claim.alleged = alleged;
        claim.implies_occurrence =
            can_hold(closing.subject) && !spelled_out_.contains(closing.subject);
        closing_ = &closing;
        add(claim);
        closing_ = nullptr;
    }

    void read_identity(BaseKind kind) {
        const CardRow& row = case_.card(card_);
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            const bool between = tables_.field[at].row == fields().same_between;
            if (!between || tables_.role[at] != RowRole::claimed || !begins_line({at})) continue;
            Identity identity;
            identity.card = row.name;
            identity.same = (kind == BaseKind::same) != tables_.has({at}, row_flags::negated);
            for (std::uint32_t each = at;
                 each < row.first_row + row.row_count && same_line(at, each); ++each) {
                identity.names.push_back({tables_.value[each]});
            }
            Claim claim;
            claim.kind = ClaimKind::identity;
            claim.row = {at};
            claim.statement = StatementId::of(out_.propositions_.occurrence(row.name), false);
            claim.alleged = only_alleged_ || is_alleged(tables_.hedge[at]);
            identity_ = &identity;
            add(claim);
            identity_ = nullptr;
        }
    }

    void read_argument(CardId card) {
        const CardRow& row = case_.card(card);
        const auto [found, fresh] =
            argument_of_.try_emplace(row.name.number, out_.arguments_.size());
        if (fresh) {
            Argument argument;
            argument.name = row.name;
            argument.unit = new_unit({UnitKind::argument, false, row.name, {}, {}});
            out_.arguments_.push_back(std::move(argument));
        }
        Argument& argument = out_.arguments_[found->second];
        argument.cards.push_back(card);
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables_.role[at] != RowRole::claimed) continue;
            const std::uint16_t field = tables_.field[at].row;
            if (field == fields().by) argument.by.push_back({tables_.value[at]});
            if (field == fields().compare) argument.compare.push_back({tables_.value[at]});
            const bool statement = tables_.tag[at] == ValueTag::statement;
            if (field == fields().from && statement) argument.from.push_back({tables_.value[at]});
            if (field == fields().unless && statement)
                argument.unless.push_back({tables_.value[at]});
            if (field == fields().hence && statement) argument.hence.push_back({tables_.value[at]});
            if (field == fields().hence && !statement) argument.prose.push_back({at});
        }
    }

    UnitId new_unit(Unit unit) {
        out_.units_.push_back(unit);
        return {static_cast<std::uint32_t>(out_.units_.size() - 1)};
    }

    UnitId unit_of(std::unordered_map<std::uint32_t, UnitId>& units, std::uint32_t key, Unit unit) {
        const auto [found, fresh] = units.try_emplace(key);
        if (fresh) found->second = new_unit(unit);
        return found->second;
    }

    /// The unit of a claim that belongs to no account.
    UnitId own_unit(const Claim& claim) {
        if (claim.kind == ClaimKind::closing) {
            std::string key;
            for (const std::uint32_t part :
                 {closing_->subject.number, std::uint32_t{closing_->field.row},
                  std::uint32_t{closing_->part}, closing_->only_of.number,
                  std::uint32_t{claim.alleged}}) {
                key += std::to_string(part) + ' ';
            }
            for (const ValueKey& value : closing_->values)
                key += std::to_string(static_cast<int>(value.tag)) + ' ' +
                       std::to_string(value.number) + ' ';
            const auto [found, fresh] = closing_units_.try_emplace(key);
            if (fresh) found->second = new_unit({UnitKind::closing, claim.alleged, {}, {}, {}});
            return found->second;
        }
        const bool identity = claim.kind == ClaimKind::identity;
        const Unit unit{identity ? UnitKind::identity : UnitKind::statement,
                        claim.alleged,
                        identity ? case_.card(card_).name : NameId{},
                        claim.statement,
                        {}};
        return unit_of(claim.alleged ? alleged_units_ : statement_units_, claim.statement.number,
                       unit);
    }

    /// Appends a claim, once for each unit that it belongs to.
    void add(Claim claim) {
        claim.card = card_;
        claim.first_word = first_word_;
        claim.word_count = word_count_;
        if (out_.grain_ == Grain::sources_whole && word_count_ > 0) return add_by_origin(claim);
        if (accounts_.empty() || out_.grain_ != Grain::accounts_whole) {
            if (!accounts_.empty()) claim.account = accounts_.front();
            return append(claim, own_unit(claim));
        }
        const NameId thing = shared_by(accounts_);
        if (!thing.none()) {
            claim.account = accounts_.front();
            return append(claim, shared_unit(thing));
        }
        for (const NameId account : accounts_) {
            claim.account = account;
            const auto& apart = out_.taken_apart_;
            if (std::find(apart.begin(), apart.end(), account) != apart.end()) {
                append(claim, own_unit(claim));
                continue;
            }
            append(claim, unit_of(account_units_, account.number,
                                  {UnitKind::account, false, account, {}, {}}));
        }
    }

    void add_by_origin(Claim claim) {
        std::vector<UnitId> seen;
        for (std::uint32_t i = 0; i < word_count_; ++i) {
            const casefile::WordRow& word = tables_.words[out_.words_[first_word_ + i].word];
            const casefile::Hop& origin = tables_.hops[word.first_hop];
            claim.first_word = first_word_ + i;
            claim.word_count = 1;
            const bool named = origin.kind == casefile::Hop::Kind::named;
            // Two people without a name are never taken for one.
            append(claim, named ? unit_of(origin_units_, origin.name.number,
                                          {UnitKind::origin, false, origin.name, {}, {}})
                                : own_unit(claim));
        }
    }

    UnitId shared_unit(NameId thing) {
        return unit_of(shared_units_, thing.number, {UnitKind::shared, false, thing, {}, {}});
    }

    void append(Claim claim, UnitId unit) {
        claim.unit = unit;
        if (closing_ != nullptr) {
            claim.closing = static_cast<std::uint32_t>(out_.closings_.size());
            out_.closings_.push_back(*closing_);
            out_.closings_.back().unit = unit;
            out_.closings_.back().claim = {static_cast<std::uint32_t>(out_.claims_.size())};
        }
        if (identity_ != nullptr) {
            out_.identities_.push_back(*identity_);
            out_.identities_.back().unit = unit;
        }
        out_.claims_.push_back(claim);
    }

    /// What every account of a thing says on a card of its own is shared like what one card says
    /// for all of them.
    void share_lines(const std::vector<bool>& live) {
        if (out_.grain_ != Grain::accounts_whole) return;
        // What one account says and the other only alleges they do not both say.
        std::map<std::tuple<std::uint32_t, std::uint32_t, bool>, std::set<std::uint32_t>> said_by;
        std::map<std::uint32_t, bool> account_lives;
        const auto thing_of = [&](const Claim& claim) -> const RivalAccounts* {
            if (out_.units_[claim.unit.number].kind != UnitKind::account) return nullptr;
            const auto thing = thing_of_.find(claim.account.number);
            if (thing == thing_of_.end() || claim.statement.none()) return nullptr;
            return &out_.rival_accounts_[rivals_of_.at(thing->second.number)];
        };
        for (std::size_t i = 0; i < out_.claims_.size(); ++i) {
            const Claim& claim = out_.claims_[i];
            const auto* rivals = thing_of(claim);
            if (rivals == nullptr) continue;
            const bool lives = live.empty() || live[i];
            account_lives[claim.account.number] |= lives;
            if (lives)
                said_by[{rivals->of.number, claim.statement.number, claim.alleged}].insert(
                    claim.account.number);
        }
        std::map<std::uint32_t, std::size_t> accounts_left;  // of each thing
        for (const RivalAccounts& rivals : out_.rival_accounts_) {
            accounts_left[rivals.of.number] = static_cast<std::size_t>(std::count_if(
                rivals.accounts.begin(), rivals.accounts.end(), [&](const NameId account) {
                    const auto found = account_lives.find(account.number);
                    return found == account_lives.end() || found->second;
                }));
        }
        for (std::size_t i = 0; i < out_.claims_.size(); ++i) {
            Claim& claim = out_.claims_[i];
            const auto* rivals = thing_of(claim);
            if (rivals == nullptr || (!live.empty() && !live[i])) continue;
            const std::size_t left = accounts_left[rivals->of.number];
            const auto& accounts =
                said_by[{rivals->of.number, claim.statement.number, claim.alleged}];
            if (left >= 2 && accounts.size() == left) claim.unit = shared_unit(rivals->of);
        }
    }

    const Case& case_;
    const Tables& tables_;
    Evidence& out_;

    // Of the card that is being read.
    CardId card_;
    std::vector<NameId> accounts_;
    std::uint32_t first_word_ = 0;
    std::uint16_t word_count_ = 0;
    bool only_alleged_ = false;  ///< each of its words passed through a hand that only alleges
    std::set<NameId> spelled_out_;
    std::vector<Touched> touched_;
    Closing* closing_ = nullptr;
    Identity* identity_ = nullptr;

    std::unordered_map<std::uint32_t, std::size_t> rivals_of_;  ///< thing to rival_accounts_
    std::unordered_map<std::uint32_t, NameId> thing_of_;        ///< account to thing
    std::unordered_map<std::uint32_t, std::size_t> argument_of_;
    std::unordered_map<std::uint32_t, UnitId> account_units_;
    std::unordered_map<std::uint32_t, UnitId> shared_units_;
    std::unordered_map<std::uint32_t, UnitId> origin_units_;
    std::unordered_map<std::uint32_t, UnitId> statement_units_;
    std::unordered_map<std::uint32_t, UnitId> alleged_units_;
    std::unordered_map<std::string, UnitId> closing_units_;
};

Evidence Evidence::of(const Case& the_case, Grain grain, const std::vector<NameId>& taken_apart,
                      const std::vector<NameId>& credited, const std::vector<bool>& live) {
    Evidence evidence(the_case);
    evidence.cards_ = the_case.cards_in_order();
    evidence.grain_ = grain;
    evidence.taken_apart_ = taken_apart;
    evidence.credited_ = credited;
    Gathering(the_case, evidence).run(live);
    return evidence;
}

Evidence Evidence::of_cards(const Case& the_case, std::vector<CardId> cards,
                            const std::vector<NameId>& taken_apart) {
    Evidence evidence(the_case);
    evidence.cards_ = std::move(cards);
    evidence.of_some_cards_ = true;
    evidence.taken_apart_ = taken_apart;
    Gathering(the_case, evidence).run({});
    return evidence;
}

}  // namespace valla::evidence
