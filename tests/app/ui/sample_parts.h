// What the samples are made of, and who makes those of each screen.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "tests/app/ui/sample_views.h"

namespace outreach::ui {

inline constexpr Date kSampleDay{std::chrono::year{2026}, std::chrono::month{11},
                                 std::chrono::day{22}};

// A screen on an open outing, under this name, with nothing chosen yet.
Sample sample(const char* name, core::ScreenName screen, decltype(core::View::screen) content);

// Adds a copy of a sample that is there already, to be changed; good until the next is added.
Sample& copy_of(std::vector<Sample>& all, const std::string& from, const std::string& name);

// In this order: the later ones are made from samples of the earlier ones.
void add_home_and_outing(std::vector<Sample>& all);
void add_counting(std::vector<Sample>& all);
// 加一句话, and then 登记详情（封存）.
void add_notes(std::vector<Sample>& all);
void add_questions_left(std::vector<Sample>& all);
void add_day(std::vector<Sample>& all);
// 改内容, from 今日 and on the consultation's screen.
void add_replacing(std::vector<Sample>& all);
void add_delivery(std::vector<Sample>& all);
void add_returned(std::vector<Sample>& all);
// 库存, and what other screens say of it.
void add_stock(std::vector<Sample>& all);
// 补录, from the first tap to what is recorded.
void add_sheets(std::vector<Sample>& all);
// The plan, the questions about the day, and what a closed outing shows.
void add_outing_days(std::vector<Sample>& all);
// 日小票, and the printer among the checks.
void add_slips(std::vector<Sample>& all);
// What stands in the way of a screen: the day, a PIN, and notices in every length.
void add_questions(std::vector<Sample>& all);
// The staff sheet with many names and on the home screen, the pad as it is scrambled, the lock and
// the end of the program.
void add_locks(std::vector<Sample>& all);
// 练习 around the screens it leads through, and the ways into it.
void add_practice(std::vector<Sample>& all);
// Residents' own screens.
void add_resident(std::vector<Sample>& all);
// 我该找谁.
void add_guide(std::vector<Sample>& all);
// 查答复, in every state.
void add_look_ups(std::vector<Sample>& all);
// 评一评, in every state.
void add_rating(std::vector<Sample>& all);
// 留言提问, from its tile to what was withdrawn.
void add_asking(std::vector<Sample>& all);
// 看口袋书: the shelf and the reader.
void add_reader(std::vector<Sample>& all);

// The comics that come with the program.
core::ReadableLeaflets sample_comics();
// Pages as a county's pack has them: so many, upright, in files that are made for it. One more file
// is none.
inline constexpr int kSamplePages = 6;
std::shared_ptr<const core::ReadableLeaflet> sample_pages();
// This leaf of it.
core::ReaderView sample_leaf(std::shared_ptr<const core::ReadableLeaflet> leaflet, int at);

}  // namespace outreach::ui
