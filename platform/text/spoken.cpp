#include "platform/text/spoken.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "platform/base/text.h"
#include "platform/text/spoken_numbers.h"

namespace outreach {
namespace {

constexpr std::u32string_view kEnds = U"。！？!?\n；;";
constexpr std::u32string_view kPauses = U"，,、：:（）()[]【】·・•—–…→←|~～-－+＋";
constexpr std::u32string_view kNotSaid = U"《》〈〉“”‘「」『』*#_`^<>\"\\";
// From so many code points on a pause ends a piece, so that what comes first comes soon.
constexpr std::size_t kPieceUsual = 40;

bool is_among(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}

bool is_hanzi(char32_t c) {
  return (c >= 0x2E80 && c <= 0x2FDF) || c == U'〇' || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_letter(char32_t c) {
  constexpr char32_t kLastLatin = 0x24F;
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= kLastLatin);
}

bool is_plain_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

// Full-width digits and spaces as ASCII.
std::u32string plain(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c >= U'０' && c <= U'９') {
      out += c - U'０' + U'0';
    } else {
      out += c == U'\u3000' || c == U'\u00A0' || c == U'\t' ? U' ' : c;
    }
  }
  return out;
}

class PieceCutter {
 public:
  explicit PieceCutter(MessageLanguage language) : text_language_(language), language_(language) {}

  void take(char32_t c, char32_t next) {
    const bool is_stop = c == U'.' && (next == U' ' || next == U'\0');
    if (is_among(kEnds, c) || is_stop) {
      flush();
    } else if (c == U'/') {
      pause_then(language_ == MessageLanguage::Chinese ? U"或" : U" or ");
    } else if (c == U'℃' || c == U'°') {
      words_ += language_ == MessageLanguage::Chinese ? U"度" : U" degrees ";
    } else if (is_inside_word(c, next)) {
      words_ += c;
    } else if (is_among(kPauses, c)) {
      pause();
    } else if (!is_among(kNotSaid, c)) {
      add(c);
    }
    if (words_.size() >= kSpokenPieceMax) {
      flush();
    }
  }

  std::vector<SpokenPiece> finish() {
    flush();
    return std::move(pieces_);
  }

 private:
  // "well-known", "10:30", "1,250", "workers’".
  bool is_inside_word(char32_t c, char32_t next) const {
    if (words_.empty()) {
      return false;
    }
    const char32_t before = words_.back();
    const bool joins_words = (c == U'-' || c == U'\'' || c == U'’') && is_letter(before);
    const bool joins_digits =
        (c == U':' || c == U',' || c == U'.') && is_plain_digit(before) && is_plain_digit(next);
    return (joins_words && is_letter(next)) || joins_digits;
  }

  void add(char32_t c) {
    std::optional<MessageLanguage> wanted;
    if (is_hanzi(c)) {
      wanted = MessageLanguage::Chinese;
    } else if (is_letter(c)) {
      wanted = MessageLanguage::English;
    } else if (is_plain_digit(c)) {
      wanted = text_language_;
    }
    if (wanted && *wanted != language_) {
      flush();
      language_ = *wanted;
    }
    has_words_ = has_words_ || wanted.has_value();
    const bool is_spare = c == U' ' && (words_.empty() || is_among(U" ，", words_.back()));
    if (!is_spare) {
      words_ += c;
    }
  }

  void pause() {
    while (!words_.empty() && words_.back() == U' ') {
      words_.pop_back();
    }
    if (words_.size() >= kPieceUsual) {
      flush();
    } else if (has_words_ && words_.back() != U'，' && words_.back() != U',') {
      words_ += language_ == MessageLanguage::Chinese ? U"，" : U",";
    }
  }

  // 或 stands between two words alone.
  void pause_then(std::u32string_view word) {
    if (has_words_) {
      words_ += word;
    }
  }

  void flush() {
    while (!words_.empty() && is_among(U" ，,", words_.back())) {
      words_.pop_back();
    }
    const std::size_t begin = std::min(words_.find_first_not_of(U" ，,"), words_.size());
    if (has_words_) {
      SpokenPiece piece{{}, language_};
      for (const char32_t c : words_.substr(begin)) {
        append_utf8(piece.words, c);
      }
      pieces_.push_back(std::move(piece));
    }
    words_.clear();
    has_words_ = false;
    language_ = text_language_;
  }

  const MessageLanguage text_language_;
  MessageLanguage language_;
  std::u32string words_;
  bool has_words_ = false;
  std::vector<SpokenPiece> pieces_;
};

}  // namespace

std::vector<SpokenPiece> spoken_pieces(std::string_view text, MessageLanguage language) {
  const std::u32string said = with_numbers_said(plain(text), language);
  PieceCutter cutter(language);
  for (std::size_t i = 0; i < said.size(); ++i) {
    cutter.take(said[i], i + 1 < said.size() ? said[i + 1] : U'\0');
  }
  return cutter.finish();
}

}  // namespace outreach
