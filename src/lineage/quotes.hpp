#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casefile/case.hpp"
#include "text/source.hpp"

namespace valla::lineage {

/// Where in a transcript a quotation stands, or comes nearest to standing.
struct Passage {
    bool matches = false;     ///< letter for letter, once folded
    std::uint32_t line = 0;   ///< of the transcript, from 1, where it begins; 0: nothing like it
    std::string text;         ///< the words of the transcript there, on one line
    std::uint32_t slips = 0;  ///< how many words are other, missing or too many
};

/// A transcript made ready for finding quotations in it.
///
/// Letters are compared, folded: white space of any kind is one blank; a hyphen or dash inside a
/// word is nothing, nor is one at the end of a line with the line end behind it, since that may
/// have made it; Unicode's compatibility forms are one (UAX 15, NFKC: ligatures, full-width
/// letters), so are quotation marks, dashes, and the ellipsis and three dots. Capitals and accents
/// count. Marks around the whole quotation do not. Where the quotation has "[...]", "[…]", "…" or
/// "...", any words may stand in the transcript, up to `gap_limit` bytes of them.
///
///     const Transcript transcript("sources/n5.txt", bytes);
///     Passage found = transcript.find("And when the bell was rung [...] down already.");
///
/// Making one costs a pass over the bytes, finding a quotation that is there another. When it is
/// not there, the nearest passage is the stretch that needs the fewest words changed, put in or
/// left out (Sellers 1980), looked for around the words that the quotation and the transcript
/// share, the rarest ones first. The first such question makes an index of the words.
class Transcript {
  public:
    static constexpr std::size_t gap_limit = 4000;

    Transcript(std::string path, std::string bytes);
    ~Transcript();
    Transcript(Transcript&&) noexcept;
    Transcript& operator=(Transcript&&) noexcept;

    /// A quotation without any letters matches at the begin.
    [[nodiscard]] Passage find(std::string_view quotation) const;

  private:
    struct Index;
    [[nodiscard]] Passage passage(std::size_t begin, std::size_t end) const;
    [[nodiscard]] Passage nearest(const std::vector<std::string>& parts) const;
    [[nodiscard]] const Index& index() const;

    text::Source source_;
    std::string folded_;
    /// Where each word begins in `folded_`, and where in the bytes.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> words_;
    mutable std::unique_ptr<Index> index_;
};

/// A quotation that its source's transcript does not have, or a transcript that cannot be read.
struct QuoteProblem {
    casefile::RowId row;                      ///< of the `quote` line
    casefile::NameId source;                  ///< whose transcript it is
    std::string path;                         ///< as the source's `text:` line names it
    Passage nearest;                          ///< of a quotation that is not there
    std::optional<text::Message> unreadable;  ///< why the transcript could not be read
};

struct QuoteCheck {
    std::vector<QuoteProblem> problems;  ///< in the order of the cards
    std::size_t checked = 0;             ///< quotations compared with a transcript
    std::size_t unchecked = 0;           ///< quotations whose sources name none
};

/// Compares the quotations of a case with transcripts. The transcript of a chain is that of the
/// hop nearest to the document in hand whose card has a `text:` line. A quotation is right when one
/// of its chains' transcripts has it. Each file is asked of `read_file` once, by the path in the
/// case.
QuoteCheck check_quotes(const casefile::Case& the_case, const casefile::ReadFile& read_file);

}  // namespace valla::lineage
