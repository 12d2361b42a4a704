// A county with several addresses, and one that moves: row N20 of the fault matrix.
#include <array>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/end-to-end/wire/syncing.h"
#include "tests/end-to-end/wire/wire_stall.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

using namespace std::chrono_literals;

// An address of ::1 that takes no connection and refuses none, as behind a tunnel that lost its
// other end: a backlog that is full.
class DeafAddress {
 public:
  explicit DeafAddress(std::uint16_t port) : listening_(::socket(AF_INET6, SOCK_STREAM, 0)) {
    const int on = 1;
    ::setsockopt(listening_, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_addr = in6addr_loopback;
    address.sin6_port = htons(port);
    const auto* const plain = reinterpret_cast<const sockaddr*>(&address);
    is_deaf_ = ::bind(listening_, plain, sizeof(address)) == 0 && ::listen(listening_, 0) == 0;
    for (int& filler : fillers_) {
      filler = ::socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK, 0);
      static_cast<void>(::connect(filler, plain, sizeof(address)));
    }
  }
  ~DeafAddress() {
    for (const int filler : fillers_) {
      ::close(filler);
    }
    ::close(listening_);
  }
  DeafAddress(const DeafAddress&) = delete;
  DeafAddress& operator=(const DeafAddress&) = delete;
  bool is_deaf() const {
    return is_deaf_;
  }

 private:
  int listening_;
  std::array<int, 3> fillers_{};
  bool is_deaf_ = false;
};

// By its name, which has both addresses.
std::string by_name(std::uint16_t port) {
  return "http://localhost:" + std::to_string(port);
}

TEST_CASE("N20: where IPv6 leads nowhere, IPv4 is taken", "[end-to-end][wire]") {
  WireStall stall;
  stall.record(5);
  const DeafAddress deaf(stall.county_port());
  if (!deaf.is_deaf()) {
    WARN("no IPv6 on this machine: only IPv4 is tried");
  }
  const Synced done = stall.sync({"--county", by_name(stall.county_port())});
  INFO(done.said.dump());
  CHECK(done.exit_code == 0);
  stall.check_all_delivered();
}

TEST_CASE("N20: a county that moves to another address in the middle is found there",
          "[end-to-end][wire]") {
  WireStall stall;
  stall.record(5);
  const std::uint16_t port = stall.county_port();
  const std::vector<std::string> words{"--county", by_name(port), "--insist"};
  stall.stop_county();
  if (!stall.start_county("[::1]:" + std::to_string(port))) {
    WARN("no IPv6 on this machine: not tried");
    return;
  }
  CHECK(stall.sync(words).exit_code == 0);
  stall.record(5);
  stall.stop_county();
  Syncing syncing(stall, words);
  syncing.process().listen(300ms);
  REQUIRE(stall.start_county("127.0.0.1:" + std::to_string(port)));
  CHECK(syncing.result().exit_code == 0);
  stall.check_all_delivered();
}

}  // namespace
}  // namespace outreach::testing
