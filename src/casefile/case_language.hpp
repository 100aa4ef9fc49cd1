#pragma once

#include <string_view>
#include <vector>

#include "calendar/language.hpp"
#include "syntax/tree.hpp"

namespace valla::casefile {

class Case;

/// The language in which Valla words the dates that it tells of a case: the first that the `case`
/// card names of English, Russian, German, French and Spanish, and English when it names none of
/// them. What a source wrote is shown as it was written, in whatever language.
///
///     calendar::day_in_words(day, Calendar::gregorian, case_language(a_case))
calendar::Language case_language(const Case& a_case);

/// The languages of a case, as far as they are of these five.
struct CaseLanguages {
    std::vector<calendar::Language> named;  ///< in the order of the line
    /// A name may be a slip of the pen for one of the five, or the line is broken: one mistake in
    /// it is not to be one for every date of the case.
    bool unclear = false;
};

/// Adds what the `language:` lines of a file's `case` cards name, each language by its code or by
/// its name in any of the five (calendar::language_named()). Other languages are passed over.
void add_languages(std::string_view bytes, const syntax::Tree& tree, CaseLanguages& languages);

/// The languages in which the dates of a case are read: those that it names, and all five when it
/// names none of them or it is unclear which.
calendar::LanguageSet date_languages(const CaseLanguages& languages);

}  // namespace valla::casefile
