// What a scanner makes of our squares: read back by the standard's rules, without the library.
#include "platform/qr/qr.h"

#include <array>
#include <cstdint>

#include "tests/support/catch.h"

namespace outreach {
namespace {

// ISO/IEC 18004, table 9, level M: error correction codewords a block, and blocks, by version.
constexpr std::array<int, 11> kCorrectionPerBlock{0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26};
constexpr std::array<int, 11> kBlocks{0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5};
constexpr std::array<int, 11> kCodewords{0, 26, 44, 70, 100, 134, 172, 196, 242, 292, 346};

class Scanner {
 public:
  explicit Scanner(const QrSquares& squares)
      : squares_(squares), version_((squares.size - 17) / 4) {}

  std::string text() {
    REQUIRE(version_ >= 1);
    REQUIRE(version_ <= 10);
    REQUIRE(has_finders());
    const std::vector<std::uint8_t> data = data_codewords();
    std::size_t at = 0;
    const auto bits = [&](int count) {
      unsigned value = 0;
      for (int i = 0; i < count; ++i, ++at) {
        value = value << 1U | (data[at / 8] >> (7 - at % 8) & 1U);
      }
      return value;
    };
    REQUIRE(bits(4) == 4);  // bytes
    const unsigned length = bits(version_ < 10 ? 8 : 16);
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
      text.push_back(static_cast<char>(bits(8)));
    }
    return text;
  }

 private:
  bool has_finders() const {
    const int last = squares_.size - 7;
    for (const auto& [left, top] : {std::pair{0, 0}, std::pair{last, 0}, std::pair{0, last}}) {
      for (int y = 0; y < 7; ++y) {
        for (int x = 0; x < 7; ++x) {
          const int ring = std::max(std::abs(x - 3), std::abs(y - 3));
          if (squares_.is_dark(left + x, top + y) != (ring != 2)) {
            return false;
          }
        }
      }
    }
    return true;
  }
  // The mask, from the format beside the first finder; level M is 0.
  unsigned mask() const {
    unsigned format = 0;
    for (int x = 0; x < 5; ++x) {  // the five data bits come first
      format = format << 1U | (squares_.is_dark(x, 8) ? 1U : 0U);
    }
    format ^= 0b10101U;
    REQUIRE(format >> 3U == 0);
    return format & 7U;
  }
  static bool is_masked(unsigned mask, int x, int y) {
    switch (mask) {
      case 0:
        return (x + y) % 2 == 0;
      case 1:
        return y % 2 == 0;
      case 2:
        return x % 3 == 0;
      case 3:
        return (x + y) % 3 == 0;
      case 4:
        return (x / 3 + y / 2) % 2 == 0;
      case 5:
        return x * y % 2 + x * y % 3 == 0;
      case 6:
        return (x * y % 2 + x * y % 3) % 2 == 0;
      default:
        return ((x + y) % 2 + x * y % 3) % 2 == 0;
    }
  }
  // Finders, timing, alignment, format and version: what carries no data.
  bool is_function(int x, int y) const {
    const int size = squares_.size;
    if ((x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8) || x == 6 ||
        y == 6) {
      return true;
    }
    if (version_ >= 7 && ((x >= size - 11 && y < 6) || (y >= size - 11 && x < 6))) {
      return true;
    }
    if (version_ == 1) {
      return false;
    }
    std::vector<int> centres{6, size - 7};
    if (version_ >= 7) {
      centres = {6, version_ * 2 + 8, size - 7};
    }
    for (const int cx : centres) {
      for (const int cy : centres) {
        const bool at_finder =
            (cx == 6 && cy == 6) || (cx == 6 && cy == size - 7) || (cx == size - 7 && cy == 6);
        if (!at_finder && std::abs(x - cx) <= 2 && std::abs(y - cy) <= 2) {
          return true;
        }
      }
    }
    return false;
  }
  std::vector<std::uint8_t> all_codewords() const {
    std::vector<std::uint8_t> words;
    unsigned bits = 0;
    int count = 0;
    const unsigned masked_by = mask();
    bool upwards = true;
    for (int right = squares_.size - 1; right > 0; right -= 2, upwards = !upwards) {
      right -= right == 6 ? 1 : 0;
      for (int i = 0; i < squares_.size; ++i) {
        const int y = upwards ? squares_.size - 1 - i : i;
        for (const int x : {right, right - 1}) {
          if (is_function(x, y)) {
            continue;
          }
          bits = bits << 1U | (squares_.is_dark(x, y) != is_masked(masked_by, x, y) ? 1U : 0U);
          if (++count % 8 == 0) {
            words.push_back(static_cast<std::uint8_t>(bits & 0xffU));
          }
        }
      }
    }
    return words;
  }
  // Out of the blocks, which are dealt out like cards; the last ones may be one longer.
  std::vector<std::uint8_t> data_codewords() const {
    const auto words = all_codewords();
    const auto v = static_cast<std::size_t>(version_);
    REQUIRE(words.size() == static_cast<std::size_t>(kCodewords[v]));
    const int blocks = kBlocks[v];
    const int data = kCodewords[v] - kCorrectionPerBlock[v] * blocks;
    const int shortest = data / blocks;
    const int longer = data % blocks;
    std::vector<std::vector<std::uint8_t>> dealt(static_cast<std::size_t>(blocks));
    std::size_t at = 0;
    for (int i = 0; i <= shortest; ++i) {
      for (int block = 0; block < blocks; ++block) {
        if (i < shortest || block >= blocks - longer) {
          dealt[static_cast<std::size_t>(block)].push_back(words[at++]);
        }
      }
    }
    std::vector<std::uint8_t> joined;
    for (const auto& block : dealt) {
      joined.insert(joined.end(), block.begin(), block.end());
    }
    return joined;
  }

  const QrSquares& squares_;
  const int version_;
};

QrSquares squares_of(const std::string& text) {
  const auto squares = make_qr(text);
  REQUIRE(squares);
  return *squares;
}

TEST_CASE("QR: a scanner reads what was written, at every size a slip may have", "[qr]") {
  for (const std::string& text :
       {std::string("a"), std::string("http://10.0.0.5:8080/#M2GT-58X4-0CWP-4693-FXTV"),
        std::string("https://petition.quwo.example.gov.cn/#M2GT-58X4-0CWP-4693-FXTV"),
        std::string("曲沃县信访局"), std::string(100, 'x'), std::string(150, 'y'),
        std::string(200, 'z')}) {
    INFO(text);
    const QrSquares squares = squares_of(text);
    CHECK(Scanner(squares).text() == text);
  }
}

TEST_CASE("QR: a text that would be too fine to scan is refused", "[qr]") {
  CHECK(make_qr(std::string(500, 'x')));
  const auto refused = make_qr(std::string(501, 'x'));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::TooLarge);
}

TEST_CASE("QR: on a terminal every square is half a character, with a light margin", "[qr]") {
  const QrSquares squares = squares_of("a");
  const std::string text = qr_for_terminal(squares);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  CHECK(lines.size() == static_cast<std::size_t>(squares.size + 8 + 1) / 2);
  CHECK(lines.front().find("█") == std::string::npos);
  CHECK(lines[2].find("█▀▀▀▀▀█") != std::string::npos);  // the top of a finder
  for (const std::string& line : lines) {
    CHECK(line.starts_with("\x1b[30;107m    "));
    CHECK(line.ends_with("    \x1b[0m"));
  }
}

TEST_CASE("QR: the drawing has a square for each dark one", "[qr]") {
  const QrSquares squares = squares_of("a");
  const std::string svg = qr_as_svg(squares);
  std::size_t drawn = 0;
  for (std::size_t at = svg.find("h1v1h-1z"); at != std::string::npos;
       at = svg.find("h1v1h-1z", at + 1)) {
    ++drawn;
  }
  CHECK(drawn ==
        static_cast<std::size_t>(std::count(squares.dark.begin(), squares.dark.end(), true)));
  CHECK(svg.find("M4,4h1") != std::string::npos);  // behind the margin
}

}  // namespace
}  // namespace outreach
