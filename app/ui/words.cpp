#include "app/ui/words.h"

#include <array>
#include <cstdlib>

#include "platform/base/text.h"
#include "platform/text/locale.h"
#include "sync/domain/rejection_words.h"

namespace outreach::ui {

std::string word_of(domain::OutingKind kind) {
  switch (kind) {
    case domain::OutingKind::Market:
      return tr("Market");
    case domain::OutingKind::Fair:
      return tr("Fair");
    case domain::OutingKind::Square:
      return tr("Square");
    case domain::OutingKind::TownshipVisit:
      return tr("Township visit");
    case domain::OutingKind::VillageVisit:
      return tr("Village visit");
    case domain::OutingKind::JointVisit:
      return tr("Joint visit");
    case domain::OutingKind::LeaderReception:
      return tr("Leader reception");
    case domain::OutingKind::Other:
      break;
  }
  return tr("Other");
}

std::string word_of(domain::Pathway pathway) {
  switch (pathway) {
    case domain::Pathway::Litigation:
      return tr("Lawsuit");
    case domain::Pathway::Arbitration:
      return tr("Arbitration");
    case domain::Pathway::AdministrativeReview:
      return tr("Administrative review");
    case domain::Pathway::AdministrativeProcedure:
      return tr("Administrative procedure");
    case domain::Pathway::LitigationRelated:
      return tr("Court-related procedure");
    case domain::Pathway::Discipline:
      return tr("Discipline inspection");
    case domain::Pathway::Petition:
      return tr("Petition procedure");
    case domain::Pathway::GeneralInquiry:
      break;
  }
  return tr("General advice");
}

std::string article_of(domain::Pathway pathway) {
  // Reports against officials go by the discipline bodies' own rules, and a question by none.
  const bool none =
      pathway == domain::Pathway::GeneralInquiry || pathway == domain::Pathway::Discipline;
  return none ? std::string() : tr("Petition Work Regulations, Art. 31");
}

std::string word_of(domain::Outcome outcome) {
  switch (outcome) {
    case domain::Outcome::AnsweredOnTheSpot:
      return tr("Answered here");
    case domain::Outcome::GuidedToPathway:
      return tr("Told which way");
    case domain::Outcome::ReferredToDepartment:
      return tr("Sent to an office");
    case domain::Outcome::RegisteredForReply:
      break;
  }
  return tr("Noted for a reply");
}

std::string refusal_words(domain::PersonalNumber number) {
  switch (number) {
    case domain::PersonalNumber::Mobile:
    case domain::PersonalNumber::Landline:
      return tr("Looks like a telephone number: not recorded");
    case domain::PersonalNumber::IdCard:
      return tr("Looks like an ID number: not recorded");
    case domain::PersonalNumber::LongNumber:
      break;
  }
  return tr("Looks like somebody's number: not recorded");
}

std::string word_of(domain::CorrectionReason reason) {
  switch (reason) {
    case domain::CorrectionReason::Undo:
      return tr("Undone");
    case domain::CorrectionReason::Mistap:
      return tr("Tapped wrongly");
    case domain::CorrectionReason::Miscount:
      return tr("Counted wrongly");
    case domain::CorrectionReason::Duplicate:
      break;
  }
  return tr("Recorded twice");
}

std::string word_of(domain::Rejection reason) {
  return tr(domain::words_of(reason));
}

namespace {

const char* month_name(Date date) {
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto month = static_cast<unsigned>(date.month());
  return month >= 1 && month <= kMonths.size() ? kMonths[month - 1] : "";
}

std::string date_words(const char* words, Date date) {
  return fill(words, {{"day", std::to_string(static_cast<unsigned>(date.day()))},
                      {"month", std::to_string(static_cast<unsigned>(date.month()))},
                      {"month_name", month_name(date)},
                      {"year", std::to_string(static_cast<int>(date.year()))}});
}

}  // namespace

std::string day_words(Date date) {
  return date_words(tr("{day} {month_name}"), date);
}

std::string long_day_words(Date date) {
  return date_words(tr("{day} {month_name} {year}"), date);
}

std::string weekday_words(Date date) {
  static constexpr std::array kDays{translatable("Monday"),    translatable("Tuesday"),
                                    translatable("Wednesday"), translatable("Thursday"),
                                    translatable("Friday"),    translatable("Saturday"),
                                    translatable("Sunday")};
  const std::chrono::weekday weekday{std::chrono::sys_days{date}};
  return tr(kDays[weekday.iso_encoding() - 1]);
}

std::string word_of(core::DifferenceReason reason) {
  switch (reason) {
    case core::DifferenceReason::NotTapped:
      return tr("Not tapped");
    case core::DifferenceReason::TappedTwice:
      return tr("Tapped twice");
    case core::DifferenceReason::Lost:
      return tr("Lost");
    case core::DifferenceReason::GivenElsewhere:
      return tr("Given out elsewhere");
    case core::DifferenceReason::Unknown:
      break;
  }
  return tr("Cannot be told");
}

std::string words_of(const core::ToldDifference& difference) {
  const std::string why = difference.reason         ? word_of(*difference.reason)
                          : difference.is_explained ? std::string(tr("Explained"))
                          : difference.copies > 0   ? std::string(tr("Too few"))
                                                    : std::string(tr("Too many"));
  return fill(tr("Off by {n} copies"), {{"n", with_thousands(std::abs(difference.copies))}}) +
         " · " + why;
}

std::string duration_words(std::int64_t minutes) {
  constexpr std::int64_t kHour = 60;
  constexpr std::int64_t kDay = 24 * kHour;
  if (minutes < 1) {
    return tr("under a minute");
  }
  if (minutes < kHour) {
    return fill(tr("{n} min"), {{"n", std::to_string(minutes)}});
  }
  if (minutes < 2 * kDay) {
    return fill(tr("{n} h"), {{"n", std::to_string(minutes / kHour)}});
  }
  return fill(tr("{n} days"), {{"n", std::to_string(minutes / kDay)}});
}

std::string size_words(std::int64_t bytes) {
  constexpr std::int64_t kGigabyte = 1'000'000'000;
  constexpr std::int64_t kMegabyte = 1'000'000;
  if (bytes >= kGigabyte) {
    return with_thousands(bytes / kGigabyte) + " GB";
  }
  return with_thousands(bytes / kMegabyte) + " MB";
}

std::string listed_words(const std::vector<std::string>& words) {
  std::string listed;
  for (const std::string& word : words) {
    listed += (listed.empty() ? "" : tr(", ")) + word;
  }
  return listed;
}

std::string signed_words(std::int64_t value) {
  return (value > 0 ? "+" : "") + with_thousands(value);
}

}  // namespace outreach::ui
