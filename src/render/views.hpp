#pragma once

#include <string>
#include <vector>

#include "casefile/case.hpp"
#include "render/words.hpp"
#include "text/message.hpp"

namespace valla::render {

using casefile::CardId;
using casefile::Case;
using casefile::NameId;
using casefile::RowId;

/// Where something stands.
struct PlaceView {
    std::string file;
    std::uint32_t line = 0;
};

struct LineView;

/// A value with its type. `text` is what a person reads; `details` are what the type adds for a
/// program: of a date its EDTF and its days, of an id the kind of what it names.
struct ValueView {
    std::string type;
    std::string text;
    std::vector<text::Parameter> details;
    std::vector<LineView> statement;  ///< of a statement: it, as one line
    bool other = false;               ///< of a statement: `or` stands before it or its value
};

struct QualifierView {
    std::string key;
    ValueView value;
};

/// One line of a card, or one statement: the values of one field, and what is said of them
/// together.
struct LineView {
    std::string subject;
    std::string subject_part;  ///< "begin" or "end" when it is about that of the subject
    std::string field;
    bool negated = false;
    bool only = false;
    bool jointly = false;
    bool bare = false;      ///< an id alone
    bool silence = false;   ///< `no word that`
    bool possible = false;  ///< `can`
    std::string only_of;
    std::string hedge;
    std::string hedge_by;
    std::vector<ValueView> values;
    std::vector<QualifierView> qualifiers;
    PlaceView place;
    std::string text;  ///< the line in words, without its subject
};

struct HopView {
    std::string kind;  ///< "named", "unnamed" or "described"
    std::string text;
    std::string locus;
    std::string hedge;
    std::string hedge_by;
};

/// A chain of sources, origin first.
struct WordView {
    std::vector<HopView> hops;
    std::string text;
    std::string passage;  ///< the passage that it comes by; empty for the card's own
};

struct CardView {
    std::string kind;
    std::string name;
    PlaceView place;
    std::vector<WordView> words;
    std::vector<std::string> accounts;
    bool researchers_own = false;  ///< it states something and nobody else's word is given for it
    std::vector<LineView> lines;
};

/// Another card that names something.
struct MentionView {
    std::string name;
    std::string kind;
    PlaceView place;
    std::string text;  ///< the line
};

/// Everything that a case says about one id.
struct SubjectView {
    std::string name;
    std::string kind;
    std::string label;  ///< its `name:` or `title:`
    std::vector<CardView> cards;
    std::vector<CardView> said_elsewhere;  ///< what passages say of it
    std::vector<MentionView> named_by;
};

PlaceView place_of(const Case& a_case, CardId card, std::uint32_t offset);

/// The folder that all files of a case stand in, with its last slash; empty when their paths have
/// none in common. What is made to be passed on (pages, pictures) names files from there, so that
/// it is the same wherever the case is kept.
std::string folder_of(const Case& a_case);
/// The path of a file, counted from that folder.
std::string_view path_within(std::string_view folder, std::string_view path);

LineView line_view(const Case& a_case, std::uint32_t first_row, std::uint32_t last_row,
                   const Words& words = in_english());
CardView card_view(const Case& a_case, CardId card, const Words& words = in_english());
SubjectView subject_view(const Case& a_case, NameId name);

/// The `name:` or `title:` of an id; empty when it has none.
std::string label_of(const Case& a_case, NameId name);

/// On whose word a card's lines stand: its own chains, those of the passages that it joins, those
/// of the table that it is a row of, and, when it has none of these, those of its accounts.
std::vector<WordView> words_of(const Case& a_case, CardId card,
                               const std::vector<bool>* left = nullptr,
                               const Words& words = in_english());

/// Whether cards of this kind state something on somebody's word.
bool states_something(const Case& a_case, CardId card);

}  // namespace valla::render
