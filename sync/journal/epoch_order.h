// Which of a kiosk's epochs came first. Private to sync/journal.
#pragma once

#include <vector>

#include "platform/base/result.h"
#include "platform/sqlite/sqlite.h"
#include "sync/domain/record.h"

namespace outreach::journal {

class EpochOrder {
 public:
  // What `epoch_opened` of every chain of one kiosk says. `select`: columns are the chain's epoch,
  // the body of its `epoch_opened`, and its device time.
  static Result<EpochOrder> read(sqlite::Statement& select);

  // Whether `epoch` began after `other`, step by step from one to the one before it. Where the
  // epochs between two are not here, the kiosk's clock must do; one that does not say what was
  // before it is the kiosk's first.
  bool is_later(const domain::EpochId& epoch, const domain::EpochId& other) const;
  // Whether another epoch that is here began right after this one.
  bool is_followed(const domain::EpochId& epoch) const;

 private:
  struct Opened {
    domain::EpochId epoch{};
    domain::EpochId previous{};
    std::int64_t device_time = 0;
  };
  const Opened* find(const domain::EpochId& epoch) const;
  bool follows(const domain::EpochId& later, const domain::EpochId& earlier) const;

  std::vector<Opened> opened_;
};

}  // namespace outreach::journal
