// A kiosk that never reaches a server: enrolment, records and acks ride on one stick.
#include "tests/sync/client/stick_road.h"

namespace outreach::testing {
namespace {

// The county's `enrol --to`.
std::string code_with_card(County& county, Medium& stick) {
  REQUIRE(ledger::write_card(stick, county.ledger().keys()));
  return county.code("偏远一号");
}
std::string code_with_card(Road& road, Medium& stick) {
  return code_with_card(road.county, stick);
}
Result<void> ask(Road& road, Medium& stick, const std::string& code) {
  return client::request_by_stick(stick, code, road.journal->identity(), road.stall.folder.path(),
                                  road.stall.files, road.stall.random);
}
Result<client::Grant> take_grant(Road& road, Medium& stick) {
  return client::grant_by_stick(stick, road.journal->identity(), road.stall.folder.path(),
                                road.stall.files);
}

TEST_CASE("Enrolment by stick: one ride carries request and records, the next ride is answered",
          "[client]") {
  Road road;
  MemoryMedium stick;
  const std::string code = code_with_card(road, stick);
  record_offline(road, "东关集会", 5);
  REQUIRE(ask(road, stick, code));
  CHECK(take_grant(road, stick).error().code == ErrorCode::NotFound);
  at_the_stall(road, stick);
  CHECK(counts_of(road).on_stick == 6);

  const auto import = at_the_county(road.county, stick);
  REQUIRE(import.enrolled.size() == 1);
  CHECK(import.enrolled[0].name == "偏远一号");
  REQUIRE(import.chains.size() == 1);
  CHECK(import.chains[0].taken() == 6);

  const auto grant = take_grant(road, stick);
  REQUIRE(grant);
  CHECK(grant->document.kiosk_name == "偏远一号");
  CHECK(grant->county_url.empty());
  CHECK(road.transport.requests().empty());
  CHECK_FALSE(client::asked_county(road.stall.folder.path(), road.stall.files));
  at_the_stall(road, stick);
  check_acknowledged(road);
  // Nothing of the enrolment stays on the stick.
  CHECK_FALSE(stick.files.contains(protocol::stick_request_name(road.journal->identity().kiosk)));
  CHECK_FALSE(stick.files.contains(protocol::stick_grant_name(road.journal->identity().kiosk)));
}

TEST_CASE("Enrolment by stick: importing the request again answers it again", "[client]") {
  Road road;
  MemoryMedium stick;
  REQUIRE(ask(road, stick, code_with_card(road, stick)));
  at_the_county(road.county, stick);
  stick.files.erase(protocol::stick_grant_name(road.journal->identity().kiosk));
  at_the_county(road.county, stick);
  CHECK(take_grant(road, stick));
}

TEST_CASE("Enrolment by stick: the secret of the code is nowhere on the stick", "[client]") {
  Road road;
  MemoryMedium stick;
  const std::string code = code_with_card(road, stick);
  REQUIRE(ask(road, stick, code));
  const auto secret = protocol::read_code(code)->secret;
  for (const auto& [name, content] : stick.files) {
    INFO(name);
    CHECK(std::search(content.begin(), content.end(), secret.begin(), secret.end()) ==
          content.end());
    CHECK(text_of(content).find(to_hex(secret)) == std::string_view::npos);
  }
}

TEST_CASE("Enrolment by stick: without the card of the county that gave the code nothing is asked",
          "[client]") {
  Road road;
  MemoryMedium stick;
  CHECK(ask(road, stick, road.county.code()).error().code == ErrorCode::NotFound);
  CHECK(ask(road, stick, "not a code").error().code == ErrorCode::InvalidInput);
  // Another county's card under this one's name.
  Stall elsewhere({}, 5);
  County other(elsewhere.clock, elsewhere.random);
  MemoryMedium theirs;
  REQUIRE(ledger::write_card(theirs, other.ledger().keys()));
  const auto code = road.county.code();
  stick.files[protocol::stick_card_name(protocol::read_code(code)->key_fingerprint)] =
      theirs.files.begin()->second;
  CHECK(ask(road, stick, code).error().code == ErrorCode::Refused);
  CHECK(stick.files.size() == 1);
}

TEST_CASE("Enrolment by stick: a grant of another county, kiosk or time is not taken", "[client]") {
  Road road;
  MemoryMedium stick;
  REQUIRE(ask(road, stick, code_with_card(road, stick)));
  at_the_county(road.county, stick);
  const std::string name = protocol::stick_grant_name(road.journal->identity().kiosk);
  const Bytes grant = stick.files.at(name);

  Road other({}, 9);
  MemoryMedium theirs;
  REQUIRE(ask(other, theirs, code_with_card(other, theirs)));
  at_the_county(other.county, theirs);
  stick.files[name] = theirs.files.at(protocol::stick_grant_name(other.journal->identity().kiosk));
  CHECK(take_grant(road, stick).error().code == ErrorCode::Refused);
  stick.files[name] = grant;
  REQUIRE(take_grant(road, stick));

  // Asked anew, with the old answer still on another stick.
  road.stall.clock.advance(std::chrono::hours(1));
  REQUIRE(ask(road, stick, code_with_card(road, stick)));
  CHECK_FALSE(stick.files.contains(name));
  stick.files[name] = grant;
  CHECK(take_grant(road, stick).error().code == ErrorCode::Refused);
  at_the_county(road.county, stick);
  CHECK(take_grant(road, stick));
}

TEST_CASE("Enrolment by stick: a kiosk enrolled anew at its own county keeps the county's address",
          "[client]") {
  Road road;
  REQUIRE(road.enrol(road.county.code()));
  road.stall.clock.advance(std::chrono::hours(1));
  MemoryMedium stick;
  REQUIRE(ask(road, stick, code_with_card(road, stick)));
  at_the_county(road.county, stick);
  const auto grant = take_grant(road, stick);
  REQUIRE(grant);
  CHECK(grant->county_url == kCountyUrl);
  const auto stored = client::load_grant(road.stall.folder.path(), road.stall.files);
  REQUIRE(stored);
  CHECK((*stored)->county_url == kCountyUrl);

  // Another county's address is its own: none is known until somebody says it.
  County other(road.stall.clock, road.stall.random);
  MemoryMedium elsewhere;
  REQUIRE(ask(road, elsewhere, code_with_card(other, elsewhere)));
  at_the_county(other, elsewhere);
  const auto moved = take_grant(road, elsewhere);
  REQUIRE(moved);
  CHECK(moved->county_url.empty());
}

TEST_CASE("Enrolment by stick: delivery without an address is at rest, and goes on with one",
          "[client]") {
  Road road;
  MemoryMedium stick;
  REQUIRE(ask(road, stick, code_with_card(road, stick)));
  at_the_county(road.county, stick);
  REQUIRE(take_grant(road, stick));
  road.begin_delivery();
  road.record_handouts(4);
  road.turns(20);
  const client::DeliveryStatus& status = road.delivery->status();
  CHECK(status.link == client::Link::ByStick);
  CHECK(status.trouble == client::Trouble::None);
  CHECK(status.waiting == 4);
  CHECK_FALSE(road.delivery->wait_milliseconds(road.stall.clock.now()));
  road.delivery->sync_now();
  road.turns(20);
  CHECK(road.transport.requests().empty());

  // Another county at the address is not believed.
  const auto set = [&] {
    return client::set_county_url(kCountyUrl + "/", {}, road.stall.folder.path(), road.stall.files,
                                  road.transport, road.inbox);
  };
  road.transport.answer_next(sign_in_page());
  CHECK(set().error().code == ErrorCode::Unavailable);
  REQUIRE(set());
  road.begin_delivery();
  REQUIRE(road.settle());
  check_delivered(road);
}

}  // namespace
}  // namespace outreach::testing
