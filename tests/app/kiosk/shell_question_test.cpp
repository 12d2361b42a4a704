// 登记详情（封存） on the kiosk without its window: sealed, recorded, and nowhere else.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "app/kiosk/slip_of.h"
#include "platform/printer/slip.h"
#include "sync/protocol/answer.h"
#include "sync/protocol/question.h"
#include "tests/app/kiosk/kiosk_with_questions.h"
#include "tests/support/paper_roll.h"

namespace outreach::kiosk {
namespace {

TEST_CASE("Shell: a sealed question gives a receipt once and leaves no word", "[shell][privacy]") {
  KioskWithQuestions kiosk;
  kiosk.enrol_with_key();
  kiosk.open_outing();
  const core::QuestionHandle words = kiosk.leave_question();
  kiosk.until_receipt();
  CHECK(words.use_count() == 1);  // nobody else holds them any more
  const auto receipt = domain::Receipt::read(kiosk.receipt());
  REQUIRE(receipt);
  const auto questions = kiosk.recorded();
  REQUIRE(questions.size() == 1);
  CHECK(questions.front().topic == "homestead");
  const auto opened = protocol::open_question(questions.front().sealed, kiosk.casework());
  REQUIRE(opened);
  CHECK(*opened == protocol::QuestionWords{kAsked, kContact});
  const auto key = protocol::receipt_key(*receipt, kiosk.casework().public_key());
  REQUIRE(key);
  CHECK(questions.front().answer_key == key->public_key());
  kiosk.say(core::FinishReceipt{});
  CHECK(kiosk.receipt().empty());
  std::vector<std::string> telling = kTelling;
  telling.push_back(receipt->digits());
  telling.push_back(receipt->grouped());
  CHECK(kiosk.in_files(telling) ==
        std::vector<std::string>());  // the log holds all that was written
  kiosk.close();
  CHECK(kiosk.in_files(telling) == std::vector<std::string>());
  kiosk.start();
  kiosk.say(core::GoTo{core::ScreenName::Question});
  CHECK(kiosk.receipt().empty());
}

TEST_CASE("Shell: a receipt goes on paper from its screen", "[shell][slip]") {
  KioskWithQuestions kiosk;
  const Path device = kiosk.name_printer();
  kiosk.enrol_with_key();
  kiosk.open_outing();
  kiosk.leave_question();
  kiosk.until_receipt();
  kiosk.until_printed(core::PrintJob::None, core::PrinterState::None);
  std::ofstream(device, std::ios::binary);  // plugged in while the receipt is shown
  kiosk.pass(std::chrono::milliseconds{5'000});
  kiosk.until_printed(core::PrintJob::None, core::PrinterState::Ready);
  const auto receipt = domain::Receipt::read(kiosk.receipt());
  REQUIRE(receipt);
  kiosk.say(core::PrintReceipt{});
  kiosk.until_printed(core::PrintJob::Printed, core::PrinterState::Ready);
  std::ifstream file(device, std::ios::binary);
  const std::string taken{std::istreambuf_iterator<char>(file), {}};
  const auto roll = testing::unroll(bytes_of(taken), kDotsOf58Millimetres);
  CHECK(roll.complaint.empty());
  REQUIRE(roll.cut.size() == 1);
  const auto expected =
      set_slip(receipt_slip(kiosk.county(), *receipt), kDotsOf58Millimetres, assets_folder());
  REQUIRE(expected);
  CHECK((roll.cut.front() == *expected));
  kiosk.say(core::FinishReceipt{});
  kiosk.close();
  CHECK(kiosk.in_files({receipt->digits(), receipt->grouped()}) == std::vector<std::string>());
}

TEST_CASE("Shell: a printer that went away is said of the receipt, and counting goes on",
          "[shell][slip]") {
  KioskWithQuestions kiosk;
  const Path device = kiosk.name_printer();
  std::ofstream(device, std::ios::binary);
  kiosk.enrol_with_key();
  kiosk.open_outing();
  kiosk.leave_question();
  kiosk.until_receipt();
  kiosk.until_printed(core::PrintJob::None, core::PrinterState::Ready);
  std::filesystem::remove(device);
  kiosk.say(core::PrintReceipt{});
  kiosk.until_printed(core::PrintJob::NotPrinted, core::PrinterState::None);
  kiosk.say(core::PrintReceipt{});  // there is none to ask
  kiosk.say(core::FinishReceipt{});
  kiosk.hand_out(1);
  kiosk.until_saved();
}

TEST_CASE("Shell: a question that was left while it was sealed is not recorded", "[shell]") {
  KioskWithQuestions kiosk;
  kiosk.enrol_with_key();
  kiosk.open_outing();
  kiosk.leave_question();
  kiosk.say(core::GoTo{core::ScreenName::Handout});
  kiosk.leave_question();  // this one stays; its answer comes after the other's
  kiosk.until_receipt();
  CHECK(kiosk.recorded().size() == 1);
}

TEST_CASE("Shell: questions are taken once a county with a key for them is known", "[shell]") {
  KioskWithQuestions kiosk;
  kiosk.open_outing();
  CHECK(kiosk.sealing() == core::Sealing::NotEnrolled);
  kiosk.enrol_with_key();
  CHECK(kiosk.sealing() == core::Sealing::Possible);
  kiosk.close();
  kiosk.start();
  CHECK(kiosk.sealing() == core::Sealing::Possible);
  KioskWithQuestions keyless;
  keyless.open_outing();
  keyless.grant();
  keyless.until([](const core::View& view) { return view.frame.enrolled; });
  CHECK(keyless.sealing() == core::Sealing::NoCaseworkKey);
}

}  // namespace
}  // namespace outreach::kiosk
