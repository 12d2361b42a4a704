// A kiosk's folder and, where wanted, a county, driven as people drive them: by their programs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "platform/json/json.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {

// A sheet of one outing with two handouts, as import-sheet takes it.
inline const std::string kSheet =
    "date,time,outing_kind,place,township,entry,people,topic,pathway,department,outcome,leaflet,"
    "copies\n"
    "2021-03-02,08:14,market,史村集市,史村镇,handout,,,,,,法律援助便民卡,5\n"
    "2021-03-02,08:20,market,史村集市,史村镇,handout,,,,,,法律援助便民卡,7\n";

struct Counts {
  std::int64_t outings = 0;
  std::int64_t parties = 0;
  std::int64_t people = 0;
  std::int64_t copies = 0;
  bool operator==(const Counts&) const = default;
};

class StallPrograms {
 public:
  // outreach-kiosk COMMAND --data FOLDER …
  Ended kiosk(const std::vector<std::string>& words) const;
  // Plays tests/scripts/NAME.txt on the screens, without a display.
  Ended play(const std::string& name, const std::vector<std::string>& more = {}) const;
  // Plays these lines.
  Ended play_lines(const std::string& lines, const std::vector<std::string>& more = {}) const;
  // The same, of lines that fail: all of a step's patience has to pass until they do.
  Ended play_failing_lines(const std::string& lines,
                           const std::vector<std::string>& more = {}) const;
  // Delivers what waits.
  Ended sync(const std::vector<std::string>& more = {}) const;
  Json sync_json() const;
  Json kiosk_json(const std::vector<std::string>& words) const;
  Counts kiosk_counts() const;

  // Starts a county and enrols the kiosk with it.
  void enrol();
  // From here on another kiosk of the same county; one that is not named yet is new.
  void use_kiosk(const std::string& name);
  // Enrols the kiosk in use with the county that was started by enrol().
  void enrol_with_same();
  // The same, of a county that can open residents' questions.
  void enrol_with_casework_key(const std::string& passphrase);
  // outreach-county questions, with that passphrase.
  Ended questions(const std::string& passphrase) const;
  // outreach-county ratings, likewise.
  Ended rating_words(const std::string& passphrase) const;
  Counts county_counts() const;
  // Where the county listens, after enrol().
  std::uint16_t county_port() const;

  const TemporaryFolder& folder() const {
    return folder_;
  }
  std::string file(const std::string& name, const std::string& content) const;
  std::string data() const;  // the folder of the kiosk in use

 private:
  void found_county(const std::vector<std::string>& more);

  TemporaryFolder folder_;
  std::unique_ptr<RunningProgram> server_;
  std::string kiosk_ = "kiosk";
  std::string county_url_;
};

std::string source_file(const std::string& path);

}  // namespace outreach::testing
