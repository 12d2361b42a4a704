#include "app/kiosk/slip_of.h"

#include "app/ui/guide_words.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::kiosk {
namespace {

using Lines = std::vector<SlipLine>;

SlipEntry number(const char* name, std::int64_t value) {
  return {.name = name, .value = with_thousands(value), .bold = true};
}

std::string item_name(const domain::CatalogueItem& item) {
  return message_language() == MessageLanguage::English && !item.english.empty() ? item.english
                                                                                 : item.name;
}

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) {
    all += (all.empty() ? "" : tr(", ")) + name;
  }
  return all;
}

void add_title(Lines& lines, const std::string& county, const char* title) {
  if (!county.empty()) {
    lines.emplace_back(SlipText{.text = county, .bold = true, .align = SlipAlign::Centre});
  }
  lines.emplace_back(
      SlipText{.text = title, .size = SlipSize::Large, .bold = true, .align = SlipAlign::Centre});
  lines.emplace_back(SlipRule{});
}

void add_head(Lines& lines, const OutingDay& day) {
  add_title(lines, day.county, tr("Slip of the day"));
  lines.emplace_back(
      SlipText{ui::long_day_words(day.outing.date) + " " + ui::weekday_words(day.outing.date)});
  lines.emplace_back(SlipText{.text = day.outing.place, .bold = true});
  lines.emplace_back(SlipEntry{
      day.outing.township, day.own_kind ? item_name(*day.own_kind) : ui::word_of(day.outing.kind)});
  if (day.open) {
    lines.emplace_back(SlipText{tr("This outing is still open: more may come")});
  }
}

void add_counts(Lines& lines, const OutingDay& day) {
  lines.emplace_back(SlipRule{});
  lines.emplace_back(number(tr("Parties"), day.totals.parties));
  lines.emplace_back(number(tr("People"), day.totals.people));
  lines.emplace_back(number(tr("Copies"), day.totals.copies));
  if (day.leaflets.empty()) {
    return;
  }
  lines.emplace_back(SlipRule{});
  for (const LeafletCopies& row : day.leaflets) {
    lines.emplace_back(SlipEntry{item_name(row.leaflet),
                                 fill(tr("{n} copies"), {{"n", with_thousands(row.copies)}})});
  }
}

void add_differences(Lines& lines, const OutingDay& day) {
  if (day.differences.empty()) {
    return;
  }
  lines.emplace_back(SlipRule{});
  lines.emplace_back(SlipText{.text = tr("Stock off"), .bold = true});
  for (const LeafletDifference& row : day.differences) {
    lines.emplace_back(SlipEntry{item_name(row.leaflet), ui::words_of(row.difference)});
  }
}

// The sum as 能收摊吗 shows it: the first is what the others add up to.
void add_delivery_counts(Lines& lines, const journal::DeliveryCounts& counts) {
  lines.emplace_back(SlipRule{});
  lines.emplace_back(number(tr("All records of this machine"), counts.recorded));
  lines.emplace_back(SlipEntry{std::string("= ") + tr("Only here"), with_thousands(counts.local)});
  lines.emplace_back(SlipEntry{std::string("+ ") + tr("On USB"), with_thousands(counts.on_stick)});
  lines.emplace_back(
      SlipEntry{std::string("+ ") + tr("At county"), with_thousands(counts.acknowledged)});
  lines.emplace_back(
      SlipEntry{std::string("+ ") + tr("Returned"), with_thousands(counts.quarantined)});
}

void add_foot(Lines& lines, const OutingDay& day, PrintedAt at) {
  lines.emplace_back(SlipRule{});
  if (!day.staff.empty()) {
    lines.emplace_back(SlipText{fill(tr("Recorded by {names}"), {{"names", listed(day.staff)}})});
  }
  lines.emplace_back(SlipText{.text = tr("Only counts; nothing personal of any visitor"),
                              .size = SlipSize::Small});
  lines.emplace_back(SlipText{
      .text = fill(tr("Printed {day} {time}"), {{"day", ui::long_day_words(china_date(at.time))},
                                                {"time", china_clock_text(at.time)}}),
      .size = SlipSize::Small});
  if (!at.trusted) {
    lines.emplace_back(SlipText{.text = tr("The date of printing is in doubt"), .bold = true});
  }
}

void add_law(Lines& lines, const std::vector<domain::Citation>& citations) {
  lines.emplace_back(SlipText{.text = ui::citations_words(citations), .size = SlipSize::Small});
}

void add_guide_offices(Lines& lines, const core::GuideResultView& result) {
  bool is_first = true;
  for (const core::GuideOfficeView& office : result.offices) {
    lines.emplace_back(SlipText{is_first ? tr("First go to") : tr("Also in charge")});
    lines.emplace_back(SlipText{
        .text = office.name, .size = is_first ? SlipSize::Large : SlipSize::Usual, .bold = true});
    for (const std::string& line : ui::contact_words(office.contact)) {
      lines.emplace_back(SlipText{line});
    }
    is_first = false;
  }
}

void add_guide_clocks(Lines& lines, const core::GuideResultView& result) {
  if (result.clocks.empty()) {
    return;
  }
  lines.emplace_back(SlipRule{});
  lines.emplace_back(SlipText{.text = tr("Time is running: do not miss it"), .bold = true});
  for (const core::GuideClockView& clock : result.clocks) {
    lines.emplace_back(SlipEntry{.name = clock.what, .value = clock.length, .bold = true});
    lines.emplace_back(SlipText{clock.from});
    add_law(lines, clock.citations);
  }
}

void add_guide_way(Lines& lines, const core::GuideResultView& result) {
  lines.emplace_back(SlipRule{});
  lines.emplace_back(SlipText{tr("By which way")});
  lines.emplace_back(SlipText{.text = ui::way_words(result.pathway), .bold = true});
  if (const std::string article = ui::way_article(result); !article.empty()) {
    lines.emplace_back(SlipText{.text = article, .size = SlipSize::Small});
  }
  lines.emplace_back(SlipRule{});
  lines.emplace_back(SlipText{tr("Bring along")});
  for (const std::string& thing : result.bring) {
    lines.emplace_back(SlipText{.text = thing, .bold = true});
  }
}

}  // namespace

Slip guide_slip(const std::string& county, const core::GuideResultView& result) {
  Slip slip;
  add_title(slip.lines, county, result.title.c_str());
  if (result.takes_no_question) {
    slip.lines.emplace_back(
        SlipText{.text = tr("Write nothing of it on this machine, and say it to nobody else here"),
                 .bold = true});
  }
  add_guide_offices(slip.lines, result);
  add_guide_clocks(slip.lines, result);
  add_guide_way(slip.lines, result);
  slip.lines.emplace_back(SlipRule{});
  for (const core::GuideStatementView& statement : result.statements) {
    slip.lines.emplace_back(SlipText{statement.words});
    add_law(slip.lines, statement.citations);
  }
  slip.lines.emplace_back(SlipRule{});
  slip.lines.emplace_back(SlipText{.text = ui::review_words(result), .bold = true});
  return slip;
}

Slip slip_of(const OutingDay& day, PrintedAt at) {
  Slip slip;
  add_head(slip.lines, day);
  add_counts(slip.lines, day);
  add_differences(slip.lines, day);
  add_delivery_counts(slip.lines, day.delivery);
  add_foot(slip.lines, day, at);
  return slip;
}

Slip receipt_slip(const std::string& county, const domain::Receipt& receipt) {
  Slip slip;
  add_title(slip.lines, county, tr("Receipt number"));
  slip.lines.emplace_back(SlipText{.text = receipt.grouped(),
                                   .size = SlipSize::Large,
                                   .bold = true,
                                   .align = SlipAlign::Centre});
  slip.lines.emplace_back(SlipQr{receipt.digits()});
  slip.lines.emplace_back(SlipRule{});
  slip.lines.emplace_back(
      SlipText{tr("To hear the answer, bring this number to any stall of the county")});
  slip.lines.emplace_back(
      SlipText{tr("There is no second one: keep it, and show it to nobody else")});
  return slip;
}

}  // namespace outreach::kiosk
