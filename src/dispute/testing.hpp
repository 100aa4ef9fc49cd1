#pragma once

// For the tests of this stage and of those above it: a case assessed, and its answers in words.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "dispute/assessment.hpp"
#include "evidence/testing.hpp"

namespace valla::dispute::testing {

inline std::string name(Standing standing) {
    switch (standing) {
        case Standing::not_contradicted: return "not contradicted";
        case Standing::in_any_case: return "in any case";
        case Standing::only_on_some_versions: return "only on some versions";
        case Standing::on_no_version: return "on no version";
        case Standing::no_word_left: return "no word left";
        case Standing::open: return "open";
    }
    return "";
}

/// A case under one of its readings.
class Assessed {
  public:
    explicit Assessed(const std::string& cards, const std::string& reading = "",
                      const std::vector<std::string>& without = {})
        : case_(std::make_unique<casefile::Case>(casefile::testing::read_case(cards))) {
        EXPECT_EQ(casefile::testing::rendered(*case_), "");
        Terms terms;
        if (!reading.empty()) terms.reading = id(reading);
        for (const std::string& each : without)
            terms.without.push_back(lineage::Target::of(id(each)));
        auto made = Assessment::of(*case_, terms);
        if (made) assessment_ = std::move(*made);
        else objection_ = made.error().kind().name;
    }

    [[nodiscard]] casefile::NameId id(const std::string& name) const {
        for (const auto space : {casefile::NameSpace::id, casefile::NameSpace::locus}) {
            if (const auto found = case_->tables().names.find(space, name)) return *found;
        }
        ADD_FAILURE() << "nothing is called " << name;
        return {};
    }
    [[nodiscard]] Assessment& operator*() { return *assessment_; }
    [[nodiscard]] Assessment* operator->() { return assessment_.get(); }
    [[nodiscard]] const std::string& objection() const { return objection_; }

    [[nodiscard]] std::string words(evidence::StatementId statement) const {
        const auto& proposition = assessment_->evidence().propositions()[statement.proposition()];
        if (!(proposition.row == casefile::RowId{}) ||
            assessment_->evidence().propositions().is_occurrence(statement.proposition()))
            return evidence::testing::words_of(assessment_->evidence(), statement);
        const casefile::testing::Rows rows(*case_);
        const auto sample = assessment_->evidence().propositions().sample(proposition.value);
        std::string text = statement.denied() ? "not " : "";
        text += case_->tables().names.text(proposition.subject);
        text += ' ';
        text += case_->vocabulary().field(proposition.field).name;
        return text + ' ' + rows.value(sample.card, proposition.field, sample.value);
    }

    /// Every statement but those of kinds, with how it stands.
    [[nodiscard]] std::map<std::string, std::string> standings() const {
        std::map<std::string, std::string> all;
        for (const evidence::StatementId statement : assessment_->statements())
            all[words(statement)] = verdict(statement);
        return all;
    }
    [[nodiscard]] std::string standing(const std::string& text) const {
        const auto all = standings();
        const auto found = all.find(text);
        if (found != all.end()) return found->second;
        std::string known;
        for (const auto& each : all) known += "\n  " + each.first;
        return "nobody says this; known:" + known;
    }
    [[nodiscard]] std::string verdict(evidence::StatementId statement) const {
        const Verdict verdict = assessment_->verdict(statement);
        std::string text = verdict.only_alleged ? "only alleged, " : "";
        if (verdict.from_silence) return verdict.possible ? "as possible" : "from silence";
        text += name(verdict.standing);
        if (verdict.inferred) text += ", inferred";
        return text;
    }
    /// Each minimal clash as "unit | unit", those that it does not charge in brackets.
    [[nodiscard]] std::set<std::string> clashes() {
        std::set<std::string> all;
        const ClashList list = assessment_->solver().minimal_clashes(1000);
        for (std::uint32_t i = 0; i < list.size(); ++i) {
            std::set<std::string> members;
            for (const Member& member : list[i]) {
                const std::string unit = words(member.unit);
                members.insert(member.charged ? unit : "(" + unit + ")");
            }
            std::string text;
            for (const std::string& each : members) text += (text.empty() ? "" : " | ") + each;
            all.insert(text);
        }
        return all;
    }
    [[nodiscard]] std::string words(UnitId unit) const {
        if (const auto telling = assessment_->telling(unit)) {
            const auto& claim = assessment_->times()[*telling];
            return std::string(case_->tables().names.text(claim.source)) + " tells of " +
                   std::string(case_->tables().names.text(claim.subject));
        }
        return evidence::testing::words_of(assessment_->evidence(), evidence::UnitId{unit.index});
    }

  private:
    std::unique_ptr<casefile::Case> case_;
    std::unique_ptr<Assessment> assessment_;
    std::string objection_;
};

}  // namespace valla::dispute::testing
