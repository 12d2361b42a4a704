#include "app/ui/returned_words.h"

#include <algorithm>
#include <array>

#include "app/ui/parts.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

struct KindWord {
  const char* kind;
  const char* word;
};

constexpr std::array kKindWords{
    KindWord{"outing_opened", translatable("An outing's opening")},
    KindWord{"outing_closed", translatable("An outing's end")},
    KindWord{"handout", translatable("A handout")},
    KindWord{"consultation", translatable("A piece of advice")},
    KindWord{"correction", translatable("A correction")},
    KindWord{"stock", translatable("A count of stock")},
    KindWord{"remark", translatable("A remark")},
    KindWord{"question", translatable("A resident's question")},
    KindWord{"rating", translatable("A resident's rating")},
    KindWord{"self_service", translatable("A leaflet read at the screen")},
};

}  // namespace

std::string returned_words(const core::ReturnedRow& row) {
  if (row.what != core::LastAction::What::None) {
    return action_words(row.what, row.name, row.amount);
  }
  const auto known = std::find_if(kKindWords.begin(), kKindWords.end(),
                                  [&](const KindWord& word) { return row.kind == word.kind; });
  const std::string word = known == kKindWords.end() ? tr("A record") : tr(known->word);
  return row.has_content ? word : fill(tr("{what}, its words are not here"), {{"what", word}});
}

std::string returned_origin(const core::ReturnedRow& row) {
  std::string words;
  const auto add = [&words](const std::string& part) {
    if (!part.empty()) {
      words += (words.empty() ? "" : " · ") + part;
    }
  };
  add(row.staff);
  add(row.date ? day_words(*row.date) : std::string());
  add(row.place);
  add(row.time);
  return words;
}

std::string returned_reason(const core::ReturnedRow& row) {
  return row.reason ? word_of(*row.reason)
                    : fill(tr("The county's reason: {code}"), {{"code", row.code}});
}

std::string staff_remedy(const core::ReturnedRow& row) {
  using Do = core::ReturnedRow::Do;
  if (row.settled) {
    return tr("Nothing more to do");
  }
  switch (row.what_to_do) {
    case Do::Wait:
      return row.reason == domain::Rejection::UnknownKind
                 ? tr("Wait: the county updates first, then it counts by itself")
                 : tr("Wait: it counts by itself once the other record is there");
    case Do::RecordAgain:
      return tr("Record it again, or say that it is dealt with");
    case Do::CorrectAgain:
      return tr("Look in Today; if the number is wrong, correct it again");
    case Do::PutCardIn:
      return tr("Put the spare card in: it may have it whole");
    case Do::AskSupport:
      break;
  }
  return row.reason ? tr("Please call support") : tr("Please call support and tell them this code");
}

}  // namespace outreach::ui
