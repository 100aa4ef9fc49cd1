// The page of a report: its data are what `valla without` answers, in every language, and its
// links lead somewhere.

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/testing.hpp"
#include "calendar/language.hpp"

namespace valla::app {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::run_on;
using testing::source_folder;
using Json = nlohmann::json;

std::string page_of(const fs::path& folder, const std::string& language = "en") {
    const auto outcome = run_on(folder, {"report", "--format", "html", "--language", language});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return outcome.out;
}

std::string page_of_reference(const std::string& language = "en") {
    return page_of(source_folder / "examples" / "moscow-1936", language);
}

/// A folder that goes with the test.
class ReportPage : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("valla-report-" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    /// The folders of the cases in examples/.
    [[nodiscard]] std::vector<fs::path> examples() const {
        const fs::path all = source_folder / "examples";
        fs::copy(all / "moscow-1936", folder_ / "added");
        fs::copy(all / "added-document" / "kamenev-25-july.valla", folder_ / "added");
        return {all / "moscow-1936", all / "caravan", all / "factory-fire", folder_ / "added"};
    }
    /// A case of so many events, each with one statement of its own on one word.
    [[nodiscard]] std::string page_of_many(std::size_t events) const {
        std::string text = "case many\n  name: Many\nsource book\n  title: Book\n";
        for (std::size_t i = 0; i < events; ++i)
            text += "event event-" + std::to_string(i) +
                    "\n  description: It is said to have happened.\n  source: book at page 1\n";
        std::ofstream(folder_ / "case.valla") << text;
        return page_of(folder_);
    }

    fs::path folder_;
};

Json data_of(const std::string& page) {
    const std::size_t begin = page.find('>', page.find("id=\"case-data\"")) + 1;
    return Json::parse(page.substr(begin, page.find("</script>", begin) - begin));
}

/// What the page shows of one loss, in the form in which `valla without --format json` gives it.
Json as_answer(const Json& data, const Json& loss) {
    Json answer;
    const auto text = [&](const Json& row) {
        return data["statements"][row.get<std::size_t>()][0];
    };
    const auto standing = [&](const Json& number) {
        return data["standings"][number.get<std::size_t>()];
    };
    for (const char* name : {"falls", "rises"}) {
        answer[name] = Json::array();
        for (const Json& row : loss.value(name, Json::array())) {
            const Json& own = data["statements"][row[0].get<std::size_t>()][1];
            answer[name].push_back({{"text", text(row[0])},
                                    {"before", standing(row.size() > 2 ? row[2] : own)},
                                    {"after", standing(row[1])}});
        }
    }
    answer["loses-a-leg"] = Json::array();
    for (const Json& row : loss.value("leans", Json::array()))
        answer["loses-a-leg"].push_back(text(row));
    answer["inferences"] = loss.value("inferences", Json::array());
    answer["bounds"] = loss.value("bounds", Json::array());
    answer["clashes-gone"] = loss.value("clashes", Json::array());
    answer["clashes-complete"] = !loss.value("more", false);
    return answer;
}

/// The same parts of an answer of `valla without`.
Json parts_of(const Json& loss) {
    Json parts;
    for (const char* name : {"falls", "rises"}) {
        parts[name] = Json::array();
        for (const Json& each : loss[name])
            parts[name].push_back(
                {{"text", each["text"]}, {"before", each["before"]}, {"after", each["after"]}});
    }
    parts["loses-a-leg"] = Json::array();
    for (const Json& each : loss["loses-a-leg"]) parts["loses-a-leg"].push_back(each["text"]);
    parts["inferences"] = Json::array();
    for (const Json& each : loss["inferences"])
        parts["inferences"].push_back({each["id"], each["by"], each["before"], each["after"]});
    parts["bounds"] = Json::array();
    for (const Json& each : loss["bounds"])
        parts["bounds"].push_back({each["text"], each["before"], each["after"]});
    parts["clashes-gone"] = loss["clashes-gone"];
    parts["clashes-complete"] = loss["clashes-complete"];
    return parts;
}

TEST_F(ReportPage, SaysWithoutEachSourceWhatTheCommandSays) {
    for (const fs::path& folder : examples()) {
        const std::string example = folder.filename();
        const Json data = data_of(page_of(folder));
        const Json ranks =
            Json::parse(run_on(folder, {"without", "--each", "--format", "json"}).out);
        std::set<std::string> ranked;
        for (const Json& each : ranks["each"]) ranked.insert(each["id"].get<std::string>());
        std::set<std::string> shown;
        for (const Json& each : data["without"]) {
            const std::string id = each["id"];
            shown.insert(id);
            const Json answer =
                Json::parse(run_on(folder, {"without", id, "--format", "json"}).out);
            EXPECT_EQ(as_answer(data, each), parts_of(answer["loss"]))
                << example << ", without " << id;
            ASSERT_EQ(each.contains("hedged"), !answer["with-hedged"].is_null()) << id;
            if (each.contains("hedged")) {
                EXPECT_EQ(as_answer(data, each["hedged"]), parts_of(answer["with-hedged"]))
                    << example << ", without " << id << ", hedged";
            }
        }
        EXPECT_EQ(shown, ranked) << example;
        EXPECT_GE(shown.size(), 3U);
    }
}

TEST_F(ReportPage, StatementsStandInTheDataAsTheCommandSays) {
    const Json data = data_of(page_of_reference());
    const Json answer =
        Json::parse(testing::run_on_reference({"standing", "--format", "json"}).out);
    std::set<std::string> texts;
    for (const Json& each : data["statements"]) texts.insert(each[0].get<std::string>());
    EXPECT_EQ(texts.size(), data["statements"].size());
    for (const Json& each : answer["statements"]) {
        if (each["text"].get<std::string>().ends_with(" goes through")) continue;
        EXPECT_TRUE(texts.contains(each["text"].get<std::string>())) << each["text"];
    }
}

TEST_F(ReportPage, EveryLinkLeadsToOnePlaceOfThePage) {
    for (const fs::path& folder : examples()) {
        const std::string page = page_of(folder);
        std::set<std::string> ids;
        const std::regex id_form("<[^<>]* id=\"([^\"]*)\"");
        for (std::sregex_iterator at(page.begin(), page.end(), id_form), end; at != end; ++at)
            EXPECT_TRUE(ids.insert((*at)[1]).second) << "twice: " << (*at)[1];
        const std::regex link_form(" href=\"#([^\"]*)\"");
        std::size_t links = 0;
        for (std::sregex_iterator at(page.begin(), page.end(), link_form), end; at != end; ++at) {
            ++links;
            EXPECT_TRUE(ids.contains((*at)[1])) << (*at)[1];
        }
        EXPECT_GT(links, 20U);
        const Json page_data = data_of(page);
        for (const Json& each : page_data["statements"]) {
            EXPECT_TRUE(each[2].is_null() || ids.contains(each[2].get<std::string>())) << each;
        }
    }
}

TEST_F(ReportPage, SpeaksTheLanguageThatIsAskedForOrThatOfTheCase) {
    const std::string german = page_of_reference("de");
    EXPECT_THAT(german, HasSubstr("<html lang=\"de\">"));
    EXPECT_THAT(german, HasSubstr("Was wann gewesen sein kann"));
    EXPECT_THAT(german, HasSubstr(". Juli 1936"));
    const std::string fire =
        run_on(source_folder / "examples" / "factory-fire", {"report", "--format", "html"}).out;
    EXPECT_THAT(fire, HasSubstr("<html lang=\"ru\">"));
    EXPECT_THAT(fire, HasSubstr("Что когда могло быть"));
    const std::string caravan = page_of(source_folder / "examples" / "caravan");
    EXPECT_THAT(caravan, HasSubstr("<html lang=\"en\">"));
    EXPECT_THAT(caravan, HasSubstr("<h1 lang=\"ar\" dir=\"rtl\">"));
}

TEST_F(ReportPage, OfOneCaseHoldsTheSameDataInEveryLanguage) {
    const fs::path fire = source_folder / "examples" / "factory-fire";
    const Json english = data_of(page_of(fire));
    for (int i = 1; i < calendar::language_count; ++i) {
        const auto language = static_cast<calendar::Language>(i);
        const Json other = data_of(page_of(fire, std::string(calendar::language_code(language))));
        ASSERT_EQ(other["standings"].size(), english["standings"].size());
        for (std::size_t at = 0; at < english["standings"].size(); ++at)
            EXPECT_NE(other["standings"][at], english["standings"][at]);
        ASSERT_EQ(other["statements"].size(), english["statements"].size());
        for (std::size_t at = 0; at < english["statements"].size(); ++at) {
            Json one = other["statements"][at];
            Json same = english["statements"][at];
            EXPECT_NE(one[0], same[0]);
            one.erase(0);
            same.erase(0);
            EXPECT_EQ(one, same);
        }
        for (const auto& [name, text] : english["words"].items())
            EXPECT_FALSE(other["words"][name].get<std::string>().empty()) << name;
    }
}

TEST_F(ReportPage, OfALargeCaseSaysWhatItLeavesOut) {
    const std::string smaller = page_of_many(2000);
    const Json smaller_data = data_of(smaller);
    EXPECT_EQ(smaller_data["statements"].size(), 2000U);
    EXPECT_EQ(smaller_data["without"].size(), 2U);
    for (const Json& each : smaller_data["without"]) EXPECT_EQ(each["falls"].size(), 2000U);
    EXPECT_THAT(smaller, Not(HasSubstr("The case is large: ")));
    const std::string larger = page_of_many(4500);
    EXPECT_THAT(larger, Not(HasSubstr("<script")));
    EXPECT_THAT(larger, Not(HasSubstr("script-src")));
    EXPECT_THAT(larger, HasSubstr("The case is too large to be searched in this page"));
}

TEST_F(ReportPage, OfALargeDisputeListsNoVersions) {
    const auto page_with = [&](int members) {
        std::string text = "case members\nperson anna\nbody union\n  member, only: anna\n";
        text += "  source: log\nsource log\nsource book\n";
        for (int i = 0; i < members; ++i) {
            const std::string number = std::to_string(i);
            text += "person p" + number + "\nbody union\n  member: p" + number;
            text += "\n  source: book at page " + number + '\n';
        }
        std::ofstream(folder_ / "case.valla") << text;
        return page_of(folder_);
    };
    const std::string listed = page_with(99);
    EXPECT_THAT(listed, HasSubstr("Either: "));
    EXPECT_THAT(listed, Not(HasSubstr("too long for this page")));
    const std::string left_out = page_with(100);
    EXPECT_THAT(left_out, Not(HasSubstr("Either: ")));
    EXPECT_THAT(left_out, HasSubstr("A dispute among 101 claims"));
}

/// The ids of each page of a folder, by its name.
std::map<std::string, std::set<std::string>> ids_of_pages(const fs::path& folder) {
    std::map<std::string, std::set<std::string>> pages;
    const std::regex form(" id=\"([^\"]*)\"");
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string page = testing::content(entry.path());
        auto& ids = pages[entry.path().filename()];
        for (std::sregex_iterator at(page.begin(), page.end(), form), end; at != end; ++at)
            EXPECT_TRUE(ids.insert((*at)[1]).second) << entry.path() << ": " << (*at)[1];
    }
    return pages;
}

void expect_links_to_lead_somewhere(const fs::path& folder) {
    const auto pages = ids_of_pages(folder);
    const std::regex form(" href=\"([^\"#]*)#([^\"]*)\"");
    for (const auto& [name, own] : pages) {
        const std::string page = testing::content(folder / name);
        std::size_t links = 0;
        for (std::sregex_iterator at(page.begin(), page.end(), form), end; at != end; ++at) {
            ++links;
            const std::string to = (*at)[1].length() == 0 ? name : (*at)[1].str();
            ASSERT_TRUE(pages.contains(to)) << name << ": " << (*at)[0];
            EXPECT_TRUE(pages.at(to).contains((*at)[2])) << name << ": " << (*at)[0];
        }
        EXPECT_EQ(links, testing::count_of(page, " href=")) << name;
    }
}

TEST_F(ReportPage, OnSeveralPagesHasNoLinkThatLeadsNowhere) {
    const fs::path pages = folder_ / "pages";
    for (const char* example : {"factory-fire", "caravan"}) {
        fs::remove_all(pages);
        const auto outcome = run_on(source_folder / "examples" / example,
                                    {"report", "--pages", "-o", pages.string()});
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        EXPECT_EQ(outcome.out, "");
        expect_links_to_lead_somewhere(pages);
        // The page of the script knows on which page each card is.
        const std::string first = testing::content(pages / "index.html");
        const std::regex held("data-pages=\"([^\"]*)\"");
        std::smatch found;
        ASSERT_TRUE(std::regex_search(first, found, held));
        std::istringstream words(found[1].str());
        std::map<std::string, std::string> page_of_cards;
        for (std::string prefix, name; words >> prefix >> name;) page_of_cards[prefix] = name;
        const auto ids = ids_of_pages(pages);
        const Json first_data = data_of(first);
        for (const Json& each : first_data["statements"]) {
            if (each[2].is_null()) continue;
            const std::string card = each[2];
            const std::string prefix = card.substr(0, card.rfind('-') + 1);
            ASSERT_TRUE(page_of_cards.contains(prefix)) << card;
            EXPECT_TRUE(ids.at(page_of_cards[prefix]).contains(card));
        }
    }
    // To a folder that is there, without being asked for pages.
    EXPECT_EQ(run_on(source_folder / "examples" / "caravan",
                     {"report", "--only", "index", "-o", pages.string()})
                  .status,
              0);
    EXPECT_TRUE(fs::exists(pages / "names.html"));
}

TEST_F(ReportPage, ShowsOnlyTheSectionsThatAreWanted) {
    const fs::path fire = source_folder / "examples" / "factory-fire";
    const fs::path pages = folder_ / "only";
    fs::create_directories(pages);
    std::ofstream(pages / "page.html")
        << run_on(fire, {"report", "--format", "html", "--only", "clashes and people"}).out;
    expect_links_to_lead_somewhere(pages);
    const auto ids = ids_of_pages(pages).at("page.html");
    for (const char* shown : {"clashes", "people", "cards"}) EXPECT_TRUE(ids.contains(shown));
    for (const char* left_out : {"what-if", "findings", "timeline", "index", "case-data"})
        EXPECT_FALSE(ids.contains(left_out)) << left_out;
    const auto error = [&](const std::vector<std::string>& words) {
        const auto outcome = run_on(fire, words);
        EXPECT_EQ(outcome.status, 2);
        return outcome.err;
    };
    EXPECT_THAT(error({"report", "--format", "html", "--only", "clash"}),
                HasSubstr("a report has no section \"clash\""));
    EXPECT_THAT(error({"report", "--format", "html", "--only", "people clashes"}),
                HasSubstr("joined with `and`"));
    EXPECT_THAT(error({"report", "--only", "people"}), HasSubstr("--format html"));
    EXPECT_THAT(error({"report", "--language", "de"}), HasSubstr("--format html"));
    EXPECT_THAT(error({"report", "--pages"}), HasSubstr("needs a folder"));
}

TEST_F(ReportPage, AsMarkdownSaysTheLinesThatTheTextSays) {
    const fs::path fire = source_folder / "examples" / "factory-fire";
    const std::string text = run_on(fire, {"report"}).out;
    const std::string markdown = run_on(fire, {"report", "--format", "markdown"}).out;
    EXPECT_THAT(markdown, ::testing::StartsWith("# "));
    // Each line of the text has its place behind it, which no other line has as often.
    const std::regex in_text("\\[([^\\[\\]]*:[0-9]+)\\]\n");
    const std::regex in_markdown(" \\(([^() ]*:[0-9]+)\\)\n");
    const auto places = [](const std::string& from, const std::regex& form) {
        std::vector<std::string> found;
        for (std::sregex_iterator at(from.begin(), from.end(), form), end; at != end; ++at)
            found.push_back((*at)[1]);
        return found;
    };
    EXPECT_EQ(places(text, in_text), places(markdown, in_markdown));
    EXPECT_GT(places(text, in_text).size(), 50U);
}

}  // namespace
}  // namespace valla::app
