#include "render/pictures.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "render/picture_parts.hpp"
#include "render/statement.hpp"

namespace valla::render {

using casefile::BaseKind;
using casefile::Hop;
using casefile::Tables;
using casefile::ValueTag;
using dispute::Assessment;
using drawing::GraphEdge;
using drawing::GraphNode;
using drawing::GraphPicture;
using evidence::StatementId;
namespace kinds = vocabulary::kinds;

namespace {

/// Boxes that are made when they are first named.
class Boxes {
  public:
    explicit Boxes(GraphPicture& picture) : picture_(picture) {}
    std::uint32_t of(const std::string& key, const GraphNode& node) {
        const auto [found, fresh] =
            numbers_.try_emplace(key, static_cast<std::uint32_t>(picture_.nodes.size()));
        if (fresh) picture_.nodes.push_back(node);
        return found->second;
    }

  private:
    GraphPicture& picture_;
    std::map<std::string, std::uint32_t> numbers_;
};

/// From right to left where most of its labels are.
void set_direction(GraphPicture& picture) {
    std::vector<std::string> labels;
    for (const GraphNode& node : picture.nodes) labels.push_back(node.label);
    picture.right_to_left = reads_right_to_left(labels);
}

}  // namespace

GraphPicture lineage_picture(const Assessment& assessment, const Words& words) {
    const Case& the_case = assessment.the_case();
    const CardLinks links(the_case);
    const Tables& tables = the_case.tables();
    GraphPicture picture;
    picture.id = "lineage-graph";
    picture.title = words("Who has it from whom");
    picture.description = words("An arrow leads from each hand to the one that reports it.");
    Boxes boxes(picture);
    std::set<std::tuple<std::uint32_t, std::uint32_t>> drawn;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> edges;
    const auto box_of = [&](const Hop& hop, CardId card) {
        GraphNode node;
        if (hop.kind == Hop::Kind::named) {
            node.label = hop.locus.none() ? shown_name(the_case, hop.name, words)
                                          : name_text(the_case, hop.locus, words);
            node.link = links.to(hop.name);
            return boxes.of("n" + std::to_string((hop.locus.none() ? hop.name : hop.locus).number),
                            node);
        }
        node.label = hop.kind == Hop::Kind::unnamed
                         ? words("unnamed")
                         : std::string(hop.span.in(the_case.text_of(card)));
        node.look = drawing::NodeLook::doubtful;
        // Two people without a name are never taken for one.
        return boxes.of("d" + std::to_string(card.number) + '-' + std::to_string(hop.span.begin),
                        node);
    };
    const auto join = [&](std::uint32_t from, std::uint32_t to, bool hedged,
                          const std::string& label) {
        if (from == to || !drawn.insert({from, to}).second) return;
        GraphEdge edge;
        edge.from = from;
        edge.to = to;
        edge.label = label;
        edge.look = hedged ? drawing::EdgeLook::doubtful : drawing::EdgeLook::plain;
        picture.edges.push_back(edge);
    };
    std::set<std::uint32_t> chains;
    for (const evidence::Claim& claim : assessment.evidence().claims()) {
        for (const evidence::WordRef& word : assessment.evidence().words_of(claim)) {
            if (assessment.live().words[word.word]) chains.insert(word.word);
        }
    }
    for (const std::uint32_t index : chains) {
        const casefile::WordRow& word = tables.words[index];
        std::uint32_t before = 0;
        for (std::uint32_t i = 0; i < word.hop_count; ++i) {
            const Hop& hop = tables.hops[word.first_hop + i];
            const std::uint32_t box = box_of(hop, word.card);
            const std::string hedge =
                hop.hedge.none() ? "" : std::string(hedge_text(the_case, hop.hedge, words));
            if (i > 0) join(before, box, !hedge.empty(), hedge);
            before = box;
            // A place in a source belongs to it.
            if (!hop.locus.none()) {
                GraphNode whole;
                whole.label = shown_name(the_case, hop.name, words);
                whole.link = links.to(hop.name);
                whole.look = drawing::NodeLook::strong;
                join(box, boxes.of("n" + std::to_string(hop.name.number), whole), false,
                     words("in"));
            }
        }
    }
    for (const lineage::Derivation& link : assessment.rejections().derivations().all()) {
        const auto node = [&](NameId name) {
            GraphNode each;
            each.label = shown_name(the_case, name, words);
            each.link = links.to(name);
            return boxes.of("n" + std::to_string(name.number), each);
        };
        join(node(link.parent), node(link.teller), link.hedged,
             link.hedged ? std::string(words.term(Term::hedge, "evidently")) : "");
    }
    set_direction(picture);
    return picture;
}

GraphPicture arguments_picture(const Assessment& assessment, const Words& words) {
    const Case& the_case = assessment.the_case();
    const CardLinks links(the_case);
    const evidence::Evidence& evidence = assessment.evidence();
    GraphPicture picture;
    picture.id = "arguments-graph";
    picture.title = words("What is inferred, and from what");
    picture.description = words(
        "An arrow leads from each premise to the inference, and from there to what it concludes.");
    picture.label_width = 220 * drawing::px;
    Boxes boxes(picture);
    const auto statement_box = [&](casefile::RowId row) {
        GraphNode node;
        const NameId subject = the_case.tables().subject[row.number];
        node.label = the_case.tables().has(row, casefile::row_flags::bare)
                         ? shown_name(the_case, subject, words)
                         : statement_text(the_case, row, words);
        node.link = links.to(subject);
        return boxes.of(statement_text(the_case, row, words), node);
    };
    for (const evidence::Argument& argument : evidence.arguments()) {
        GraphNode node;
        node.label = shown_name(the_case, argument.name, words);
        for (const NameId by : argument.by) node.label += ", " + shown_name(the_case, by, words);
        node.link = links.to(argument.name);
        node.look = drawing::NodeLook::strong;
        const std::uint32_t box = boxes.of(name_text(the_case, argument.name), node);
        const auto edge = [&](std::uint32_t from, std::uint32_t to, drawing::EdgeLook look,
                              const std::string& label) {
            GraphEdge each;
            each.from = from;
            each.to = to;
            each.look = look;
            each.label = label;
            picture.edges.push_back(each);
        };
        for (const casefile::RowId row : argument.from)
            edge(statement_box(row), box, drawing::EdgeLook::plain, "");
        for (const casefile::RowId row : argument.unless)
            edge(statement_box(row), box, drawing::EdgeLook::against, words("unless"));
        const auto hedge = [&](casefile::RowId row) {
            const auto id = the_case.tables().hedge[row.number];
            return id.none() ? std::string() : std::string(hedge_text(the_case, id, words));
        };
        for (const casefile::RowId row : argument.hence)
            edge(box, statement_box(row),
                 hedge(row).empty() ? drawing::EdgeLook::plain : drawing::EdgeLook::doubtful,
                 hedge(row));
        for (const casefile::RowId row : argument.prose) {
            GraphNode conclusion;
            conclusion.label = value_text(the_case, the_case.tables().card[row.number],
                                          the_case.tables().field[row.number],
                                          the_case.tables().value_of(row), words);
            conclusion.link = node.link;
            edge(box, boxes.of("p" + std::to_string(row.number), conclusion),
                 hedge(row).empty() ? drawing::EdgeLook::plain : drawing::EdgeLook::doubtful,
                 hedge(row));
        }
        for (const NameId like : argument.compare) {
            GraphNode other;
            other.label = shown_name(the_case, like, words);
            other.link = links.to(like);
            other.look = drawing::NodeLook::reference;
            edge(boxes.of(name_text(the_case, like), other), box, drawing::EdgeLook::doubtful,
                 words("compare"));
        }
    }
    set_direction(picture);
    return picture;
}

GraphPicture people_picture(const Assessment& assessment, const Words& words) {
    const Case& the_case = assessment.the_case();
    const CardLinks links(the_case);
    GraphPicture picture;
    picture.id = "people-graph";
    picture.title = words("People and bodies");
    picture.description = words(
        "How they belong together, and what one demanded of, threatened or promised another.");
    Boxes boxes(picture);
    const auto is_actor = [&](NameId name) {
        const auto base = the_case.base_of(name);
        return base == BaseKind::person || base == BaseKind::body;
    };
    const auto box_of = [&](NameId name) {
        GraphNode node;
        node.label = shown_name(the_case, name, words);
        node.link = links.to(name);
        if (the_case.base_of(name) == BaseKind::body) node.look = drawing::NodeLook::reference;
        return boxes.of(std::to_string(name.number), node);
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> edges;
    const auto join = [&](NameId from, NameId to, const std::string& label) {
        if (from == to) return;
        std::string& text = edges[{box_of(from), box_of(to)}];
        if (text.find(label) == std::string::npos) text += (text.empty() ? "" : ", ") + label;
    };
    for (const StatementId statement : assessment.statements()) {
        const auto& each = assessment.evidence().propositions()[statement.proposition()];
        if (statement.denied() || each.value.tag != ValueTag::name) continue;
        if (assessment.evidence().claims_of(statement).empty()) continue;
        const NameId value{each.value.number};
        if (is_actor(each.subject) && is_actor(value)) {
            join(each.subject, value, std::string(field_text(the_case, each.field, words)));
        }
    }
    for (const Link& by : links_of(assessment, "by")) {
        const auto base = the_case.base_of(by.from);
        if (!base || !kinds::commitments.has(*base)) continue;
        for (const Link& to : links_of(assessment, "to")) {
            if (to.from == by.from && is_actor(by.to) && is_actor(to.to))
                join(by.to, to.to, std::string(words.term(Term::kind, vocabulary::name_of(*base))));
        }
    }
    for (const auto& [ends, label] : edges) {
        GraphEdge edge;
        edge.from = ends.first;
        edge.to = ends.second;
        edge.label = label;
        picture.edges.push_back(edge);
    }
    set_direction(picture);
    return picture;
}

}  // namespace valla::render
