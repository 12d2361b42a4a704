// A kiosk that never sees a network: its programs, a folder for a stick, and the county's programs.
#include <filesystem>
#include <fstream>

#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"
#include "tests/support/program_json.h"

namespace outreach::testing {
namespace {

class Courier {
 public:
  Courier() {
    std::filesystem::create_directory(stick_);
    REQUIRE(county({"init", "--name", "曲沃县信访局"}).exit_code == 0);
  }
  Ended county(std::vector<std::string> words) const {
    words.insert(words.end(), {"--data", (stall.folder() / "county").string()});
    return run_program(built_program("outreach-county"), words);
  }
  Json import() const {
    return json_of(county({"import", "--from", stick_.string(), "--json"}));
  }
  // The kiosk's folder gets the county's lists, and the whole enrolment goes by stick.
  void enrol() const {
    const Ended made = county({"enrol", "--name", "偏远一号", "--to", stick_.string()});
    REQUIRE(made.exit_code == 0);
    const Ended asked = stall.kiosk({"enrol", "--request-to", stick_.string(), "--code",
                                     made.out.substr(0, made.out.find('\n'))});
    INFO(asked.err);
    REQUIRE(asked.exit_code == 0);
  }
  // Three entries, typed in from a paper sheet.
  void record() const {
    const Ended typed = stall.kiosk({"import-sheet", stall.file("sheet.csv", kSheet)});
    INFO(typed.err);
    REQUIRE(typed.exit_code == 0);
  }
  Json carry() const {
    return stall.kiosk_json({"stick", "--to", stick_.string()});
  }
  const std::filesystem::path& stick() const {
    return stick_;
  }
  StallPrograms stall;

 private:
  std::filesystem::path stick_ = stall.folder() / "stick";
};

void check_sum(const Json& status) {
  CHECK(status.at("recorded").get<int>() ==
        status.at("local").get<int>() + status.at("on_stick").get<int>() +
            status.at("acknowledged").get<int>() + status.at("quarantined").get<int>());
}

TEST_CASE("Stick: a kiosk without any network is enrolled, delivers, and hears of it",
          "[end-to-end][stick]") {
  const Courier courier;
  const StallPrograms& stall = courier.stall;
  courier.enrol();
  courier.record();
  const int recorded = stall.kiosk_json({"status"}).at("recorded").get<int>();

  const Json out = courier.carry();
  CHECK(out.at("entries") == recorded);
  Json status = stall.kiosk_json({"status"});
  check_sum(status);
  CHECK(status.at("on_stick") == recorded);
  CHECK(status.at("local") == 0);

  const Json import = courier.import();
  CHECK(import.at("enrolled").size() == 1);
  CHECK(import.at("chains").at(0).at("taken") == recorded);
  CHECK(import.at("carried_home") == 2);
  CHECK(stall.county_counts() == stall.kiosk_counts());

  const Json home = courier.carry();
  CHECK(home.at("enrolled_with") == "曲沃县信访局");
  CHECK(home.at("newly_acknowledged") == recorded);
  status = stall.kiosk_json({"status"});
  check_sum(status);
  CHECK(status.at("acknowledged") == recorded);
  CHECK(status.at("county_url").is_null());
  CHECK(status.at("enrolled") == true);

  // Nothing that is over: the same stick again, at both ends.
  CHECK(courier.import().at("chains").at(0).at("taken") == 0);
  CHECK(courier.carry().at("newly_acknowledged") == 0);
  // A network that comes later needs no new code, only the address.
  CHECK(stall.kiosk({"sync"}).exit_code == 1);
}

TEST_CASE("Stick: an import reaches the ledger while the county serves", "[end-to-end][stick]") {
  const Courier courier;
  const StallPrograms& stall = courier.stall;
  courier.enrol();
  courier.record();
  courier.carry();
  const std::string county = (stall.folder() / "county").string();
  RunningProgram server(built_program("outreach-county"),
                        {"serve", "--data", county, "--listen", "0.0.0.0:0"});
  const std::string line = server.read_line();
  const std::string port = line.substr(line.rfind(':'));
  CHECK(courier.import().at("chains").at(0).at("taken").get<int>() > 0);
  courier.carry();
  CHECK(stall.kiosk_json({"status"}).at("waiting") == 0);

  // From here on by network.
  const Ended told = stall.kiosk({"enrol", "--county", "http://127.0.0.1" + port});
  INFO(told.err);
  CHECK(told.exit_code == 0);
  CHECK(stall.kiosk({"sync"}).exit_code == 0);
}

TEST_CASE("Stick: what goes wrong is one plain sentence at either end", "[end-to-end][stick]") {
  const Courier courier;
  const StallPrograms& stall = courier.stall;
  const auto refused = [](const Ended& ended, const std::string& about) {
    INFO(ended.err);
    CHECK(ended.exit_code != 0);
    CHECK(ended.err.find(about) != std::string::npos);
  };
  courier.record();
  refused(stall.kiosk({"stick", "--to", courier.stick().string()}), "not enrolled");
  courier.enrol();
  refused(stall.kiosk({"stick", "--to", (stall.folder() / "unplugged").string()}),
          "is it plugged in");
  CHECK_FALSE(std::filesystem::exists(stall.folder() / "unplugged"));
  refused(courier.county({"import", "--from", (stall.folder() / "unplugged").string()}),
          "is the stick plugged in");
  refused(stall.kiosk({"enrol", "--from", courier.stick().string()}), "outreach-county import");
  courier.carry();

  // Another county is told whose it is, and takes nothing away.
  const std::string other = (stall.folder() / "other").string();
  const std::string program = built_program("outreach-county");
  REQUIRE(run_program(program, {"init", "--data", other, "--name", "翼城县信访局"}).exit_code == 0);
  const Ended foreign =
      run_program(program, {"import", "--data", other, "--from", courier.stick().string()});
  CHECK(foreign.out.find("another county") != std::string::npos);
  CHECK(courier.import().at("chains").at(0).at("taken").get<int>() > 0);
}

TEST_CASE("Stick: the county's content rides home with the receipts", "[end-to-end][stick][pack]") {
  const Courier courier;
  const StallPrograms& stall = courier.stall;
  courier.enrol();
  courier.record();
  CHECK(courier.carry().at("content_installed").is_null());
  const Ended published = courier.county({"publish", source_file("assets/content")});
  INFO(published.err);
  REQUIRE(published.exit_code == 0);
  CHECK(courier.import().at("packs").at(0).at("version") == 1);
  // On the same ride as the grant whose key it is checked by.
  const Json home = courier.carry();
  CHECK(home.at("enrolled_with") == "曲沃县信访局");
  CHECK(home.at("content_installed") == 1);
  CHECK(stall.kiosk_json({"packs"}).at("installed").at("version") == 1);
  CHECK(courier.carry().at("content_installed").is_null());
}

TEST_CASE("Stick: the screen writes to it, and says where the records are", "[end-to-end][stick]") {
  const Courier courier;
  const StallPrograms& stall = courier.stall;
  courier.enrol();
  courier.import();
  REQUIRE(stall.kiosk({"enrol", "--from", courier.stick().string()}).exit_code == 0);
  const std::vector<std::string> with_stick{"--stick", courier.stick().string()};
  const Ended written = stall.play("stick-out", with_stick);
  INFO(written.err);
  CHECK(written.exit_code == 0);
  CHECK(stall.kiosk_json({"status"}).at("local") == 0);
  courier.import();
  const Ended home = stall.play("stick-home", with_stick);
  INFO(home.err);
  CHECK(home.exit_code == 0);
  const Json status = stall.kiosk_json({"status"});
  CHECK(status.at("waiting") == 0);
  check_sum(status);
}

}  // namespace
}  // namespace outreach::testing
