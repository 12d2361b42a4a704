#include "app/core/update.h"

#include <algorithm>
#include <utility>

#include "app/core/counting.h"
#include "app/core/notices.h"
#include "app/core/paging.h"
#include "app/core/steps.h"

namespace outreach::core {
namespace {

void apply(Step& step, const GoTo& intent) {
  AppState& state = step.state;
  ScreenName screen = intent.screen;
  const bool needs_outing = screen == ScreenName::Handout || screen == ScreenName::Consultation ||
                            screen == ScreenName::Today;
  if (needs_outing && !state.outing) {
    screen = ScreenName::OpenOuting;
  } else if (screen == ScreenName::OpenOuting && state.outing && !is_closing(state)) {
    screen = ScreenName::Handout;
  }
  state.screen = screen;
  state.page = 0;
  leave_pin(state);
  state.opening.reset();
}

void apply(Step& step, const TurnPage& intent) {
  step.state.page = std::clamp(step.state.page + std::clamp(intent.by, -1, 1), 0,
                               pages_of_screen(step.state) - 1);
}

void save_settings(Step& step) {
  step.commands.emplace_back(SaveSettings{step.state.settings});
}

void apply(Step& step, const Intent& intent, Now now) {
  if (const auto* go_to = std::get_if<GoTo>(&intent)) {
    apply(step, *go_to);
  } else if (const auto* open = std::get_if<OpenOuting>(&intent)) {
    apply(step, *open);
  } else if (const auto* day = std::get_if<AnswerDay>(&intent)) {
    apply(step, *day, now);
  } else if (const auto* close = std::get_if<CloseOuting>(&intent)) {
    apply(step, *close, now);
  } else if (const auto* staff = std::get_if<ChangeStaff>(&intent)) {
    apply(step, *staff);
  } else if (const auto* ask = std::get_if<AskPin>(&intent)) {
    apply(step, *ask);
  } else if (const auto* digits = std::get_if<EnterPin>(&intent)) {
    apply(step, *digits, now);
  } else if (const auto* leave = std::get_if<LeavePin>(&intent)) {
    apply(step, *leave);
  } else if (const auto* hand_out = std::get_if<HandOut>(&intent)) {
    apply(step, *hand_out, now);
  } else if (const auto* consultation = std::get_if<RecordConsultation>(&intent)) {
    apply(step, *consultation, now);
  } else if (const auto* undo = std::get_if<UndoLast>(&intent)) {
    apply(step, *undo, now);
  } else if (const auto* correct = std::get_if<Correct>(&intent)) {
    apply(step, *correct, now);
  } else if (std::holds_alternative<SyncNow>(intent)) {
    step.commands.emplace_back(SyncWithCounty{});
  } else if (const auto* carry = std::get_if<WriteToStick>(&intent)) {
    apply(step, *carry);
  } else if (std::holds_alternative<RollBackContent>(intent)) {
    if (step.state.content.previous != 0 || step.state.arrived) {
      step.commands.emplace_back(RollBackPack{});
    }
  } else if (const auto* turn = std::get_if<TurnPage>(&intent)) {
    apply(step, *turn);
  } else if (std::holds_alternative<DismissNotice>(intent)) {
    dismiss_notice(step.state, now);
  } else if (const auto* language = std::get_if<SetLanguage>(&intent)) {
    step.state.settings.language = language->language;
    step.commands.emplace_back(ChangeLanguage{language->language});
    save_settings(step);
  } else if (const auto* size = std::get_if<SetTypeSize>(&intent)) {
    step.state.settings.type_size = size->size;
    save_settings(step);
  } else if (const auto* contrast = std::get_if<SetContrast>(&intent)) {
    step.state.settings.contrast = contrast->contrast;
    save_settings(step);
  }
}

}  // namespace

void hand_to_journal(Step& step, const InFlight& tap) {
  step.commands.emplace_back(Append{tap.ticket, tap.record, tap.outing});
}

void ask_to_record(Step& step, Wish wish, Now now) {
  AppState& state = step.state;
  // The target's sequence is filled in before the correction is handed over; any number satisfies
  // the check.
  domain::Record to_check = wish.record;
  if (auto* correction = std::get_if<domain::Correction>(&to_check.content);
      correction != nullptr && wish.target) {
    correction->target = 1;
  }
  if (domain::check(to_check)) {
    say_not_saved(step, ErrorCode::InvalidInput, {});
    return;
  }
  state.failed.reset();
  state.in_flight.push_back(
      {state.next_ticket, std::move(wish.record), wish.outing, now.wall, wish.target, wish.after});
  state.next_ticket += 1;
  if (!wish.after) {
    hand_to_journal(step, state.in_flight.back());
  }
}

void say_not_saved(Step& step, ErrorCode code, std::string context) {
  using What = Notice::What;
  What what = What::JournalUnusable;
  if (code == ErrorCode::NoSpace) {
    what = What::NotSavedDiskFull;
  } else if (code == ErrorCode::InputOutput || code == ErrorCode::Corrupt) {
    what = What::NotSavedDiskFailed;
  } else if (code == ErrorCode::InvalidInput || code == ErrorCode::TooLarge) {
    what = What::NotSavedInvalid;
  }
  step.state.notice = Notice{Notice::Tone::Failed, what, std::move(context)};
}

Step update(AppState state, const Input& input, Now now) {
  Step step{std::move(state), {}};
  if (const auto* intent = std::get_if<Intent>(&input)) {
    apply(step, *intent, now);
  } else if (const auto* event = std::get_if<Event>(&input)) {
    apply(step, *event, now);
  }
  settle_content(step.state);
  return step;
}

}  // namespace outreach::core
