#pragma once

#include <span>
#include <string_view>

namespace valla::app {

/// The page of a message, docs/messages/NAME.md, as it is held in the program.
struct MessagePage {
    std::string_view name;
    std::string_view text;
};

std::span<const MessagePage> message_pages();

}  // namespace valla::app
