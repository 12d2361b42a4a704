// Samples of 日小票, and of the printer among the checks of 能收摊吗.
#include <cstdlib>
#include <memory>

#include "platform/printer/slip.h"
#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using core::PrinterState;
using core::ScreenName;
using Job = core::SlipView::Job;

Slip slip_of_a_day() {
  Slip slip;
  slip.lines = {
      SlipText{.text = "曲沃县信访局", .bold = true, .align = SlipAlign::Centre},
      SlipText{.text = "日小票", .size = SlipSize::Large, .bold = true, .align = SlipAlign::Centre},
      SlipRule{},
      SlipText{"2026年11月22日 星期日"},
      SlipText{.text = "东关集会", .bold = true},
      SlipEntry{"乐昌镇", "集会"},
      SlipRule{}};
  for (const char* leaflet :
       {"我该找谁办事指南", "法律援助便民卡", "土地承包纠纷解决指南", "复查复核流程图",
        "农民工工资维权手册", "信访漫画口袋书", "信访工作条例", "医保报销一张图", "惠农补贴明白卡",
        "调解怎么申请", "低保救助办理须知", "住房与物业问答"}) {
    slip.lines.emplace_back(SlipEntry{leaflet, "1,292 份"});
  }
  slip.lines.emplace_back(SlipRule{});
  for (const char* where : {"本机全部记录", "= 仅在本机", "+ 在U盘", "+ 县局已收", "+ 被退回"}) {
    slip.lines.emplace_back(SlipEntry{where, "236"});
  }
  slip.lines.emplace_back(SlipRule{});
  slip.lines.emplace_back(SlipText{"由 张建国、李秀英 记录"});
  slip.lines.emplace_back(
      SlipText{.text = "只有数，没有任何来访人的信息", .size = SlipSize::Small});
  return slip;
}

// Set once for each paper: opening fonts takes its time, and there are many walks.
std::shared_ptr<const Bitmap> sample_picture(int dots) {
  auto made = set_slip(slip_of_a_day(), dots, assets_folder());
  if (!made) {
    std::abort();
  }
  return std::make_shared<const Bitmap>(*std::move(made));
}

core::SlipView slip_view() {
  static const auto picture = sample_picture(kDotsOf58Millimetres);
  core::SlipView view;
  view.place = "东关集会";
  view.date = kSampleDay;
  view.picture = picture;
  view.printer = PrinterState::Ready;
  return view;
}

core::SlipView& slip_in(Sample& sample) {
  return std::get<core::SlipView>(sample.view.screen);
}

void add_jobs(std::vector<Sample>& all) {
  slip_in(copy_of(all, "slip", "slip-printing")).job = Job::Printing;
  slip_in(copy_of(all, "slip", "slip-printed")).job = Job::Printed;
  Sample& gone = copy_of(all, "slip-open-80", "slip-stopped-half-way");
  slip_in(gone).job = Job::NotPrinted;
  slip_in(gone).trouble = PrinterState::Ready;
  Sample& refused = copy_of(all, "slip-open-80", "slip-not-printed");
  slip_in(refused).job = Job::NotPrinted;
  slip_in(refused).trouble = slip_in(refused).printer = PrinterState::Unusable;
  refused.view.frame.notice =
      core::Notice{core::Notice::Tone::Waiting, core::Notice::What::SyncNotTheCounty, {}};
}

void add_printers(std::vector<Sample>& all) {
  struct InWords {
    const char* name;
    PrinterState state;
  };
  for (const auto& [name, state] : {InWords{"slip-no-paper", PrinterState::NoPaper},
                                    InWords{"slip-cover-open", PrinterState::CoverOpen},
                                    InWords{"slip-printer-failing", PrinterState::Failing},
                                    InWords{"slip-unreachable", PrinterState::Unreachable}}) {
    slip_in(copy_of(all, "slip-open-80", name)).printer = state;
  }
  for (const auto& [name, state] : {InWords{"delivery-printer-ready", PrinterState::Ready},
                                    InWords{"delivery-no-paper", PrinterState::NoPaper},
                                    InWords{"delivery-cover-open", PrinterState::CoverOpen},
                                    InWords{"delivery-printer-failing", PrinterState::Failing},
                                    InWords{"delivery-printer-off", PrinterState::Unreachable},
                                    InWords{"delivery-printer-unusable", PrinterState::Unusable}}) {
    auto& delivery = std::get<core::DeliveryView>(copy_of(all, "delivery-done", name).view.screen);
    delivery.printer = state;
    delivery.has_slip = true;
  }
  auto& none = std::get<core::DeliveryView>(
      copy_of(all, "delivery-done", "delivery-slip-without-printer").view.screen);
  none.has_slip = true;
}

}  // namespace

void add_slips(std::vector<Sample>& all) {
  all.push_back(sample("slip", ScreenName::Slip, slip_view()));
  all.back().view.frame.outing_open = false;

  Sample& wide = copy_of(all, "slip", "slip-open-80");
  static const auto wide_picture = sample_picture(kDotsOf80Millimetres);
  slip_in(wide).picture = wide_picture;
  slip_in(wide).is_open = true;
  wide.view.frame.outing_open = true;

  slip_in(copy_of(all, "slip", "slip-no-printer")).printer = PrinterState::None;
  Sample& last_page = copy_of(all, "slip-no-printer", "slip-last-page");
  last_page.drafts.slip.page = 1;
  Sample& making = copy_of(all, "slip", "slip-being-made");
  slip_in(making).picture.reset();
  Sample& failed = copy_of(all, "slip-being-made", "slip-cannot-be-made");
  slip_in(failed).failed = true;
  slip_in(failed).printer = PrinterState::None;
  add_jobs(all);
  add_printers(all);
}

}  // namespace outreach::ui
