// What a speech engine is told for what is written.
#include "platform/text/spoken.h"

#include <utility>

#include "platform/base/text.h"
#include "tests/support/catch.h"

namespace outreach {
namespace {

constexpr MessageLanguage kChinese = MessageLanguage::Chinese;
constexpr MessageLanguage kEnglish = MessageLanguage::English;

// The pieces with a bar between.
std::string said(std::string_view text, MessageLanguage language = kChinese) {
  std::string all;
  for (const SpokenPiece& piece : spoken_pieces(text, language)) {
    all += (all.empty() ? "" : "|") + piece.words;
  }
  return all;
}

TEST_CASE("Spoken: a number is read as Chinese say it", "[spoken]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"0", "零"},
      {"7", "七"},
      {"10", "十"},
      {"15", "十五"},
      {"20", "二十"},
      {"100", "一百"},
      {"105", "一百零五"},
      {"110", "一百一十"},
      {"1000", "一千"},
      {"1005", "一千零五"},
      {"1010", "一千零一十"},
      {"1250", "一千二百五十"},
      {"10000", "一万"},
      {"10500", "一万零五百"},
      {"100010", "十万零一十"},
      {"120000", "十二万"},
      {"20000000", "二千万"},
      {"100000001", "一亿零一"},
      {"1000000000000", "一万亿"},
      {"007", "零零七"},
      {"12345678901234567", "一二三四五六七八九零一二三四五六七"},
      {"", ""},
      {"1a", "1a"},
  };
  for (const auto& [digits, words] : cases) {
    CHECK(chinese_number(digits) == words);
  }
}

TEST_CASE("Spoken: dates, years and times are said as such", "[spoken]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"15日", "十五日"},
      {"60日内办结", "六十日内办结"},
      {"2022年5月1日起施行", "二零二二年五月一日起施行"},
      {"2022年05月02日", "二零二二年五月二日"},
      {"2008-05-01 施行", "二零零八年五月一日 施行"},
      {"2025/12/31", "二零二五年十二月三十一日"},
      {"2022-2025年", "二零二二到二零二五年"},
      {"10:30", "十点三十分"},
      {"8：00", "八点"},
      {"14:05", "十四点零五分"},
      {"2:30", "两点三十分"},
      {"8:30-12:00", "八点三十分到十二点"},
      {"10年", "十年"},
      {"２０２２年", "二零二二年"},
  };
  for (const auto& [written, words] : cases) {
    CHECK(said(written) == words);
  }
}

TEST_CASE("Spoken: amounts, parts, ranges and decimals are said as such", "[spoken]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"1,250", "一千二百五十"}, {"12,345,678 元", "一千二百三十四万五千六百七十八元"},
      {"1000000元", "一百万元"}, {"¥1,250", "一千二百五十元"},
      {"￥3.5万", "三点五万"},   {"95%", "百分之九十五"},
      {"0.5％", "百分之零点五"}, {"5-10%", "百分之五到百分之十"},
      {"3‰", "千分之三"},        {"3.14", "三点一四"},
      {"1-2 天", "一到两天"},    {"3～5个工作日", "三到五个工作日"},
      {"2 人", "两人"},          {"2个月", "两个月"},
      {"2月", "二月"},           {"第2条", "第二条"},
      {"第27条", "第二十七条"},  {"1/2", "二分之一"},
      {"1 / 3", "第一，共三"},   {"12 条", "十二条"},
  };
  for (const auto& [written, words] : cases) {
    CHECK(said(written) == words);
  }
}

TEST_CASE("Spoken: receipts and phone numbers are said digit by digit", "[spoken]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"3814 0926 5578", "三八一四，零九二六，五五七八"},
      {"381409265578", "三八一四零九二六五五七八"},
      {"13812345678", "幺三八幺二三四五六七八"},
      {"138-1234-5678", "幺三八，幺二三四，五六七八"},
      {"0357-4522222", "零三五七，四五二二二二二"},
      {"请拨打12345", "请拨打一二三四五"},
      {"12348热线", "一二三四八热线"},
      {"电话：110", "电话，幺幺零"},
      {"12345 元", "一万二千三百四十五元"},
  };
  for (const auto& [written, words] : cases) {
    CHECK(said(written) == words);
  }
}

TEST_CASE("Spoken: what is already in words, and what is only drawn, is left as it is or left out",
          "[spoken]") {
  CHECK(said("第三十一条") == "第三十一条");
  CHECK(said("《信访工作条例》第31条") == "信访工作条例第三十一条");
  CHECK(said("村委会/居委会") == "村委会或居委会");
  CHECK(said("曲沃县信访局 · 东关集会") == "曲沃县信访局，东关集会");
  CHECK(said("（一）申请") == "一，申请");
  CHECK(said("——").empty());
  CHECK(said("").empty());
  CHECK(said("。。！").empty());
}

TEST_CASE("Spoken: each sentence is a piece, and what is long is cut at a pause", "[spoken]") {
  CHECK(said("您好！想办什么事？点一点。") == "您好|想办什么事|点一点");
  std::string clause;
  for (int i = 0; i < 41; ++i) {
    clause += "好";
  }
  CHECK(said(clause + "，" + clause) == clause + "|" + clause);
  std::string endless;
  for (int i = 0; i < 1'000; ++i) {
    endless += "好";
  }
  const auto pieces = spoken_pieces(endless, kChinese);
  CHECK(pieces.size() == 5);
  for (const SpokenPiece& piece : pieces) {
    CHECK(code_point_count(piece.words) <= kSpokenPieceMax);
  }
}

TEST_CASE("Spoken: words of the other language are pieces of their own", "[spoken]") {
  CHECK(spoken_pieces("点 English 按钮", kChinese) ==
        std::vector<SpokenPiece>{{"点", kChinese}, {"English", kEnglish}, {"按钮", kChinese}});
  CHECK(spoken_pieces("Stall at 曲沃县, 12 leaflets", kEnglish) ==
        std::vector<SpokenPiece>{
            {"Stall at", kEnglish}, {"曲沃县", kChinese}, {"12 leaflets", kEnglish}});
  CHECK(spoken_pieces("A4纸", kChinese) ==
        std::vector<SpokenPiece>{{"A", kEnglish}, {"四纸", kChinese}});
}

TEST_CASE("Spoken: English has its own ways with numbers", "[spoken]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"In force since 2022-05-01", "In force since 1 May 2022"},
      {"1-2 days", "1 to 2 days"},
      {"95%", "95 percent"},
      {"1,250 leaflets", "1,250 leaflets"},
      {"at 10:30", "at 10:30"},
      {"3814 0926 5578", "3 8 1 4, 0 9 2 6, 5 5 7 8"},
      {"1 / 3", "1 of 3"},
      {"wages/land", "wages or land"},
      {"a well-known way. Don't wait!", "a well-known way|Don't wait"},
  };
  for (const auto& [written, words] : cases) {
    CHECK(said(written, kEnglish) == words);
  }
}

TEST_CASE("Spoken: no text, however odd, leaves a digit in Chinese or breaks UTF-8", "[spoken]") {
  for (const char* odd : {"1-",
                          "-1",
                          "1:2:3",
                          "2022-13-45",
                          "1.2.3.4",
                          "1,2,3",
                          "99:99",
                          "0",
                          "00",
                          "1/",
                          "/1",
                          "¥",
                          "¥ 1",
                          "%5%",
                          "5 %",
                          "2022-05-01-3",
                          "1 2 3 4 5 6 7",
                          "\xff\xfe",
                          "12～",
                          "1e5"}) {
    INFO(odd);
    for (const SpokenPiece& piece : spoken_pieces(odd, kChinese)) {
      CHECK(is_utf8(piece.words));
      CHECK(piece.words.find_first_of("0123456789") == std::string::npos);
    }
  }
}

}  // namespace
}  // namespace outreach
