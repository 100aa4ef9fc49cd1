#pragma once

#include <string>

#include "app/application.hpp"
#include "app/options.hpp"
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
int run_trace(const Request& request, World& world);
int run_sources(const Request& request, World& world);
int run_audit(const Request& request, World& world);
int run_standing(const Request& request, World& world);
int run_clashes(const Request& request, World& world);
int run_versions(const Request& request, World& world);
int run_draw(const Request& request, World& world);
int run_ask(const Request& request, World& world);
int run_commitments(const Request& request, World& world);
int run_readings(const Request& request, World& world);
int run_without(const Request& request, World& world);
int run_compare(const Request& request, World& world);
int run_why(const Request& request, World& world);
int run_diff(const Request& request, World& world);
int run_when(const Request& request, World& world);
int run_order(const Request& request, World& world);
int run_fmt(const Request& request, World& world);
int run_new(const Request& request, World& world);
int run_kinds(const Request& request, World& world);
int run_date(const Request& request, World& world);
int run_message(const Request& request, World& world);
int run_completion(const Request& request, World& world);

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
