// Lines that are slow, silent or not there: rows N1, N6 to N9 and P4 of the fault matrix.
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <csignal>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/end-to-end/wire/syncing.h"
#include "tests/end-to-end/wire/wire_stall.h"
#include "tests/support/catch.h"
#include "tests/support/raw_socket.h"

namespace outreach::testing {
namespace {

using namespace std::chrono_literals;

double cpu_of_children() {
  rusage use{};
  getrusage(RUSAGE_CHILDREN, &use);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(use.ru_utime) + seconds(use.ru_stime);
}

TEST_CASE("N1: nobody at the address, or no such name: offline, said so, without a spin",
          "[end-to-end][wire]") {
  WireStall stall;
  stall.record(5);
  // A label longer than DNS allows: no resolver is asked.
  const std::string no_name = "http://" + std::string(70, 'x') + ".county";
  const std::string nobody = "http://127.0.0.1:" + std::to_string(closed_port());
  for (const std::string& url : {nobody, no_name}) {
    CAPTURE(url);
    const double before = cpu_of_children();
    const Synced refused = stall.sync({"--county", url, "--patience", "3"});
    CHECK(refused.exit_code == 4);
    CHECK(refused.number("delivered") == 0);
    CHECK(refused.words("trouble") == "unreachable");
    CHECK(refused.number("retry_in_milliseconds") > 0);
    CHECK(cpu_of_children() - before < 1.5);  // of three seconds, most of it for starting
  }
  stall.deliver_the_rest();
  stall.check_all_delivered();
}

// A name server on loopback that takes questions and never answers.
class DeafNameServer {
 public:
  DeafNameServer() : socket_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    ::inet_pton(AF_INET, kAddress, &address.sin_addr);
    constexpr std::uint16_t kNameServicePort = 53;
    address.sin_port = htons(kNameServicePort);
    is_there_ = ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  }
  ~DeafNameServer() {
    ::close(socket_);
  }
  DeafNameServer(const DeafNameServer&) = delete;
  DeafNameServer& operator=(const DeafNameServer&) = delete;
  bool is_there() const {
    return is_there_;
  }
  static constexpr const char* kAddress = "127.0.0.99";

 private:
  int socket_;
  bool is_there_ = false;
};

TEST_CASE("N1: a look-up that hangs holds up neither the patience nor the end",
          "[end-to-end][wire]") {
  WireStall stall;
  stall.record(5);
  const DeafNameServer deaf;
  const bool may = run_program("/usr/bin/unshare", {"--mount", "/bin/true"}).exit_code == 0;
  if (!deaf.is_there() || !may) {
    WARN("this user can set up no name server of its own: not tried");
    return;
  }
  const std::string settings =
      stall.file("resolv.conf", std::string("nameserver ") + DeafNameServer::kAddress +
                                    "\noptions timeout:30 attempts:2\n");
  const auto before = std::chrono::steady_clock::now();
  const Ended ended = run_program(
      "/usr/bin/unshare",
      {"--mount", "/bin/sh", "-c", R"(mount --bind "$1" /etc/resolv.conf && shift && exec "$@")",
       "sh", settings, built_program("outreach-kiosk"), "sync", "--data", stall.kiosk_folder(),
       "--json", "--county", "http://county.example:8080", "--patience", "2"});
  CHECK(std::chrono::steady_clock::now() - before < 30s);  // the first try alone of the look-up
  CHECK(stall.synced(ended.exit_code, ended.out).exit_code == 4);
  stall.deliver_the_rest();
  stall.check_all_delivered();
}

TEST_CASE("N1: a line that refuses again and again is tried less and less often",
          "[end-to-end][wire]") {
  WireStall stall;
  stall.record(5);
  Line refuses;
  refuses.up.cut_at = 0;
  stall.proxy().use(refuses);
  const std::size_t before = stall.proxy().traffic().connections;
  CHECK(stall.sync({"--patience", "5"}).exit_code == 4);
  CHECK(stall.proxy().traffic().connections - before <= 10);
  stall.deliver_the_rest();
  stall.check_all_delivered();
}

TEST_CASE("N6: round trips of seconds and a few kilobits are slow, and enough",
          "[end-to-end][wire]") {
  struct Case {
    std::chrono::milliseconds delay;
    std::size_t bits_per_second;
    int handouts;
  };
  const std::array cases{Case{300ms, 64'000, 600}, Case{2'500ms, 9'600, 60}, Case{0ms, 9'600, 200}};
  std::vector<std::unique_ptr<WireStall>> stalls;
  std::vector<std::unique_ptr<Syncing>> syncs;
  for (const Case& wanted : cases) {
    stalls.push_back(std::make_unique<WireStall>());
    stalls.back()->record(wanted.handouts);
    Line line;
    line.up.delay = line.down.delay = wanted.delay;
    line.up.bits_per_second = line.down.bits_per_second = wanted.bits_per_second;
    stalls.back()->proxy().use(line);
    syncs.push_back(std::make_unique<Syncing>(*stalls.back(), std::vector<std::string>{}));
  }
  for (std::size_t i = 0; i < stalls.size(); ++i) {
    CAPTURE(i);
    const Synced done = syncs[i]->result();
    INFO(done.said.dump());
    CHECK(done.exit_code == 0);
    // Nobody lost patience: one connection, and no batch twice.
    const auto heard = stalls[i]->proxy().heard();
    CHECK(heard.size() == 2);  // enrolling had one of its own
    std::size_t requests = messages_in(heard.back()).size();
    CHECK(requests <= 2 + 2);  // the question at the start, and a batch or three
    stalls[i]->check_all_delivered();
  }
}

TEST_CASE("N7 N8 N9: a line that falls silent or drips is left at the deadline, and tried anew",
          "[end-to-end][wire]") {
  Line black_hole;  // N7: takes the connection and everything, answers nothing
  black_hole.up.silent_at = 0;
  Line forgotten;  // N8: a connection that worked, of which the NAT knows nothing any more
  forgotten.up.silent_at = 400;
  Line dripping;  // N9
  dripping.down.bits_per_second = 8;
  const std::array lines{black_hole, forgotten, dripping};
  std::vector<std::unique_ptr<WireStall>> stalls;
  std::vector<std::unique_ptr<Syncing>> syncs;
  for (const Line& bad : lines) {
    stalls.push_back(std::make_unique<WireStall>());
    stalls.back()->record(5);
    stalls.back()->proxy().use(
        [bad](std::size_t connection) { return connection == 0 ? bad : Line{}; });
    syncs.push_back(
        std::make_unique<Syncing>(*stalls.back(), std::vector<std::string>{"--insist"}));
  }
  for (std::size_t i = 0; i < stalls.size(); ++i) {
    CAPTURE(i);
    const Synced done = syncs[i]->result();
    INFO(done.said.dump());
    CHECK(done.exit_code == 0);
    // Enrolment, the bad one, and one that replaced it: never two at a time.
    CHECK(stalls[i]->proxy().heard().size() == 3);
    stalls[i]->check_all_delivered();
  }
}

TEST_CASE("N7: a silent line that outlasts the patience is named", "[end-to-end][wire]") {
  WireStall stall;
  stall.record(5);
  Line black_hole;
  black_hole.up.silent_at = 0;
  stall.proxy().use(black_hole);
  const Synced refused = stall.sync({"--patience", "1"});
  CHECK(refused.exit_code == 4);
  CHECK(refused.words("trouble") == "timeout");
  stall.deliver_the_rest();
  stall.check_all_delivered();
}

TEST_CASE("N8 P4: a machine that slept while its connection died goes on at once when it wakes",
          "[end-to-end][wire]") {
  WireStall stall;
  stall.record(600);
  Line slow;
  slow.up.bits_per_second = 64'000;
  stall.proxy().use([slow](std::size_t connection) { return connection == 0 ? slow : Line{}; });
  Syncing syncing(stall, {"--insist"});
  REQUIRE(stall.proxy().wait_until_heard("POST /v1/batches"));
  syncing.process().signal(SIGSTOP);
  stall.proxy().cut_all();
  syncing.process().listen(500ms);
  syncing.process().signal(SIGCONT);
  const Synced done = syncing.result();
  INFO(done.said.dump());
  CHECK(done.exit_code == 0);
  stall.check_all_delivered();
}

}  // namespace
}  // namespace outreach::testing
