#include "inference/rules.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "casefile/ways.hpp"
#include "deduction/safety.hpp"
#include "inference/question_check.hpp"

namespace valla::inference {

using casefile::CardRow;
using casefile::RowRole;
using casefile::Tables;
using casefile::ValueTag;
using deduction::Conjunction;
using deduction::Rule;
using deduction::RuleId;
using deduction::Variable;
using evidence::CardId;
using evidence::RowId;
using vocabulary::BaseKind;
using vocabulary::builtin_field;
namespace row_flags = casefile::row_flags;
namespace field_flags = vocabulary::field_flags;

class RuleReading {
  public:
    RuleReading(evidence::Evidence& evidence, Translation& translation, deduction::Program& program)
        : evidence_(evidence),
          case_(evidence.the_case()),
          tables_(case_.tables()),
          translation_(translation),
          program_(program) {}

    RuleBook read() {
        book_.kind_of_ = program_.add_predicate(2);
        for (const CardId card : cards_of(BaseKind::rule)) read_rule(card);
        taint();
        for (const CardId card : cards_of(BaseKind::never)) read_never(card);
        const std::vector<bool> late = late_arguments();
        // Late conclusions are named first, so that whoever goes on from them finds them.
        for (std::uint32_t i = 0; i < late.size(); ++i) {
            if (late[i]) name_late(evidence_.arguments()[i]);
        }
        for (std::uint32_t i = 0; i < late.size(); ++i) read_argument(i, late[i]);
        add_language();
        return std::move(book_);
    }

  private:
    using Variables = std::vector<NameId>;

    std::vector<CardId> cards_of(BaseKind kind) const {
        std::vector<CardId> cards;
        for (const CardId card : evidence_.cards()) {
            const CardRow& row = case_.card(card);
            if (row.known_kind && !row.name.none() &&
                case_.vocabulary().kind(row.kind).base == kind)
                cards.push_back(card);
        }
        return cards;
    }

    text::Span first_span(const std::vector<RowId>& rows) const {
        if (rows.empty()) return {};
        const std::uint32_t begin = tables_.begin[rows.front().number];
        return {begin, std::max(begin, tables_.offset[rows.back().number])};
    }

    std::string shown(deduction::PredicateId predicate) const {
        const Relation* relation = translation_.relation(predicate);
        if (relation == nullptr) return "";
        const std::string name(case_.vocabulary().field(relation->field).name);
        return relation->denied ? "not " + name : name;
    }

    /// The predicate of the same without what stands behind the value: what rests on silence is
    /// not told apart by that.
    deduction::PredicateId plain(deduction::PredicateId predicate) const {
        const Relation* relation = translation_.relation(predicate);
        if (relation == nullptr || relation->behind == 0) return predicate;
        Relation without = *relation;
        without.behind = 0;
        return translation_.find(without).value_or(predicate);
    }

    void refuse(CardId card, const deduction::RuleProblem& problem, const Variables& variables,
                text::Span span) {
        std::string name = "?";
        std::string_view kind = "event";
        if (problem.variable.index < variables.size() &&
            !variables[problem.variable.index].none()) {
            name = tables_.names.text(variables[problem.variable.index]);
            name.resize(std::min(name.size(), name.find(' ')));
            std::vector<RowId> rows;
            for (const std::string_view field : {"if", "from", "unless", "then"}) {
                const auto here = casefile::statements_of(case_, card, field);
                rows.insert(rows.end(), here.begin(), here.end());
            }
            kind = likely_kind(case_, rows, variables[problem.variable.index]);
        }
        if (problem.refusal == deduction::Refusal::unsafe_variable) {
            book_.messages_.push_back({card, text::Message("rule-variable-unbound", span)
                                                 .with("variable", name)
                                                 .with("kind", kind)});
        } else {
            refuse_silence(card, problem.path, span);
        }
    }

    /// Says that silence would feed a clash, or itself, by this way of predicates.
    void refuse_silence(CardId card, std::span<const deduction::PredicateId> path,
                        text::Span span) {
        std::string text;
        for (const deduction::PredicateId each : path) {
            const std::string name = shown(each);
            if (!name.empty()) text += (text.empty() ? "" : " from ") + name;
        }
        if (text.empty()) text = "by what the card itself asks of silence";
        book_.messages_.push_back(
            {card, text::Message("silence-feeds-clash", span).with("path", text)});
    }

    /// Which predicates `rule` cards let rest on silence, and from which other predicate they do.
    /// What an argument with `unless` concludes is told apart fact by fact, not here.
    void taint() {
        for (bool grown = true; grown;) {
            grown = false;
            for (std::uint32_t i = 0; i < program_.rules(); ++i) {
                const Rule& rule = program_.rule({i});
                std::optional<std::optional<deduction::PredicateId>> origin;
                if (!rule.absent.empty() || silent_.contains(i)) origin.emplace(std::nullopt);
                for (const deduction::Atom& atom : rule.body.atoms) {
                    if (!origin && tainted_.contains(plain(atom.predicate)))
                        origin.emplace(plain(atom.predicate));
                }
                if (!origin) continue;
                for (const deduction::Atom& head : rule.heads)
                    grown = tainted_.try_emplace(plain(head.predicate), *origin).second || grown;
            }
        }
    }

    std::vector<deduction::PredicateId> way_to_silence(deduction::PredicateId predicate) const {
        std::vector<deduction::PredicateId> path{predicate};
        for (auto from = tainted_.at(predicate); from; from = tainted_.at(*from))
            path.push_back(*from);
        return path;
    }

    /// Adds one rule for each way of meeting the body. Which facts rest on silence is told apart
    /// derivation by derivation, so that the program itself need not keep them apart.
    using Heads = std::function<std::vector<deduction::Atom>(const Conjunction&)>;
    void add(const RuleSource& source, const Heads& heads, Translated body,
             const std::vector<Translated>& unless, bool is_unit, text::Span span) {
        for (std::size_t i = 0; i < body.alternatives.size(); ++i) {
            deduction::Alternative& alternative = body.alternatives[i];
            std::vector<Conjunction> undoings;
            for (const Translated& each : unless) {
                for (const deduction::Alternative& undoing : each.alternatives) {
                    const auto undone = undoing_of(undoing, alternative.body);
                    if (!undone) return refuse(source.card, undone.error(), body.variables, span);
                    undoings.push_back(*undone);
                }
            }
            Rule rule;
            rule.heads = heads(alternative.body);
            rule.body = std::move(alternative.body);
            rule.absent = std::move(alternative.absent);
            rule.absent.insert(rule.absent.begin() + static_cast<std::ptrdiff_t>(body.silences[i]),
                               undoings.begin(), undoings.end());
            rule.second_stratum = true;
            rule.is_unit = is_unit;
            const auto added = program_.add_rule(std::move(rule));
            if (!added) return refuse(source.card, added.error(), body.variables, span);
            book_.sources_.resize(added->index + 1);
            book_.sources_[added->index] = source;
            book_.sources_[added->index].silences = body.silences[i] + undoings.size();
            if (body.second_stratum) silent_.insert(added->index);
        }
    }

    /// What undoes a rule, as one conjunction. What can be so is the absence of what is against
    /// it, and gets a predicate of its own, over what the body of the rule binds.
    tl::expected<Conjunction, deduction::RuleProblem> undoing_of(
        const deduction::Alternative& undoing, const Conjunction& body) {
        if (undoing.absent.empty()) return undoing.body;
        std::vector<deduction::Argument> bound;
        const auto variables = deduction::variables_of(body);
        for (std::uint32_t i = 0; i < deduction::variable_limit; ++i) {
            if ((variables & deduction::bit({i})) != 0) bound.emplace_back(Variable{i});
        }
        const auto undone = program_.add_predicate(static_cast<std::uint32_t>(bound.size()));
        Rule rule;
        rule.heads = {{undone, bound}};
        rule.body = body;
        const auto append = [](auto& to, const auto& from) {
            to.insert(to.end(), from.begin(), from.end());
        };
        append(rule.body.atoms, undoing.body.atoms);
        append(rule.body.externals, undoing.body.externals);
        append(rule.body.comparisons, undoing.body.comparisons);
        rule.absent = undoing.absent;
        rule.second_stratum = true;
        const auto added = program_.add_rule(std::move(rule));
        if (!added) return tl::unexpected(added.error());
        book_.sources_.resize(added->index + 1);
        Conjunction conjunction;
        conjunction.atoms = {{undone, bound}};
        return conjunction;
    }

    void read_rule(CardId card) {
        const std::vector<RowId> from = casefile::statements_of(case_, card, "if");
        const std::vector<RowId> then = casefile::statements_of(case_, card, "then");
        Translated body = translation_.conjunction(from);
        auto heads = translation_.heads(then, body.variables);
        if (!heads) {
            book_.messages_.push_back({card, heads.error()});
            return;
        }
        std::vector<Translated> unless;
        if (const auto rows = casefile::statements_of(case_, card, "unless"); !rows.empty()) {
            unless.push_back(translation_.conjunction(rows, body.variables));
            body.variables = unless.back().variables;
        }
        const auto same_heads = [&](const Conjunction&) { return *heads; };
        add({RuleSource::Kind::rule, card, 0, 0, {}}, same_heads, std::move(body), unless, false,
            first_span(from));
    }

    void read_never(CardId card) {
        const std::vector<RowId> from = casefile::statements_of(case_, card, "if");
        Translated body = translation_.conjunction(from);
        if (body.second_stratum) return refuse_silence(card, {}, first_span(from));
        for (const deduction::Alternative& each : body.alternatives) {
            for (const deduction::Atom& atom : each.body.atoms) {
                if (tainted_.contains(plain(atom.predicate)))
                    return refuse_silence(card, way_to_silence(plain(atom.predicate)),
                                          first_span(from));
            }
        }
        // One fact for each way in which its statements can hold, so that each is a clash. What one
        // side of an `or` does not name is nothing there.
        std::vector<Variable> named;
        for (std::uint32_t i = 0; i < body.variables.size(); ++i) {
            if (!body.variables[i].none()) named.push_back({i});
        }
        const deduction::TermId nothing = translation_.terms().of(ValueKey{});
        const auto fires = program_.add_predicate(static_cast<std::uint32_t>(named.size() + 1));
        const auto heads = [&](const Conjunction& alternative) {
            // More are refused, whatever the heads are.
            const bool few = deduction::variable_count(alternative) <= deduction::variable_limit;
            const auto stands = few ? deduction::variables_of(alternative) : 0;
            std::vector<deduction::Argument> arguments{nothing};
            for (const Variable each : named) {
                const bool here =
                    each.index < deduction::variable_limit && (stands & deduction::bit(each)) != 0;
                arguments.push_back(here ? deduction::Argument(each) : nothing);
            }
            return std::vector<deduction::Atom>{{fires, std::move(arguments)}};
        };
        add({RuleSource::Kind::never, card, 0, 0, fires}, heads, std::move(body), {}, false,
            first_span(from));
    }

    /// Which arguments rest on silence: those with an `unless`, and those that go on from them.
    std::vector<bool> late_arguments() {
        const auto& arguments = evidence_.arguments();
        std::vector<bool> late(arguments.size(), false);
        const auto concludes = [&](const evidence::Argument& argument, RowId row) {
            const evidence::StatementId wanted = evidence_.propositions().state(row);
            if (tables_.has(row, row_flags::bare) && tables_.subject[row.number] == argument.name)
                return true;
            return std::any_of(argument.hence.begin(), argument.hence.end(), [&](RowId each) {
                return evidence_.propositions().state(each) == wanted;
            });
        };
        for (bool grown = true; grown;) {
            grown = false;
            for (std::size_t i = 0; i < arguments.size(); ++i) {
                if (late[i]) continue;
                bool rests = !arguments[i].unless.empty();
                for (std::size_t k = 0; k < arguments.size() && !rests; ++k) {
                    if (!late[k]) continue;
                    rests = std::any_of(arguments[i].from.begin(), arguments[i].from.end(),
                                        [&](RowId row) { return concludes(arguments[k], row); });
                }
                for (const RowId row : arguments[i].from) {
                    rests = rests || tables_.has(row, row_flags::silence | row_flags::possible);
                }
                late[i] = rests;
                grown = grown || rests;
            }
        }
        return late;
    }

    void name_late(const evidence::Argument& argument) {
        Variables variables;
        static_cast<void>(translation_.heads(argument.hence, variables, true));
        Relation conclusion = Translation::conclusion();
        conclusion.late = true;
        translation_.predicate(conclusion);
    }

    void read_argument(std::uint32_t index, bool late) {
        const evidence::Argument& argument = evidence_.arguments()[index];
        const CardId card = argument.cards.front();
        // Its own late conclusions may be premises of others, but what would undo it is looked for
        // among what does not rest on silence.
        Translated body = translation_.conjunction(argument.from, {}, late);
        auto heads = translation_.heads(argument.hence, body.variables, late);
        if (!heads) {
            book_.messages_.push_back({card, heads.error()});
            return;
        }
        // That the inference goes through is a statement of its own; prose has no other.
        Relation conclusion = Translation::conclusion();
        conclusion.late = late;
        heads->push_back({translation_.predicate(conclusion),
                          {translation_.terms().of(argument.name),
                           translation_.terms().of(ValueKey{ValueTag::choice, 0, 0})}});
        std::vector<Translated> unless;
        if (!argument.unless.empty())
            unless.push_back(translation_.conjunction(argument.unless, body.variables));
        const auto same_heads = [&](const Conjunction&) { return *heads; };
        add({RuleSource::Kind::argument, card, index, 0, {}}, same_heads, std::move(body), unless,
            true, {});
    }

    void add_language_rule(deduction::Atom head, std::vector<deduction::Atom> body) {
        Rule rule;
        rule.heads = {std::move(head)};
        rule.body.atoms = std::move(body);
        rule.second_stratum = true;
        if (const auto added = program_.add_rule(std::move(rule)))
            book_.sources_.resize(added->index + 1);
    }

    void add_language() {
        const Variable x{0};
        const Variable y{1};
        const Variable z{2};
        const FieldId kind{builtin_field(BaseKind::event, "kind")};
        const auto is_kind = translation_.predicate({kind, 0, false});
        add_language_rule({is_kind, {x, z}}, {{is_kind, {x, y}}, {book_.kind_of_, {y, z}}});

        const FieldId present{builtin_field(BaseKind::event, "present")};
        const FieldId absent{builtin_field(BaseKind::event, "absent")};
        add_language_rule({translation_.predicate({present, 0, true}), {x, y}},
                          {{translation_.predicate({absent, 0, false}), {x, y}}});
        add_language_rule({translation_.predicate({absent, 0, true}), {x, y}},
                          {{translation_.predicate({present, 0, false}), {x, y}}});

        const auto& fields = case_.vocabulary().fields();
        for (std::size_t at = 0; at < fields.size(); ++at) {
            const auto row = static_cast<std::uint16_t>(at);
            const std::uint16_t flags = fields[row].flags;
            const auto predicate = [&] { return translation_.predicate({{row}, 0, false}); };
            if ((flags & field_flags::symmetric) != 0)
                add_language_rule({predicate(), {y, x}}, {{predicate(), {x, y}}});
            if ((flags & field_flags::transitive) != 0)
                add_language_rule({predicate(), {x, z}},
                                  {{predicate(), {x, y}}, {predicate(), {y, z}}});
        }
        add_inverses();
        add_identity();
    }

    void add_inverses() {
        static const std::uint16_t inverse = builtin_field(BaseKind::property, "inverse");
        const Variable x{0};
        const Variable y{1};
        for (const CardId card : evidence_.cards()) {
            const CardRow& row = case_.card(card);
            if (row.name.none()) continue;
            for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
                if (tables_.field[at].row != inverse || tables_.tag[at] != ValueTag::field)
                    continue;
                const FieldId there{static_cast<std::uint16_t>(tables_.value[at])};
                const std::string_view name = tables_.names.text(row.name);
                const auto& fields = case_.vocabulary().fields();
                for (std::size_t place = 0; place < fields.size(); ++place) {
                    const auto here = static_cast<std::uint16_t>(place);
                    if (fields[here].name != name) continue;
                    const auto one = translation_.predicate({{here}, 0, false});
                    const auto other = translation_.predicate({there, 0, false});
                    add_language_rule({other, {y, x}}, {{one, {x, y}}});
                    add_language_rule({one, {y, x}}, {{other, {x, y}}});
                }
            }
        }
    }

    /// What is said of one of two that are the same is said of the other.
    void add_identity() {
        const Variable x{0};
        const Variable y{1};
        const Variable z{2};
        const auto& identities = evidence_.identities();
        if (identities.empty()) return;
        const auto apart = translation_.predicate(Translation::identity(true));
        add_language_rule({apart, {y, x}}, {{apart, {x, y}}});
        const bool any = std::any_of(identities.begin(), identities.end(),
                                     [](const evidence::Identity& each) { return each.same; });
        if (!any) return;
        const auto same = translation_.predicate(Translation::identity(false));
        add_language_rule({same, {y, x}}, {{same, {x, y}}});
        add_language_rule({same, {x, z}}, {{same, {x, y}}, {same, {y, z}}});
        translation_.join_by(same);
    }

    evidence::Evidence& evidence_;
    const casefile::Case& case_;
    const Tables& tables_;
    Translation& translation_;
    deduction::Program& program_;
    RuleBook book_;
    std::set<std::uint32_t> silent_;  ///< rules that look at what is possible
    std::map<deduction::PredicateId, std::optional<deduction::PredicateId>> tainted_;
};

RuleBook RuleBook::of(evidence::Evidence& evidence, Translation& translation,
                      deduction::Program& program) {
    return RuleReading(evidence, translation, program).read();
}

namespace {

/// Covers the fields that times are asked of, and knows no times: enough to see what binds what.
class NoTimes : public TimeRelations {
  public:
    explicit NoTimes(const vocabulary::Vocabulary& vocabulary) : vocabulary_(vocabulary) {}
    [[nodiscard]] bool covers(FieldId field) const override {
        const vocabulary::FieldRow& row = vocabulary_.field(field);
        return row.type == vocabulary::ValueType::time && (row.flags & field_flags::temporal) != 0;
    }
    std::vector<std::vector<deduction::TokenId>> must(const TimeStatement&) override { return {}; }
    bool can(const TimeStatement&) override { return false; }
    std::vector<std::vector<deduction::TokenId>> cannot(const TimeStatement&) override {
        return {};
    }

  private:
    const vocabulary::Vocabulary& vocabulary_;
};

}  // namespace

std::vector<RuleMessage> check_rules(const casefile::Case& the_case) {
    // The shipped rules are sound together; only what a case adds can be refused.
    const auto& cards = the_case.cards();
    const bool adds = std::any_of(cards.begin(), cards.end(), [&](const CardRow& row) {
        if (!row.live || !row.known_kind || the_case.file(row.file).shipped) return false;
        const BaseKind base = the_case.vocabulary().kind(row.kind).base;
        return base == BaseKind::rule || base == BaseKind::never || base == BaseKind::argument ||
               base == BaseKind::question;
    });
    if (!adds) return {};
    evidence::Evidence evidence = evidence::Evidence::of(the_case);
    NoTimes times(the_case.vocabulary());
    Terms terms;
    deduction::Program program;
    const evidence::Sameness sameness(evidence.identities(),
                                      [](const evidence::Identity&) { return true; });
    Translation translation(evidence, terms, program, &times, sameness);
    std::vector<RuleMessage> messages = RuleBook::of(evidence, translation, program).messages();
    for (const CardId card : the_case.cards_in_order()) {
        const CardRow& row = the_case.card(card);
        const bool asks = row.known_kind && !row.name.none() &&
                          the_case.vocabulary().kind(row.kind).base == BaseKind::question;
        if (!asks) continue;
        if (auto message = question_message(the_case, card, translation, program))
            messages.push_back({card, std::move(*message)});
    }
    return messages;
}

}  // namespace valla::inference
