#pragma once

#include <string>
#include <vector>

#include "inference/translation.hpp"

namespace valla::inference {

/// Where a rule of the program comes from.
struct RuleSource {
    enum class Kind : std::uint8_t {
        rule,      ///< a `rule` card
        never,     ///< a `never` card
        argument,  ///< somebody's inference
        language,  ///< what a field means: that it holds both ways, carries on, has an inverse
    };
    Kind kind = Kind::language;
    evidence::CardId card;       ///< of a rule or never card, and of an argument its first
    std::uint32_t argument = 0;  ///< index of Evidence::arguments()
    /// How many of what must be absent look at silence; the rest after them at what is against
    /// something that can be so.
    std::size_t silences = 0;
    /// Of a `never` card: holds of the variables of each set of statements that it rules out.
    deduction::PredicateId fires;
};

/// A card whose rule is refused, and why, with places counted from the begin of the card.
struct RuleMessage {
    evidence::CardId card;
    text::Message message;
};

/// All rules of a case, in the program that `translation` writes to: those of its vocabularies and
/// of its own `rule` and `never` cards, its arguments, and what the fields of the language mean.
///
/// A rule is refused with "rule-variable-unbound" when something in it stands for anything at all,
/// and with "silence-feeds-clash" when what follows from silence would take part in a clash; the
/// message shows the way. A refused rule is as if it were not there.
class RuleBook {
  public:
    static RuleBook of(evidence::Evidence& evidence, Translation& translation,
                       deduction::Program& program);

    /// What questions ask for can add further rules, which are the language's.
    [[nodiscard]] const RuleSource& source(deduction::RuleId rule) const {
        static const RuleSource language;
        return rule.index < sources_.size() ? sources_[rule.index] : language;
    }
    [[nodiscard]] const std::vector<RuleSource>& sources() const { return sources_; }
    [[nodiscard]] const std::vector<RuleMessage>& messages() const { return messages_; }
    /// That a kind is a kind of another: of their names.
    [[nodiscard]] deduction::PredicateId kind_of() const { return kind_of_; }

  private:
    friend class RuleReading;
    std::vector<RuleSource> sources_;
    std::vector<RuleMessage> messages_;
    deduction::PredicateId kind_of_;
};

/// What is wrong with the rules of a case and with its questions, without inferring anything.
std::vector<RuleMessage> check_rules(const casefile::Case& the_case);

}  // namespace valla::inference
