#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "app/application.hpp"
#include "app/options.hpp"
#include "casefile/case.hpp"
#include "render/data_answers.hpp"
#include "text/render.hpp"

namespace valla::app {

/// A case with all that is wrong with it.
struct OpenedCase {
    casefile::Case the_case;
    std::vector<text::PlacedMessage> messages;
};

/// Reads and checks the case that a request is about.
tl::expected<OpenedCase, text::Message> open_case(const Request& request, World& world,
                                                  const std::string& argument);

/// "2 errors, 1 warning"; empty for no messages.
std::string summary_of(const std::vector<text::PlacedMessage>& messages);

/// What is wrong with a command line, and what to write instead.
text::Message usage_message(std::string_view problem, std::string_view help);

/// Why a command could not answer: messages about no place, or about places in the case.
struct NoAnswer {
    NoAnswer(text::Message message) : messages{{nullptr, std::move(message)}} {}
    NoAnswer(std::vector<text::PlacedMessage> placed) : messages(std::move(placed)) {}

    std::vector<text::PlacedMessage> messages;
};

using Answer =
    std::function<tl::expected<std::string, NoAnswer>(casefile::Case&, const render::AnswerHead&)>;

/// Opens the case, and answers unless it has errors; with --partial it answers from what could be
/// read, says so, and exits with 1.
int answer(const Request& request, World& world, const std::string& argument, const Answer& make);

/// An answer in the format that a request asks for.
template <typename View>
std::string shown(const Request& request, const render::AnswerHead& head, const View& view,
                  std::string (*text)(const View&),
                  std::string (*json)(const render::AnswerHead&, const View&),
                  std::string (*csv)(const render::AnswerHead&, const View&)) {
    if (request.format == "json") return json(head, view);
    if (request.format == "csv") return csv(head, view);
    return text(view);
}

/// The message for an id that the case does not declare, with what was most likely meant.
text::Message no_such_id(const casefile::Case& a_case, const std::string& id);

}  // namespace valla::app
