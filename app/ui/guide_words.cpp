#include "app/ui/guide_words.h"

#include "app/ui/receipt_code.h"
#include "app/ui/words.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// As the guide names it, and the article that leads what is brought there into its way.
constexpr const char* kPetitionRegulations = "信访工作条例";
constexpr const char* kWaysArticle = "第三十一条";

}  // namespace

std::string way_words(domain::Pathway pathway) {
  switch (pathway) {
    case domain::Pathway::Litigation:
      return tr("Go to court: a lawsuit");
    case domain::Pathway::Arbitration:
      return tr("Ask for arbitration: a panel decides");
    case domain::Pathway::AdministrativeReview:
      return tr("Ask for an administrative review: the decision is looked at again");
    case domain::Pathway::AdministrativeProcedure:
      return tr("Apply to the office in charge: it decides by its procedure");
    case domain::Pathway::LitigationRelated:
      return tr("A court case: go to the legal body that has it");
    case domain::Pathway::Discipline:
      return tr("Report it to the discipline inspection body");
    case domain::Pathway::Petition:
      return tr("A petition: it is registered and answered in writing");
    case domain::Pathway::GeneralInquiry:
      break;
  }
  return tr("Ask first, then choose the way");
}

std::string way_article(const core::GuideResultView& result) {
  const std::string named = article_of(result.pathway);
  if (named.empty()) {
    return named;
  }
  for (const core::GuideStatementView& statement : result.statements) {
    for (const domain::Citation& citation : statement.citations) {
      if (citation.law == kPetitionRegulations && citation.article.starts_with(kWaysArticle)) {
        return citation_words(citation);
      }
    }
  }
  return named;
}

std::string citation_words(const domain::Citation& citation) {
  return fill(tr("{law} {article} (in force since {date})"),
              {{"law", "《" + citation.law + "》"},
               {"article", citation.article},
               {"date", to_iso(citation.effective)}});
}

std::string citations_words(const std::vector<domain::Citation>& citations) {
  std::string all;
  for (const domain::Citation& citation : citations) {
    all += (all.empty() ? "" : tr(", ")) + citation_words(citation);
  }
  return all;
}

std::vector<std::string> contact_words(const domain::Contact& contact) {
  std::vector<std::string> lines;
  if (!contact.phone.empty()) {
    lines.push_back(fill(tr("Telephone: {number}"), {{"number", contact.phone}}));
  }
  if (!contact.address.empty()) {
    lines.push_back(fill(tr("Address: {place}"), {{"place", contact.address}}));
  }
  if (!contact.hours.empty()) {
    lines.push_back(fill(tr("Open: {hours}"), {{"hours", contact.hours}}));
  }
  if (lines.empty()) {
    lines.emplace_back(tr("Address and telephone: as published locally"));
  }
  return lines;
}

std::string review_words(const core::GuideResultView& result) {
  if (result.is_expired) {
    return tr("This content has expired: ask the staff before you go");
  }
  return result.reviewer.empty() ? std::string(tr("Not yet reviewed by the county"))
                                 : fill(tr("Reviewed by {name}"), {{"name", result.reviewer}});
}

std::string review_hint(const core::GuideResultView& result) {
  if (result.is_expired) {
    return tr("Expired: ask the staff");
  }
  return result.reviewer.empty() ? tr("Not yet reviewed") : "";
}

std::string guide_code_text(const core::GuideResultView& result) {
  std::vector<std::string> lines{result.title};
  if (!result.offices.empty()) {
    const core::GuideOfficeView& office = result.offices.front();
    lines.push_back(fill(tr("First go to: {office}"), {{"office", office.name}}));
    for (std::string& line : contact_words(office.contact)) {
      lines.push_back(std::move(line));
    }
  }
  for (const core::GuideClockView& clock : result.clocks) {
    lines.push_back(fill(tr("Time limit: {what}, {length}, {from}"),
                         {{"what", clock.what}, {"length", clock.length}, {"from", clock.from}}));
  }
  lines.push_back(fill(tr("Way: {way}"), {{"way", way_words(result.pathway)}}));
  lines.push_back(fill(tr("Bring: {things}"), {{"things", listed_words(result.bring)}}));
  lines.push_back(review_words(result));
  std::string text;
  for (const std::string& line : lines) {
    if (text.size() + line.size() + 1 > kTextCodeBytesMax) {
      break;
    }
    text += (text.empty() ? "" : "\n") + line;
  }
  return text;
}

}  // namespace outreach::ui
