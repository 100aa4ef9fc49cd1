#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace valla::text {

/// The SHA-256 of bytes (FIPS 180-4, section 6.2). For naming a text by what it says, as a
/// Content-Security-Policy does; not for secrets.
std::array<std::uint8_t, 32> sha256(std::string_view bytes);

/// Bytes in base64, with padding (RFC 4648, section 4).
///
///     base64("fo")      "Zm8="
std::string base64(std::string_view bytes);

/// The name by which a Content-Security-Policy allows an inline script or style that is just this
/// text: "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" for an empty one.
std::string policy_hash(std::string_view text);

}  // namespace valla::text
