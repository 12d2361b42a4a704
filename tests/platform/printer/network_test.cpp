// A printer at a port of loopback.
#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

#include "platform/printer/printer.h"
#include "tests/platform/printer/print_jobs.h"
#include "tests/support/catch.h"
#include "tests/support/raw_socket.h"
#include "tests/support/signal.h"

namespace outreach::testing {
namespace {

using std::chrono::milliseconds;

constexpr PrintPatience kShort{milliseconds(100), milliseconds(60'000), milliseconds(100)};
// More than the kernel keeps of a connection, at both ends together.
constexpr std::size_t kMoreThanBuffers = 32 << 20;
constexpr const char* kHere = "127.0.0.1";

TEST_CASE("Network printer: it gets every byte, and hears that this was all", "[printer]") {
  std::string taken;
  Signal all;
  RawServer server([&](RawPeer& peer, int) {
    taken = peer.read_all();
    all.raise();
  });
  NetworkPrinter printer(kHere, server.port(), kAmple);
  const Bytes sent = job(300'000);
  CHECK(printer.print(sent));
  REQUIRE(all.wait());
  CHECK((taken == text_of(sent)));
}

TEST_CASE("Network printer: what it says while it prints harms nothing", "[printer]") {
  std::string taken;
  Signal all;
  RawServer server([&](RawPeer& peer, int) {
    peer.send(std::string(10'000, '\x12'));
    taken = peer.read_all();
    all.raise();
  });
  NetworkPrinter printer(kHere, server.port(), kAmple);
  const Bytes sent = job(300'000);
  CHECK(printer.print(sent));
  REQUIRE(all.wait());
  CHECK((taken == text_of(sent)));
}

TEST_CASE("Network printer: one that takes nothing is given up", "[printer]") {
  Signal over;
  RawServer server([&](RawPeer&, int) { over.wait(); });
  NetworkPrinter printer(kHere, server.port(), kShort);
  const auto printed = printer.print(job(kMoreThanBuffers));
  over.raise();
  REQUIRE_FALSE(printed);
  CHECK(printed.error().code == ErrorCode::Unavailable);
  CHECK(printed.error().context.find("look at its paper") != std::string::npos);
}

TEST_CASE("Network printer: one that goes away half way ends the job and not the program",
          "[printer]") {
  const auto before = std::signal(SIGPIPE, SIG_DFL);
  RawServer server([&](RawPeer& peer, int) { peer.read_some(); });
  NetworkPrinter printer(kHere, server.port(), kAmple);
  const auto printed = printer.print(job(kMoreThanBuffers));
  std::signal(SIGPIPE, before);
  REQUIRE_FALSE(printed);
  CHECK(printed.error().code == ErrorCode::Unavailable);
  CHECK(printed.error().context.find("went away") != std::string::npos);
}

TEST_CASE("Network printer: one that drops a small job unread has not printed it", "[printer]") {
  // Closing over unread bytes resets the connection; the job was long in the kernel by then.
  RawServer server([&](RawPeer& peer, int) { peer.read_some(); });
  NetworkPrinter printer(kHere, server.port(), kAmple);
  const auto printed = printer.print(job(200'000));  // read_some takes 64 KiB at most
  REQUIRE_FALSE(printed);
  CHECK(printed.error().code == ErrorCode::Unavailable);
}

TEST_CASE("Network printer: nobody at the address is Unavailable", "[printer]") {
  NetworkPrinter printer(kHere, closed_port(), kAmple);
  const auto printed = printer.print(job(10));
  REQUIRE_FALSE(printed);
  CHECK(printed.error().code == ErrorCode::Unavailable);
  CHECK(printed.error().context.find("switch it on") != std::string::npos);
  const auto looked = printer.look();
  REQUIRE_FALSE(looked);
  CHECK(looked.error().code == ErrorCode::Unavailable);
}

// A listener whose queue is full: the kernel answers nothing more, as a switched-off printer.
class SilentPort {
 public:
  SilentPort() : listening_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    REQUIRE(bind(listening_, generic, size) == 0);
    REQUIRE(listen(listening_, 0) == 0);
    getsockname(listening_, generic, &size);
    port_ = ntohs(address.sin_port);
    for (int caller = 0; caller < 8; ++caller) {
      callers_.push_back(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
      (void)connect(callers_.back(), generic, size);
    }
  }
  ~SilentPort() {
    for (const int caller : callers_) {
      close(caller);
    }
    close(listening_);
  }
  SilentPort(const SilentPort&) = delete;
  SilentPort& operator=(const SilentPort&) = delete;
  std::uint16_t port() const {
    return port_;
  }

 private:
  int listening_;
  std::uint16_t port_ = 0;
  std::vector<int> callers_;
};

TEST_CASE("Network printer: an address where nothing answers is given up", "[printer]") {
  const SilentPort silent;
  NetworkPrinter printer(kHere, silent.port(), kShort);
  const auto printed = printer.print(job(10));
  REQUIRE_FALSE(printed);
  CHECK(printed.error().code == ErrorCode::Unavailable);
}

TEST_CASE("Network printer: an address is in figures", "[printer]") {
  for (const char* address :
       {"", "printer.example", "192.168.1", "192.168.1.500", "::x", "not one"}) {
    INFO(address);
    NetworkPrinter printer(address, kPrinterPort, kShort);
    const auto printed = printer.print(job(10));
    REQUIRE_FALSE(printed);
    CHECK(printed.error().code == ErrorCode::InvalidInput);
    CHECK_FALSE(printed.error().context.empty());
  }
}

TEST_CASE("Network printer: IPv6 is an address too", "[printer]") {
  NetworkPrinter printer("::1", closed_port(), kAmple);
  const auto printed = printer.print(job(10));
  REQUIRE_FALSE(printed);
  CHECK(printed.error().code == ErrorCode::Unavailable);  // with IPv6 or without
  CHECK(printed.error().context.find("[::1]:") != std::string::npos);
}

TEST_CASE("Network printer: it says what keeps it from printing", "[printer]") {
  std::string asked;
  Signal heard;
  char answer = 0;
  RawServer server([&](RawPeer& peer, int) {
    asked = peer.read_some();
    peer.send(std::string(1, answer));
    peer.read_all();
    heard.raise();
  });
  NetworkPrinter printer(kHere, server.port(), kAmple);
  for (const auto& [byte, state] : {std::pair{'\x12', PrinterState::Ready},
                                    {'\x32', PrinterState::NoPaper},
                                    {'\x16', PrinterState::CoverOpen},
                                    {'?', PrinterState::Ready}}) {
    answer = byte;
    const auto looked = printer.look();
    REQUIRE(heard.wait());
    REQUIRE(looked);
    CHECK(*looked == state);
    CHECK(asked == text_of(escpos_ask_state()));
  }
}

TEST_CASE("Network printer: one that does not know the question is Ready", "[printer]") {
  RawServer server([&](RawPeer& peer, int) { peer.read_all(); });
  NetworkPrinter printer(kHere, server.port(),
                         {milliseconds(20'000), milliseconds(60'000), milliseconds(50)});
  CHECK(printer.look().value() == PrinterState::Ready);
}

}  // namespace
}  // namespace outreach::testing
