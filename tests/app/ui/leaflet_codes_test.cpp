// A comic taken home: all of its words, in codes that a telephone reads.
#include "app/ui/leaflet_codes.h"

#include <string>

#include "app/ui/receipt_code.h"
#include "platform/base/text.h"
#include "platform/qr/qr.h"
#include "platform/text/locale.h"
#include "tests/app/ui/sample_parts.h"
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

constexpr const char* kLongestName = "信访条例漫画口袋书";

// What the codes say, one after the other, without the line that each begins with.
std::string words_of_codes(const std::vector<std::string>& codes) {
  std::string words;
  for (const std::string& code : codes) {
    words += code.substr(code.find('\n') + 1);
  }
  return words;
}

TEST_CASE("Taking a leaflet home: every panel's words and every law are in its codes, in order",
          "[screens][reader]") {
  const auto window = open_window(1280, 800);  // for the messages
  REQUIRE_FALSE(sample_comics().empty());
  for (const auto& comic : sample_comics()) {
    for (const core::Language language : {core::Language::Chinese, core::Language::English}) {
      const auto codes = leaflet_codes(*comic, kLongestName, language);
      INFO(comic->id << ", " << codes.size() << " codes");
      CHECK(codes.size() > 1);
      for (std::size_t i = 0; i < codes.size(); ++i) {
        CHECK(codes[i].size() <= kTextCodeBytesMax);
        CHECK(is_utf8(codes[i]));
        CHECK(make_qr(codes[i]));
        CHECK(codes[i].starts_with(std::string(kLongestName) + " " + std::to_string(i + 1) + "/" +
                                   std::to_string(codes.size()) + "\n"));
      }
      std::string words = words_of_codes(codes);
      std::erase(words, '\n');
      std::size_t at = 0;
      for (const domain::LeafletPanel& panel : comic->comic.panels) {
        const std::string& said =
            language == core::Language::Chinese ? panel.narration : panel.narration_english;
        const std::size_t found = words.find(said, at);
        INFO(said);
        REQUIRE(found != std::string::npos);
        at = found + said.size();
      }
      for (const domain::Citation& source : comic->comic.sources) {
        CHECK(words.find(source.article, at) != std::string::npos);
      }
    }
  }
}

TEST_CASE("Taking a leaflet home: a name as long as any leaves room for words",
          "[screens][reader]") {
  const auto window = open_window(1280, 800);
  std::string name;
  for (std::size_t i = 0; i < domain::kTextMax; ++i) {
    name += "书";
  }
  for (const std::string& code :
       leaflet_codes(*sample_comics().front(), name, core::Language::Chinese)) {
    CHECK(code.size() <= kTextCodeBytesMax);
    CHECK(code.size() > name.size() + 40);
  }
}

TEST_CASE("Taking a leaflet home: from the last page, code by code and back", "[screens][reader]") {
  CHECK(Visitor("reader-end").tap("带走") == core::Intent{core::ShowLeafletCode{true}});
  CHECK(Visitor("reader-page-end").scene().find_targets("带走").empty());
  Visitor person("reader-take-away");
  CHECK(person.scene().sees("第 1 张码"));
  CHECK(person.scene().find_targets("上一张码").empty());
  person.tap("下一张码");
  CHECK(person.scene().sees("第 2 张码"));
  person.tap("上一张码");
  CHECK(person.scene().sees("第 1 张码"));
  while (!person.scene().find_targets("下一张码").empty()) {
    person.tap("下一张码");
  }
  CHECK(person.tap("返回") == core::Intent{core::ShowLeafletCode{false}});
}

}  // namespace
}  // namespace outreach::ui
