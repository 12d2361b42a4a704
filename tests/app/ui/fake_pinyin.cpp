#include "tests/app/ui/fake_pinyin.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

namespace outreach::ui {
namespace {

struct FakeWord {
  std::string_view letters;
  std::string_view hanzi;
};
// Those of more letters first, as an engine offers them.
constexpr std::array kFakeWords{FakeWord{"gongzimeigei", "工资没给"},
                                FakeWord{"gongzi", "工资"},
                                FakeWord{"gongzi", "公子"},
                                FakeWord{"gongzi", "攻字"},
                                FakeWord{"nihao", "你好"},
                                FakeWord{"gong", "工"},
                                FakeWord{"gong", "公"},
                                FakeWord{"gong", "宫"},
                                FakeWord{"gong", "供"},
                                FakeWord{"gong", "弓"},
                                FakeWord{"mei", "没"},
                                FakeWord{"mei", "每"},
                                FakeWord{"gei", "给"},
                                FakeWord{"hao", "好"},
                                FakeWord{"ni", "你"}};

bool is_pinyin_broken = false;

struct Shared {
  FakePinyin* engine = nullptr;
  PinyinSource source{[this]() -> Result<std::unique_ptr<PinyinEngine>> {
    if (is_pinyin_broken) {
      return Error{ErrorCode::NotFound, "no data"};
    }
    auto made = std::make_unique<FakePinyin>();
    engine = made.get();
    return std::unique_ptr<PinyinEngine>(std::move(made));
  }};
};

std::unique_ptr<Shared> made_anew;

Shared& shared() {
  if (!made_anew) {
    made_anew = std::make_unique<Shared>();
  }
  return *made_anew;
}

}  // namespace

const Composition& FakePinyin::composition() const {
  return shown_;
}

void FakePinyin::type(char letter_or_apostrophe) {
  letters_ += letter_or_apostrophe;
  page_ = 0;
  compose();
}

void FakePinyin::erase() {
  if (!letters_.empty()) {
    letters_.pop_back();
  }
  page_ = 0;
  compose();
}

void FakePinyin::turn_page(int by) {
  page_ = by < 0 ? 0 : page_ + 1;
  compose();
}

std::string FakePinyin::choose(std::size_t candidate) {
  if (candidate >= shown_.candidates.size()) {
    return {};
  }
  const std::string hanzi = shown_.candidates[candidate];
  const auto* const word = std::find_if(kFakeWords.begin(), kFakeWords.end(),
                                        [&](const FakeWord& one) { return one.hanzi == hanzi; });
  chosen_ += hanzi;
  letters_.erase(0, word->letters.size());
  page_ = 0;
  if (letters_.empty()) {
    std::string all = std::exchange(chosen_, {});
    compose();
    return all;
  }
  compose();
  return {};
}

void FakePinyin::clear() {
  chosen_.clear();
  letters_.clear();
  page_ = 0;
  compose();
}

void FakePinyin::compose() {
  shown_ = {};
  shown_.shown = chosen_ + letters_;
  std::size_t matching = 0;
  for (const FakeWord& word : kFakeWords) {
    if (std::string_view(letters_).starts_with(word.letters)) {
      const std::size_t page = matching / kCandidatesShown;
      if (page == page_) {
        shown_.candidates.emplace_back(word.hanzi);
      }
      shown_.has_more = page > page_;
      matching += 1;
    }
  }
  shown_.has_before = page_ > 0;
}

PinyinSource& fake_pinyin(const std::string& letters) {
  PinyinSource& source = shared().source;
  source.clear();
  if (PinyinEngine* engine = letters.empty() ? nullptr : source.engine()) {
    for (const char letter : letters) {
      engine->type(letter);
    }
  }
  return source;
}

std::string composed_now() {
  const FakePinyin* engine = shared().engine;
  return engine == nullptr ? std::string() : engine->composition().shown;
}

void break_pinyin(bool is_broken) {
  is_pinyin_broken = is_broken;
  made_anew.reset();
}

}  // namespace outreach::ui
