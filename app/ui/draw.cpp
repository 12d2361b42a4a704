#include "app/ui/draw.h"

#include <utility>

#include "app/core/resident.h"
#include "app/ui/lock_screen.h"
#include "app/ui/pin_pad.h"
#include "app/ui/practice_frame.h"
#include "app/ui/resident_parts.h"
#include "app/ui/resume_question.h"
#include "app/ui/staff_sheet.h"
#include "app/ui/widgets.h"
#include "app/ui/writing_page.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

std::optional<core::Intent> draw_resident_content(Canvas& canvas, const core::View& view,
                                                  Drafts& drafts) {
  if (const auto* attract = std::get_if<core::AttractView>(&view.screen)) {
    return draw_attract(canvas, view.frame, *attract);
  }
  if (const auto* residents = std::get_if<core::ResidentsView>(&view.screen)) {
    return draw_residents(canvas, view.frame, *residents, drafts.choosing_staff);
  }
  if (const auto* guide = std::get_if<core::GuideView>(&view.screen)) {
    return draw_guide(canvas, *guide, drafts.guide);
  }
  if (const auto* look_up = std::get_if<core::LookUpView>(&view.screen)) {
    return draw_look_up(canvas, *look_up, drafts.look_up);
  }
  if (const auto* ask = std::get_if<core::AskView>(&view.screen)) {
    return draw_ask(canvas, *ask, drafts.ask);
  }
  if (const auto* leaflets = std::get_if<core::LeafletsView>(&view.screen)) {
    return draw_leaflets(canvas, view.frame, *leaflets);
  }
  if (const auto* reader = std::get_if<core::ReaderView>(&view.screen)) {
    return draw_reader(canvas, view.frame, *reader, drafts.reader);
  }
  if (const auto* rate = std::get_if<core::RateView>(&view.screen)) {
    return draw_rate(canvas, *rate, drafts.rate);
  }
  return std::nullopt;
}

// The keyboard's page is shown.
bool is_written(const core::View& view) {
  const auto* ask = std::get_if<core::AskView>(&view.screen);
  const auto* rate = std::get_if<core::RateView>(&view.screen);
  return (ask != nullptr &&
          (ask->step == core::AskStep::Words || ask->step == core::AskStep::Contact)) ||
         (rate != nullptr && rate->is_writing);
}

// Where 听一听 stands; none: this is no screen that says anything by itself.
std::optional<Rect> listen_place(const Canvas& canvas, const core::View& view) {
  if (!core::is_resident(view.frame.screen) ||
      std::holds_alternative<core::AttractView>(view.screen)) {
    return std::nullopt;
  }
  return is_written(view) ? writing_cuts(canvas).listen : resident_bar_listen(canvas);
}

// A screen's own content; its draft is wiped when it is left.
std::optional<core::Intent> draw_content(Canvas& canvas, const core::View& view, Drafts& drafts) {
  if (const auto* home = std::get_if<core::HomeView>(&view.screen)) {
    return draw_home(canvas, view.frame, *home, drafts.home, drafts.choosing_staff);
  }
  if (const auto* opening = std::get_if<core::OpenOutingView>(&view.screen)) {
    return draw_open_outing(canvas, view.frame, *opening, drafts.open_outing);
  }
  if (const auto* handout = std::get_if<core::HandoutView>(&view.screen)) {
    return draw_handout(canvas, view.frame, *handout, drafts.handout);
  }
  if (const auto* consultation = std::get_if<core::ConsultationView>(&view.screen)) {
    return draw_consultation(canvas, view.frame, *consultation, drafts.consultation);
  }
  if (const auto* question = std::get_if<core::QuestionView>(&view.screen)) {
    return draw_question(canvas, view.frame, *question, drafts.question);
  }
  if (const auto* today = std::get_if<core::TodayView>(&view.screen)) {
    return draw_today(canvas, view.frame, *today, drafts.today);
  }
  if (const auto* stock = std::get_if<core::StockView>(&view.screen)) {
    return draw_stock(canvas, view.frame, *stock, drafts.stock);
  }
  if (const auto* delivery = std::get_if<core::DeliveryView>(&view.screen)) {
    return draw_delivery(canvas, view.frame, *delivery, drafts.delivery);
  }
  if (const auto* returned = std::get_if<core::ReturnedView>(&view.screen)) {
    return draw_returned(canvas, view.frame, *returned, drafts.returned, drafts.choosing_staff);
  }
  if (const auto* paper = std::get_if<core::SheetView>(&view.screen)) {
    return draw_sheet(canvas, view.frame, *paper, drafts.sheet, drafts.choosing_staff);
  }
  if (const auto* files = std::get_if<core::SheetFilesView>(&view.screen)) {
    return draw_sheet_files(canvas, view.frame, *files, drafts.choosing_staff);
  }
  if (const auto* summary = std::get_if<core::SummaryView>(&view.screen)) {
    return draw_summary(canvas, view.frame, *summary);
  }
  if (const auto* slip = std::get_if<core::SlipView>(&view.screen)) {
    return draw_slip(canvas, view.frame, *slip, drafts.slip);
  }
  return draw_resident_content(canvas, view, drafts);
}

// Wipes what was chosen and typed on another screen; 登记详情 is a way round from a consultation
// and back to it, and a sheet of paper is long to type.
void wipe_for(core::ScreenName screen, Drafts& drafts) {
  using core::ScreenName;
  const bool is_round =
      (drafts.screen == ScreenName::Consultation && screen == ScreenName::Question) ||
      (drafts.screen == ScreenName::Question && screen == ScreenName::Consultation);
  ConsultationDraft kept = is_round ? std::move(drafts.consultation) : ConsultationDraft{};
  SheetDraft paper = std::move(drafts.sheet);
  drafts = Drafts{};
  drafts.screen = screen;
  drafts.consultation = std::move(kept);
  drafts.sheet = std::move(paper);
}

// The lists do not show as much as the panel has room for, or more: after the first frame, or with
// a notice.
std::optional<core::Intent> fitted_room(const Canvas& canvas, const core::FrameView& frame) {
  const core::Room room = room_of(canvas.form(), frame.notice.has_value(), frame.practice);
  return room == frame.room ? std::nullopt : std::optional<core::Intent>(core::FitRoom{room});
}

// Differs for each thing that fills the screen or stands in its way: a finger on its way to the one
// must not hit the other.
int screen_number(const core::View& view) {
  constexpr int kScreens = 100;
  int number = static_cast<int>(view.frame.screen);
  if (view.frame.pin) {
    number += kScreens * (1 + static_cast<int>(view.frame.pin->purpose));
  }
  constexpr int kQuestion = kScreens * kScreens;
  if (view.frame.lock) {
    return number + 2 * kQuestion;
  }
  if (view.frame.resume) {
    return number + 3 * kQuestion;
  }
  const auto* opening = std::get_if<core::OpenOutingView>(&view.screen);
  if (opening != nullptr && opening->asks_clock) {
    return number + 4 * kQuestion;
  }
  // Each question of the guide fills the screen anew.
  if (const auto* guide = std::get_if<core::GuideView>(&view.screen)) {
    constexpr int kParts = 10;
    number += 6 * kQuestion *
              (static_cast<int>(guide->part) + kParts * static_cast<int>(guide->chosen.size()));
  }
  if (view.frame.still_there) {
    return number + 5 * kQuestion;
  }
  const auto* look_up = std::get_if<core::LookUpView>(&view.screen);
  if (look_up != nullptr && !asks_for_receipt(*look_up)) {
    return number + 6 * kQuestion;
  }
  if (const auto* ask = std::get_if<core::AskView>(&view.screen)) {
    return number + (6 + static_cast<int>(ask->step)) * kQuestion;
  }
  const auto* reader = std::get_if<core::ReaderView>(&view.screen);
  if (reader != nullptr && reader->takes_away) {
    return number + 6 * kQuestion;
  }
  const auto* rate = std::get_if<core::RateView>(&view.screen);
  if (rate != nullptr && (rate->face || rate->is_writing)) {
    return number + (rate->face ? 6 : 7) * kQuestion;
  }
  return opening != nullptr && opening->question ? number + kQuestion : number;
}

std::optional<core::Intent> draw_face(Canvas& canvas, const core::View& view, Drafts& drafts) {
  const core::FrameView& frame = view.frame;
  if (frame.lock) {
    drafts.choosing_staff = false;
    return draw_lock_screen(canvas, frame, drafts.lock, drafts.pin);
  }
  drafts.lock = LockDraft{};
  if (frame.resume) {
    return draw_resume_question(canvas, *frame.resume);  // what was begun waits under it
  }
  canvas.hold_keyboard(frame.pin || frame.still_there);
  drafts.choosing_staff = drafts.choosing_staff && !frame.pin;
  std::optional<core::Intent> intent;
  const bool is_residents = core::is_resident(frame.screen);
  const bool staff_screen = frame.screen != core::ScreenName::Home && !is_residents;
  if (staff_screen) {
    intent = staff_header(canvas, frame, drafts.choosing_staff);
  }
  if (auto wanted = draw_content(canvas, view, drafts)) {
    intent = std::move(wanted);
  }
  if (const auto place = listen_place(canvas, view)) {
    if (auto wanted = listen_button(canvas, *place, frame.speech)) {
      intent = std::move(wanted);
    }
  }
  if (!drafts.choosing_staff) {
    drafts.staff_page = 0;
  } else if (is_residents) {
    if (auto wanted = draw_enter_staff(canvas, frame, drafts.choosing_staff, drafts.staff_page)) {
      intent = std::move(wanted);
    }
  } else if (auto wanted = staff_sheet(canvas, frame, drafts.choosing_staff, drafts.staff_page)) {
    intent = std::move(wanted);
  }
  canvas.hold_keyboard(false);
  if (!intent) {
    intent = fitted_room(canvas, frame);
  }
  if (!frame.pin) {
    drafts.pin = PinDraft{};
  } else if (auto wanted = draw_pin_pad(canvas, staff_screen ? staff_header_height(canvas) : 0,
                                        *frame.pin, drafts.pin)) {
    intent = std::move(wanted);
  }
  if (frame.still_there) {
    intent = draw_still_there(canvas, *frame.still_there);
  }
  mark_spoken(canvas, frame.speech);
  return intent;
}

// A scan is an intent of its own, unless a finger asked for something in the same frame.
std::optional<core::Intent> with_scan(const Canvas& canvas, bool may_scan,
                                      std::optional<core::Intent> intent) {
  if (!intent && may_scan && canvas.scanned()) {
    return core::ScanBarcode{*canvas.scanned()};
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> draw(Canvas& canvas, const core::View& view, Drafts& drafts) {
  const core::FrameView& frame = view.frame;
  set_message_language(frame.language == core::Language::Chinese ? MessageLanguage::Chinese
                                                                 : MessageLanguage::English);
  // A PIN is neither held back nor taken for a barcode, however quickly it is typed; and the words
  // of a question are kept nowhere but where they are wiped.
  const bool may_scan = !frame.pin && !frame.lock && !frame.resume &&
                        frame.screen != core::ScreenName::Question &&
                        !core::is_resident(frame.screen);
  const auto* look_up = std::get_if<core::LookUpView>(&view.screen);
  const bool scans_receipt =
      look_up != nullptr && asks_for_receipt(*look_up) && !frame.pin && !frame.still_there;
  canvas.listen_for_scans(may_scan || scans_receipt);
  canvas.touch().set_rules(frame.gloves ? kGloveRules : kBareRules);
  canvas.enter_screen(2 * screen_number(view) + (frame.practice ? 1 : 0));
  if (drafts.practice != frame.practice) {
    drafts = Drafts{};
    drafts.screen = frame.screen;
  } else if (drafts.screen != frame.screen) {
    wipe_for(frame.screen, drafts);
  }
  drafts.practice = frame.practice;
  if (!frame.practice) {
    return with_scan(canvas, may_scan, draw_face(canvas, view, drafts));
  }
  begin_practice_frame(canvas);
  auto intent = with_scan(canvas, may_scan, draw_face(canvas, view, drafts));
  // Drawn last: whatever a screen does, it stays in sight and in reach.
  auto ends = end_practice_frame(canvas);
  return ends ? ends : intent;
}

}  // namespace outreach::ui
