#include "platform/text/locale.h"

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "tests/support/catch.h"

namespace outreach {
namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

// msgid -> msgstr of a catalogue. A string may go on over several quoted lines.
std::set<std::pair<std::string, std::string>> entries_of(const char* name) {
  static const std::regex continued("\"\n\"");
  const std::string text = std::regex_replace(
      content_of(std::filesystem::path(OUTREACH_SOURCE_FOLDER) / "assets/locale" / name), continued,
      "");
  static const std::regex entry("msgid \"(.+)\"\nmsgstr \"(.*)\"\n");
  std::set<std::pair<std::string, std::string>> entries;
  for (std::sregex_iterator it(text.begin(), text.end(), entry), end; it != end; ++it) {
    entries.emplace((*it)[1], (*it)[2]);
  }
  return entries;
}

std::multiset<std::string> placeholders_of(const std::string& text) {
  static const std::regex placeholder("\\{[a-z_]+\\}");
  std::multiset<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), placeholder), end; it != end; ++it) {
    found.insert(it->str());
  }
  return found;
}

TEST_CASE("Locale: messages change language while the program runs", "[locale]") {
  open_messages(std::filesystem::path(OUTREACH_ASSETS) / "locale");
  set_message_language(MessageLanguage::Chinese);
  CHECK(std::string(tr("Saved")) == "已保存");
  set_message_language(MessageLanguage::English);
  CHECK(std::string(tr("Saved")) == "Saved");
  set_message_language(MessageLanguage::Chinese);
  CHECK(std::string(tr("Saved")) == "已保存");
}

TEST_CASE("Locale: a message without a translation stays English", "[locale]") {
  open_messages(std::filesystem::path(OUTREACH_ASSETS) / "locale");
  CHECK(std::string(tr("No such message")) == "No such message");
}

TEST_CASE("Locale: fill replaces by name, in any order, and leaves unknown names", "[locale]") {
  CHECK(fill("{month}月{day}日", {{"day", "22"}, {"month", "11"}}) == "11月22日");
  CHECK(fill("{a}{a} {b}", {{"a", "x"}}) == "xx {b}");
  CHECK(fill("open { only", {{"only", "x"}}) == "open { only");
  CHECK(fill("{a}", {{"a", "{b}"}, {"b", "no"}}) == "{b}");
}

TEST_CASE("Locale: every message the screens use has words in both languages", "[locale]") {
  std::set<std::string> used;
  static const std::regex call("\\btr\\(\"((?:[^\"\\\\]|\\\\.)*)\"\\)");
  for (const auto& file : std::filesystem::directory_iterator(
           std::filesystem::path(OUTREACH_SOURCE_FOLDER) / "app/ui")) {
    const std::string text = content_of(file.path());
    for (std::sregex_iterator it(text.begin(), text.end(), call), end; it != end; ++it) {
      used.insert((*it)[1]);
    }
  }
  REQUIRE(used.size() > 50);
  for (const char* name : {"zh_CN.po", "en.po"}) {
    std::set<std::string> translated;
    for (const auto& [english, words] : entries_of(name)) {
      INFO(name << ": " << english);
      CHECK_FALSE(words.empty());
      translated.insert(english);
    }
    for (const std::string& english : used) {
      INFO(name << " lacks: " << english);
      CHECK(translated.contains(english));
    }
  }
}

TEST_CASE("Locale: a translation uses no placeholder that its message does not have", "[locale]") {
  for (const auto& [english, words] : entries_of("zh_CN.po")) {
    const auto given = placeholders_of(english);
    for (const std::string& placeholder : placeholders_of(words)) {
      INFO(english << " -> " << words);
      CHECK((given.contains(placeholder) || placeholder == "{month}"));
    }
  }
}

}  // namespace
}  // namespace outreach
