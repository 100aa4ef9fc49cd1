#pragma once

#include <string>
#include <vector>

#include "consequence/commitments.hpp"
#include "render/assertions.hpp"
#include "render/data_answers.hpp"

namespace valla::render {

/// A state, on which versions, and why.
struct FindingView {
    std::string state;
    std::string note;
    struct BecauseView {
        std::string text;
        std::string predicate;  ///< the text without its subject
        PlaceView place;
        std::string word;
    };
    std::vector<BecauseView> because;
    /// Where not every version has it: what each of those that have it leaves out.
    std::vector<std::string> versions_without;
};
struct OutcomeView {
    std::vector<FindingView> findings;  ///< one: the same on every version
    bool complete = true;
};

struct CommitmentView {
    std::string name;
    std::string kind;
    std::vector<FindingView::BecauseView> roles;
    std::vector<FindingView::BecauseView> ties;
    std::vector<std::string> tied_to;
    OutcomeView made;
    struct AnswerView {
        std::string addressee;
        OutcomeView outcome;
    };
    std::vector<AnswerView> answers;
    OutcomeView condition;
    OutcomeView forum;
    struct PartView {
        std::string words;
        std::vector<std::string> beneficiaries;
        PlaceView place;
        OutcomeView performance;
    };
    std::vector<PartView> parts;
};

struct CommitmentsView {
    std::string reading;
    std::vector<CommitmentView> commitments;
};

/// What became of the commitments of a case, or of some of them.
CommitmentsView commitments_view(dispute::Assessment& assessment, const std::vector<NameId>& ids,
                                 const Words& words = in_english());

std::string commitments_as_text(const CommitmentsView& view);
std::string commitments_as_json(const AnswerHead& head, const CommitmentsView& view);
std::string commitments_as_csv(const AnswerHead& head, const CommitmentsView& view);

}  // namespace valla::render
