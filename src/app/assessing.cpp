#include "app/assessing.hpp"

#include <charconv>

#include "app/commands.hpp"

namespace valla::app {

using casefile::Case;
using casefile::NameId;
using casefile::NameSpace;
using lineage::Target;
using text::Message;

tl::expected<NameId, Message> find_reading(const Case& the_case, const std::string& name) {
    const auto found = the_case.tables().names.find(NameSpace::id, name);
    if (!found || !the_case.is_declared(*found)) return tl::unexpected(no_such_id(the_case, name));
    if (the_case.base_of(*found) != casefile::BaseKind::reading)
        return tl::unexpected(Message("not-a-reading", {}).with("id", name));
    return *found;
}

tl::expected<std::vector<NameId>, Message> find_ids(const Case& the_case,
                                                    const std::vector<std::string>& ids) {
    std::vector<NameId> names;
    for (const std::string& id : ids) {
        const auto found = the_case.tables().names.find(NameSpace::id, id);
        if (!found || !the_case.is_declared(*found))
            return tl::unexpected(no_such_id(the_case, id));
        names.push_back(*found);
    }
    return names;
}

tl::expected<std::vector<Target>, Message> find_targets(const Case& the_case,
                                                        const std::string& text) {
    std::vector<Target> targets;
    constexpr std::string_view joiner = " and ";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(joiner, at), text.size());
        std::string each;
        for (std::size_t i = at; i < end; ++i) {
            const bool blank = text[i] == ' ' || text[i] == '\t';
            if (!blank || (!each.empty() && each.back() != ' ')) each += blank ? ' ' : text[i];
        }
        while (!each.empty() && each.back() == ' ') each.pop_back();
        auto found = the_case.tables().names.find(NameSpace::locus, each);
        if (!found) {
            found = the_case.tables().names.find(NameSpace::id, each);
            if (!found || !the_case.is_declared(*found))
                return tl::unexpected(no_such_id(the_case, each));
        }
        targets.push_back(Target::of(*found));
        at = end + joiner.size();
    }
    return targets;
}

std::optional<Message> read_terms(const Request& request, const Case& the_case,
                                  dispute::Terms& terms) {
    if (!request.reading.empty()) {
        const auto reading = find_reading(the_case, request.reading);
        if (!reading) return reading.error();
        terms.reading = *reading;
    }
    if (!request.without.empty()) {
        auto targets = find_targets(the_case, request.without);
        if (!targets) return std::move(targets.error());
        terms.without.insert(terms.without.end(), targets->begin(), targets->end());
    }
    return std::nullopt;
}

tl::expected<std::size_t, Message> limit_of(const Request& request) {
    constexpr std::size_t default_limit = 100;
    if (request.limit.empty()) return default_limit;
    std::size_t limit = 0;
    const char* const end = request.limit.data() + request.limit.size();
    const auto [last, error] = std::from_chars(request.limit.data(), end, limit);
    if (error != std::errc{} || last != end || limit == 0)
        return tl::unexpected(Message("not-a-number", {}).with("text", request.limit));
    return limit;
}

tl::expected<std::unique_ptr<dispute::Assessment>, Message> assess(const Request& request,
                                                                   const Case& the_case) {
    dispute::Terms terms;
    if (auto problem = read_terms(request, the_case, terms))
        return tl::unexpected(std::move(*problem));
    return dispute::Assessment::of(the_case, terms);
}

}  // namespace valla::app
