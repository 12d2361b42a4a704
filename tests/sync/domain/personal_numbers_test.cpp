#include "sync/domain/personal_numbers.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace outreach::domain {
namespace {

TEST_CASE("PersonalNumbers: phones and IDs however they are written, and no amounts or years",
          "[domain]") {
  const auto all_are = [](PersonalNumber kind, std::initializer_list<const char*> texts) {
    for (const char* text : texts) {
      INFO(text);
      CHECK(personal_number_in(text) == kind);
    }
  };
  all_are(PersonalNumber::Mobile,
          {"13935712345", "电话139 3571 2345找老王", "139-3571-2345", "１３９３５７１２３４５",
           "一三九三五七一二三四五", "幺三九三五七幺二三四五", "+86 139.3571.2345", "199·1357·2345",
           "1 3 9 3 5 7 1 2 3 4 5", "139　3571　2345", "3人 2021年，13935712345"});
  all_are(PersonalNumber::Landline, {"0357-4522345", "（0357）04522345678", "010 12345678",
                                     "〇三五七四五二二三四五", "03574522345"});
  all_are(PersonalNumber::IdCard,
          {"142323199101011234", "14232319910101123X", "14232319910101123x", "14232319910101123Ｘ",
           "142323 19910101 1234", "142323910101123", "身份证号142323199101011234。"});
  all_are(PersonalNumber::LongNumber,
          {"1234567", "4522345", "452-2345", "6222 0012 3456 7890 123", "12935712345",
           "142323-1991-01-01-1234", "案号20210001234", "139357123456"});
  for (const char* text : {"",
                           "咨询土地",
                           "50份",
                           "100000元",
                           "10,000元",
                           "2021年1月10日",
                           "2021-01-10",
                           "2021.1.10",
                           "2020-2021年",
                           "二〇二一年",
                           "两三个人",
                           "三 五个",
                           "12345",
                           "邮编043400",
                           "第34条第2项",
                           "X",
                           "5X",
                           "1.5亩 3.2亩",
                           "2021—2022—2023",
                           "东关·西关",
                           "08:14到17:30"}) {
    INFO(text);
    CHECK_FALSE(personal_number_in(text).has_value());
  }
}

TEST_CASE("PersonalNumbers: six digits in a row are taken, a seventh is one too many", "[domain]") {
  CHECK_FALSE(personal_number_in(std::string(kDigitRunMax, '5')));
  CHECK(personal_number_in(std::string(kDigitRunMax + 1, '5')) == PersonalNumber::LongNumber);
}

TEST_CASE("PersonalNumbers: the first number of several is named", "[domain]") {
  CHECK(personal_number_in("0357-4522345，13935712345") == PersonalNumber::Landline);
  CHECK(personal_number_in("13935712345，0357-4522345") == PersonalNumber::Mobile);
}

TEST_CASE("PersonalNumbers: all of several are named, in their order", "[domain]") {
  CHECK(personal_numbers_in("案号1234567，打13935712345或0357-4522345") ==
        std::vector{PersonalNumber::LongNumber, PersonalNumber::Mobile, PersonalNumber::Landline});
  CHECK(personal_numbers_in("3 亩地，欠 12000 元").empty());
}

TEST_CASE("PersonalNumbers: an ID card behind a phone number is found, a phone alone is none",
          "[domain]") {
  CHECK(may_hold_id_card("14102319510203417X"));
  CHECK(may_hold_id_card("13935712345 141023195102034170"));
  CHECK(may_hold_id_card("一四一零二三 五一零二 零三四一七"));
  CHECK_FALSE(may_hold_id_card("13935712345"));
  CHECK_FALSE(may_hold_id_card("13935712345，0357-4522345"));
  CHECK_FALSE(may_hold_id_card(std::string(kIdDigitsMin - 1, '5')));
}

TEST_CASE("PersonalNumbers: bytes that are no text end a run and nothing else", "[domain]") {
  CHECK_FALSE(
      personal_number_in("123\xFF"
                         "4567"));
  CHECK(personal_number_in("\xFF"
                           "13935712345") == PersonalNumber::Mobile);
}

}  // namespace
}  // namespace outreach::domain
