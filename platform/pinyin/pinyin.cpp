#include "platform/pinyin/pinyin.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "platform/base/bytes.h"
#include "platform/pinyin/readings.h"
#include "platform/pinyin/session.h"

namespace outreach {
namespace {

constexpr const char* kDataFolder = "pinyin";
constexpr const char* kReadings = "readings.txt";
constexpr const char* kRimeData[] = {"outreach.schema.yaml", "outreach.table.bin",
                                     "outreach.prism.bin"};
// Of each file: the dictionary, the largest, has 1.4 MB.
constexpr std::size_t kDataBytesMax = 16'000'000;

bool is_letter(char letter) {
  return letter >= 'a' && letter <= 'z';
}

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_letter));
}

// Something chosen for some letters.
struct ChosenPart {
  std::string text;
  std::string letters;
};

// Where a candidate is from.
struct Offered {
  std::string text;
  std::optional<std::size_t> at;  // in librime's list; nothing for a county word
};

class RimePinyin final : public PinyinEngine {
 public:
  RimePinyin(std::unique_ptr<RimeLibrary> library, std::unique_ptr<RimeSession> session,
             Readings readings, const std::vector<std::string>& county_words)
      : library_(std::move(library)),
        session_(std::move(session)),
        readings_(std::move(readings)),
        county_words_(county_words, readings_) {}

  ~RimePinyin() override {
    forget();
  }

  const Composition& composition() const override {
    return composition_;
  }

  void type(char letter) override {
    const bool apostrophe = letter == '\'' && !rest_.empty() && rest_.back() != '\'';
    if ((!is_letter(letter) && !apostrophe) || typed() == kLettersMax) {
      return;
    }
    rest_ += letter;
    session_->type(letter);
    just_chosen_ = false;
    show();
  }

  void erase() override {
    if (rest_.empty()) {
      return;
    }
    if (just_chosen_) {
      open_last_part();
    } else {
      rest_.pop_back();
      if (rest_.empty() && chosen_.empty()) {
        clear();
        return;
      }
      if (rest_.empty()) {
        open_last_part();
      } else if (part_chosen_in_session_ || !session_->erase()) {
        type_again();
      }
    }
    just_chosen_ = false;
    show();
  }

  void turn_page(int by) override {
    const std::size_t last = offered_.empty() ? 0 : (offered_.size() - 1) / kCandidatesShown;
    const std::size_t far = static_cast<std::size_t>(by < 0 ? -static_cast<long>(by) : by);
    page_ = by < 0 ? page_ - std::min(page_, far) : page_ + std::min(last - page_, far);
    show_page();
  }

  std::string choose(std::size_t candidate) override {
    const std::size_t index = page_ * kCandidatesShown + candidate;
    if (candidate >= kCandidatesShown || index >= offered_.size()) {
      return {};
    }
    const Offered& offer = offered_[index];
    std::string_view left;  // of the letters
    if (offer.at) {
      if (!session_->choose(*offer.at)) {
        return {};
      }
      part_chosen_in_session_ = true;
      std::string split = session_->rest();
      left = last_letters(letters_in(split));
      overwrite(split);
    }
    chosen_.push_back({offer.text, rest_.substr(0, rest_.size() - left.size())});
    if (!left.empty()) {
      rest_.erase(0, rest_.size() - left.size());
      just_chosen_ = true;
      show();
      return {};
    }
    std::string whole = chosen_text();
    clear();
    return whole;
  }

  void clear() override {
    forget();
    session_->renew();
  }

 private:
  std::size_t typed() const {
    std::size_t sum = rest_.size();
    for (const ChosenPart& part : chosen_) {
      sum += part.letters.size();
    }
    return sum;
  }

  std::string chosen_text() const {
    std::string text;
    for (const ChosenPart& part : chosen_) {
      text += part.text;
    }
    return text;
  }

  // The end of the rest that has so many letters.
  std::string_view last_letters(std::size_t count) const {
    std::size_t from = rest_.size();
    while (from > 0 && count > 0) {
      --from;
      count -= is_letter(rest_[from]) ? 1 : 0;
    }
    return std::string_view(rest_).substr(from);
  }

  void open_last_part() {
    ChosenPart& part = chosen_.back();
    rest_.insert(0, part.letters);
    overwrite(part.text);
    overwrite(part.letters);
    chosen_.pop_back();
    type_again();
  }

  void type_again() {
    session_->clear();
    part_chosen_in_session_ = false;
    for (const char letter : rest_) {
      session_->type(letter);
    }
  }

  void forget() {
    overwrite(rest_);
    for (ChosenPart& part : chosen_) {
      overwrite(part.text);
      overwrite(part.letters);
    }
    chosen_.clear();
    forget_offers();
    overwrite(composition_.shown);
    overwrite(composition_.candidates);
    composition_ = {};
    page_ = 0;
    just_chosen_ = false;
    part_chosen_in_session_ = false;
  }

  void forget_offers() {
    for (Offered& offer : offered_) {
      overwrite(offer.text);
    }
    offered_.clear();
  }

  // The first page of what there is for the letters now.
  void show() {
    page_ = 0;
    std::string split = session_->rest();
    offer(split);
    overwrite(composition_.shown);
    composition_.shown = chosen_text() + split;
    overwrite(split);
    show_page();
  }

  void offer(std::string_view split) {
    forget_offers();
    for (std::string& word : county_words_.spelt_by(rest_)) {
      offered_.push_back({std::move(word), std::nullopt});
    }
    const std::size_t county = offered_.size();
    std::vector<std::string> found = session_->candidates(kCandidatesMax);
    for (std::size_t at = 0; at < found.size(); ++at) {
      const auto same = [&](const Offered& offer) { return offer.text == found[at]; };
      const auto end = offered_.begin() + static_cast<std::ptrdiff_t>(county);
      if (std::none_of(offered_.begin(), end, same)) {
        offered_.push_back({found[at], at});
      }
    }
    overwrite(found);
    exact_singles_first(split);
  }

  // librime weighs what only sounds alike less, but not for the last syllable of an entry, and a
  // single hanzi is all last: for "li" it would offer 你 before 里.
  void exact_singles_first(std::string_view split) {
    const std::string_view syllable = split.substr(0, split.find('\''));
    const auto is_single = [](const Offered& offer) {
      return single_hanzi(offer.text).has_value();
    };
    const auto first = std::find_if(offered_.begin(), offered_.end(), is_single);
    std::stable_partition(first, offered_.end(), [&](const Offered& offer) {
      const std::optional<char32_t> hanzi = single_hanzi(offer.text);
      return hanzi && readings_.is_read(*hanzi, syllable);
    });
  }

  void show_page() {
    overwrite(composition_.candidates);
    const std::size_t first = page_ * kCandidatesShown;
    const std::size_t end = std::min(first + kCandidatesShown, offered_.size());
    for (std::size_t index = first; index < end; ++index) {
      composition_.candidates.push_back(offered_[index].text);
    }
    composition_.has_before = page_ > 0;
    composition_.has_more = end < offered_.size();
  }

  std::unique_ptr<RimeLibrary> library_;  // outlives the session
  std::unique_ptr<RimeSession> session_;
  Readings readings_;
  CountyWords county_words_;
  std::string rest_;  // letters that nothing is chosen for, as typed
  std::vector<ChosenPart> chosen_;
  std::vector<Offered> offered_;  // of every page
  std::size_t page_ = 0;
  bool just_chosen_ = false;
  bool part_chosen_in_session_ = false;  // its letters are then more than rest_
  Composition composition_;
};

}  // namespace

Result<std::unique_ptr<PinyinEngine>> open_pinyin(const Path& assets,
                                                  const std::vector<std::string>& county_words) {
  const Path data = assets / kDataFolder;
  SystemFiles files;
  // librime maps these, and says nothing where they are not. Read once, they are in memory when a
  // key first needs them.
  for (const char* name : kRimeData) {
    if (const Result<Bytes> content = files.read(data / name, kDataBytesMax); !content) {
      return content.error();
    }
  }
  Result<Bytes> table = files.read(data / kReadings, kDataBytesMax);
  if (!table) {
    return table.error();
  }
  Result<Readings> readings = Readings::parse(std::string(text_of(*table)));
  if (!readings) {
    return readings.error();
  }
  Result<std::unique_ptr<RimeLibrary>> library = RimeLibrary::open(data);
  if (!library) {
    return library.error();
  }
  Result<std::unique_ptr<RimeSession>> session = RimeSession::open();
  if (!session) {
    return session.error();
  }
  return std::unique_ptr<PinyinEngine>(std::make_unique<RimePinyin>(
      std::move(*library), std::move(*session), std::move(*readings), county_words));
}

}  // namespace outreach
