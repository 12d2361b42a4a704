#include "platform/qr/qr.h"

#include <exception>
#include <qrcodegen/qrcodegen.hpp>

namespace outreach {
namespace {

constexpr int kMargin = 4;  // ISO/IEC 18004, 6.3.8: at least so many light squares around
constexpr std::size_t kTextMax = 500;
constexpr int kAnyMask = -1;  // the best of the eight
constexpr const char* kBlackOnWhite = "\x1b[30;107m";
constexpr const char* kUsualColours = "\x1b[0m";

}  // namespace

bool QrSquares::is_dark(int x, int y) const {
  return x >= 0 && y >= 0 && x < size && y < size &&
         dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
              static_cast<std::size_t>(x)];
}

Result<QrSquares> make_qr(std::string_view text) {
  if (text.size() > kTextMax) {
    return Error{ErrorCode::TooLarge,
                 "a text of " + std::to_string(text.size()) + " bytes is too long for a QR code"};
  }
  try {
    const auto segments = qrcodegen::QrSegment::makeSegments(std::string(text).c_str());
    const auto code = qrcodegen::QrCode::encodeSegments(
        segments, qrcodegen::QrCode::Ecc::MEDIUM, qrcodegen::QrCode::MIN_VERSION,
        qrcodegen::QrCode::MAX_VERSION, kAnyMask, false);
    QrSquares squares{code.getSize(), {}};
    for (int y = 0; y < squares.size; ++y) {
      for (int x = 0; x < squares.size; ++x) {
        squares.dark.push_back(code.getModule(x, y));
      }
    }
    return squares;
  } catch (const std::exception& error) {
    return Error{ErrorCode::InvalidInput, error.what()};
  }
}

std::string qr_for_terminal(const QrSquares& squares) {
  std::string text;
  for (int y = -kMargin; y < squares.size + kMargin; y += 2) {
    text += kBlackOnWhite;
    for (int x = -kMargin; x < squares.size + kMargin; ++x) {
      const bool upper = squares.is_dark(x, y);
      const bool lower = squares.is_dark(x, y + 1);
      text += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
    }
    text += kUsualColours;
    text += "\n";
  }
  return text;
}

std::string qr_as_svg(const QrSquares& squares) {
  const std::string side = std::to_string(squares.size + 2 * kMargin);
  std::string path;
  for (int y = 0; y < squares.size; ++y) {
    for (int x = 0; x < squares.size; ++x) {
      if (squares.is_dark(x, y)) {
        path += "M" + std::to_string(x + kMargin) + "," + std::to_string(y + kMargin) + "h1v1h-1z";
      }
    }
  }
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side +
         "\" shape-rendering=\"crispEdges\"><rect width=\"" + side + "\" height=\"" + side +
         "\" fill=\"#fff\"/><path d=\"" + path + "\" fill=\"#000\"/></svg>";
}

}  // namespace outreach
