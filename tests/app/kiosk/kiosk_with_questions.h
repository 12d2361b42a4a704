// A kiosk without its window that takes questions: enrolled with a county that can open them.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "sync/domain/receipt.h"
#include "tests/app/kiosk/kiosk_with_stick.h"

namespace outreach::kiosk {

// Words that stand in no text of the program or its content.
inline constexpr const char* kAsked = "鸦雀沟的柿子树下，地界让人挪了三尺九寸";
inline constexpr const char* kContact = "王老栓 13900123456";
inline const std::vector<std::string> kTelling{"鸦雀沟", "柿子树", "三尺九寸", "王老栓",
                                               "13900123456"};

class KioskWithQuestions : public KioskWithStick {
 public:
  void enrol_with_key() {
    grant(casework_.public_key());
    until([](const core::View& view) { return view.frame.enrolled; });
  }
  core::Sealing sealing() {
    say(core::GoTo{core::ScreenName::Consultation});
    return std::get<core::ConsultationView>(shell_->view().screen).sealing;
  }
  core::QuestionHandle leave_question() {
    auto words = std::make_shared<core::QuestionWords>();
    words->words.add(kAsked);
    words->contact.add(kContact);
    say(core::GoTo{core::ScreenName::Consultation});
    say(core::BeginQuestion{"homestead"});
    say(core::LeaveQuestion{words});
    return words;
  }
  std::string receipt() const {
    const core::View view = shell_->view();
    const auto* question = std::get_if<core::QuestionView>(&view.screen);
    return question == nullptr ? std::string() : question->receipt;
  }
  void until_receipt() {
    until([this](const core::View& /*view*/) { return !receipt().empty(); });
  }
  // Nothing is plugged in there yet.
  Path name_printer() {
    const Path device = folder_ / "lp0";
    options_.printer = device.string();
    return device;
  }
  void until_printed(core::PrintJob job, core::PrinterState printer) {
    until([job, printer](const core::View& view) {
      const auto* question = std::get_if<core::QuestionView>(&view.screen);
      return question != nullptr && question->job == job && question->printer == printer;
    });
  }
  void pass(std::chrono::milliseconds time) {
    clock_.advance(time);
  }
  std::string county() const {
    return shell_->view().frame.county;
  }
  std::vector<domain::Question> recorded() const {
    auto reader = journal::open_reader(options_.data);
    REQUIRE(reader);
    const auto outing = journal::open_outing(*reader);
    REQUIRE(outing);
    REQUIRE(*outing);
    const auto entries = journal::entries_of_outing(*reader, (*outing)->chain, (*outing)->sequence);
    REQUIRE(entries);
    std::vector<domain::Question> questions;
    for (const journal::RecordedEntry& entry : *entries) {
      if (const auto* question = std::get_if<domain::Question>(&entry.record.content)) {
        questions.push_back(*question);
      }
    }
    return questions;
  }
  // Which of these stand in any file of the kiosk or its stick.
  std::vector<std::string> in_files(const std::vector<std::string>& words) const {
    std::vector<std::string> found;
    std::size_t files = 0;
    for (const auto& item : std::filesystem::recursive_directory_iterator(folder_.path())) {
      if (!item.is_regular_file()) {
        continue;
      }
      ++files;
      std::ifstream file(item.path(), std::ios::binary);
      const std::string content{std::istreambuf_iterator<char>(file), {}};
      for (const std::string& word : words) {
        if (content.find(word) != std::string::npos) {
          found.push_back(word + " in " + item.path().string());
        }
      }
    }
    REQUIRE(files > 3);
    return found;
  }
  const crypto::SealingKey& casework() const {
    return casework_;
  }

 private:
  testing::SeededRandom own_random_{77};
  crypto::SealingKey casework_ = crypto::SealingKey::generate(own_random_);
};

}  // namespace outreach::kiosk
