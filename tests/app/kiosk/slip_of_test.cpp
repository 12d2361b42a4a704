// What the day's slip says. Without catalogues of messages, words are English and names Chinese.
#include "app/kiosk/slip_of.h"

#include "tests/support/catch.h"
#include "tests/support/fake_clock.h"
#include "tests/support/slip_words.h"
#include "tests/support/temporary_folder.h"

namespace outreach::kiosk {
namespace {

using testing::all_words;
using testing::kMarketMorning;
using testing::says;
using testing::words_of;

constexpr PrintedAt kBelieved{kMarketMorning, true};
constexpr PrintedAt kDoubted{kMarketMorning, false};

OutingDay market_day() {
  OutingDay day;
  day.county = "曲沃县信访局";
  day.outing = {domain::OutingKind::Market, "县城集", "乐昌镇",
                Date{std::chrono::year{2127} / 1 / 10}};
  day.totals = {1, 38, 1'044, 1'520};
  day.leaflets = {{{"regulations", "信访工作条例", "Regulations"}, 1'400},
                  {{"aid", "法律援助便民卡", {}}, 120}};
  day.staff = {"张三", "李四"};
  day.delivery = {1'066, 41, 20, 1'004, 1};
  return day;
}

TEST_CASE("Slip of the day: it says what, where, when and how many", "[slip]") {
  const Slip slip = slip_of(market_day(), kBelieved);
  INFO(all_words(slip));
  CHECK(words_of(slip).front() == "曲沃县信访局");
  CHECK(says(slip, "县城集"));
  CHECK(says(slip, "乐昌镇|Market"));
  CHECK(all_words(slip).find("2127 Friday") != std::string::npos);
  CHECK(says(slip, "Parties|38"));
  CHECK(says(slip, "People|1,044"));
  CHECK(says(slip, "Copies|1,520"));
  CHECK(says(slip, "信访工作条例|1,400 copies"));
  CHECK(says(slip, "法律援助便民卡|120 copies"));
  CHECK(says(slip, "Recorded by 张三, 李四"));
  CHECK(says(slip, "Only counts; nothing personal of any visitor"));
}

TEST_CASE("Slip of the day: what is off in stock stands there, and nothing where nothing is off",
          "[slip]") {
  OutingDay day = market_day();
  CHECK_FALSE(says(slip_of(day, kBelieved), "Stock off"));
  day.differences = {
      {{"regulations", "信访工作条例", "Regulations"},
       core::ToldDifference{3, true, core::DifferenceReason::Lost}},
      {{"aid", "法律援助便民卡", {}}, core::ToldDifference{-2, false, std::nullopt}}};
  const Slip slip = slip_of(day, kBelieved);
  INFO(all_words(slip));
  CHECK(says(slip, "Stock off"));
  CHECK(says(slip, "信访工作条例|Off by 3 copies · Lost"));
  CHECK(says(slip, "法律援助便民卡|Off by 2 copies · Too many"));
}

TEST_CASE("Slip of the day: a kind of the county's own stands there by its name", "[slip]") {
  OutingDay day = market_day();
  day.outing.kind = domain::OutingKind::Other;
  day.outing.other_kind = "school";
  day.own_kind = domain::CatalogueItem{"school", "进学校", {}};
  CHECK(says(slip_of(day, kBelieved), "乐昌镇|进学校"));
}

TEST_CASE("Slip of the day: it says how far the records went, and the sum adds up", "[slip]") {
  const OutingDay day = market_day();
  const Slip slip = slip_of(day, kBelieved);
  INFO(all_words(slip));
  const auto& counts = day.delivery;
  REQUIRE(counts.recorded ==
          counts.local + counts.on_stick + counts.acknowledged + counts.quarantined);
  CHECK(says(slip, "All records of this machine|1,066"));
  CHECK(says(slip, "= Only here|41"));
  CHECK(says(slip, "+ On USB|20"));
  CHECK(says(slip, "+ At county|1,004"));
  CHECK(says(slip, "+ Returned|1"));
}

TEST_CASE("Slip of the day: an unknown county and a day without leaflets take no line", "[slip]") {
  OutingDay day = market_day();
  const std::size_t lines = slip_of(day, kBelieved).lines.size();
  day.county.clear();
  CHECK(slip_of(day, kBelieved).lines.size() == lines - 1);
  day.leaflets.clear();
  CHECK(slip_of(day, kBelieved).lines.size() == lines - 4);  // two leaflets and their rule
}

TEST_CASE("Slip of the day: an open outing is said to be open", "[slip]") {
  OutingDay day = market_day();
  const std::string open = "This outing is still open: more may come";
  CHECK_FALSE(says(slip_of(day, kBelieved), open));
  day.open = true;
  CHECK(says(slip_of(day, kBelieved), open));
}

TEST_CASE("Slip of the day: a doubtful clock is said to be one", "[slip]") {
  const std::string doubt = "The date of printing is in doubt";
  CHECK(says(slip_of(market_day(), kDoubted), doubt));
  const Slip slip = slip_of(market_day(), kBelieved);
  INFO(all_words(slip));
  CHECK_FALSE(says(slip, doubt));
  CHECK(all_words(slip).find(" 08:14") != std::string::npos);
}

TEST_CASE("Receipt on paper: the number in figures and as a code, and how to ask again", "[slip]") {
  const auto receipt = domain::Receipt::of_number(38'140'926'557);
  const Slip slip = receipt_slip("曲沃县信访局", receipt);
  INFO(all_words(slip));
  CHECK(words_of(slip).front() == "曲沃县信访局");
  CHECK(says(slip, receipt.grouped()));
  CHECK(says(slip, "To hear the answer, bring this number to any stall of the county"));
  std::string scanned;
  for (const SlipLine& line : slip.lines) {
    if (const auto* code = std::get_if<SlipQr>(&line)) {
      scanned = code->text;
    }
  }
  CHECK(domain::Receipt::read(scanned) == receipt);
  CHECK(receipt_slip({}, receipt).lines.size() == slip.lines.size() - 1);
  const testing::TemporaryFolder no_assets;
  for (const int dots : {kDotsOf58Millimetres, kDotsOf80Millimetres}) {
    CHECK(set_slip(slip, dots, no_assets.path()));
  }
}

core::GuideResultView unpaid_wages() {
  const Date since{std::chrono::year{2008} / 5 / 1};
  core::GuideResultView result;
  result.title = "拖欠工资，这样办";
  result.offices = {{"县人力资源和社会保障局", {"0357-1234567", "", "8:00-12:00"}},
                    {"乡镇人民政府", {}}};
  result.pathway = domain::Pathway::Arbitration;
  result.clocks = {{"申请劳动仲裁",
                    "1年",
                    "从劳动关系结束那天算起",
                    {{"劳动争议调解仲裁法", "第二十七条第四款", since}}}};
  result.bring = {"身份证", "工资条、欠条"};
  result.statements = {
      {"信访里提出来，也转到仲裁程序去办。", {{"信访工作条例", "第三十一条第二项", since}}}};
  return result;
}

TEST_CASE("Guide on paper: where to go, the clock with what starts it, the way, and each law",
          "[slip][guide]") {
  const Slip slip = guide_slip("曲沃县信访局", unpaid_wages());
  INFO(all_words(slip));
  const auto words = words_of(slip);
  const auto at = [&](const std::string& line) {
    return std::ranges::find(words, line) - words.begin();
  };
  const auto end = static_cast<std::ptrdiff_t>(words.size());
  CHECK(at("县人力资源和社会保障局") < at("申请劳动仲裁|1年"));
  CHECK(at("申请劳动仲裁|1年") + 1 == at("从劳动关系结束那天算起"));
  CHECK(at("从劳动关系结束那天算起") < at("By which way"));
  CHECK(at("By which way") < end);
  CHECK(says(slip, "Telephone: 0357-1234567"));
  CHECK(says(slip, "Open: 8:00-12:00"));
  CHECK(says(slip, "Address and telephone: as published locally"));
  CHECK(says(slip, "《劳动争议调解仲裁法》 第二十七条第四款 (in force since 2008-05-01)"));
  CHECK(says(slip, "身份证"));
  CHECK(says(slip, "Not yet reviewed by the county"));
  CHECK_FALSE(says(slip, "Write nothing of it on this machine, and say it to nobody else here"));
  const testing::TemporaryFolder no_assets;
  for (const int dots : {kDotsOf58Millimetres, kDotsOf80Millimetres}) {
    CHECK(set_slip(slip, dots, no_assets.path()));
  }
}

TEST_CASE("Guide on paper: a report on an official is warned of, and who reviewed it is named",
          "[slip][guide]") {
  core::GuideResultView result = unpaid_wages();
  result.takes_no_question = true;
  result.pathway = domain::Pathway::Discipline;
  result.reviewer = "张建国";
  const Slip slip = guide_slip({}, result);
  INFO(all_words(slip));
  CHECK(says(slip, "Write nothing of it on this machine, and say it to nobody else here"));
  CHECK(says(slip, "Reviewed by 张建国"));
  CHECK(words_of(slip).front() == "拖欠工资，这样办");
}

TEST_CASE("Slip of the day: the longest names there are fit on both papers", "[slip]") {
  OutingDay day = market_day();
  const auto repeated = [](const char* hanzi, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
      text += hanzi;
    }
    return text;
  };
  day.outing.place = repeated("集", domain::kTextMax);
  day.outing.township = repeated("镇", domain::kTextMax);
  day.leaflets.clear();
  for (int i = 0; i < 20; ++i) {
    day.leaflets.push_back({{"id", repeated("册", domain::kTextMax), {}}, 9'999'999});
  }
  day.staff.assign(20, repeated("名", domain::kTextMax));
  const testing::TemporaryFolder no_assets;  // the system's typeface will do
  for (const int dots : {kDotsOf58Millimetres, kDotsOf80Millimetres}) {
    const auto picture = set_slip(slip_of(day, kDoubted), dots, no_assets.path());
    INFO((picture ? std::string() : picture.error().context));
    CHECK(picture);
  }
}

}  // namespace
}  // namespace outreach::kiosk
