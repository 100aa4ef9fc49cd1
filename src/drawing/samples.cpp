#include "drawing/samples.hpp"

#include <algorithm>

#include "calendar/calendars.hpp"
#include "drawing/testing.hpp"

namespace valla::drawing::testing {

namespace {

using calendar::Limit;

constexpr TimelineBound unknown = {};
constexpr TimelineBound open = {Limit::open, 0, true};
constexpr bool follows = false;

TimelineItem item(std::uint32_t lane, std::string label, std::vector<TimelineReading> readings,
                  std::vector<std::uint32_t> after = {}) {
    TimelineItem made;
    made.lane = lane;
    made.label = std::move(label);
    made.readings = std::move(readings);
    made.after = std::move(after);
    return made;
}

}  // namespace

Minute day_time(std::int64_t year, int month, int day, int hour, int minute) {
    const calendar::Day at =
        calendar::to_day(calendar::Calendar::gregorian,
                         {year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)});
    return at.number * 1440 + hour * 60 + minute;
}

Timeline small_timeline() {
    const auto july = [](int day, int hour = 0) { return day_time(1914, 7, day, hour); };
    const auto at = [](Minute time, bool stated = true) { return TimelineBound::at(time, stated); };
    Timeline timeline;
    timeline.title = "Mobilisation in July 1914";
    timeline.lanes = {"Saint Petersburg", "Berlin"};
    timeline.accounts = {
        {"S", "Sazonov's memoirs"}, {"P", "Paléologue's diary"}, {"D", "Daily record"}};
    timeline.items = {
        item(0, "Partial mobilisation is prepared",
             {{0, {at(july(24)), at(july(25, 12)), at(july(28), follows), at(july(29, 18))}},
              {1, {at(july(25)), at(july(26)), at(july(28), follows), at(july(29, 18))}}}),
        item(0, "The Tsar signs the order for general mobilisation",
             {{2, {at(july(29)), at(july(29, 12)), at(july(29, 12)), at(july(29, 21))}}}),
        item(0, "The order is taken back for a day, after a telegram from the Kaiser arrives",
             {{0, {at(july(29, 21)), at(july(29, 22)), at(july(30, 15)), at(july(30, 17))}},
              {2, {at(july(29, 21)), at(july(29, 22)), at(july(30, 15)), at(july(30, 17))}},
              {1, {at(july(30)), at(july(31), follows), unknown, unknown}}}),
        item(1, "“State of danger of war” is proclaimed",
             {{0xFFFFFFFF, {at(july(31, 12)), at(july(31, 13)), unknown, open}}}),
        item(1, "The ultimatum is delivered",
             {{0xFFFFFFFF,
               {at(july(31, 23)), at(july(31, 20), follows), unknown, at(july(31, 21), follows)}}}),
        item(1, "Moltke's telegram to Vienna", {}, {0}),
        item(1, "Bethmann Hollweg hears of it", {}, {5}),
    };
    timeline.items[1].tooltip = "The order of 29 July, as the daily record has it";
    timeline.items[1].link = "claim-12";
    return timeline;
}

Timeline generated_timeline(std::uint32_t items, std::uint32_t lanes, std::int64_t days) {
    static const std::vector<std::string> subjects = {
        "The delegation",          "A courier",           "General Kornilov",
        "The committee",           "The second regiment", "An officer of the guard",
        "The editor of the paper", "The railway union"};
    static const std::vector<std::string> verbs = {
        "arrives in the capital",
        "is arrested",
        "writes to the ministry",
        "meets the commander at the station",
        "holds the bridge",
        "prints the proclamation that was later denied by all who signed it",
        "is seen in the hotel",
        "leaves"};
    Random random(items + 31 * lanes);
    Timeline timeline;
    timeline.title = "Generated: " + std::to_string(items) + " items";
    for (std::uint32_t lane = 0; lane < lanes; ++lane) {
        timeline.lanes.push_back("Lane " + std::to_string(lane + 1));
    }
    for (const char letter : {'A', 'B', 'C'}) {
        timeline.accounts.push_back({std::string(1, letter), "Account " + std::string(1, letter)});
    }
    const Minute first = day_time(1917, 7, 1);
    for (std::uint32_t number = 0; number < items; ++number) {
        const auto reading = [&](std::uint32_t account) {
            const auto hours = [&](std::uint32_t most) {
                return Minute{60} * random.below(most + 1);
            };
            const auto range = static_cast<std::uint32_t>(days * 24);
            const std::uint32_t loose = range / 40 + 1;
            const Minute begin = first + hours(range);
            const Minute latest_begin = begin + (random.below(3) == 0 ? 0 : hours(loose));
            Minute earliest_end = random.below(4) == 0 ? begin : latest_begin;
            earliest_end += hours(range / 20 + 6);
            const Minute end = std::max(latest_begin, earliest_end) +
                               (random.below(3) == 0 ? 0 : hours(loose)) + 60;
            TimelineReading made;
            made.account = account;
            const std::array<Minute, bound_places> times = {begin, latest_begin, earliest_end, end};
            for (std::size_t place = 0; place < bound_places; ++place) {
                const bool missing = random.below(12) == 0;
                if (!missing) {
                    made.bounds[place] = TimelineBound::at(times[place], random.below(3) != 0);
                } else if (random.below(3) == 0) {
                    made.bounds[place] = open;
                }
            }
            return made;
        };
        std::vector<TimelineReading> readings = {reading(random.below(3))};
        if (random.below(5) == 0) {
            readings.push_back(reading((readings.front().account + 1) % 3));
        } else if (random.below(2) == 0) {
            readings.front().account = 0xFFFFFFFF;
        }
        // In this order with every compiler.
        const std::uint32_t lane = random.below(lanes);
        std::string label = subjects[random.below(8)];
        label += ' ';
        label += verbs[random.below(8)];
        timeline.items.push_back(item(lane, label, std::move(readings)));
    }
    return timeline;
}

Timeline long_timeline() {
    const auto years = [](std::int64_t first, std::int64_t last_first, std::int64_t first_last,
                          std::int64_t last) {
        TimelineReading made;
        made.bounds = {
            TimelineBound::at(day_time(first, 1, 1)), TimelineBound::at(day_time(last_first, 1, 1)),
            TimelineBound::at(day_time(first_last, 1, 1)), TimelineBound::at(day_time(last, 1, 1))};
        return made;
    };
    Timeline timeline;
    timeline.title = "A manuscript and its copies";
    timeline.lanes = {""};
    timeline.items = {
        item(0, "The text is composed", {years(-60, -43, -43, -20)}),
        item(0, "The lost archetype", {years(740, 760, 780, 800)}),
        item(0, "Codex P is written", {years(815, 830, 840, 850)}),
        item(0, "Codex P is at Corbie", {years(840, 860, 1000, 1140)}),
        item(0, "Codex L is copied from it", {years(1050, 1075, 1080, 1100)}),
        item(0, "The first printing", {years(1469, 1469, 1470, 1470)}),
        item(0, "The photographs", {years(1893, 1894, 1896, 1897)}),
    };
    return timeline;
}

const std::vector<std::string>& labels_in_scripts() {
    static const std::vector<std::string> labels = {
        "The delegation arrives in the capital with letters for the ministry",
        "Делегация прибывает в столицу с письмами для министерства иностранных дел",
        "وصل الوفد إلى العاصمة ومعه رسائل إلى وزارة الخارجية",
        "המשלחת הגיעה לבירה ובידה מכתבים למשרד החוץ",
        "代表团带着致外交部的信件抵达首都并在车站受到接见",
        "代表団は外務省への書簡を持って首都に到着した",
        "대표단은 외무부에 보내는 편지를 가지고 수도에 도착했다",
        "प्रतिनिधिमंडल विदेश मंत्रालय के लिए पत्र लेकर राजधानी पहुँचा",
        "প্রতিনিধিদল পররাষ্ট্র মন্ত্রণালয়ের জন্য চিঠি নিয়ে রাজধানীতে পৌঁছেছে",
        "คณะผู้แทนเดินทางถึงเมืองหลวงพร้อมจดหมายถึงกระทรวง",
        "Η αντιπροσωπεία φτάνει στην πρωτεύουσα με επιστολές για το υπουργείο",
        "დელეგაცია დედაქალაქში ჩადის წერილებით სამინისტროსთვის",
        "Պատվիրակությունը մայրաքաղաք է ժամանում նախարարության նամակներով",
        "தூதுக்குழு அமைச்சகத்திற்கான கடிதங்களுடன் தலைநகருக்கு வருகிறது",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "Đoàn đại biểu đến thủ đô mang theo thư gửi Bộ Ngoại giao",
    };
    return labels;
}

Timeline timeline_in_scripts() {
    Timeline timeline;
    timeline.title = "Одно событие — חדשות — 事件";
    timeline.lanes = {"Столица", "العاصمة"};
    timeline.accounts = {{"А", "Первый рассказ"}, {"ב", "עדות שנייה"}};
    std::uint32_t number = 0;
    for (const std::string& label : labels_in_scripts()) {
        const Minute begin = day_time(1905, 1, 9 + static_cast<int>(number % 7));
        const auto at = [](Minute time) { return TimelineBound::at(time); };
        timeline.items.push_back(
            item(number % 2, label,
                 {{number % 3 == 2 ? 0xFFFFFFFF : number % 3,
                   {at(begin), at(begin + 720), at(begin + 2160), at(begin + 4320)}}}));
        ++number;
    }
    return timeline;
}

GraphPicture graph_of_reports() {
    GraphPicture picture;
    picture.title = "Who had it from whom";
    picture.description = "Reports of one event and what they rest on";
    const auto node = [&](std::string label, NodeLook look, std::uint32_t account) {
        GraphNode made;
        made.label = std::move(label);
        made.look = look;
        made.account = account;
        picture.nodes.push_back(std::move(made));
    };
    const auto edge = [&](std::uint32_t from, std::uint32_t to, std::string label, EdgeLook look) {
        GraphEdge made;
        made.from = from;
        made.to = to;
        made.label = std::move(label);
        made.look = look;
        picture.edges.push_back(std::move(made));
    };
    node("The station master, who saw it", NodeLook::strong, 0);
    node("A traveller on the platform", NodeLook::strong, 1);
    node("Telegram of 13 July", NodeLook::plain, 0);
    node("Letter of the consul, lost, known from a list", NodeLook::doubtful, no_account);
    node("Morning edition", NodeLook::plain, 0);
    node("Evening edition", NodeLook::plain, no_account);
    node("Memoirs, written in 1931", NodeLook::plain, 1);
    node("Official denial", NodeLook::reference, no_account);
    node("Encyclopaedia", NodeLook::plain, no_account);
    edge(0, 2, "dictates", EdgeLook::plain);
    edge(2, 4, "", EdgeLook::plain);
    edge(4, 5, "reprints", EdgeLook::plain);
    edge(1, 3, "tells, as he later claims", EdgeLook::doubtful);
    edge(3, 5, "", EdgeLook::doubtful);
    edge(1, 6, "", EdgeLook::plain);
    edge(7, 5, "denies", EdgeLook::against);
    edge(5, 8, "", EdgeLook::plain);
    edge(6, 8, "", EdgeLook::plain);
    edge(8, 6, "corrects the second printing", EdgeLook::plain);
    edge(0, 8, "", EdgeLook::plain);
    picture.nodes[2].link = "source-telegram";
    return picture;
}

LayeredGraph generated_layered_graph(std::uint32_t nodes, std::uint32_t edges, std::uint32_t reach,
                                     std::uint64_t seed) {
    Random random(seed);
    LayeredGraph graph;
    for (std::uint32_t node = 0; node < nodes; ++node) {
        graph.nodes.push_back({static_cast<Length>(40 + random.below(80)) * px, 24 * px});
    }
    for (std::uint32_t edge = 0; edge < edges; ++edge) {
        const std::uint32_t from = random.below(nodes - 1);
        const std::uint32_t to = std::min(nodes - 1, from + 1 + random.below(reach));
        const bool back = random.below(25) == 0;
        graph.edges.push_back({back ? to : from, back ? from : to, {}});
    }
    return graph;
}

}  // namespace valla::drawing::testing
