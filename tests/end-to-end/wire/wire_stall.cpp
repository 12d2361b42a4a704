#include "tests/end-to-end/wire/wire_stall.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>

#include "sync/client/enrolment.h"
#include "sync/journal/identity.h"
#include "sync/ledger/ledger.h"
#include "tests/support/catch.h"
#include "tests/support/invariants.h"
#include "tests/support/program_json.h"

namespace outreach::testing {
namespace {

const std::string kKiosk = built_program("outreach-kiosk");
const std::string kCounty = built_program("outreach-county");

constexpr std::array kLeaflets{"法律援助便民卡", "土地承包纠纷解决指南", "我该找谁办事指南"};

Json totals_of(const Ended& ended) {
  return json_of(ended).at("totals");
}

}  // namespace

WireStall::WireStall() {
  // A developer's proxy is not for loopback.
  for (const char* name : {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"}) {
    ::unsetenv(name);
  }
  REQUIRE(run_program(kCounty, {"init", "--data", county_folder(), "--name", "曲沃县信访局"})
              .exit_code == 0);
  REQUIRE(start_county("127.0.0.1:0"));
  proxy_.emplace(county_port_);
  const Ended code = run_program(kCounty, {"enrol", "--data", county_folder(), "--name", "一号"});
  REQUIRE(code.exit_code == 0);
  const Ended enrolled =
      run_program(kKiosk, {"enrol", "--data", kiosk_folder(), "--county", proxy_->url(), "--code",
                           code.out.substr(0, code.out.find('\n'))});
  INFO(enrolled.err);
  REQUIRE(enrolled.exit_code == 0);
}

bool WireStall::start_county(const std::string& address) {
  county_ = std::make_unique<RunningProgram>(
      kCounty, std::vector<std::string>{"serve", "--data", county_folder(), "--listen", address});
  const std::string line = county_->read_line();
  county_port_ =
      static_cast<std::uint16_t>(std::strtoul(line.c_str() + line.rfind(':') + 1, nullptr, 10));
  return line.starts_with("listening on ");
}

void WireStall::stop_county() {
  county_.reset();
}

std::string WireStall::file(const std::string& name, const std::string& content) const {
  const std::string path = folder_ / name;
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

void WireStall::record(int handouts) {
  std::string sheet =
      "date,time,outing_kind,place,township,entry,people,topic,pathway,department,outcome,leaflet,"
      "copies\n";
  for (int i = 0; i < handouts; ++i) {
    const auto two_digits = [](int number) {
      return (number < 10 ? "0" : "") + std::to_string(number);
    };
    sheet += "2021-03-02," + two_digits(8 + i / 60 % 10) + ":" + two_digits(i % 60) +
             ",market,史村集市,史村镇,handout,,,,,," +
             kLeaflets[static_cast<std::size_t>(i) % kLeaflets.size()] + "," +
             std::to_string(1 + (i * 7 + sheets_) % 50) + "\n";
  }
  ++sheets_;
  const Ended typed = run_program(
      kKiosk, {"import-sheet", file("sheet.csv", sheet), "--again", "--data", kiosk_folder()});
  INFO(typed.err);
  REQUIRE(typed.exit_code == 0);
  handouts_ += handouts;
}

std::vector<std::string> WireStall::sync_words(const std::vector<std::string>& more) const {
  std::vector<std::string> words{kKiosk, "sync", "--data", kiosk_folder(), "--json"};
  words.insert(words.end(), more.begin(), more.end());
  if (std::find(more.begin(), more.end(), "--county") == more.end()) {
    words.insert(words.end(), {"--county", proxy_->url()});
  }
  if (std::find(more.begin(), more.end(), "--patience") == more.end()) {
    words.insert(words.end(), {"--patience", "60"});  // the machine that tests may be a busy one
  }
  return words;
}

Synced WireStall::synced(int exit_code, const std::string& printed) const {
  const auto said = parse_json(printed);
  INFO(printed);
  REQUIRE(said);
  return {exit_code, *said};
}

Synced WireStall::sync(const std::vector<std::string>& more) const {
  const auto words = sync_words(more);
  const Ended ended = run_program(words.front(), {words.begin() + 1, words.end()});
  INFO(ended.err);
  return synced(ended.exit_code, ended.out);
}

Ended WireStall::play(const std::string& lines) const {
  return run_program(kKiosk, {"--headless", "--script", file("lines.txt", lines), "--data",
                              kiosk_folder(), "--county", proxy_->url()});
}

void WireStall::deliver_the_rest() {
  proxy_->use(Line{});
  proxy_->use(Gateway{});
  proxy_->cut_all();
  const Synced done = sync();
  INFO(done.said.dump());
  CHECK(done.exit_code == 0);
}

std::int64_t WireStall::county_entries() const {
  auto county = invariants::given(ledger::open_reader(county_folder()));
  return invariants::given(county.integer("SELECT COUNT(*) FROM entry"));
}

void WireStall::check_all_delivered() const {
  SystemFiles files;
  SystemRandom random;
  const auto identity =
      invariants::given(journal::load_or_create_identity(kiosk_folder(), files, random));
  const Witness nobody;  // the sums are counted again from the bodies all the same
  auto kiosk = invariants::given(journal::open_reader(kiosk_folder()));
  auto county = invariants::given(ledger::open_reader(county_folder()));
  invariants::check_kiosk(kiosk, identity.key.public_key(), nobody);
  invariants::check_county(county, kiosk, nobody);
  const auto recorded = invariants::given(journal::chains(kiosk));
  const auto held = invariants::given(journal::chains(county));
  REQUIRE(recorded.size() == 1);
  REQUIRE(held.size() == 1);
  CHECK(held.front().head == recorded.front().head);
  const auto counts = invariants::given(journal::count_delivery(kiosk));
  CHECK(counts.acknowledged == counts.recorded);
  CHECK(counts.recorded >= handouts_);
  CHECK(totals_of(run_program(kKiosk, {"tally", "--data", kiosk_folder(), "--json"})) ==
        totals_of(run_program(kCounty, {"tally", "--data", county_folder(), "--json"})));
}

}  // namespace outreach::testing
