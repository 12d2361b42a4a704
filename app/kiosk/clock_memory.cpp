#include "app/kiosk/clock_memory.h"

#include <chrono>

#include "platform/json/json.h"

namespace outreach::kiosk {
namespace {

constexpr const char* kClockWordFile = "clock-called-wrong.json";
constexpr const char* kCalledWrongAt = "machine_showed_milliseconds";  // since 1970
constexpr std::size_t kClockWordBytesMax = 4'096;

}  // namespace

std::optional<WallTime> recall_clock(DoubtingClock& clock, const Path& data, Files& files) {
  const auto bytes = files.read(data / kClockWordFile, kClockWordBytesMax);
  const auto json = bytes ? parse_json(text_of(*bytes))
                          : Result<Json>(Error{ErrorCode::NotFound, kClockWordFile});
  const auto number = json ? integer_member(*json, kCalledWrongAt) : std::nullopt;
  if (!number) {
    return std::nullopt;
  }
  const WallTime said{std::chrono::milliseconds(*number)};
  clock.recall_wrong(said);
  return said;
}

Result<void> keep_clock_word(const Path& data, Files& files, std::optional<WallTime> called_wrong) {
  if (!called_wrong) {
    return files.remove(data / kClockWordFile);
  }
  Json json = Json::object();
  json[kCalledWrongAt] = called_wrong->time_since_epoch().count();
  return files.write_atomically(data / kClockWordFile, bytes_of(write_json_indented(json) + "\n"),
                                kEveryoneReads);
}

}  // namespace outreach::kiosk
