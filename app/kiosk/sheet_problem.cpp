// What is wrong with a sheet, as the command line says it.
#include <string>
#include <vector>

#include "app/kiosk/sheet.h"

namespace outreach::kiosk {
namespace {

std::string told_choices(const std::vector<std::string>& choices) {
  std::string all;
  for (const std::string& choice : choices) {
    all += (all.empty() ? "" : ", ") + choice;
  }
  return all;
}

std::string mistake_words(const core::SheetProblem& problem) {
  using enum core::SheetMistake;
  const std::string said = "'" + problem.said + "'";
  switch (problem.what) {
    case FileTooLarge:
      return "the file is larger than 8 MiB: this is not a stall's sheet";
    case TooManyRows:
      return "the sheet has more than " + problem.wanted + " rows; import it in parts";
    case EmptyFile:
      return "the file is empty";
    case NoRows:
      return "there is no row under the head";
    case ZeroByte:
      return "has a zero byte: this is not a text file";
    case NotUtf8:
      return "is not UTF-8: save the file as \"CSV UTF-8\" in Excel or WPS";
    case Quotation:
      return "a quotation mark is not closed or stands inside a field";
    case Head:
      return "the head must name the columns " + problem.wanted + " in this order";
    case ColumnCount:
      return "has " + problem.said + " columns, the head has " + problem.wanted;
    case Number:
      return "wants a whole number from 1 to " + problem.wanted + ", not " + said;
    case UnknownName:
      return said + " is not in the list of names; write it as on the kiosk's screen";
    case NotOneOf:
      return said + " is none of " + told_choices(problem.choices);
    case MustBeEmpty:
      return "must be empty in a row of this entry, but says " + said;
    case Day:
      return said + " is not a day such as 2021-01-10";
    case TimeOfDay:
      return said + " is not a time of day such as 08:14 (it may be empty)";
    case Text:
      return "place and township want one short line, at most " + problem.wanted + " characters";
    case UnlikeEarlier:
      break;
  }
  return "another row of this day and place says " + said;
}

}  // namespace

Error error_of(const core::SheetProblem& problem) {
  using enum core::SheetMistake;
  if (problem.line == 0) {
    const bool too_large = problem.what == FileTooLarge || problem.what == TooManyRows;
    return {too_large ? ErrorCode::TooLarge : ErrorCode::InvalidInput, mistake_words(problem), 0};
  }
  std::string where = "line " + std::to_string(problem.line);
  if (!problem.column.empty()) {
    where += ", column " + problem.column;
  }
  return {ErrorCode::InvalidInput, where + ": " + mistake_words(problem), 0};
}

}  // namespace outreach::kiosk
