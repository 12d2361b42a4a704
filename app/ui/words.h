// Words of the interface for values of the record and of views, in the chosen language.
#pragma once

#include <string>
#include <vector>

#include "app/core/view.h"
#include "sync/domain/personal_numbers.h"

namespace outreach::ui {

std::string word_of(domain::OutingKind kind);
std::string word_of(domain::Pathway pathway);
// Where 《信访工作条例》 (2022) names the pathway; empty for general advice.
std::string article_of(domain::Pathway pathway);
std::string word_of(domain::Outcome outcome);
std::string word_of(domain::CorrectionReason reason);
std::string word_of(domain::Rejection reason);
std::string word_of(core::DifferenceReason reason);
// "差 3 份 · 漏点了"; unexplained, which way it is off.
std::string words_of(const core::ToldDifference& difference);
// Why a note with such a number in it is not recorded.
std::string refusal_words(domain::PersonalNumber number);
std::string words_of(const core::Notice& notice);
// Why the clock is not believed; what to do about it is the screen's to say.
std::string words_of(core::ClockDoubt doubt);

// "11月22日"; in English "22 Nov".
std::string day_words(Date date);
// "2027年1月10日"; in English "10 Jan 2027".
std::string long_day_words(Date date);
// "星期日"
std::string weekday_words(Date date);
// "2 小时", "3 天": how long ago or how long waited, in one unit.
std::string duration_words(std::int64_t minutes);
// "41 GB"
std::string size_words(std::int64_t bytes);
// "张建国、李秀英"
std::string listed_words(const std::vector<std::string>& words);
// "+5", "-1"
std::string signed_words(std::int64_t value);

}  // namespace outreach::ui
