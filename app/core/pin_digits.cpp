#include "app/core/pin_digits.h"

#include <algorithm>

namespace outreach::core {

bool has_each_digit(const PadOrder& order) {
  return std::is_permutation(order.begin(), order.end(), kPlainPad.begin());
}

}  // namespace outreach::core
