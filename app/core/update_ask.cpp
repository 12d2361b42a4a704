// 留言提问: a question that a resident writes without anybody's help, and takes back. As with
// staff's (update_question.cpp) the state never holds a word of it.
#include <algorithm>
#include <utility>

#include "app/core/resident.h"
#include "app/core/steps.h"
#include "sync/domain/personal_numbers.h"

namespace outreach::core {
namespace {

// The question that is put together; null: none, or it is being sealed or was.
Asking* asking_at(AppState& state, AskStep step) {
  auto& ask = state.visit.ask;
  return state.screen == ScreenName::Ask && ask && ask->step == step && !ask->question.ticket
             ? &*ask
             : nullptr;
}

bool is_phone(domain::PersonalNumber number) {
  return number == domain::PersonalNumber::Mobile || number == domain::PersonalNumber::Landline;
}

AskTrouble trouble_of_contact(const SecretText& contact) {
  return domain::may_hold_id_card(contact.view()) ? AskTrouble::LikeIdCard : AskTrouble::None;
}

void go_on_without(Asking& ask, AskTrouble trouble, AskStep next) {
  ask.trouble = trouble;
  if (trouble == AskTrouble::None) {
    ask.step = next;
  }
}

bool is_being_recorded(const Asking& ask) {
  return ask.question.receipt && !ask.question.is_kept;
}

void ask_to_withdraw(Step& step, bool writes_again, Now now) {
  AppState& state = step.state;
  Asking* ask = asking_at(state, AskStep::Receipt);
  const bool is_in_time =
      ask != nullptr && ask->sequence != 0 &&
      now.monotonic.milliseconds < ask->kept_at.milliseconds + kWithdrawMilliseconds;
  if (!is_in_time || ask->withdrawing) {
    return;
  }
  ask->trouble = AskTrouble::None;
  ask->writes_again = writes_again;
  ask->withdrawing = state.next_ticket;
  const domain::Erasure erasure{ask->sequence, domain::ErasureReason::PersonAsked};
  ask_to_record(step, {{erasure, domain::kStaffSelfService, std::nullopt}, 0, {}, {}}, now);
}

// Nobody can open it any more.
void note_withdrawn(Asking& ask) {
  Asking next;
  next.question.topic = std::move(ask.question.topic);
  next.writes_again = ask.writes_again;
  next.step = ask.writes_again ? AskStep::Words : AskStep::Withdrawn;
  ask = std::move(next);
}

}  // namespace

// How somebody is reached has its own place, where it may also stay empty.
AskTrouble trouble_of_words(const SecretText& words) {
  if (domain::may_hold_id_card(words.view())) {
    return AskTrouble::LikeIdCard;
  }
  const auto numbers = domain::personal_numbers_in(words.view());
  return std::any_of(numbers.begin(), numbers.end(), is_phone) ? AskTrouble::LikePhone
                                                               : AskTrouble::None;
}

void apply(Step& step, const ChooseAskTopic& intent) {
  const domain::Topic* topic = step.state.catalogue.topic(intent.topic);
  Asking* ask = asking_at(step.state, AskStep::Topic);
  if (ask == nullptr || (topic == nullptr && !intent.topic.empty())) {
    return;
  }
  ask->question.topic = intent.topic;
  const bool is_charge = topic != nullptr && topic->pathway == domain::Pathway::Discipline;
  ask->step = is_charge ? AskStep::Elsewhere : AskStep::Words;
}

void apply(Step& step, const OfferAskWords& intent) {
  Asking* ask = asking_at(step.state, AskStep::Words);
  if (ask != nullptr && intent.words && !intent.words->words.empty()) {
    go_on_without(*ask, trouble_of_words(intent.words->words), AskStep::Contact);
  }
}

void apply(Step& step, const OfferAskContact& intent) {
  Asking* ask = asking_at(step.state, AskStep::Contact);
  if (ask != nullptr && intent.words) {
    go_on_without(*ask, trouble_of_contact(intent.words->contact), AskStep::Look);
  }
}

void apply(Step& step, const ReturnToAskStep& intent) {
  auto& ask = step.state.visit.ask;
  const bool is_written = ask && (ask->question.ticket || ask->question.is_kept);
  if (!ask || is_written || intent.step >= ask->step || intent.step == AskStep::Elsewhere ||
      ask->step == AskStep::Withdrawn) {
    return;
  }
  ask->step = intent.step;
  ask->trouble = AskTrouble::None;
  ask->writes_again = false;
}

void leave_asked(Step& step, const LeaveQuestion& intent) {
  Asking* ask = asking_at(step.state, AskStep::Look);
  if (ask == nullptr || !intent.words || intent.words->words.empty()) {
    return;
  }
  go_on_without(*ask, trouble_of_words(intent.words->words), AskStep::Look);
  if (ask->trouble == AskTrouble::None) {
    go_on_without(*ask, trouble_of_contact(intent.words->contact), AskStep::Look);
  }
  if (ask->trouble == AskTrouble::None) {
    seal(step, ask->question, intent.words);
  }
}

// Whoever left meanwhile left nothing behind: then it is not recorded.
bool record_asked(Step& step, const QuestionSealed& event, Now now) {
  AppState& state = step.state;
  auto& ask = state.visit.ask;
  if (!ask || ask->question.ticket != event.ticket) {
    return false;
  }
  back_to_typing(ask->question);
  if (!event.question || !event.receipt) {
    ask->trouble = AskTrouble::NotSealed;
    return true;
  }
  const Ticket ticket = state.next_ticket;
  ask_to_record(step,
                {{*event.question, domain::kStaffSelfService, std::nullopt},
                 outing_of_residents(state),
                 std::nullopt,
                 std::nullopt},
                now);
  if (state.next_ticket == ticket) {
    ask->trouble = AskTrouble::NotSaved;
    return true;
  }
  ask->question.ticket = ticket;
  ask->question.receipt = event.receipt;
  return true;
}

void apply(Step& step, const WithdrawQuestion& /*intent*/, Now now) {
  ask_to_withdraw(step, false, now);
}

void apply(Step& step, const RewriteQuestion& /*intent*/, Now now) {
  ask_to_withdraw(step, true, now);
}

void note_asked_kept(AppState& state, const Recorded& event, Now now) {
  auto& ask = state.visit.ask;
  if (!ask) {
    return;
  }
  if (ask->withdrawing == event.ticket) {
    note_withdrawn(*ask);
  } else if (ask->question.ticket == event.ticket) {
    ask->question.ticket.reset();
    ask->question.is_kept = true;
    ask->trouble = AskTrouble::None;
    ask->step = AskStep::Receipt;
    ask->sequence = event.sequence;
    ask->kept_at = now.monotonic;
    if (now.wall_trusted) {
      ask->left_at = event.device_time;
    }
    state.screen = ScreenName::Ask;
    leave_pin(state);
  }
}

void note_asked_lost(AppState& state, Ticket ticket) {
  auto& ask = state.visit.ask;
  if (!ask) {
    return;
  }
  if (ask->withdrawing == ticket) {
    ask->withdrawing.reset();
    ask->trouble = AskTrouble::NotWithdrawn;
  } else if (ask->question.ticket == ticket) {
    back_to_typing(ask->question);
    ask->trouble = AskTrouble::NotSaved;
  }
}

void forget_asked_entry(AppState& state) {
  if (state.visit.ask) {
    state.visit.ask->sequence = 0;
  }
}

// Its receipt comes as soon as it is durable, on whatever screen the resident is by then.
void settle_asking(AppState& state) {
  auto& ask = state.visit.ask;
  if (state.screen == ScreenName::Ask) {
    if (!ask) {
      ask.emplace();
    }
  } else if (ask && !is_being_recorded(*ask)) {
    ask.reset();
  }
}

}  // namespace outreach::core
