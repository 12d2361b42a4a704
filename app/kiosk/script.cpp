#include "app/kiosk/script.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "platform/base/text.h"

namespace outreach::kiosk {
namespace {

// One line, read from left to right. The first thing that is not as expected is kept.
class LineReader {
 public:
  explicit LineReader(std::string_view line) : rest_(trimmed(line)) {}

  bool at_end() const {
    return rest_.empty();
  }

  bool at_text() const {
    return !rest_.empty() && rest_.front() == '"';
  }

  std::string word() {
    const auto stop = std::min(rest_.find_first_of(" \t"), rest_.size());
    std::string word(rest_.substr(0, stop));
    move_on(stop);
    return word;
  }

  std::string text() {
    if (!at_text()) {
      return expected("a text in quotes");
    }
    std::string out;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == '"') {
        move_on(i + 1);
        return out.empty() ? expected("a text that is not empty") : out;
      }
      if (rest_[i] == '\\' && i + 1 < rest_.size()) {
        i += 1;
        out += escaped(rest_[i]);
      } else {
        out += rest_[i];
      }
    }
    return expected("a closing quote");
  }

  float number() {
    const std::string word_read = word();
    float value = 0;
    const char* end = word_read.data() + word_read.size();
    const auto [stop, error] = std::from_chars(word_read.data(), end, value);
    if (error != std::errc() || stop != end || !std::isfinite(value)) {
      expected("a number");
      return 0;
    }
    return value;
  }

  std::string expected(const std::string& what) {
    if (!problem_) {
      problem_ = "expected " + what;
    }
    rest_ = {};
    return {};
  }

  const std::optional<std::string>& problem() const {
    return problem_;
  }

 private:
  static char escaped(char letter) {
    switch (letter) {
      case 'n':
        return '\n';
      case 'b':
        return '\b';
      case 'e':
        return '\x1b';
      default:
        return letter;
    }
  }

  void move_on(std::size_t count) {
    rest_ = trimmed(rest_.substr(count));
  }

  std::string_view rest_;
  std::optional<std::string> problem_;
};

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

ScriptStep read_tap(LineReader& line) {
  TapStep step{line.text(), 1, {}};
  while (!line.at_end()) {
    const std::string word = line.word();
    if (word == "in" && step.group.empty()) {
      step.group = line.text();
      continue;
    }
    const auto times =
        word.starts_with('x') ? whole_number(std::string_view(word).substr(1)) : std::nullopt;
    if (!times || *times < 1 || *times > kTapTimesMax) {
      line.expected("x1 to x" + std::to_string(kTapTimesMax) + ", or in \"…\"");
    } else {
      step.times = *times;
    }
  }
  return step;
}

ScriptStep read_drag(LineReader& line) {
  DragStep step;
  if (line.at_text()) {
    step.label = line.text();
  } else {
    step.x1 = line.number();
    step.y1 = line.number();
  }
  step.x2 = line.number();
  step.y2 = line.number();
  return step;
}

std::string read_name(LineReader& line) {
  std::string name = line.word();
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
  if (name.empty() || !plain) {
    line.expected("a name of letters, digits, - and _");
  }
  return name;
}

ScriptStep read_wait(LineReader& line) {
  constexpr std::array<std::pair<std::string_view, std::chrono::milliseconds>, 4> kUnits{
      {{"ms", std::chrono::milliseconds(1)},
       {"s", std::chrono::seconds(1)},
       {"m", std::chrono::minutes(1)},
       {"h", std::chrono::hours(1)}}};
  const std::string word = line.word();
  const std::string_view digits =
      std::string_view(word).substr(0, word.find_first_not_of("0123456789"));
  const std::string_view unit = std::string_view(word).substr(digits.size());
  const auto amount = whole_number(digits);
  const auto* found = std::find_if(kUnits.begin(), kUnits.end(),
                                   [&](const auto& row) { return row.first == unit; });
  if (!amount || found == kUnits.end() || *amount * found->second > kWaitMax) {
    line.expected("a time such as 300ms, 3s, 10m or 2h");
    return WaitStep{};
  }
  return WaitStep{*amount * found->second};
}

ScriptStep read_set_clock(LineReader& line) {
  const std::string word = line.word();
  const auto date = date_from_iso(std::string_view(word).substr(0, word.find('T')));
  const auto hours =
      word.size() == 16 ? whole_number(std::string_view(word).substr(11, 2)) : std::nullopt;
  const auto minutes =
      word.size() == 16 ? whole_number(std::string_view(word).substr(14, 2)) : std::nullopt;
  if (!date || !hours || !minutes || word[13] != ':' || *hours < 0 || *hours > 23 || *minutes < 0 ||
      *minutes > 59) {
    line.expected("a time such as 2021-01-10T08:00");
    return SetClockStep{};
  }
  return SetClockStep{std::chrono::sys_days{*date} + std::chrono::hours(*hours) +
                      std::chrono::minutes(*minutes) - kChinaOffset};
}

ScriptStep read_step(LineReader& line) {
  const std::string verb = line.word();
  if (verb == "tap") {
    return read_tap(line);
  }
  if (verb == "type") {
    return TypeStep{line.text()};
  }
  if (verb == "drag") {
    return read_drag(line);
  }
  if (verb == "see") {
    return SeeStep{line.text()};
  }
  if (verb == "gone") {
    return GoneStep{line.text()};
  }
  if (verb == "shot") {
    return ShotStep{read_name(line)};
  }
  if (verb == "wait") {
    return read_wait(line);
  }
  if (verb == "set-clock") {
    return read_set_clock(line);
  }
  if (verb == "taps") {
    return TapsStep{read_name(line)};
  }
  if (verb == "power-cut") {
    return PowerCutStep{};
  }
  if (verb != "quit") {
    line.expected("tap, type, drag, see, gone, shot, wait, set-clock, taps, quit or power-cut");
  }
  return QuitStep{};
}

}  // namespace

Result<Script> parse_script(std::string_view text, std::string name) {
  if (!is_utf8(text)) {
    return Error{ErrorCode::InvalidInput, name + ": is not UTF-8", 0};
  }
  Script script{std::move(name), {}};
  int number = 0;
  for (const std::string_view line : split(text, '\n')) {
    number += 1;
    const std::string_view content = trimmed(line);
    if (content.empty() || content.front() == '#') {
      continue;
    }
    LineReader reader(content);
    ScriptStep step = read_step(reader);
    if (!reader.at_end()) {
      reader.expected("the end of the line");
    }
    if (reader.problem()) {
      return Error{ErrorCode::InvalidInput,
                   script.name + ":" + std::to_string(number) + ": " + *reader.problem() + ": " +
                       std::string(content),
                   0};
    }
    script.lines.push_back({number, std::string(content), std::move(step)});
  }
  return script;
}

}  // namespace outreach::kiosk
