#pragma once

#include <functional>
#include <string>

#include "app/application.hpp"
#include "app/options.hpp"
#include "casefile/case.hpp"
#include "render/data_answers.hpp"
#include "text/render.hpp"

namespace valla::app {

inline constexpr int exit_well = 0;
inline constexpr int exit_mistakes = 1;
inline constexpr int exit_usage = 2;

// One function a command; the table in options.cpp names them. Each reads a request that was
// checked against the table, and gives the exit status.
int run_check(const Request& request, World& world);
int run_report(const Request& request, World& world);
int run_list(const Request& request, World& world);
int run_show(const Request& request, World& world);
int run_when(const Request& request, World& world);
int run_order(const Request& request, World& world);
int run_fmt(const Request& request, World& world);
int run_new(const Request& request, World& world);
int run_kinds(const Request& request, World& world);
int run_date(const Request& request, World& world);
int run_message(const Request& request, World& world);
int run_completion(const Request& request, World& world);

/// What a command makes of a case: its text in the format that was asked for.
using Answer = std::function<tl::expected<std::string, text::Message>(const casefile::Case&,
                                                                      const render::AnswerHead&)>;

/// Opens the case, and answers unless it has errors; with --partial it answers from what could be
/// read, says so, and exits with 1.
int answer(const Request& request, World& world, const std::string& argument, const Answer& make);

/// That no card declares this id, with the id that may be meant.
text::Message no_such_id(const casefile::Case& a_case, const std::string& id);

/// Tells messages in the format that was asked for: as JSON on standard output, so that a program
/// has one place to read, else on the error output.
void tell(const Request& request, World& world, const std::vector<text::PlacedMessage>& messages);

/// Tells one message about no place, and gives the status for usage and disk.
int fail(const Request& request, World& world, text::Message message);

/// The folder of the case that a request is about: -C, the argument, or the nearest enclosing one;
/// or a message that says why there is none.
tl::expected<std::string, text::Message> case_folder(const Request& request, World& world,
                                                     const std::string& argument);

}  // namespace valla::app
