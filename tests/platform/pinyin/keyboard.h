// A person at the keyboard: an engine over the built assets, letters typed one by one.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/pinyin/pinyin.h"
#include "tests/support/catch.h"

namespace outreach::testing {

class Keyboard {
 public:
  explicit Keyboard(const std::vector<std::string>& county_words = {},
                    const Path& assets = OUTREACH_ASSETS) {
    Result<std::unique_ptr<PinyinEngine>> opened = open_pinyin(assets, county_words);
    INFO((opened ? std::string() : opened.error().context));
    REQUIRE(opened);
    engine_ = std::move(*opened);
  }

  PinyinEngine& engine() {
    return *engine_;
  }

  // The first page of what is offered for these letters alone.
  std::vector<std::string> page(std::string_view letters) {
    engine_->clear();
    type(letters);
    return engine_->composition().candidates;
  }
  std::string first(std::string_view letters) {
    const std::vector<std::string> candidates = page(letters);
    return candidates.empty() ? std::string() : candidates.front();
  }
  bool offers(std::string_view letters, std::string_view text) {
    const std::vector<std::string> candidates = page(letters);
    return std::find(candidates.begin(), candidates.end(), text) != candidates.end();
  }

  void type(std::string_view letters) {
    for (const char letter : letters) {
      engine_->type(letter);
    }
  }
  // Takes a candidate of the page by what it says.
  std::string choose(std::string_view text) {
    const std::vector<std::string>& candidates = engine_->composition().candidates;
    const auto found = std::find(candidates.begin(), candidates.end(), text);
    REQUIRE(found != candidates.end());
    return engine_->choose(static_cast<std::size_t>(found - candidates.begin()));
  }
  const std::string& shown() const {
    return engine_->composition().shown;
  }

 private:
  std::unique_ptr<PinyinEngine> engine_;
};

}  // namespace outreach::testing
