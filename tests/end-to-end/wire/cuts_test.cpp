// Lines that cut, turn bits over, repeat and lose answers: rows N2 to N5, N10 and N12 of the fault
// matrix.
#include <algorithm>
#include <memory>

#include "tests/end-to-end/wire/quick_kiosk.h"
#include "tests/end-to-end/wire/wire_stall.h"
#include "tests/support/catch.h"
#include "tests/support/long_run.h"
#include "tests/support/raw_socket.h"

namespace outreach::testing {
namespace {

Line cut_after(std::size_t up, std::size_t down) {
  Line line;
  line.up.cut_at = up;
  line.down.cut_at = down;
  return line;
}

bool has_whole_batch(const std::string& stream) {
  const auto messages = messages_in(stream);
  return std::any_of(messages.begin(), messages.end(), [](const std::string& message) {
    return message.starts_with("POST /v1/batches");
  });
}

// What the question at the start weighs, as sent by a kiosk that has recorded something.
std::size_t question_size(WireStall& stall) {
  stall.record(1);
  REQUIRE(stall.sync().exit_code == 0);
  return messages_in(stall.proxy().heard().back()).front().size();
}

// Each connection is cut a byte later than the one before, and from the start again after `first`
// of them: those are for the question at the start, which gets through then, the others for the
// batch.
void sweep(WireProxy& proxy, bool of_requests, std::size_t first) {
  proxy.use([=](std::size_t connection) {
    const std::size_t place = connection < first ? connection : connection - first;
    return of_requests ? cut_after(place, kNever) : cut_after(kNever, place);
  });
}

TEST_CASE("N2: a request cut at every byte stores nothing, and the whole one stores it once",
          "[end-to-end][wire]") {
  WireStall stall;
  const std::size_t question = question_size(stall);
  const std::int64_t before = stall.county_entries();
  stall.record(3);
  // Cut right behind its last byte the answer is lost; a byte later it is not.
  sweep(stall.proxy(), true, question + 2);
  QuickKiosk kiosk(stall);
  bool was_whole = false;
  const bool delivered = kiosk.deliver(4'000, [&](const client::DeliveryStatus&) {
    was_whole = was_whole || has_whole_batch(stall.proxy().heard().back());
    CHECK((was_whole || stall.county_entries() == before));
  });
  REQUIRE(delivered);
  CHECK(was_whole);  // the answer to the whole one was lost
  CHECK(stall.proxy().traffic().cuts > 600);
  stall.check_all_delivered();
}

TEST_CASE("N3: an answer lost after the county committed counts once", "[end-to-end][wire]") {
  WireStall stall;
  stall.record(40);
  auto lost = std::make_shared<int>(0);
  Gateway gateway;
  gateway.change_answer = [lost](const std::string& request, std::string answer) {
    const bool loses = request.starts_with("POST /v1/batches") && ++*lost <= 3;
    return loses ? std::string() : answer;
  };
  stall.proxy().use(gateway);
  const Synced done = stall.sync();
  CHECK(done.exit_code == 0);
  CHECK(*lost >= 4);
  stall.check_all_delivered();
}

TEST_CASE("N4: an answer cut at every byte confirms nothing until it is whole",
          "[end-to-end][wire]") {
  WireStall stall;
  stall.record(1);
  const std::size_t before = stall.proxy().traffic().bytes_down;
  REQUIRE(stall.sync().exit_code == 0);
  // Both acks are of the same length, to the question and to the batch.
  const std::size_t answer = (stall.proxy().traffic().bytes_down - before) / 2;
  stall.record(3);
  sweep(stall.proxy(), false, answer + 1);
  QuickKiosk kiosk(stall);
  constexpr std::size_t already = 2;  // an outing and a handout
  std::size_t confirmed_early = 0;
  const bool delivered = kiosk.deliver(4'000, [&](const client::DeliveryStatus& status) {
    confirmed_early += status.acknowledged_through - already;
  });
  REQUIRE(delivered);
  CHECK(confirmed_early == 0);
  CHECK(stall.proxy().traffic().cuts > 400);
  stall.check_all_delivered();
}

// M6: what an uncut line takes, half as much again, and 2 KiB for each cut.
TEST_CASE("N5: every connection dies after K bytes, and all arrives for every K from 8 KiB",
          "[end-to-end][wire]") {
  constexpr int kEntries = 10'000;
  std::size_t bytes_uncut = 0;
  for (const std::size_t kibibytes : {0, 8, 16, 32, 64}) {
    CAPTURE(kibibytes);
    WireStall stall;
    stall.record(kEntries);
    stall.proxy().cut_all();
    const Traffic before = stall.proxy().traffic();
    stall.proxy().use(cut_after(kibibytes == 0 ? kNever : kibibytes << 10, kNever));
    const Synced done = stall.sync();
    INFO(done.said.dump());
    CHECK(done.exit_code == 0);
    const Traffic after = stall.proxy().traffic();
    const std::size_t bytes = after.bytes_up - before.bytes_up;
    if (kibibytes == 0) {
      bytes_uncut = bytes;
    } else {
      CAPTURE(bytes_uncut, bytes, after.cuts);
      CHECK(bytes <= bytes_uncut * 3 / 2 + after.cuts * 2'048);
      stall.check_all_delivered();
    }
  }
}

TEST_CASE("N5: connections that die within any K bytes lose nothing, and go on once the line holds",
          "[end-to-end][wire]") {
  for (const std::size_t dies_after : {std::size_t{1}, std::size_t{200}, std::size_t{1'024},
                                       std::size_t{2'048}, std::size_t{4'096}}) {
    CAPTURE(dies_after);
    WireStall stall;
    stall.record(300);
    stall.proxy().use(cut_after(dies_after, kNever));
    {
      QuickKiosk kiosk(stall);
      const bool delivered = kiosk.deliver(40);
      CHECK((delivered || dies_after < 2'048));
    }
    CHECK(stall.county_entries() <= 301);
    stall.deliver_the_rest();
    stall.check_all_delivered();
  }
}

TEST_CASE("N10: requests played again later, in any order, change nothing", "[end-to-end][wire]") {
  WireStall stall;
  stall.record(300);
  REQUIRE(stall.sync().exit_code == 0);
  stall.record(20);
  REQUIRE(stall.sync().exit_code == 0);
  std::vector<std::string> requests;
  for (const std::string& stream : stall.proxy().heard()) {
    const auto messages = messages_in(stream);
    requests.insert(requests.end(), messages.begin(), messages.end());
  }
  REQUIRE(requests.size() >= 5);
  std::reverse(requests.begin(), requests.end());
  for (int round = 0; round < 2; ++round) {
    RawPeer replayer = RawPeer::connect(stall.county_port());
    for (const std::string& request : requests) {
      REQUIRE(replayer.send(request));
      const std::string answer = replayer.read_message();
      CHECK((answer.starts_with("HTTP/1.1 200") || answer.starts_with("HTTP/1.1 409")));
    }
  }
  stall.check_all_delivered();
  stall.record(1);
  CHECK(stall.sync().number("delivered") == 1);
  stall.check_all_delivered();
}

TEST_CASE("N10: old answers played to the kiosk confirm nothing", "[end-to-end][wire]") {
  WireStall stall;
  stall.record(5);
  auto old = std::make_shared<std::vector<std::string>>();
  Gateway listening;
  listening.change_answer = [old](const std::string&, std::string answer) {
    old->push_back(answer);
    return answer;
  };
  stall.proxy().use(listening);
  REQUIRE(stall.sync().exit_code == 0);
  REQUIRE(old->size() >= 2);
  stall.record(5);
  auto played = std::make_shared<std::size_t>(0);
  Gateway replaying;
  replaying.answer_itself = [old, played](const std::string&) {
    return std::optional(old->at((*played)++ % old->size()));
  };
  stall.proxy().use(replaying);
  const Synced refused = stall.sync({"--insist", "--tries", "10"});
  CHECK(refused.exit_code == 4);
  CHECK(refused.number("delivered") == 0);
  CHECK(refused.words("trouble") == "not_the_county");
  CHECK(*played <= 22);  // a try is a question, and whether the keys are new
  stall.deliver_the_rest();
  stall.check_all_delivered();
}

TEST_CASE("N12: a bit that flips anywhere in a request stores nothing, and it is sent again",
          "[end-to-end][wire]") {
  WireStall stall;
  const std::size_t step = is_long_run() ? 7 : 67;
  for (std::size_t place = 0; place < 1'200; place += step) {
    CAPTURE(place);
    stall.record(2);
    stall.proxy().cut_all();
    stall.proxy().use([place](std::size_t connection) {
      Line line;
      line.up.flip_at = connection == 0 ? place : kNever;
      return line;
    });
    const Synced done = stall.sync();
    INFO(done.said.dump());
    CHECK(done.exit_code == 0);
  }
  stall.check_all_delivered();
}

TEST_CASE("N12: a bit that flips anywhere in an answer confirms nothing, and it is asked again",
          "[end-to-end][wire]") {
  WireStall stall;
  const std::size_t step = is_long_run() ? 5 : 41;
  for (std::size_t place = 0; place < 520; place += step) {
    CAPTURE(place);
    stall.record(1);
    stall.proxy().cut_all();
    stall.proxy().use([place](std::size_t connection) {
      Line line;
      line.down.flip_at = connection == 0 ? place : kNever;
      return line;
    });
    const Synced done = stall.sync();
    INFO(done.said.dump());
    CHECK(done.exit_code == 0);
  }
  stall.check_all_delivered();
}

}  // namespace
}  // namespace outreach::testing
