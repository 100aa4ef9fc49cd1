// without, compare, why and diff: what hangs on what.

#include <filesystem>
#include <ostream>

#include "app/assessing.hpp"
#include "app/commands.hpp"
#include "casefile/check.hpp"
#include "casefile/load.hpp"
#include "casefile/statement_text.hpp"
#include "lineage/reliance.hpp"
#include "render/consequence_views.hpp"
#include "render/statement.hpp"

namespace valla::app {

using casefile::Case;
using casefile::NameId;
using casefile::NameSpace;
using dispute::Assessment;
using lineage::Target;
using render::AnswerHead;
using text::Message;

namespace {

/// With one blank between words, and none around them.
std::string squeezed(const std::string& text) {
    std::string words;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n';
        if (!blank || (!words.empty() && words.back() != ' ')) words += blank ? ' ' : c;
    }
    while (!words.empty() && words.back() == ' ') words.pop_back();
    return words;
}

/// What a word of the command line names: an id or a place in a source, or statements.
struct Asked {
    std::string text;
    NameId name;
    std::vector<casefile::RowId> rows;
};

tl::expected<Asked, NoAnswer> find_asked(Case& the_case, const std::string& argument) {
    Asked asked;
    asked.text = squeezed(argument);
    const auto& names = the_case.tables().names;
    const auto id = names.find(NameSpace::id, asked.text);
    if (id && the_case.is_declared(*id)) {
        asked.name = *id;
        return asked;
    }
    if (const auto locus = names.find(NameSpace::locus, asked.text)) {
        asked.name = *locus;
        return asked;
    }
    const std::size_t blank = asked.text.find(' ');
    if (blank == std::string::npos || asked.text.compare(blank, 4, " at ") == 0)
        return tl::unexpected(NoAnswer(no_such_id(the_case, asked.text)));
    auto rows = casefile::read_statements(the_case, asked.text);
    if (!rows) return tl::unexpected(NoAnswer(std::move(rows.error())));
    asked.rows = std::move(*rows);
    return asked;
}

tl::expected<std::vector<Asked>, NoAnswer> find_all(Case& the_case,
                                                    const std::vector<std::string>& arguments) {
    std::vector<Asked> all;
    for (const std::string& argument : arguments) {
        auto asked = find_asked(the_case, argument);
        if (!asked) return tl::unexpected(std::move(asked.error()));
        all.push_back(std::move(*asked));
    }
    return all;
}

std::string reading_name(const Assessment& assessment) {
    const NameId name = assessment.reading().name;
    return name.none() ? "" : render::name_text(assessment.the_case(), name);
}

tl::expected<std::string, NoAnswer> ranked(const Request& request, const AnswerHead& head,
                                           Assessment& assessment) {
    auto ranks = consequence::Removal(assessment).ranks();
    if (!ranks) return tl::unexpected(NoAnswer(std::move(ranks.error())));
    return shown(request, head, render::ranks_view(assessment, *ranks), render::ranks_as_text,
                 render::ranks_as_json, render::ranks_as_csv);
}

tl::expected<std::string, NoAnswer> left_out(const Request& request, const AnswerHead& head,
                                             Assessment& assessment,
                                             const std::vector<Asked>& asked) {
    std::vector<Target> targets;
    render::WithoutView view;
    view.reading = reading_name(assessment);
    for (const Asked& each : asked) {
        const std::string label = each.name.none() || assessment.the_case().tables().names.space(
                                                          each.name) == NameSpace::locus
                                      ? ""
                                      : render::label_of(assessment.the_case(), each.name);
        view.left_out.push_back(each.text + (label.empty() ? "" : " (" + label + ")"));
        if (!each.name.none()) targets.push_back(Target::of(each.name));
        for (const casefile::RowId row : each.rows)
            targets.push_back(Target::of(assessment.evidence().propositions().state(row)));
    }
    consequence::Removal removal(assessment);
    auto loss = removal.without(targets);
    if (!loss) return tl::unexpected(NoAnswer(std::move(loss.error())));
    view.firm = render::loss_view(*loss);
    if (auto hedged = removal.with_hedged(targets)) {
        if (!*hedged) return tl::unexpected(NoAnswer(std::move(hedged->error())));
        view.with_hedged = render::loss_view(**hedged);
    }
    return shown(request, head, view, render::without_as_text, render::without_as_json,
                 render::without_as_csv);
}

render::WhyAnswerView explained(Assessment& assessment, const std::vector<Asked>& asked,
                                const std::vector<evidence::StatementId>& statements) {
    render::WhyAnswerView view;
    view.reading = reading_name(assessment);
    for (const evidence::StatementId statement : statements) {
        const consequence::Why why = consequence::explain(assessment, statement);
        const bool said = why.verdict.said || assessment.inference().fact(statement);
        if (said) view.statements.push_back(render::why_view(assessment, why));
        else view.unsaid.push_back(asked.front().text);
    }
    return view;
}

/// The statements to explain for an id: that it occurred or holds; without such a one, all about
/// it.
std::vector<evidence::StatementId> statements_about(const Assessment& assessment, NameId name) {
    const auto& propositions = assessment.evidence().propositions();
    std::vector<evidence::StatementId> all;
    std::vector<evidence::StatementId> occurrences;
    for (const evidence::StatementId statement : assessment.statements()) {
        if (propositions[statement.proposition()].subject != name) continue;
        if (propositions.is_occurrence(statement.proposition())) occurrences.push_back(statement);
        else if (lineage::is_listed(assessment.evidence(), statement)) all.push_back(statement);
    }
    return occurrences.empty() ? all : occurrences;
}

struct Folder {
    consequence::CaseText text;
    std::vector<text::PlacedMessage> messages;
    std::string case_name;
    std::unique_ptr<Case> the_case;
};

/// What a case is made of its files, its messages and its name.
Folder made_of(consequence::CaseText text, std::vector<Message> problems) {
    Folder folder;
    for (Message& problem : problems) folder.messages.push_back({nullptr, std::move(problem)});
    folder.text = std::move(text);
    folder.the_case = std::make_unique<Case>(Case::read(folder.text.files, folder.text.read_file));
    auto found = casefile::check(*folder.the_case);
    folder.messages.insert(folder.messages.end(), std::make_move_iterator(found.begin()),
                           std::make_move_iterator(found.end()));
    for (const casefile::CardId card : folder.the_case->case_cards()) {
        const NameId name = folder.the_case->card(card).name;
        if (!name.none()) folder.case_name = folder.the_case->tables().names.text(name);
    }
    return folder;
}

/// Reads a case with its files named from its own folder.
tl::expected<Folder, Message> read_folder(World& world, const std::string& path) {
    std::vector<Message> problems;
    auto paths = world.disk.list(path, casefile::case_file_ending, problems);
    if (!paths) return tl::unexpected(std::move(paths.error()));
    consequence::CaseText text;
    const std::filesystem::path base = path;
    for (const std::string& file : *paths) {
        auto bytes = world.disk.read(file);
        if (!bytes) {
            problems.push_back(std::move(bytes.error()));
            continue;
        }
        const auto name = std::filesystem::path(file).lexically_relative(base).string();
        text.files.emplace_back(name, std::move(*bytes));
    }
    if (text.files.empty()) return tl::unexpected(Message("empty-case", {}).with("path", path));
    text.read_file = casefile::files_beside(world.disk, path);
    return made_of(std::move(text), std::move(problems));
}

/// Reads a case as a folder held it at a revision.
tl::expected<Folder, Message> read_revision(text::Revisions& revisions, const std::string& folder,
                                            const std::string& revision) {
    auto paths = revisions.list(folder, revision);
    if (!paths) return tl::unexpected(std::move(paths.error()));
    std::vector<Message> problems;
    consequence::CaseText text;
    for (const std::string& path : *paths) {
        if (!path.ends_with(casefile::case_file_ending)) continue;
        auto bytes = revisions.read(folder, revision, path);
        if (bytes) text.files.emplace_back(path, std::move(*bytes));
        else problems.push_back(std::move(bytes.error()));
    }
    if (text.files.empty()) {
        return tl::unexpected(
            Message("revision-without-case", {}).with("revision", revision).with("path", folder));
    }
    text.read_file = [&revisions, folder, revision](const std::string& file) {
        return revisions.read(folder, revision, file);
    };
    return made_of(std::move(text), std::move(problems));
}

/// One side of `valla diff`: a folder, or a revision of the case that the request is about.
tl::expected<Folder, Message> read_side(const Request& request, World& world,
                                        const std::string& argument) {
    if (world.disk.is_folder(argument)) return read_folder(world, argument);
    const auto folder = case_folder(request, world, "");
    if (!folder) return tl::unexpected(Message("no-such-file", {}).with("path", argument));
    if (world.revisions == nullptr)
        return tl::unexpected(Message("no-git", {}).with("argument", argument));
    return read_revision(*world.revisions, *folder, argument);
}

}  // namespace

int run_without(const Request& request, World& world) {
    return answer(
        request, world, "",
        [&](Case& the_case, const AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
            if (!request.each && request.arguments.empty()) {
                return tl::unexpected(
                    NoAnswer(usage_message("`valla without` needs something to leave out",
                                           "name a source, person or place, or write --each")));
            }
            auto asked = find_all(the_case, request.arguments);
            if (!asked) return tl::unexpected(std::move(asked.error()));
            auto assessment = assess(request, the_case);
            if (!assessment) return tl::unexpected(NoAnswer(std::move(assessment.error())));
            if (request.each) return ranked(request, head, **assessment);
            return left_out(request, head, **assessment, *asked);
        });
}

int run_compare(const Request& request, World& world) {
    return answer(
        request, world, "",
        [&](Case& the_case, const AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
            auto ids = find_ids(the_case, request.arguments);
            if (!ids) return tl::unexpected(NoAnswer(std::move(ids.error())));
            auto assessment = assess(request, the_case);
            if (!assessment) return tl::unexpected(NoAnswer(std::move(assessment.error())));
            const auto synopsis = consequence::synopsis(**assessment, ids->front());
            return shown(request, head,
                         synopsis ? render::synopsis_view(**assessment, *synopsis)
                                  : render::no_synopsis(**assessment, ids->front()),
                         render::synopsis_as_text, render::synopsis_as_json,
                         render::synopsis_as_csv);
        });
}

int run_why(const Request& request, World& world) {
    return answer(
        request, world, "",
        [&](Case& the_case, const AnswerHead& head) -> tl::expected<std::string, NoAnswer> {
            std::string words;
            for (const std::string& word : request.arguments)
                words += (words.empty() ? "" : " ") + word;
            auto asked = find_all(the_case, {words});
            if (!asked) return tl::unexpected(std::move(asked.error()));
            auto made = assess(request, the_case);
            if (!made) return tl::unexpected(NoAnswer(std::move(made.error())));
            Assessment& assessment = **made;
            render::WhyAnswerView view;
            const Asked& one = asked->front();
            if (one.name.none()) {
                std::vector<evidence::StatementId> statements;
                for (const casefile::RowId row : one.rows)
                    statements.push_back(assessment.evidence().propositions().state(row));
                view = explained(assessment, *asked, statements);
            } else if (auto inference = consequence::explain_inference(assessment, one.name)) {
                if (!*inference) return tl::unexpected(NoAnswer(std::move(inference->error())));
                view.reading = reading_name(assessment);
                view.inference = render::why_inference_view(assessment, **inference);
            } else {
                view = explained(assessment, *asked, statements_about(assessment, one.name));
                if (view.statements.empty()) view.unsaid = {one.text};
            }
            return shown(request, head, view, render::why_as_text, render::why_as_json,
                         render::why_as_csv);
        });
}

int run_diff(const Request& request, World& world) {
    std::vector<Folder> folders;
    bool broken = false;
    for (const std::string& path : request.arguments) {
        auto folder = read_side(request, world, path);
        if (!folder) return fail(request, world, std::move(folder.error()));
        if (casefile::has_errors(folder->messages)) {
            broken = true;
            if (!request.partial) {
                folder->messages.push_back({nullptr, Message("case-has-errors", {})});
                tell(request, world, folder->messages);
                return exit_mistakes;
            }
        }
        folders.push_back(std::move(*folder));
    }
    auto difference = consequence::difference(folders[0].text, folders[1].text, request.reading,
                                              render::answers_in_words);
    if (!difference) return fail(request, world, std::move(difference.error()));
    render::DifferenceView view;
    view.before = request.arguments[0];
    view.after = request.arguments[1];
    view.reading = request.reading;
    for (const consequence::CardChange& card : difference->cards) {
        const bool old = card.kind == consequence::CardChange::Kind::removed;
        std::uint32_t line = 1;
        for (const text::Source& file : folders[old ? 0 : 1].text.files) {
            if (file.path() == card.path) line = file.position(card.begin).line;
        }
        view.lines.push_back(line);
    }
    view.difference = std::move(*difference);
    const AnswerHead head{folders[1].case_name, broken};
    if (broken && request.format == "text")
        world.out << "PARTIAL: a case has errors; what could not be read is missing here.\n\n";
    world.out << shown(request, head, view, render::difference_as_text, render::difference_as_json,
                       render::difference_as_csv);
    return broken ? exit_mistakes : exit_well;
}

}  // namespace valla::app
