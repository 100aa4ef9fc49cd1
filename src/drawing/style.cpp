#include "drawing/style.hpp"

#include <array>

namespace valla::drawing {

namespace {

// Text is drawn without rounding glyphs to whole pixels, which would make it wider than measured.
constexpr std::string_view sheet = R"(:where(.valla-drawing) {
  --valla-paper: #ffffff; --valla-ink: #1c2126; --valla-muted: #59636e; --valla-faint: #dfe3e8;
  --valla-band: #f4f6f8; --valla-link: #174ea6; --valla-wrong: #b3261e; --valla-account: #47525d;
  --valla-account-0: #1f5fa8; --valla-account-1: #b34a00; --valla-account-2: #1b7a4b;
  --valla-account-3: #8a2d82; --valla-account-4: #7a5d00; --valla-account-5: #b3243b;
  --valla-account-6: #1f7284; --valla-account-7: #6a4b3a;
}
@media screen and (prefers-color-scheme: dark) {
  :where(.valla-drawing) {
    --valla-paper: #16191d; --valla-ink: #e4e7ea; --valla-muted: #a3adb8; --valla-faint: #343b43;
    --valla-band: #1f242a; --valla-link: #8ab4f8; --valla-wrong: #ff8a80; --valla-account: #b8c4cf;
    --valla-account-0: #7db3f0; --valla-account-1: #f2a05e; --valla-account-2: #6fcf9b;
    --valla-account-3: #d896d2; --valla-account-4: #d9bd55; --valla-account-5: #f28a98;
    --valla-account-6: #74cbdc; --valla-account-7: #d0ab95;
  }
}
.valla-drawing { max-width: 100%; height: auto; color: var(--valla-ink); background: var(--valla-paper);
  font-family: "Liberation Sans", Arial, Helvetica, "Noto Sans", "DejaVu Sans", sans-serif;
  font-size: 12px; text-rendering: geometricPrecision;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.valla-drawing .paper { fill: var(--valla-paper); }
.valla-drawing text { fill: var(--valla-ink); unicode-bidi: embed; }
.valla-drawing text.small { font-size: 11px; }
.valla-drawing text.muted { fill: var(--valla-muted); }
.valla-drawing text.strong, .valla-drawing text.title { font-weight: bold; }
.valla-drawing text.title { font-size: 15px; }
.valla-drawing a { cursor: pointer; }
.valla-drawing a text { fill: var(--valla-link); }
.valla-drawing a:hover text, .valla-drawing a:focus text { text-decoration: underline; }
.valla-drawing a:focus { outline: 2px solid var(--valla-link); }
.valla-drawing .band { fill: var(--valla-band); }
.valla-drawing .grid { stroke: var(--valla-faint); stroke-width: 1; }
.valla-drawing .grid.minor { stroke-dasharray: 1 3; }
.valla-drawing .rule { stroke: var(--valla-muted); stroke-width: 1; fill: none; }
.valla-drawing .gap { fill: var(--valla-paper); stroke: none; }
.valla-drawing .node { fill: var(--valla-paper); stroke: var(--valla-account); stroke-width: 1; }
.valla-drawing .node.strong { stroke-width: 2; }
.valla-drawing .node.doubtful { stroke-dasharray: 4 3; }
.valla-drawing .node.reference { fill: var(--valla-band); stroke: var(--valla-faint); }
.valla-drawing .edge { fill: none; stroke: var(--valla-muted); stroke-width: 1.2; }
.valla-drawing .edge.doubtful { stroke-dasharray: 4 3; }
.valla-drawing .edge.against { stroke: var(--valla-wrong); }
.valla-drawing .tip { fill: var(--valla-muted); stroke: none; }
.valla-drawing .tip.against { fill: var(--valla-wrong); }
.valla-drawing .core { fill: var(--valla-account); }
.valla-drawing .wing { stroke: var(--valla-account); stroke-width: 1; stroke-dasharray: 3 2; }
.valla-drawing .bound { stroke: var(--valla-account); stroke-width: 2; }
.valla-drawing .follows { stroke: var(--valla-account); stroke-width: 1.2; fill: var(--valla-paper); }
.valla-drawing .open { fill: var(--valla-account); }
.valla-drawing .unknown { fill: none; stroke: var(--valla-account); stroke-width: 1.5; }
.valla-drawing .clash { stroke: var(--valla-wrong); stroke-width: 1.5; }
.valla-drawing .hatch { stroke: var(--valla-account); stroke-width: 1; fill: none; }
.valla-drawing .hatch.wrong { stroke: var(--valla-wrong); }
.valla-drawing .letter { fill: var(--valla-account); font-weight: bold; }
.valla-drawing .mist { stroke: var(--valla-account); stroke-width: 2; stroke-dasharray: 2 1; }
.valla-drawing .frame { fill: none; stroke: var(--valla-link); stroke-width: 1; }
.valla-drawing .account-0 { --valla-account: var(--valla-account-0); }
.valla-drawing .account-1 { --valla-account: var(--valla-account-1); }
.valla-drawing .account-2 { --valla-account: var(--valla-account-2); }
.valla-drawing .account-3 { --valla-account: var(--valla-account-3); }
.valla-drawing .account-4 { --valla-account: var(--valla-account-4); }
.valla-drawing .account-5 { --valla-account: var(--valla-account-5); }
.valla-drawing .account-6 { --valla-account: var(--valla-account-6); }
.valla-drawing .account-7 { --valla-account: var(--valla-account-7); }
)";

/// Lines that repeat without a seam in a tile of 6 by 6.
constexpr std::array<std::string_view, account_colours> tiles = {
    "M-1 1L1 -1M0 6L6 0M5 7L7 5",                        // rising
    "M-1 5L1 7M0 0L6 6M5 -1L7 1",                        // falling
    "M3 0V6",                                            // upright
    "M0 1.5H6M0 4.5H6",                                  // level
    "M0 3H6M3 0V6",                                      // squares
    "M0 0L6 6M0 6L6 0",                                  // crossed
    "M1 1H2.5M4 4H5.5",                                  // dots
    "M0 2L1.5 0.5L4.5 3.5L6 2M0 5L1.5 3.5L4.5 6.5L6 5",  // zigzag
};

std::uint32_t colour_of(std::uint32_t account) { return account % account_colours; }

}  // namespace

std::string_view style_sheet() { return sheet; }

std::string account_class(std::uint32_t account) {
    return account == no_account ? "no-account" : "account-" + std::to_string(colour_of(account));
}

std::string hatch_name(std::uint32_t account) {
    return account == no_account ? "hatch" : "hatch-" + std::to_string(account);
}

void define_hatch(SvgWriter& svg, std::uint32_t account) {
    // The ninth account has the first one's colour and the second one's pattern.
    const std::uint32_t tile =
        account == no_account ? 0 : (account + account / account_colours) % account_colours;
    svg.open("pattern").set("id", svg.id(hatch_name(account))).set("width", 6 * px);
    svg.set("height", 6 * px).set("patternUnits", "userSpaceOnUse");
    svg.set("class", account_class(account));
    svg.leaf("path").set("class", "hatch").set("d", tiles[tile]);
    svg.close();
}

}  // namespace valla::drawing
