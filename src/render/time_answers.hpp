#pragma once

#include <string>

#include "render/data_answers.hpp"
#include "render/time_views.hpp"
#include "render/version_times.hpp"

namespace valla::render {

/// What `valla when` and `valla order` answer, as text for people, as JSON (docs/json.md) and as
/// CSV, one row for each line that a reason rests on.
std::string when_as_text(const WhenAnswer& answer);
std::string going_on_as_text(const GoingOnAnswer& answer);
std::string order_as_text(const OrderAnswer& answer);

std::string when_as_json(const AnswerHead& head, const WhenAnswer& answer);
std::string going_on_as_json(const AnswerHead& head, const GoingOnAnswer& answer);
std::string order_as_json(const AnswerHead& head, const OrderAnswer& answer);

std::string when_as_csv(const AnswerHead& head, const WhenAnswer& answer);
std::string going_on_as_csv(const AnswerHead& head, const GoingOnAnswer& answer);
std::string order_as_csv(const AnswerHead& head, const OrderAnswer& answer);

/// The same for each version; of Answer WhenAnswer, GoingOnAnswer and OrderAnswer.
template <typename Answer>
std::string by_version_as_text(const ByVersion<Answer>& answer);
template <typename Answer>
std::string by_version_as_json(const AnswerHead& head, const ByVersion<Answer>& answer);
template <typename Answer>
std::string by_version_as_csv(const AnswerHead& head, const ByVersion<Answer>& answer);

}  // namespace valla::render
