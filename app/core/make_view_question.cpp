// 登记详情（封存）. The words are the draft's: a view has none.
#include "app/core/view_parts.h"

namespace outreach::core {

QuestionView make_question(const AppState& state) {
  QuestionView view;
  if (!state.question) {
    return view;
  }
  const domain::Topic* topic = state.catalogue.topic(state.question->topic);
  view.topic = topic == nullptr ? state.question->topic : shown_name(state, topic->item);
  view.sealing = state.question->ticket.has_value();
  if (state.question->is_kept && state.question->receipt) {
    view.receipt = state.question->receipt->grouped();
    view.printer = state.printer;
    view.job = state.question->paper.job;
    view.trouble = state.question->paper.trouble;
  }
  return view;
}

}  // namespace outreach::core
