// What the guide says in words of the interface, the same on the screen, in the code to scan and on
// paper.
#pragma once

#include <string>
#include <vector>

#include "app/core/view.h"

namespace outreach::ui {

// By which way, as a farmer would say it.
std::string way_words(domain::Pathway pathway);
// Where the Petition Work Regulations lead into this way, down to the item where the result says
// it; empty where they do not.
std::string way_article(const core::GuideResultView& result);
// 《劳动争议调解仲裁法》第二十七条（2008-05-01 施行）
std::string citation_words(const domain::Citation& citation);
std::string citations_words(const std::vector<domain::Citation>& citations);
// Telephone, address and hours, a line each; where none is known one line that says so.
std::vector<std::string> contact_words(const domain::Contact& contact);
// Who looked at it: 待县局审核 where nobody did.
std::string review_words(const core::GuideResultView& result);
// The same for a header, which has room for a word: empty where somebody did.
std::string review_hint(const core::GuideResultView& result);

// The result in a few lines of plain text, kTextCodeBytesMax at most: where to go, what runs, by
// which way, what to bring; what has no room is left out from the end.
std::string guide_code_text(const core::GuideResultView& result);

}  // namespace outreach::ui
