#include "app/kiosk/settings_file.h"

#include <array>
#include <string_view>
#include <utility>

#include "platform/json/json.h"

namespace outreach::kiosk {
namespace {

constexpr const char* kSettingsFile = "settings.json";
constexpr std::size_t kSettingsBytesMax = 64 << 10;

template <typename Value, std::size_t Size>
using Codes = std::array<std::pair<Value, std::string_view>, Size>;

constexpr Codes<core::Language, 2> kLanguages{
    {{core::Language::Chinese, "zh_CN"}, {core::Language::English, "en"}}};
constexpr Codes<core::TypeSize, 3> kTypeSizes{{{core::TypeSize::Standard, "standard"},
                                               {core::TypeSize::Large, "large"},
                                               {core::TypeSize::Largest, "largest"}}};
constexpr Codes<core::Contrast, 2> kContrasts{
    {{core::Contrast::Normal, "normal"}, {core::Contrast::High, "high"}}};
constexpr Codes<bool, 2> kOffAndOn{{{false, "off"}, {true, "on"}}};

template <typename Value, std::size_t Size>
Value read(const Json& json, const char* key, const Codes<Value, Size>& codes) {
  const auto code = text_member(json, key);
  for (const auto& [value, word] : codes) {
    if (code == word) {
      return value;
    }
  }
  return codes.front().first;
}

template <typename Value, std::size_t Size>
std::string_view code_of(Value value, const Codes<Value, Size>& codes) {
  for (const auto& [candidate, word] : codes) {
    if (candidate == value) {
      return word;
    }
  }
  return codes.front().second;
}

}  // namespace

core::Settings load_settings(const Path& data, Files& files) {
  const auto bytes = files.read(data / kSettingsFile, kSettingsBytesMax);
  if (!bytes) {
    return {};
  }
  const auto json = parse_json(text_of(*bytes));
  if (!json) {
    return {};
  }
  return {read(*json, "language", kLanguages), read(*json, "type_size", kTypeSizes),
          read(*json, "contrast", kContrasts), read(*json, "gloves", kOffAndOn),
          read(*json, "sounds", kOffAndOn),    read(*json, "self_service", kOffAndOn)};
}

Result<void> save_settings(const Path& data, Files& files, const core::Settings& settings) {
  Json json = Json::object();
  json["language"] = code_of(settings.language, kLanguages);
  json["type_size"] = code_of(settings.type_size, kTypeSizes);
  json["contrast"] = code_of(settings.contrast, kContrasts);
  json["gloves"] = code_of(settings.gloves, kOffAndOn);
  json["sounds"] = code_of(settings.sounds, kOffAndOn);
  json["self_service"] = code_of(settings.self_service, kOffAndOn);
  return files.write_atomically(data / kSettingsFile, bytes_of(write_json_indented(json) + "\n"),
                                kEveryoneReads);
}

}  // namespace outreach::kiosk
