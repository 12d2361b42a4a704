// Where the on-screen keyboard's Chinese comes from: opened when it is first wanted, because it
// takes memory that most visits need not pay. Control thread.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "platform/base/result.h"
#include "platform/pinyin/pinyin.h"

namespace outreach::ui {

class PinyinSource {
 public:
  using Open = std::function<Result<std::unique_ptr<PinyinEngine>>()>;

  explicit PinyinSource(Open open) : open_(std::move(open)) {}

  // Null: it cannot be opened, and is tried again after the next clear().
  PinyinEngine* engine() {
    if (!engine_ && !has_failed_) {
      auto opened = open_();
      has_failed_ = !opened;
      engine_ = opened ? *std::move(opened) : nullptr;
    }
    return engine_.get();
  }
  // Nothing of what was composed stays.
  void clear() {
    has_failed_ = false;
    if (engine_) {
      engine_->clear();
    }
  }

 private:
  Open open_;
  std::unique_ptr<PinyinEngine> engine_;
  bool has_failed_ = false;
};

}  // namespace outreach::ui
