#include "tests/end-to-end/stall.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/support/catch.h"
#include "tests/support/program_json.h"

namespace outreach::testing {
namespace {

Counts counts_in(const Json& json) {
  const Json& totals = json.at("totals");
  return {totals.at("outings"), totals.at("parties"), totals.at("people"), totals.at("copies")};
}

// A busy machine may take long over what a person sees at once; only a hang is a failure.
constexpr const char* kAmplePatience = "60";

// The battery of the machine that runs the tests is none of theirs.
constexpr const char* kPowerSupplies = "--power-supplies";
constexpr const char* kNoPowerSupplies = "/no/power/supplies";

// What every script is played with.
std::vector<std::string> showing(const std::string& script, const std::vector<std::string>& more,
                                 const char* patience = kAmplePatience) {
  std::vector<std::string> words{"--headless", "--step-patience", patience, "--script", script};
  if (std::find(more.begin(), more.end(), kPowerSupplies) == more.end()) {
    words.insert(words.end(), {kPowerSupplies, kNoPowerSupplies});
  }
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace

std::string source_file(const std::string& path) {
  return std::string(OUTREACH_SOURCE_FOLDER) + "/" + path;
}

std::string StallPrograms::data() const {
  return (folder_ / kiosk_).string();
}

std::string StallPrograms::file(const std::string& name, const std::string& content) const {
  const std::string path = (folder_ / name).string();
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

Ended StallPrograms::kiosk(const std::vector<std::string>& words) const {
  std::vector<std::string> all = words;
  all.insert(all.end(), {"--data", data()});
  return run_program(built_program("outreach-kiosk"), all);
}

Ended StallPrograms::play(const std::string& name, const std::vector<std::string>& more) const {
  return kiosk(showing(source_file("tests/scripts/" + name + ".txt"), more));
}

Ended StallPrograms::play_lines(const std::string& lines,
                                const std::vector<std::string>& more) const {
  return kiosk(showing(file("lines.txt", lines), more));
}

Ended StallPrograms::play_failing_lines(const std::string& lines,
                                        const std::vector<std::string>& more) const {
  return kiosk(showing(file("lines.txt", lines), more, "10"));
}

Ended StallPrograms::sync(const std::vector<std::string>& more) const {
  std::vector<std::string> words{"sync", "--patience", kAmplePatience};
  words.insert(words.end(), more.begin(), more.end());
  return kiosk(words);
}

Json StallPrograms::sync_json() const {
  return json_of(sync({"--json"}));
}

Json StallPrograms::kiosk_json(const std::vector<std::string>& words) const {
  std::vector<std::string> all = words;
  all.emplace_back("--json");
  return json_of(kiosk(all));
}

Counts StallPrograms::kiosk_counts() const {
  return counts_in(kiosk_json({"tally"}));
}

void StallPrograms::enrol() {
  found_county({});
}

void StallPrograms::enrol_with_casework_key(const std::string& passphrase) {
  found_county({"--casework-passphrase-file", file("passphrase", passphrase + "\n")});
  std::filesystem::remove(folder_ / "passphrase");
}

Ended StallPrograms::questions(const std::string& passphrase) const {
  return run_program(built_program("outreach-county"),
                     {"questions", "--data", (folder_ / "county").string(), "--passphrase-file",
                      file("passphrase", passphrase + "\n")});
}

Ended StallPrograms::rating_words(const std::string& passphrase) const {
  return run_program(built_program("outreach-county"),
                     {"ratings", "--data", (folder_ / "county").string(), "--passphrase-file",
                      file("passphrase", passphrase + "\n")});
}

void StallPrograms::found_county(const std::vector<std::string>& more) {
  const std::string county = (folder_ / "county").string();
  const std::string program = built_program("outreach-county");
  std::vector<std::string> words{"init", "--data", county, "--name", "曲沃县信访局"};
  words.insert(words.end(), more.begin(), more.end());
  REQUIRE(run_program(program, words).exit_code == 0);
  server_ = std::make_unique<RunningProgram>(
      program, std::vector<std::string>{"serve", "--data", county, "--listen", "127.0.0.1:0"});
  const std::string line = server_->read_line();
  county_url_ = line.substr(line.rfind(' ') + 1);
  enrol_with_same();
}

void StallPrograms::use_kiosk(const std::string& name) {
  kiosk_ = name;
}

void StallPrograms::enrol_with_same() {
  const Ended code =
      run_program(built_program("outreach-county"),
                  {"enrol", "--data", (folder_ / "county").string(), "--name", kiosk_});
  REQUIRE(code.exit_code == 0);
  const Ended enrolled =
      kiosk({"enrol", "--county", county_url_, "--code", code.out.substr(0, code.out.find('\n'))});
  INFO(enrolled.err);
  REQUIRE(enrolled.exit_code == 0);
}

std::uint16_t StallPrograms::county_port() const {
  return static_cast<std::uint16_t>(
      std::strtoul(county_url_.c_str() + county_url_.rfind(':') + 1, nullptr, 10));
}

Counts StallPrograms::county_counts() const {
  return counts_in(
      json_of(run_program(built_program("outreach-county"),
                          {"tally", "--data", (folder_ / "county").string(), "--format", "json"})));
}

}  // namespace outreach::testing
