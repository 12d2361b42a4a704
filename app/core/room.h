// How much of each list a panel shows at once. The face measures it, paging goes by it. Pure.
#pragma once

namespace outreach::core {

// As the design size has it, in every type size, until the face says otherwise; each at least 1.
struct Room {
  int tiles = 6;         // two rows of the tally pad
  int today_rows = 6;    // of 今日
  int stock_rows = 5;    // of 库存, each as high as a finger needs, below a notice or not
  int returned = 3;      // of 被退回: each has four lines and two buttons
  int summary_rows = 6;  // of 本场小结, beside its facts
  int sheet_files = 10;  // names of files on the stick, each as high as a finger needs
  int covers = 6;        // of 看口袋书
  bool operator==(const Room&) const = default;
};

}  // namespace outreach::core
