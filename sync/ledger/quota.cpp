#include "sync/ledger/quota.h"

namespace outreach::ledger {
namespace {

constexpr std::int64_t kDayMilliseconds = 24 * 3'600'000;

}  // namespace

bool Quota::admit(const domain::KioskId& kiosk, std::size_t bytes, bool begins_epoch,
                  MonotonicTime now) {
  auto [place, is_new] = days_.try_emplace(kiosk, Day{now.milliseconds, 0, 0, 0});
  Day& day = place->second;
  if (now.milliseconds - day.began >= kDayMilliseconds) {
    day = Day{now.milliseconds, 0, 0, 0};
  }
  Day after = day;
  ++after.batches;
  after.bytes += static_cast<std::int64_t>(bytes);
  after.epochs += begins_epoch ? 1 : 0;
  if (after.batches > limits_.batches || after.bytes > limits_.bytes ||
      after.epochs > limits_.epochs) {
    return false;
  }
  day = after;
  return true;
}

}  // namespace outreach::ledger
