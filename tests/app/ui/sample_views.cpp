#include "tests/app/ui/sample_views.h"

#include <algorithm>

#include "app/ui/forms.h"
#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

core::FrameView frame_of(core::ScreenName screen) {
  core::FrameView frame;
  frame.screen = screen;
  frame.county = "曲沃县信访局";
  frame.outing_open = true;
  frame.place = "东关集会";
  frame.date = kSampleDay;
  frame.staff = "张建国";
  frame.staff_choices = {"张建国", "李秀英", "王晓东", "赵红霞"};
  frame.waiting = 12;
  frame.last = {core::SaveState::Saved,
                core::LastAction::What::Handout,
                "土地承包纠纷指南",
                50,
                "10:42",
                "张建国",
                true};
  return frame;
}

template <typename Row>
void shorten(std::vector<Row>& rows, int most) {
  rows.resize(std::min(rows.size(), static_cast<std::size_t>(most)));
}

}  // namespace

void fit_to_room(Sample& sample, const FrameSize& size) {
  core::FrameView& frame = sample.view.frame;
  frame.room = room_of(form_of(size.width, size.height), frame.notice.has_value(), frame.practice);
  if (auto* handout = std::get_if<core::HandoutView>(&sample.view.screen)) {
    shorten(handout->tiles, frame.room.tiles);
  } else if (auto* today = std::get_if<core::TodayView>(&sample.view.screen)) {
    shorten(today->rows, frame.room.today_rows);
  } else if (auto* stock = std::get_if<core::StockView>(&sample.view.screen)) {
    shorten(stock->rows, frame.room.stock_rows);
  } else if (auto* returned = std::get_if<core::ReturnedView>(&sample.view.screen)) {
    shorten(returned->rows, frame.room.returned);
  } else if (auto* summary = std::get_if<core::SummaryView>(&sample.view.screen)) {
    shorten(summary->leaflets, frame.room.summary_rows);
  } else if (auto* files = std::get_if<core::SheetFilesView>(&sample.view.screen)) {
    shorten(files->names, frame.room.sheet_files);
  } else if (auto* shelf = std::get_if<core::LeafletsView>(&sample.view.screen)) {
    shorten(shelf->covers, frame.room.covers);
  }
}

Sample sample(const char* name, core::ScreenName screen, decltype(core::View::screen) content) {
  Sample made;
  made.name = name;
  made.view = {frame_of(screen), std::move(content)};
  made.drafts.screen = screen;
  return made;
}

Sample& copy_of(std::vector<Sample>& all, const std::string& from, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Sample& sample) { return sample.name == from; });
  Sample made = *found;
  made.name = name;
  return all.emplace_back(std::move(made));
}

std::vector<Sample> sample_screens() {
  std::vector<Sample> all;
  add_home_and_outing(all);
  add_counting(all);
  add_notes(all);
  add_questions_left(all);
  add_day(all);
  add_replacing(all);
  add_delivery(all);
  add_returned(all);
  add_stock(all);
  add_sheets(all);
  add_outing_days(all);
  add_slips(all);
  add_questions(all);
  add_locks(all);
  add_practice(all);
  add_resident(all);
  add_guide(all);
  add_look_ups(all);
  add_rating(all);
  add_asking(all);
  add_reader(all);
  return all;
}

}  // namespace outreach::ui
