#include "app/ui/consultation_replace.h"

#include <algorithm>

#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// A topic that left the list is to be chosen anew, and the rule then fills the rest.
ConsultationDraft draft_of(const core::ConsultationView& view,
                           const core::ReplacedConsultation& replaced) {
  const domain::Consultation& old = replaced.consultation;
  ConsultationDraft draft;
  draft.replacing = replaced.sequence;
  draft.people = old.people;
  draft.outcome = old.outcome;
  draft.note = old.note;
  const auto topic = std::find_if(view.topics.begin(), view.topics.end(),
                                  [&](const auto& one) { return one.id == old.topic; });
  if (topic != view.topics.end()) {
    draft.topic = old.topic;
    if (old.pathway != topic->pathway) {
      draft.pathway = old.pathway;
    }
    if (old.department != topic->department) {
      draft.department = old.department;
    }
  }
  return draft;
}

}  // namespace

void follow_replacement(const core::ConsultationView& view, ConsultationDraft& draft) {
  const auto wanted = view.replaced ? std::optional(view.replaced->sequence) : std::nullopt;
  if (draft.replacing != wanted) {
    draft = view.replaced ? draft_of(view, *view.replaced) : ConsultationDraft{};
  }
}

std::optional<core::Intent> draw_way_out_of_replacing(Canvas& canvas, const Rect& rect) {
  if (button(canvas, rect,
             {.label = tr("Leave it as it is"),
              .size = kTextHint,
              .max_lines = 2,
              .leads_back = true})) {
    return core::GoTo{core::ScreenName::Today};
  }
  return std::nullopt;
}

std::optional<core::Intent> draw_replaced(Canvas& canvas, const Rect& rect,
                                          const core::ReplacedConsultation& replaced) {
  constexpr float kWayBack = 190;
  const Theme& theme = canvas.theme();
  canvas.box(rect, {.fill = theme.wheat.fill,
                    .border = theme.wheat.border,
                    .border_width = 4,
                    .radius = kRadiusStaff});
  const Rect words = rect.without_right(kWayBack + 24).inset(18, 8);
  canvas.text(words.top_part(words.h / 2),
              fill(tr("Changing what {who} recorded at {time}"),
                   {{"who", replaced.staff}, {"time", replaced.time}}),
              {.size = kTextNote, .bold = true, .color = theme.wheat.text});
  canvas.text(words.bottom_part(words.h / 2),
              action_words(core::LastAction::What::Consultation, replaced.name,
                           replaced.consultation.people),
              {.size = kTextNote, .color = theme.wheat.text});
  return draw_way_out_of_replacing(
      canvas, {rect.right() - kWayBack - 12, rect.centre_y() - 34, kWayBack, 68});
}

}  // namespace outreach::ui
