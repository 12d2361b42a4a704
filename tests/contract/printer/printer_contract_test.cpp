// What every Printer keeps: one at a device file, one on the network, and the tests' own.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "platform/printer/printer.h"
#include "tests/support/catch.h"
#include "tests/support/fake_printer.h"
#include "tests/support/raw_socket.h"
#include "tests/support/signal.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {
namespace {

constexpr int kDots = 384;

Bitmap picture_of(int rows) {
  Bitmap picture(kDots, rows);
  for (int y = 0; y < rows; ++y) {
    for (int x = y % 7; x < kDots; x += 1 + y % 11) {
      picture.ink(x, y);
    }
  }
  return picture;
}

// Each: a printer that may be plugged in and out, and what it has taken.
class DeviceFile {
 public:
  Printer& printer() {
    return printer_;
  }
  void plug(bool plugged) {
    if (plugged) {
      std::ofstream(folder_ / "lp0", std::ios::app) << "";
    } else {
      std::filesystem::remove(folder_ / "lp0");
    }
  }
  Bytes taken(int /*jobs*/) {
    std::ifstream roll(folder_ / "lp0", std::ios::binary);
    return Bytes{std::istreambuf_iterator<char>(roll), {}};
  }

 private:
  TemporaryFolder folder_;
  DeviceFilePrinter printer_{folder_ / "lp0"};
};

class Network {
 public:
  Printer& printer() {
    return *printer_;
  }
  void plug(bool plugged) {
    printer_ = std::make_unique<NetworkPrinter>(
        "127.0.0.1", plugged ? server_.port() : closed_port(), PrintPatience{.answer = kNoAnswer});
  }
  // Closing tells the server that a job is whole.
  Bytes taken(int jobs) {
    for (; seen_ < jobs; ++seen_) {
      REQUIRE(whole_.wait());
    }
    const ByteView view = bytes_of(taken_);
    return Bytes(view.begin(), view.end());
  }

 private:
  static constexpr std::chrono::milliseconds kNoAnswer{50};
  std::string taken_;
  Signal whole_;
  int seen_ = 0;
  std::unique_ptr<NetworkPrinter> printer_ = std::make_unique<NetworkPrinter>("127.0.0.1", 1);
  RawServer server_{[this](RawPeer& peer, int) {
    const std::string job = peer.read_all();
    if (job != text_of(escpos_ask_state())) {
      taken_ += job;
      whole_.raise();
    }
  }};
};

class Fake {
 public:
  Printer& printer() {
    return printer_;
  }
  void plug(bool plugged) {
    printer_.plug(plugged);
  }
  Bytes taken(int /*jobs*/) {
    return printer_.taken();
  }

 private:
  FakePrinter printer_;
};

TEMPLATE_TEST_CASE("Printer: jobs come out whole and in order", "[printer]", DeviceFile, Network,
                   Fake) {
  TestType held;
  held.plug(true);
  CHECK(held.printer().look().value() == PrinterState::Ready);
  CHECK(held.printer().print(escpos_raster(picture_of(1'000))));
  CHECK(held.printer().print(escpos_raster(picture_of(3))));
  const PaperRoll roll = unroll(held.taken(2), kDots);
  CHECK(roll.complaint.empty());
  CHECK(roll.cut == std::vector<Bitmap>{picture_of(1'000), picture_of(3)});
}

TEMPLATE_TEST_CASE("Printer: none there is a quiet error, and one plugged in later prints",
                   "[printer]", DeviceFile, Network, Fake) {
  TestType held;
  held.plug(false);
  for (int round = 0; round < 2; ++round) {
    const auto printed = held.printer().print(escpos_raster(picture_of(3)));
    const auto looked = held.printer().look();
    REQUIRE_FALSE(printed);
    REQUIRE_FALSE(looked);
    const ErrorCode code = printed.error().code;
    CHECK((code == ErrorCode::NotFound || code == ErrorCode::Unavailable));
    CHECK(looked.error().code == code);
    CHECK_FALSE(printed.error().context.empty());
  }
  held.plug(true);
  CHECK(held.printer().print(escpos_raster(picture_of(5))));
  CHECK(unroll(held.taken(1), kDots).cut == std::vector<Bitmap>{picture_of(5)});
}

TEST_CASE("Printer: the fake takes nothing without paper, and says so", "[printer]") {
  FakePrinter printer;
  printer.become(PrinterState::NoPaper);
  const auto printed = printer.print(escpos_raster(picture_of(5)));
  REQUIRE_FALSE(printed);
  CHECK(printed.error().code == ErrorCode::Unavailable);
  CHECK(printer.look().value() == PrinterState::NoPaper);
  CHECK(printer.taken().empty());
}

}  // namespace
}  // namespace outreach::testing
