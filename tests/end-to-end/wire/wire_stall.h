// A kiosk and a county as people run them, by their programs, with a line between them that a test
// makes as bad as it likes; and what must hold whatever the line did.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/json/json.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/wire_proxy.h"

namespace outreach::testing {

struct Synced {
  int exit_code = -1;
  Json said;
  std::string words(const char* member) const {
    return text_member(said, member).value_or("");
  }
  std::int64_t number(const char* member) const {
    return integer_member(said, member).value_or(-1);
  }
};

class WireStall {
 public:
  // The county listens on 127.0.0.1, the kiosk is enrolled with it by way of the proxy.
  WireStall();

  WireProxy& proxy() {
    return *proxy_;
  }
  // Types in a sheet of so many handouts, different each time.
  void record(int handouts);
  // outreach-kiosk sync --json by way of the proxy, unless `more` names another --county.
  Synced sync(const std::vector<std::string>& more = {"--insist"}) const;
  std::vector<std::string> sync_words(const std::vector<std::string>& more) const;
  Synced synced(int exit_code, const std::string& printed) const;
  // Plays these lines on the kiosk's screens, by way of the proxy.
  Ended play(const std::string& lines) const;
  // On a good line: what still waits is delivered.
  void deliver_the_rest();

  // I1 to I5: both ends are whole and agree to the unit, and everything was delivered once.
  void check_all_delivered() const;
  // What the county holds now, and how many batches it took.
  std::int64_t county_entries() const;

  std::uint16_t county_port() const {
    return county_port_;
  }
  void stop_county();
  // 127.0.0.1:0, [::1]:8080; false where it cannot listen there.
  bool start_county(const std::string& address);
  std::string kiosk_folder() const {
    return folder_ / "kiosk";
  }
  std::string county_folder() const {
    return folder_ / "county";
  }
  std::string file(const std::string& name, const std::string& content) const;

 private:
  TemporaryFolder folder_;
  std::unique_ptr<RunningProgram> county_;
  std::uint16_t county_port_ = 0;
  std::optional<WireProxy> proxy_;
  int sheets_ = 0;
  std::int64_t handouts_ = 0;
};

}  // namespace outreach::testing
