// 留言提问. The words are the draft's: a view has none.
#include <algorithm>
#include <cstddef>

#include "app/core/paging.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

void add_topics(AskView& view, const AppState& state) {
  const auto& topics = state.catalogue.topics;
  view.pages = page_count(topics.size(), kAskTopicsShown);
  view.page = std::min(state.page, view.pages - 1);
  const auto first = static_cast<std::size_t>(view.page * kAskTopicsShown);
  const std::size_t end = std::min(topics.size(), first + kAskTopicsShown);
  for (std::size_t i = first; i < end; ++i) {
    view.topics.push_back({topics[i].item.id, shown_name(state, topics[i].item), topics[i].icon});
  }
}

AskOffice office_of(const AppState& state, const std::string& department) {
  const domain::Catalogue& catalogue = state.catalogue;
  AskOffice office;
  for (std::size_t i = 0; i < catalogue.departments.size(); ++i) {
    if (catalogue.departments[i].id != department) {
      continue;
    }
    office.name = shown_name(state, catalogue.departments[i]);
    if (i < catalogue.contacts.size()) {
      office.phone = catalogue.contacts[i].phone;
      office.address = catalogue.contacts[i].address;
      office.hours = catalogue.contacts[i].hours;
    }
  }
  return office;
}

void add_receipt(AskView& view, const Asking& ask, const AppState& state, Now now) {
  view.receipt = ask.question.receipt->grouped();
  view.printer = state.printer;
  view.job = ask.question.paper.job;
  view.print_trouble = ask.question.paper.trouble;
  if (ask.left_at) {
    view.left_on = china_date(*ask.left_at);
    view.left_at = china_clock_text(*ask.left_at);
  }
  view.withdrawing = ask.withdrawing.has_value();
  if (ask.sequence != 0) {
    constexpr std::int64_t kMinuteSeconds = 60;
    const MonotonicTime due{ask.kept_at.milliseconds + kWithdrawMilliseconds};
    view.minutes_left = (seconds_until(due, now) + kMinuteSeconds - 1) / kMinuteSeconds;
  }
}

}  // namespace

AskView make_ask(const AppState& state, Now now) {
  AskView view;
  if (!state.visit.ask) {
    return view;
  }
  const Asking& ask = *state.visit.ask;
  view.step = ask.step;
  view.trouble = ask.trouble;
  view.is_again = ask.writes_again && ask.step == AskStep::Words;
  view.sealing = ask.question.ticket.has_value();
  const domain::Topic* topic = state.catalogue.topic(ask.question.topic);
  if (topic != nullptr) {
    view.topic = shown_name(state, topic->item);
  }
  if (ask.step == AskStep::Topic) {
    add_topics(view, state);
  } else if (ask.step == AskStep::Elsewhere && topic != nullptr) {
    view.office = office_of(state, topic->department);
  } else if (ask.step == AskStep::Receipt && ask.question.receipt) {
    add_receipt(view, ask, state, now);
  }
  return view;
}

}  // namespace outreach::core
