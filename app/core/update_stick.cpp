// 写到U盘, and what a stick brought home.
#include <utility>

#include "app/core/steps.h"

namespace outreach::core {
namespace {

// What writing came to, in a word that says what to do; nothing where nobody asked to write.
std::optional<Notice> notice_of(const StickDone& done) {
  using Result = StickDone::Result;
  using Tone = Notice::Tone;
  using What = Notice::What;
  const auto say = [](Tone tone, What what, std::int64_t count = 0) {
    Notice notice{tone, what};
    notice.count = count;
    return notice;
  };
  switch (done.result) {
    case Result::Looked:
      return std::nullopt;
    case Result::Written:
      return done.entries > 0 ? say(Tone::Saved, What::StickWritten, done.entries)
                              : say(Tone::Note, What::StickNothing);
    case Result::Full:
      return say(Tone::Waiting, What::StickFull, done.missing);
    case Result::WriteProtected:
      return say(Tone::Waiting, What::StickWriteProtected);
    case Result::Gone:
      return say(Tone::Waiting, What::StickGone);
    case Result::GivesBackOther:
      return say(Tone::Failed, What::StickGivesBackOther);
    case Result::OwnDisk:
      break;
  }
  return say(Tone::Failed, What::SyncOwnDisk);
}

bool is_news_of_a_stick(const Notice& notice) {
  using What = Notice::What;
  return notice.what == What::StickEnrolled || notice.what == What::StickReceipts ||
         notice.what == What::StickWritten || notice.what == What::StickNothing;
}

}  // namespace

void apply(Step& step, const WriteToStick& /*intent*/) {
  if (step.state.stick == StickState::There) {
    step.commands.emplace_back(CarryByStick{});
  }
}

void on(Step& step, const StickChanged& event) {
  const bool is_news = (event.state == StickState::None) != (step.state.stick == StickState::None);
  step.state.stick = event.state;
  const SheetFiles& files = step.state.sheet_files;
  // A sheet that is on the screen stays there: what was read of it is known.
  if (is_news && step.state.screen == ScreenName::SheetFiles && !files.checked &&
      !files.importing) {
    look_for_sheets(step);
  }
}

void on(Step& step, const StickDone& event) {
  AppState& state = step.state;
  if (event.result != StickDone::Result::Looked) {
    // Somebody waits for this answer: good news of an earlier stick nobody has to confirm first.
    std::erase_if(state.told, is_news_of_a_stick);
  }
  state.stick_through = event.stick_through;
  state.on_stick_elsewhere = event.on_stick_elsewhere;
  if (!event.enrolled_with.empty()) {
    state.enrolled = true;
    state.told.push_back({Notice::Tone::Saved, Notice::What::StickEnrolled, event.enrolled_with});
  }
  if (event.receipts > 0) {
    Notice receipts{Notice::Tone::Saved, Notice::What::StickReceipts};
    receipts.count = event.receipts;
    state.told.push_back(std::move(receipts));
  }
  if (event.contradicts) {
    state.told.push_back({Notice::Tone::Failed, Notice::What::SyncDiverged});
  }
  if (auto notice = notice_of(event)) {
    state.told.push_back(*std::move(notice));
  }
}

}  // namespace outreach::core
