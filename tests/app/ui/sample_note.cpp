// Samples of 加一句话, and of a consultation that has a note.
#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

// As long as a note may be.
constexpr const char* kLongestNote =
    "承包地让邻居占了一垄，村里调解过两次没有说成，合同在大儿子手里，请下次把合同和调解的条子都带上"
    "，周三上午来局里，找窗口问";

}  // namespace

void add_notes(std::vector<Sample>& all) {
  Sample& phrases = copy_of(all, "consultation", "consultation-phrases");
  std::get<core::ConsultationView>(phrases.view.screen).note_phrases = {
      "材料不全",       "请下次带合同",       "请下次带身份证",   "家里人代问",
      "已经去过村委会", "已经去过乡镇",       "听不清，请写下来", "以前来问过",
      "等县里回话",     "要等秋收以后再来问", "另约时间到局里谈"};
  Sample& noted = copy_of(all, "consultation-phrases", "consultation-noted");
  noted.drafts.consultation.note = kLongestNote;
  Sample& below = copy_of(all, "consultation-noted", "consultation-noted-notice");
  below.view.frame.notice =
      core::Notice{core::Notice::Tone::Failed, core::Notice::What::NoteLikePhone};
  Sample& sheet = copy_of(all, "consultation-phrases", "consultation-note-sheet");
  sheet.drafts.consultation.noting = true;
  Sample& full = copy_of(all, "consultation-noted-notice", "consultation-note-full");
  full.drafts.consultation.noting = true;
  full.drafts.consultation.typed_note = kLongestNote;
  Sample& refused = copy_of(all, "consultation-noted-notice", "consultation-note-refused");
  refused.drafts.consultation.noting = true;
  refused.drafts.consultation.typed_note = "证号14263119700101001X";
  refused.view.frame.notice->what = core::Notice::What::NoteLikeNumber;
  Sample& id_card = copy_of(all, "consultation", "consultation-notice-id");
  id_card.view.frame.notice =
      core::Notice{core::Notice::Tone::Failed, core::Notice::What::NoteLikeIdCard};
}

}  // namespace outreach::ui
