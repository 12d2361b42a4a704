#include "app/ui/sheet_words.h"

#include <array>
#include <string_view>
#include <utility>

#include "app/ui/words.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// The file's head is in English, as the command line wants it; whoever typed the sheet reads what
// each column is for.
constexpr std::array<std::pair<std::string_view, const char*>, 13> kColumnNames{
    {{"date", translatable("day")},
     {"time", translatable("time of day")},
     {"outing_kind", translatable("kind of outing")},
     {"place", translatable("place")},
     {"township", translatable("township")},
     {"entry", translatable("entry")},
     {"people", translatable("number of people")},
     {"topic", translatable("topic")},
     {"pathway", translatable("pathway")},
     {"department", translatable("office")},
     {"outcome", translatable("outcome")},
     {"leaflet", translatable("leaflet")},
     {"copies", translatable("number of copies")}}};

std::string column_name(const std::string& column) {
  for (const auto& [id, name] : kColumnNames) {
    if (id == column) {
      return std::string(tr(name)) + " (" + column + ")";
    }
  }
  return column;
}

const char* mistake_text(core::SheetMistake what) {
  using enum core::SheetMistake;
  switch (what) {
    case FileTooLarge:
      return tr("The file is too large for a sheet");
    case TooManyRows:
      return tr("More than {wanted} rows: import it in parts");
    case EmptyFile:
      return tr("The file is empty");
    case NoRows:
      return tr("There is no row under the head");
    case ZeroByte:
      return tr("This is no text file");
    case NotUtf8:
      return tr("Save the file as “CSV UTF-8” in Excel or WPS");
    case Quotation:
      return tr("A quotation mark is missing, or one too many");
    case Head:
      return tr("The head is another one; take the form that came with the program");
    case ColumnCount:
      return tr("There are {said} columns, the head has {wanted}");
    case Number:
      return tr("Wants a number from 1 to {wanted}, not “{said}”");
    case UnknownName:
      return tr("“{said}” is not on the list; write it as on the screen");
    case NotOneOf:
      return tr("“{said}” is none of: {wanted}");
    case MustBeEmpty:
      return tr("Must be empty in this row, but says “{said}”");
    case Day:
      return tr("“{said}” is not a day such as 2021-01-10");
    case TimeOfDay:
      return tr("“{said}” is not a time such as 08:14; it may be empty");
    case Text:
      return tr("Is empty or too long: at most {wanted} characters");
    case UnlikeEarlier:
      break;
  }
  return tr("An earlier row of this day and place says “{said}”");
}

}  // namespace

std::string words_of(const core::SheetProblem& problem) {
  const std::string what =
      fill(mistake_text(problem.what),
           {{"said", problem.said},
            {"wanted", problem.choices.empty() ? problem.wanted : listed_words(problem.choices)}});
  if (problem.line == 0) {
    return what;
  }
  const std::string line = std::to_string(problem.line);
  return problem.column.empty()
             ? fill(tr("Line {n}: {what}"), {{"n", line}, {"what", what}})
             : fill(tr("Line {n}, {column}: {what}"),
                    {{"n", line}, {"column", column_name(problem.column)}, {"what", what}});
}

}  // namespace outreach::ui
