#include "app/ui/changes.h"

#include <algorithm>
#include <utility>

namespace outreach::ui {
namespace {

// FNV-1a's, on words of eight bytes; the high bits are folded in, or they would never reach the low
// ones.
constexpr std::uint64_t kMixStart = 14695981039346656037ULL;
constexpr std::uint64_t kMixPrime = 1099511628211ULL;
constexpr unsigned kMixFold = 32;

std::int64_t area(const PixelRect& rect) {
  return static_cast<std::int64_t>(rect.width) * rect.height;
}

PixelRect around(const PixelRect& a, const PixelRect& b) {
  const int x = std::min(a.x, b.x);
  const int y = std::min(a.y, b.y);
  return {x, y, std::max(a.x + a.width, b.x + b.width) - x,
          std::max(a.y + a.height, b.y + b.height) - y};
}

// What drawing the two as one costs more, in area; less than nothing where they overlap.
std::int64_t loss(const PixelRect& a, const PixelRect& b) {
  return area(around(a, b)) - area(a) - area(b);
}

// Joins the two that lose least by it; where `only_free`, only if they lose nothing. False where
// there are no such two.
bool join_two(std::vector<PixelRect>& rects, bool only_free) {
  std::pair<std::size_t, std::size_t> best{0, 0};
  std::int64_t least = 0;
  for (std::size_t i = 0; i < rects.size(); ++i) {
    for (std::size_t j = i + 1; j < rects.size(); ++j) {
      const std::int64_t lost = loss(rects[i], rects[j]);
      if (best.second == 0 || lost < least) {
        best = {i, j};
        least = lost;
      }
    }
  }
  if (best.second == 0 || (only_free && least > 0)) {
    return false;
  }
  rects[best.first] = around(rects[best.first], rects[best.second]);
  rects.erase(rects.begin() + static_cast<std::ptrdiff_t>(best.second));
  return true;
}

void take_in(std::vector<PixelRect>& rects, const PixelRect& more) {
  rects.push_back(more);
  while (join_two(rects, rects.size() <= kChangedRectanglesMax)) {
  }
}

}  // namespace

std::uint64_t looks_of(Drawn kind, std::uint32_t color) {
  return mixed(mixed(kMixStart, static_cast<std::uint64_t>(kind)), std::uint64_t{color});
}

std::uint64_t mixed(std::uint64_t looks, std::uint64_t value) {
  const std::uint64_t product = (looks ^ value) * kMixPrime;
  return product ^ (product >> kMixFold);
}

std::uint64_t mixed(std::uint64_t looks, std::string_view words) {
  for (const char c : words) {
    looks = mixed(looks, std::uint64_t{static_cast<unsigned char>(c)});
  }
  return mixed(looks, std::uint64_t{words.size()});
}

std::uint64_t mixed(std::uint64_t looks, const PixelRect& rect) {
  for (const int number : {rect.x, rect.y, rect.width, rect.height}) {
    looks = mixed(looks, static_cast<std::uint64_t>(number));
  }
  return looks;
}

void Changes::begin(PixelSize size) {
  if (size != size_) {
    size_ = size;
    columns_ = (size.width + kCellPixels - 1) / kCellPixels;
    rows_ = (size.height + kCellPixels - 1) / kCellPixels;
    last_.clear();
  }
  cells_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), kMixStart);
}

void Changes::add(const PixelRect& where, std::uint64_t looks) {
  const int left = std::max(0, where.x);
  const int top = std::max(0, where.y);
  const int right = std::min(size_.width, where.x + where.width);
  const int bottom = std::min(size_.height, where.y + where.height);
  if (right <= left || bottom <= top) {
    return;
  }
  for (int row = top / kCellPixels; row <= (bottom - 1) / kCellPixels; ++row) {
    for (int column = left / kCellPixels; column <= (right - 1) / kCellPixels; ++column) {
      std::uint64_t& cell =
          cells_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                 static_cast<std::size_t>(column)];
      cell = mixed(cell, looks);
    }
  }
}

std::vector<PixelRect> Changes::end() {
  std::vector<PixelRect> changed;
  if (last_.size() != cells_.size()) {
    changed.push_back({0, 0, size_.width, size_.height});
  } else {
    for (int row = 0; row < rows_; ++row) {
      const std::size_t start = static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_);
      const auto differs = [&](int column) {
        const std::size_t cell = start + static_cast<std::size_t>(column);
        return cells_[cell] != last_[cell];
      };
      for (int column = 0; column < columns_; ++column) {
        const int first = column;
        while (column < columns_ && differs(column)) {
          ++column;
        }
        if (column > first) {
          const int x = first * kCellPixels;
          const int y = row * kCellPixels;
          take_in(changed, {x, y, std::min(column * kCellPixels, size_.width) - x,
                            std::min(y + kCellPixels, size_.height) - y});
        }
      }
    }
  }
  std::swap(cells_, last_);
  return changed;
}

}  // namespace outreach::ui
