#include "app/ui/slip_pages.h"

#include <algorithm>

namespace outreach::ui {
namespace {

bool is_white(const Bitmap& slip, int row) {
  const ByteView bytes = slip.rows_from(row, 1);
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

}  // namespace

std::vector<int> slip_pages(const Bitmap& slip, int fitting) {
  std::vector<int> pages{0};
  for (int first = 0; slip.rows() - first > fitting; pages.push_back(first)) {
    int next = first + fitting;
    const int least = first + std::max(1, fitting / 2);
    while (next > least && !is_white(slip, next)) {
      --next;
    }
    first = is_white(slip, next) ? next : first + fitting;
  }
  return pages;
}

}  // namespace outreach::ui
