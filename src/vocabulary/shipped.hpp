#pragma once

#include <span>
#include <string_view>

namespace valla::vocabulary {

/// A vocabulary that comes with Valla: a case file under vocabularies/, held in the program itself
/// so that it is found without configuration.
struct ShippedVocabulary {
    std::string_view name;  ///< as `vocabulary: coercion` names it
    std::string_view path;  ///< as messages show it, "vocabularies/coercion.valla"
    std::string_view bytes;
};

std::span<const ShippedVocabulary> shipped_vocabularies();

}  // namespace valla::vocabulary
