// The words of the interface. A message is named by its English text; the catalogues are gettext
// .mo files made from assets/locale/*.po. Needs no locales package: glibc's built-in C.UTF-8 is
// enough.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace outreach {

enum class MessageLanguage { Chinese, English };

// Where the catalogues are: <folder>/C.UTF-8/LC_MESSAGES/{zh_CN,en}.mo. Reads them, so that tr()
// touches no disk. Control thread, once, before tr(). A folder without catalogues is no error:
// messages then stay English.
void open_messages(const std::filesystem::path& folder);
// From here on tr() answers in this language. Control thread.
void set_message_language(MessageLanguage language);
MessageLanguage message_language();

// The message in the chosen language. The text lives as long as the program. Control thread.
const char* tr(const char* english);

// Marks a message where it stands in a table, so that it is collected; tr() translates it where it
// is shown.
constexpr const char* translatable(const char* english) {
  return english;
}

// Replaces {name} by its value. A name that is not given stays as it is, so that a slip is seen.
std::string fill(std::string_view text,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values);

}  // namespace outreach
