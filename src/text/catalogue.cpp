#include "text/catalogue.hpp"

namespace valla::text {

std::string_view level_name(Level level) {
    switch (level) {
        case Level::error: return "error";
        case Level::warning: return "warning";
        case Level::note: return "note";
    }
    return "";
}

std::span<const MessageKind> catalogue() { return detail::rows; }

}  // namespace valla::text
