#include "sync/client/enrolment.h"

#include <string>

#include "tests/support/catch.h"
#include "tests/sync/client/road.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

ErrorCode failure_of(const Result<Grant>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

TEST_CASE("Enrolment: a code makes county and kiosk known to each other, across a restart",
          "[client]") {
  Road road;
  const auto before = load_grant(road.stall.folder.path(), road.stall.files);
  REQUIRE(before);
  CHECK_FALSE(*before);
  const auto grant = road.enrol(road.county.code("二号机"));
  REQUIRE(grant);
  CHECK(grant->document.kiosk_name == "二号机");
  CHECK(grant->document.kiosk == road.journal->identity().kiosk);
  CHECK(grant->county_url == kCountyUrl);
  const auto stored = load_grant(road.stall.folder.path(), road.stall.files);
  REQUIRE(stored);
  REQUIRE(*stored);
  CHECK((*stored)->document.sign_key == grant->document.sign_key);
  CHECK((*stored)->county_url == kCountyUrl);
}

TEST_CASE("Enrolment: a mistyped code asks nobody", "[client]") {
  Road road;
  std::string code = road.county.code();
  code[0] = code[0] == '7' ? '8' : '7';
  CHECK(failure_of(road.enrol(code)) == ErrorCode::InvalidInput);
  CHECK(road.transport.requests().empty());
}

TEST_CASE("Enrolment: the code's secret goes only to the county that gave the code", "[client]") {
  Road road;
  Stall elsewhere({}, 5);
  County other(elsewhere.clock, elsewhere.random);
  CHECK(failure_of(road.enrol(other.code())) == ErrorCode::Refused);
  CHECK(road.transport.requests().size() == 1);  // the card was asked for, nothing was sent
  CHECK_FALSE(road.stall.files.exists(road.stall.folder / kGrantFile));
}

TEST_CASE("Enrolment: a sign-in page or nobody at all is told from a refusal", "[client]") {
  Road road;
  const std::string code = road.county.code();
  const std::string page = "<html></html>";
  const http::Answer html{200, "text/html", std::nullopt, Bytes(page.begin(), page.end())};
  road.transport.answer_next(html);
  CHECK(failure_of(road.enrol(code)) == ErrorCode::Unavailable);
  road.transport.answer_next(http::Failure{http::Fault::CannotResolve, "no such name"});
  CHECK(failure_of(road.enrol(code)) == ErrorCode::Unavailable);
  CHECK(road.enrol(code));
}

TEST_CASE("Enrolment: the same kiosk may use its code again, another may not", "[client]") {
  Road road;
  const std::string code = road.county.code();
  road.mishaps = {Road::Mishap::None, Road::Mishap::LoseAnswer};
  CHECK(failure_of(road.enrol(code)) == ErrorCode::Unavailable);
  CHECK(road.enrol(code));
  Stall another({}, 9);
  auto journal = another.opened();
  const auto refused = enrol(kCountyUrl, code, journal.identity(), another.folder.path(),
                             another.files, another.random, road.transport, road.inbox);
  CHECK(failure_of(refused) == ErrorCode::Refused);
}

TEST_CASE("Enrolment: a code is good for a day", "[client]") {
  Road road;
  const std::string early = road.county.code();
  road.stall.clock.advance(ledger::kCodeLifetime);
  CHECK(road.enrol(early));
  const std::string late = road.county.code();
  road.stall.clock.advance(ledger::kCodeLifetime + std::chrono::milliseconds(1));
  CHECK(failure_of(road.enrol(late)) == ErrorCode::Refused);
}

TEST_CASE("Enrolment: a grant that was changed on the disk is not believed", "[client]") {
  Road road;
  REQUIRE(road.enrol(road.county.code()));
  const Path path = road.stall.folder / kGrantFile;
  const auto good = road.stall.files.read(path, 1 << 16);
  REQUIRE(good);
  for (const std::size_t at : {good->size() / 2, good->size() - 10}) {
    Bytes changed = *good;
    changed[at] ^= 1;
    REQUIRE(road.stall.files.write_atomically(path, changed, 0600));
    const auto grant = load_grant(road.stall.folder.path(), road.stall.files);
    REQUIRE_FALSE(grant);
    CHECK(grant.error().code == ErrorCode::Corrupt);
  }
  REQUIRE(road.stall.files.write_atomically(path, Bytes{}, 0600));
  CHECK_FALSE(load_grant(road.stall.folder.path(), road.stall.files));
}

}  // namespace
}  // namespace outreach::client
