// What users wrote never becomes markup: cases whose every free text is hostile give pages with the
// tags and attributes that the same cases have with harmless texts.

#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <random>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/testing.hpp"

namespace valla::app {
namespace {

namespace fs = std::filesystem;
using testing::content;
using testing::run_on;
using testing::source_folder;
using Json = nlohmann::json;

/// Reads a page that is to be made of text, tags with quoted attributes, and nothing else. Its tags
/// and their attributes come to `seen`; what is wrong is returned.
class Markup {
  public:
    Markup(const std::string& page, std::set<std::string>& seen) : page_(page), seen_(seen) {}

    std::string read() {
        take("<!DOCTYPE html>");
        while ((at_ = page_.find('<', at_)) != std::string::npos) {
            const std::size_t begin = at_++;
            if (!read_tag()) return "no tag: " + page_.substr(begin, 120);
        }
        return "";
    }

  private:
    bool take(std::string_view text) {
        if (page_.compare(at_, text.size(), text) != 0) return false;
        at_ += text.size();
        return true;
    }
    std::string name() {
        const std::size_t begin = at_;
        while (at_ < page_.size() && (std::isalnum(static_cast<unsigned char>(page_[at_])) != 0 ||
                                      page_[at_] == '-' || page_[at_] == ':'))
            ++at_;
        return page_.substr(begin, at_ - begin);
    }
    bool read_tag() {
        const bool is_end = take("/");
        const std::string tag = name();
        if (tag.empty()) return false;
        seen_.insert(tag);
        bool holds_data = false;
        while (take(" ")) {
            const std::string attribute = name();
            if (attribute.empty()) break;
            seen_.insert(tag + ' ' + attribute);
            if (!take("=")) continue;
            if (!take("\"")) return false;
            const std::size_t end = page_.find_first_of("\"<>", at_);
            if (end == std::string::npos || page_[end] != '"') return false;
            const std::string value = page_.substr(at_, end - at_);
            at_ = end + 1;
            if (attribute == "href" && value.find(':') != std::string::npos) return false;
            if (attribute == "style") seen_.insert(tag + " style=" + value);
            holds_data = holds_data || value == "application/json";
        }
        take("/");
        if (!take(">")) return false;
        return is_end || (tag != "style" && tag != "script") || read_inside(tag, holds_data);
    }
    /// Of these the inside is no markup, and ends at the first end of its kind.
    bool read_inside(const std::string& tag, bool holds_data) {
        const std::size_t end = page_.find("</" + tag, at_);
        if (end == std::string::npos) return false;
        const std::string inside = page_.substr(at_, end - at_);
        at_ = end;
        if (holds_data) return inside.find('<') == std::string::npos && Json::accept(inside);
        seen_.insert(tag + " of " + std::to_string(inside.size()));
        return true;
    }

    const std::string& page_;
    std::set<std::string>& seen_;
    std::size_t at_ = 0;
};

/// A line "  field: value" may have any text for its value; these are tried.
struct Line {
    std::string before;  ///< "  field: ", or the line as a whole where nothing is tried
    std::string value;
    bool is_tried = false;
};

std::vector<Line> lines_of(const std::string& text) {
    static const std::regex field("^( +[^:\"“]+: +)([^ ].*)$");
    std::vector<Line> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        std::smatch found;
        // These are looked up: choices of a property, files.
        static const std::set<std::string> kept{"  one of: ", "  file: ", "  text: "};
        if (std::regex_match(line, found, field) && !kept.contains(found[1]))
            lines.push_back({found[1], found[2], true});
        else lines.push_back({line, "", false});
    }
    return lines;
}

class ReportMarkup : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("valla-markup-" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        std::ofstream(folder_ / "wages.csv") << "Nr;Day\n1;13 July 1907\n2;14 July 1907\n";
        fs::copy(source_folder / "examples/factory-fire/смены.csv", folder_);
        // The name of a file is of users too.
        file_ = folder_ / "a&b'<i>\"quoted\".valla";
    }
    void TearDown() override { fs::remove_all(folder_); }

    void write(const std::vector<Line>& lines, const std::vector<std::string>& texts) {
        std::ofstream out(file_, std::ios::binary);
        for (std::size_t i = 0; i < lines.size(); ++i)
            out << lines[i].before << (lines[i].is_tried ? texts[i] : lines[i].value) << '\n';
    }

    /// Puts a text for each value that may be any text; gives how many could be put.
    std::size_t put(std::vector<Line>& lines, const std::vector<std::string>& texts) {
        for (int round = 0; round < 60; ++round) {
            write(lines, texts);
            const std::string said = run_on(folder_, {"check"}).out;
            static const std::regex place("valla:([0-9]+):[0-9]+: (error|warning)");
            bool any = false;
            for (std::sregex_iterator at(said.begin(), said.end(), place), end; at != end; ++at) {
                Line& line = lines[std::stoul((*at)[1]) - 1];
                any = any || line.is_tried;
                line.is_tried = false;
            }
            if (any) continue;
            std::size_t count = 0;
            for (const Line& line : lines) count += line.is_tried ? 1 : 0;
            EXPECT_EQ(said.find(": error"), std::string::npos) << said;
            return count;
        }
        return 0;
    }

    /// The tags and attributes of the report on one page and on several.
    std::set<std::string> markup() {
        std::set<std::string> seen;
        const auto page = run_on(folder_, {"report", "--format", "html", "--language", "ru"});
        EXPECT_EQ(page.status, 0) << page.err;
        EXPECT_EQ(Markup(page.out, seen).read(), "") << content(file_);
        const fs::path pages = folder_ / "pages";
        EXPECT_EQ(run_on(folder_, {"report", "--pages", "-o", pages.string()}).status, 0);
        for (const auto& entry : fs::directory_iterator(pages)) {
            const std::string page = content(entry.path());
            EXPECT_EQ(Markup(page, seen).read(), "") << entry.path();
        }
        fs::remove_all(pages);
        return seen;
    }

    fs::path folder_;
    fs::path file_;
};

TEST_F(ReportMarkup, ComesFromNoText) {
    static constexpr std::array hostile{"<script>alert(1)</script>",
                                        "</script><script>alert(1)</script>",
                                        "</style><b>",
                                        "\"><img src=x onerror=alert(1)>",
                                        "' onload='alert(1)",
                                        "<!--",
                                        "-->",
                                        "]]>",
                                        "<![CDATA[",
                                        "&lt;b&gt;",
                                        "&#60;b&#62;",
                                        "&",
                                        "<",
                                        "</bdi></p>",
                                        "javascript:alert(1)",
                                        "\\u003cb\\u003e",
                                        "<svg/onload=alert(1)>",
                                        "\" style=\"position:fixed",
                                        "{{1}}",
                                        "%3Cb%3E",
                                        "{0}",
                                        "$&",
                                        "\u202e",
                                        "\u2028",
                                        "</title><h1>",
                                        "</details>",
                                        "`b`",
                                        "*b*"};
    std::mt19937 random(1);
    for (const char* kept : {"tests/cases/every-field.valla", "examples/factory-fire/fire.valla",
                             "examples/caravan/case.valla"}) {
        std::string text = content(source_folder / kept);
        if (std::string(kept).find("fire") != std::string::npos) {
            for (const char* other : {"case", "sources"})
                text += content(source_folder / "examples/factory-fire" /
                                (std::string(other) + ".valla"));
        }
        std::vector<Line> lines = lines_of(text);
        const std::vector<std::string> harmless(lines.size(), "harmless words");
        put(lines, harmless);
        std::vector<std::string> texts;
        for (const Line& line : lines) {
            std::string one;
            const std::size_t parts = 1 + random() % 3;
            for (std::size_t part = 0; part < parts; ++part)
                one += (part > 0 ? " x" : "") + std::string(hostile[random() % hostile.size()]);
            // Half of them where a text may stand within others.
            texts.push_back(random() % 2 == 0 ? one : line.value + " " + one);
        }
        EXPECT_GT(put(lines, texts), 10U) << kept;
        const std::set<std::string> with_hostile = markup();
        write(lines, harmless);
        const std::set<std::string> with_harmless = markup();
        for (const std::string& each : with_hostile)
            EXPECT_TRUE(with_harmless.contains(each)) << each;
    }
}

}  // namespace
}  // namespace valla::app
