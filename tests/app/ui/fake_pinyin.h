// A Pinyin engine of a handful of words, so that tests know what is offered.
#pragma once

#include <string>
#include <vector>

#include "app/ui/pinyin_source.h"

namespace outreach::ui {

class FakePinyin : public PinyinEngine {
 public:
  const Composition& composition() const override;
  void type(char letter_or_apostrophe) override;
  void erase() override;
  void turn_page(int by) override;
  std::string choose(std::size_t candidate) override;
  void clear() override;

 private:
  void compose();

  std::string chosen_;
  std::string letters_;
  std::size_t page_ = 0;
  Composition shown_;
};

// One for all canvases of a test program. It is composing these letters, and nothing where they are
// empty.
PinyinSource& fake_pinyin(const std::string& letters = {});
// What it composes now; empty: nothing.
std::string composed_now();
// From here on it cannot be opened, or it can again.
void break_pinyin(bool is_broken);

}  // namespace outreach::ui
