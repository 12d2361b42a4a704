// How a simulated kiosk comes to its county beside delivery itself: enrolment, and sticks.
#include <utility>

#include "tests/simulation/kiosk.h"
#include "tests/simulation/kiosk_program.h"

namespace outreach::simulation {
namespace {

// On a day when nothing is wrong with the line: a person stands beside it.
testing::FakeTransport good_line(County& county) {
  return testing::FakeTransport([&county](const http::Request& request) -> http::Outcome {
    auto answer =
        county.receive(request.method, request.url.substr(kCountyUrl.size()), request.body);
    if (!answer) {
      return http::Failure{http::Fault::CannotConnect, "down"};
    }
    return *std::move(answer);
  });
}

}  // namespace

bool Kiosk::enrol(County& county) {
  if (!is_running() || !program_->journal || !county.is_running()) {
    return false;
  }
  const std::string code = county.new_code(name_);
  if (code.empty()) {
    return false;
  }
  auto transport = good_line(county);
  Inbox inbox;
  const auto grant = client::enrol(kCountyUrl, code, program_->journal->identity(), disk_.folder(),
                                   files_, random_, transport, inbox);
  around_.trace.note(around_.now(), name_, grant ? "is enrolled" : "is not enrolled");
  if (disk_.is_off()) {
    crashed();
    return false;
  }
  if (!grant) {
    return false;
  }
  link_.cancel_all();
  begin_delivery();
  turn();
  return true;
}

bool Kiosk::learn_address(County& county) {
  if (!is_running() || !program_->journal || !county.is_running()) {
    return false;
  }
  auto transport = good_line(county);
  Inbox inbox;
  const auto learned =
      client::set_county_url(kCountyUrl, {}, disk_.folder(), files_, transport, inbox);
  around_.trace.note(around_.now(), name_, learned ? "knows the address" : "knows no address");
  if (disk_.is_off()) {
    crashed();
    return false;
  }
  if (!learned) {
    return false;
  }
  link_.cancel_all();
  begin_delivery();
  turn();
  return true;
}

void Kiosk::try_second_program() {
  if (!program_ || !program_->journal || disk_.is_off()) {
    return;
  }
  const auto second = journal::Journal::open(disk_.folder(), clock_, random_, files_, options_);
  require(!second, "P3: a second program opened the same records");
  require(second.error().code == ErrorCode::Refused, "P3: a second program was not refused as one",
          [&] { return second.error().context; });
  around_.coverage.hit(Row::P3);
  around_.trace.note(around_.now(), name_, "refuses a second program");
}

bool Kiosk::ask_by_stick(Medium& stick, const std::string& code) {
  if (!is_running() || !program_->journal || code.empty()) {
    return false;
  }
  const auto asked = client::request_by_stick(stick, code, program_->journal->identity(),
                                              disk_.folder(), files_, random_);
  around_.trace.note(around_.now(), name_, asked ? "asks by stick" : "cannot ask by stick");
  if (disk_.is_off()) {
    crashed();
    return false;
  }
  return asked.has_value();
}

// As app/kiosk/stick.h has it.
std::optional<client::StickCounty> Kiosk::stick_county() {
  const auto grant = client::load_grant(disk_.folder(), files_);
  if (grant && *grant) {
    const protocol::GrantDocument& document = (*grant)->document;
    return client::StickCounty{document.sign_key, document.transport_key,
                               (*grant)->earlier_sign_keys};
  }
  const auto asked = client::asked_county(disk_.folder(), files_);
  return asked ? std::optional(client::StickCounty{asked->sign_key, asked->transport_key, {}})
               : std::nullopt;
}

// The shell's round (app/kiosk/shell_stick.cpp), in one go: what it brought, what waits onto it.
Kiosk::Carried Kiosk::carry(Medium& stick, client::StickExtent extent) {
  Carried carried;
  if (!takes_taps()) {
    return carried;
  }
  carried.went = true;
  const auto follow = [&] {
    const auto followed = client::follow_by_stick(stick, disk_.folder(), files_);
    carried.follows_new_keys = carried.follows_new_keys || (followed && *followed);
  };
  follow();
  const auto grant =
      client::grant_by_stick(stick, program_->journal->identity(), disk_.folder(), files_);
  follow();
  std::optional<Error> own_error;
  if (const auto county = stick_county()) {
    client::Courier courier(disk_.folder(), options_, program_->journal->identity(), *county,
                            random_);
    const auto trip =
        client::make_trip(courier, stick, *program_->journal, extent, clock_.now().wall);
    if (trip) {
      carried.acks = trip->home.acks.size();
      carried.contradicts = trip->home.contradicts;
      carried.trouble = trip->written.trouble;
      carried.entries = trip->written.entries;
    } else {
      own_error = trip.error();
    }
  }
  around_.trace.note(around_.now(), name_, "carries", carried.entries,
                     static_cast<std::int64_t>(carried.acks));
  if (disk_.is_off()) {
    around_.coverage.hit(Row::P1, Road::Stick);
    crashed();
    return carried;
  }
  if (own_error && own_error->code != ErrorCode::NoSpace) {
    journal_failed(*own_error);
  }
  const bool is_new = grant.has_value() || carried.follows_new_keys;
  if (!program_->has_failed && (is_new || carried.acks > 0)) {
    link_.cancel_all();
    begin_delivery();
  }
  turn();
  return carried;
}

}  // namespace outreach::simulation
