#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "consequence/told_times.hpp"
#include "render/commitment_views.hpp"
#include "render/explorer.hpp"
#include "render/html_report.hpp"
#include "render/pictures.hpp"
#include "render/report.hpp"
#include "render/words.hpp"

namespace valla::render {

/// The page of report_as_html() while it is written: a frame, and one function for each section,
/// which appends to it. Every text of a user that goes in is escaped where it does.
class HtmlPage {
  public:
    static constexpr std::size_t most_listed = 400;  ///< of one kind; the commands list all

    /// The input must outlive it.
    explicit HtmlPage(const HtmlInput& input);

    std::string one_page();
    std::vector<ReportFile> several_pages();

  private:
    using StatementId = evidence::StatementId;

    struct Section {
        std::string_view id;
        Phrase title;
        void (HtmlPage::*write)();
    };
    static std::span<const Section> sections();

    // html_report.cpp
    /// The beginning of a page, with a link past its navigation.
    void begin(const std::string& title, std::string_view skip_to, const std::string& skip_text,
               bool with_script);
    void head(const std::string& title, bool with_script);
    void contents();
    void introduction();
    /// The beginning of a page beside the first, up to its own part.
    void open_page(std::string_view id, const std::string& name);
    void data_and_script(const std::string& pages);
    [[nodiscard]] bool is_wanted(std::string_view section) const;

    // html_parts.cpp
    void section(std::string_view id, Phrase title);
    void paragraph(Phrase text);
    void heading(Phrase text);
    /// Opens a table that is folded away, with these headings.
    void twin_table(std::initializer_list<Phrase> columns);
    void item(const std::string& text);
    void list(const std::vector<std::string>& items);
    /// What the anchors of the lines of a file begin with.
    [[nodiscard]] std::string anchors_of(const casefile::CaseFile& file) const;
    [[nodiscard]] std::string link(const PlaceView& place, const std::string& text) const;
    [[nodiscard]] std::string grounds(const std::vector<GroundView>& list) const;
    [[nodiscard]] std::string statement(StatementId id) const;
    [[nodiscard]] bool is_kind(StatementId id) const;

    // html_findings.cpp
    /// What only works where scripts run, and is hidden elsewhere.
    void what_if();
    void findings();
    void weak_ground();

    // html_pictures.cpp
    /// For the timeline and the accounts; found when one of them first asks.
    const std::vector<consequence::ToldTimes>& told_times();
    void timeline();
    void graph(std::string_view id, Phrase title, const drawing::GraphPicture& picture);
    void lineage();
    void arguments();
    void people();

    // html_sections.cpp
    void accounts();
    [[nodiscard]] std::string outcome(const OutcomeView& view) const;
    void commitments();
    void clashes();
    void readings();
    void questions();

    // html_index.cpp
    void index();
    void cards();
    void cards_of(const casefile::CaseFile& file);

    const HtmlInput& input_;
    dispute::Assessment& assessment_;
    const evidence::Evidence& evidence_;
    const Case& case_;
    Words words_;
    Explorer explorer_;
    ReportView report_;
    std::string title_;
    AccountLetters letters_;
    std::optional<std::vector<consequence::ToldTimes>> told_times_;
    std::string folder_ = folder_of(case_);
    std::string out_;
};

}  // namespace valla::render
