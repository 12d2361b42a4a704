// 库存: what staff say of it.
#include <utility>

#include "app/core/counting.h"
#include "app/core/steps.h"

namespace outreach::core {

void apply(Step& step, const RecordStock& intent, Now now) {
  record_tap(step, domain::Stock{intent.leaflet, intent.movement, intent.copies}, now);
}

void apply(Step& step, const RecordNoneBack& intent, Now now) {
  if (OutingLines(step.state).stock(intent.leaflet).none_back) {
    return;
  }
  domain::Remark remark;
  remark.about = domain::kRemarkStockNoneBack;
  remark.leaflet = intent.leaflet;
  remark.reason = kNoneBackReason;
  record_tap(step, std::move(remark), now);
}

void apply(Step& step, const ExplainDifference& intent, Now now) {
  const auto difference = OutingLines(step.state).stock(intent.leaflet).difference();
  if (difference.value_or(0) == 0) {
    return;  // it went away under the finger
  }
  domain::Remark remark;
  remark.about = domain::kRemarkStockDifference;
  remark.leaflet = intent.leaflet;
  remark.difference = difference_to_remark(*difference);
  remark.reason = code_of(intent.reason);
  record_tap(step, std::move(remark), now);
}

}  // namespace outreach::core
