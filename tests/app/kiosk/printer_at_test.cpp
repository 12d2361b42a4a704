#include "app/kiosk/printer_at.h"

#include "tests/support/catch.h"
#include "tests/support/raw_socket.h"

namespace outreach::kiosk {
namespace {

TEST_CASE("Printer's name: device files and addresses are taken", "[printer]") {
  for (const char* words : {"/dev/usb/lp0", "./paper", "192.168.1.50", "192.168.1.50:9100",
                            "[fe80::1%eth0]:9100", "[::1]", "::1"}) {
    INFO(words);
    CHECK(printer_at(words));
  }
}

TEST_CASE("Printer's name: what is neither is said so, with examples", "[printer]") {
  for (const char* words : {"", ":9100", "192.168.1.50:", "192.168.1.50:0", "192.168.1.50:65536",
                            "192.168.1.50:91x", "[::1", "[::1]9100", "[]:9100"}) {
    INFO(words);
    const auto printer = printer_at(words);
    REQUIRE_FALSE(printer);
    CHECK(printer.error().code == ErrorCode::InvalidInput);
    CHECK(printer.error().context.find("/dev/usb/lp0") != std::string::npos);
  }
}

TEST_CASE("Printer's name: the address and the port are those that were named", "[printer]") {
  testing::RawServer server([](testing::RawPeer& peer, int) { peer.read_some(); });
  const auto printer = printer_at("127.0.0.1:" + std::to_string(server.port()));
  REQUIRE(printer);
  CHECK((*printer)->look());
  CHECK(server.connections() == 1);
  const auto nobody = printer_at("127.0.0.1:" + std::to_string(testing::closed_port()));
  REQUIRE(nobody);
  CHECK_FALSE((*nobody)->look());
}

}  // namespace
}  // namespace outreach::kiosk
