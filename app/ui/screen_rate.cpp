// 评一评: four large faces, told apart by their mouths and words, not by colour alone. One tap says
// it; whoever wants to say more does so before it.
#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "app/ui/ask_parts.h"
#include "app/ui/draw.h"
#include "app/ui/resident_parts.h"
#include "app/ui/widgets.h"
#include "app/ui/writing_page.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

using core::RateView;
using domain::Face;

struct FaceLook {
  const char* icon;
  const char* word;
};

FaceLook look_of(Face face) {
  switch (face) {
    case Face::Great:
      return {"face-great", translatable("Very good")};
    case Face::Good:
      return {"face-good", translatable("All right")};
    case Face::Poor:
      return {"face-poor", translatable("Not so good")};
    case Face::Bad:
      break;
  }
  return {"face-bad", translatable("Bad")};
}

// The wheat of the tile for all four: no face is painted as the better one to tap.
bool face_button(Canvas& canvas, const Rect& rect, Face face) {
  const Theme& theme = canvas.theme();
  const Tone& tone = theme.wheat;
  const FaceLook look = look_of(face);
  const std::string word = tr(look.word);
  const Canvas::Press press = canvas.target(rect, word);
  const bool is_raised = !press.pressed && !theme.high_contrast;
  const Rect body = press.pressed && !theme.high_contrast ? rect.without_top(4) : rect;
  canvas.box(body, {.fill = press.pressed ? tone.pressed : tone.fill,
                    .border = tone.border,
                    .border_width = theme.high_contrast ? 3.0F : 2.0F,
                    .radius = kRadiusTile,
                    .lip = tone.lip,
                    .lip_height = is_raised ? kLipTile : 0});
  const Rect inner = body.without_bottom(is_raised ? kLipTile : 0).inset(10, 12);
  const float words = std::min(inner.h * 0.34F, 120.0F);
  const Rect above = inner.without_bottom(words);
  const float size = std::min({above.w, above.h, 200.0F});
  canvas.icon({above.centre_x() - size / 2, above.centre_y() - size / 2, size, size}, look.icon,
              tone.icon);
  canvas.text(inner.bottom_part(words), word,
              {.size = kTextBody,
               .bold = true,
               .color = tone.text,
               .align = Align::Centre,
               .max_lines = 2,
               .pitch = 1.2F});
  return press.clicked;
}

bool has_rating_words(const RateDraft& draft) {
  return draft.words && !draft.words->words.empty();
}

std::optional<core::Intent> draw_faces(Canvas& canvas, const Rect& work, const RateDraft& draft) {
  std::optional<core::Intent> intent;
  const int columns = canvas.form() == Form::Tall ? 2 : 4;
  const int count = static_cast<int>(domain::kFaces.size());
  for (int i = 0; i < count; ++i) {
    const Face face = domain::kFaces[static_cast<std::size_t>(i)];
    const Rect cell = work.cell(i % columns, i / columns, columns, count / columns, kResidentGap);
    if (face_button(canvas, cell, face)) {
      intent = core::GiveRating{face, has_rating_words(draft) ? draft.words : nullptr};
    }
  }
  return intent;
}

// Only once it is durable it is thanked for.
void draw_thanks(Canvas& canvas, const Rect& work, const RateView& view) {
  const Theme& theme = canvas.theme();
  const bool is_kept = view.state == RateView::State::Kept;
  const FaceLook look = look_of(*view.face);
  const float size = std::min({work.w, work.h * 0.5F, 240.0F});
  const Rect above = work.top_part(work.h * 0.6F);
  canvas.icon({above.centre_x() - size / 2, above.centre_y() - size / 2, size, size}, look.icon,
              theme.high_contrast ? theme.accent : theme.wheat.icon);
  canvas.text(work.bottom_part(work.h * 0.36F),
              is_kept ? tr("Thank you, it is noted") : tr("One moment, it is being saved"),
              {.size = kTextTitle,
               .bold = true,
               .color = theme.ink,
               .align = Align::Centre,
               .vertical = Align::Start,
               .max_lines = 2});
}

std::string rate_hint(const RateView& view, const RateDraft& draft) {
  if (view.state == RateView::State::NotSaved) {
    return tr("That was not saved. Please tap once more");
  }
  return has_rating_words(draft) ? tr("Your words are sealed with the face you tap")
                                 : tr("Tap a face. Nobody asks for your name");
}

std::string rating_trouble_words(core::AskTrouble trouble) {
  return trouble == core::AskTrouble::LikePhone
             ? tr("No phone number is needed here: please take it out")
             : ask_trouble_words(trouble, false);
}

std::optional<core::Intent> draw_rating_words(Canvas& canvas, const RateView& view,
                                              RateDraft& draft) {
  if (!draft.words) {
    draft.words = std::make_shared<core::QuestionWords>();
  }
  const WritingPage page{.title = tr("Say a word if you like"),
                         .next = tr("Next step"),
                         .line = tr("Sealed when you tap a face. Nobody here can read it"),
                         .trouble = rating_trouble_words(view.trouble)};
  switch (draw_writing_page(canvas, page, draft.keyboard, draft.words->words)) {
    case Written::Next:
      return core::OfferRatingWords{draft.words};
    case Written::Back:
      draft = {};  // gone back from, it does not go along
      return core::LeaveRatingWords{};
    case Written::Nothing:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<core::Intent> draw_rate(Canvas& canvas, const RateView& view, RateDraft& draft) {
  if (view.is_writing) {
    return draw_rating_words(canvas, view, draft);
  }
  if (view.state == RateView::State::Kept) {
    draft = {};
  }
  const bool is_answer = view.rated == domain::Rated::Answer;
  const bool asks_again = view.state == RateView::State::NotSaved;
  const bool leaves = resident_header(
      canvas,
      {.title = is_answer ? tr("How do you find this answer?") : tr("How was it at this stall?"),
       .hint = rate_hint(view, draft),
       .icon = asks_again                ? "warning"
               : has_rating_words(draft) ? "lock"
                                         : "hide",
       .leads_home = view.face.has_value()});
  const Rect work = resident_work(canvas);
  std::optional<core::Intent> intent;
  if (view.face) {
    draw_thanks(canvas, work, view);
  } else {
    intent = draw_faces(canvas, work, draft);
  }
  if (view.can_write &&
      resident_button(canvas, resident_bar_ways(canvas),
                      {.label = has_rating_words(draft) ? tr("Change your words")
                                                        : tr("Say a word first (optional)"),
                       .icon = "pen"})) {
    intent = core::WriteRating{};
  }
  if (leaves) {
    const bool leads_to_answer = is_answer && !view.face;  // it is there still
    return core::GoTo{leads_to_answer ? core::ScreenName::LookUp : core::ScreenName::Residents};
  }
  return intent;
}

}  // namespace outreach::ui
