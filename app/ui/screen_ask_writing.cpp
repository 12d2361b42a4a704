// 留言提问: the words, and then how to be reached, on the keyboard's page.
#include <string>

#include "app/ui/ask_parts.h"
#include "app/ui/writing_page.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

std::string line_of_writing(const core::AskView& view) {
  if (view.step == core::AskStep::Contact) {
    return tr("May stay empty: the receipt number is enough");
  }
  return view.is_again ? tr("Withdrawn. Please write it once more")
                       : tr("Sealed when you confirm. Nobody here can read it");
}

}  // namespace

std::string ask_trouble_words(core::AskTrouble trouble, bool in_contact) {
  switch (trouble) {
    case core::AskTrouble::LikeIdCard:
      return in_contact
                 ? tr("This looks like an ID or bank card number: nobody needs it, please take it "
                      "out. Between two phone numbers put a comma")
                 : tr("This looks like an ID or bank card number: nobody needs it, please take it "
                      "out");
    case core::AskTrouble::LikePhone:
      return tr("A phone number belongs into the next step: please take it out here");
    case core::AskTrouble::NotSealed:
      return tr("It could not be sealed, nothing was kept. Tap again, or tell the staff");
    case core::AskTrouble::NotSaved:
      return tr("Not saved. Tap again, or tell the staff");
    case core::AskTrouble::NotWithdrawn:
      return tr("It could not be withdrawn. Tap again, or tell the staff");
    case core::AskTrouble::None:
      break;
  }
  return {};
}

std::optional<core::Intent> draw_ask_writing(Canvas& canvas, const core::AskView& view,
                                             AskDraft& draft) {
  const bool in_contact = view.step == core::AskStep::Contact;
  core::SecretText& text = in_contact ? draft.words->contact : draft.words->words;
  const WritingPage page{
      .title = in_contact ? tr("How can you be reached?") : tr("Say what it is about"),
      .next = in_contact && text.empty() ? tr("Without") : tr("Next step"),
      .needs_text = !in_contact,
      .line = line_of_writing(view),
      .trouble = ask_trouble_words(view.trouble, in_contact)};
  switch (draw_writing_page(canvas, page, draft.keyboard, text)) {
    case Written::Next:
      return in_contact ? core::Intent{core::OfferAskContact{draft.words}}
                        : core::Intent{core::OfferAskWords{draft.words}};
    case Written::Back:
      return core::ReturnToAskStep{in_contact ? core::AskStep::Words : core::AskStep::Topic};
    case Written::Nothing:
      break;
  }
  return std::nullopt;
}

}  // namespace outreach::ui
