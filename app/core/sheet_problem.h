// What is wrong with a paper sheet that was typed in as a file: for the command line in English,
// for the screen in the words of whoever typed it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace outreach::core {

enum class SheetMistake {
  FileTooLarge,
  TooManyRows,  // `wanted`: at most so many
  EmptyFile,
  NoRows,
  ZeroByte,     // it is no text file
  NotUtf8,      // it is text in another encoding
  Quotation,    // a quotation mark is not closed, or stands inside a field
  Head,         // `wanted`: the columns, in this order
  ColumnCount,  // there are `said`, the head has `wanted`
  Number,       // `wanted`: the most it may be
  UnknownName,  // of a leaflet, a topic or an office
  NotOneOf,     // of the `choices`
  MustBeEmpty,  // in a row of this entry
  Day,
  TimeOfDay,
  Text,           // a place or township; `wanted`: at most so many characters
  UnlikeEarlier,  // an earlier row of this day and place says `said`
};

struct SheetProblem {
  std::size_t line = 0;  // of the file, from 1; 0: the whole file
  std::string column{};  // as the head names it; empty: the whole line
  SheetMistake what = SheetMistake::EmptyFile;
  std::string said{};  // what stands there
  std::string wanted{};
  std::vector<std::string> choices{};  // in the order to be told in
  bool operator==(const SheetProblem&) const = default;
};

// Of one file at a time; who has put these right asks again.
inline constexpr std::size_t kSheetProblemsShown = 5;

}  // namespace outreach::core
