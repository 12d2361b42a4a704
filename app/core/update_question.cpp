// 登记详情（封存）: a question that staff take down for a resident. The state never holds a word of
// it: they go straight to where they are sealed.
#include <utility>

#include "app/core/resident.h"
#include "app/core/steps.h"

namespace outreach::core {
namespace {

// Its receipt comes as soon as it is durable, and no other question may take its place before.
bool waits_for_receipt(const AppState& state) {
  return state.question && state.question->receipt && !state.question->is_kept &&
         !state.is_locked && state.screen != ScreenName::Home;
}

void note_printed(UnkeptPaper& paper, const ReceiptPrinted& event) {
  using Result = ReceiptPrinted::Result;
  if (paper.ticket != event.ticket) {
    return;
  }
  paper.trouble = event.printer;
  paper.job = event.result == Result::Printed   ? PrintJob::Printed
              : event.result == Result::NotMade ? PrintJob::NotMade
                                                : PrintJob::NotPrinted;
}

// The question whose receipt is on the screen.
LeftQuestion* question_shown(AppState& state) {
  if (is_resident(state.screen)) {
    return state.visit.ask && !state.visit.ask->withdrawing ? &state.visit.ask->question : nullptr;
  }
  return state.question ? &*state.question : nullptr;
}

}  // namespace

void back_to_typing(LeftQuestion& question) {
  question.ticket.reset();
  question.receipt.reset();
}

void seal(Step& step, LeftQuestion& question, const QuestionHandle& words) {
  question.ticket = step.state.next_ticket++;
  step.commands.emplace_back(SealQuestion{*question.ticket, question.topic, words});
}

void apply(Step& step, const BeginQuestion& intent) {
  AppState& state = step.state;
  if (!is_open(state) || state.sealing != Sealing::Possible || state.question) {
    return;
  }
  state.question = LeftQuestion{intent.topic, std::nullopt, std::nullopt, false, {}};
  state.screen = ScreenName::Question;
  state.page = 0;
  leave_pin(state);
}

void apply(Step& step, const LeaveQuestion& intent) {
  AppState& state = step.state;
  if (is_resident(state.screen)) {
    leave_asked(step, intent);
    return;
  }
  const bool is_typed = intent.words && !intent.words->words.empty();
  const bool is_asked_for = state.question && !state.question->ticket && !state.question->is_kept;
  if (!is_typed || !is_asked_for || refuse_while_ending(step)) {
    return;
  }
  seal(step, *state.question, intent.words);
}

void apply(Step& step, const FinishReceipt& /*intent*/) {
  AppState& state = step.state;
  if (state.question && state.question->is_kept) {
    state.question.reset();
    state.screen = ScreenName::Consultation;
  }
}

void apply(Step& step, const PrintReceipt& /*intent*/) {
  AppState& state = step.state;
  LeftQuestion* question = question_shown(state);
  if (question == nullptr || !question->is_kept || !question->receipt ||
      question->paper.job == PrintJob::Printing || state.printer == PrinterState::None) {
    return;
  }
  question->paper = {state.next_ticket++, PrintJob::Printing, PrinterState::None};
  step.commands.emplace_back(PutReceiptOnPaper{question->paper.ticket, *question->receipt});
}

// Of what was taken meanwhile nothing is said any more.
void on(Step& step, const ReceiptPrinted& event) {
  AppState& state = step.state;
  state.printer = event.printer;
  if (state.question) {
    note_printed(state.question->paper, event);
  }
  if (state.visit.ask) {
    note_printed(state.visit.ask->question.paper, event);
  }
  note_printed(state.visit.guide.paper, event);
}

// Whoever left meanwhile left nothing behind: then it is not recorded.
void on(Step& step, const QuestionSealed& event, Now now) {
  AppState& state = step.state;
  if (record_asked(step, event, now) || !state.question || state.question->ticket != event.ticket) {
    return;
  }
  back_to_typing(*state.question);
  if (!event.question || !event.receipt) {
    refuse(step, {Notice::Tone::Failed, Notice::What::NotSealed});
    return;
  }
  const Ticket ticket = state.next_ticket;
  record_tap(step, *event.question, now);
  if (state.next_ticket != ticket) {
    state.question->ticket = ticket;
    state.question->receipt = event.receipt;
  }
}

void on(Step& step, const SealingChanged& event) {
  step.state.sealing = event.sealing;
}

void note_question_kept(AppState& state, Ticket ticket) {
  if (!state.question || state.question->ticket != ticket) {
    return;
  }
  state.question->ticket.reset();
  state.question->is_kept = true;
  state.screen = ScreenName::Question;
  leave_pin(state);
}

void note_question_lost(AppState& state, Ticket ticket) {
  if (state.question && state.question->ticket == ticket) {
    back_to_typing(*state.question);
  }
}

void settle_question(AppState& state) {
  if (state.screen == ScreenName::Question && (state.is_locked || !state.question)) {
    state.screen = ScreenName::Consultation;
  }
  if (state.screen != ScreenName::Question && !waits_for_receipt(state)) {
    state.question.reset();
  }
}

}  // namespace outreach::core
