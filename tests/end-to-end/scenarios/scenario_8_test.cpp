// Scenario 8, new content arrives in the middle of the market, by stick, while a resident reads;
// then a pack that somebody has changed, and one that the disk has no room for. Demanded: whoever
// reads is not interrupted, and what is new is there once nobody is; what is changed, or cites
// nothing, or has no room is refused and the pack before it stays; each page says its law and its
// date; expired content says so; to put the one before back is one thing staff do.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <signal.h>

#include "tests/end-to-end/scenarios/scenario.h"
#include "tests/support/process.h"
#include "tests/support/program_json.h"
#include "tests/support/real_disk.h"

namespace outreach::testing {
namespace {

namespace fs = std::filesystem;

// A county and a kiosk between which only a stick goes.
struct MarketByStick {
  MarketByStick() {
    fs::create_directory(stick);
    fs::copy(source_file("assets/content"), content, fs::copy_options::recursive);
    went_well(county({"init", "--name", "曲沃县信访局"}));
    const Ended made = county({"enrol", "--name", "偏远一号", "--to", stick.string()});
    went_well(made);
    went_well(stall.kiosk({"enrol", "--request-to", stick.string(), "--code",
                           made.out.substr(0, made.out.find('\n'))}));
    went_well(county({"publish", content}));
    went_well(county({"import", "--from", stick.string()}));
    REQUIRE(stall.kiosk_json({"stick", "--to", stick.string()}).at("content_installed") == 1);
  }
  Ended county(std::vector<std::string> words) const {
    words.insert(words.end(), {"--data", (stall.folder() / "county").string()});
    return run_program(built_program("outreach-county"), words);
  }
  // Another version is published; with what was recorded meanwhile the stick goes to the county,
  // and comes back with it.
  void publish_another() const {
    edit("catalogue.json", "信访条例漫画口袋书", "信访工作条例漫画口袋书");
    went_well(county({"publish", content}));
    went_well(stall.kiosk({"import-sheet", stall.file("sheet.csv", kSheet)}));
    went_well(stall.kiosk({"stick", "--to", stick.string()}));
    went_well(county({"import", "--from", stick.string()}));
  }
  void edit(const std::string& name, const std::string& from, const std::string& to) const {
    const fs::path path = fs::path(content) / name;
    std::ifstream in(path);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    std::ofstream(path) << text.replace(at, from.size(), to);
  }
  std::int64_t installed() const {
    return stall.kiosk_json({"packs"}).at("installed").at("version").get<std::int64_t>();
  }

  StallPrograms stall;
  fs::path stick = stall.folder() / "stick";
  std::string content = (stall.folder() / "content").string();
};

TEST_CASE(
    "Scenario 8: content by stick waits until nobody reads, and the one before can be put back",
    "[end-to-end][scenario]") {
  const MarketByStick market;
  // Citing an act that is superseded is refused at the county already.
  market.edit("guide.json", "{\"law\": \"信访工作条例\", \"article\": \"第十七条\"",
              "{\"law\": \"信访条例\", \"article\": \"第十七条\"");
  CHECK(market.county({"publish", market.content}).exit_code == 2);
  market.edit("guide.json", "{\"law\": \"信访条例\", \"article\": \"第十七条\"",
              "{\"law\": \"信访工作条例\", \"article\": \"第十七条\"");
  market.publish_another();
  const fs::path away = market.stall.folder() / "in-a-pocket";
  fs::rename(market.stick, away);

  Process kiosk({built_program("outreach-kiosk"), "--data", market.stall.data(), "--headless",
                 "--step-patience", "60", "--power-supplies", "/no/power/supplies", "--stick",
                 market.stick.string(), "--script",
                 source_file("tests/scripts/scenario-8-reading.txt")});
  REQUIRE(kiosk.line_that_begins("reading: "));
  kiosk.signal(SIGSTOP);  // so that the stick comes while the leaflet is read, however slow this is
  fs::rename(away, market.stick);
  // The kiosk hears that something was mounted, and looks for a stick.
  const RealDisk plugged_in("8M");
  const bool may_mount = plugged_in.kind() == "ext4";
  kiosk.signal(SIGCONT);
  if (!may_mount) {
    SKIP("this machine lets no ext4 image be mounted");
  }
  REQUIRE(kiosk.line_that_begins("still-reading: "));
  REQUIRE(kiosk.wait() == 0);
  CHECK(market.installed() == 2);

  // One thing that staff do.
  went_well(market.stall.play_lines(
      "tap \"点这里开始\"\ntap \"看口袋书\"\nsee \"信访工作条例漫画口袋书\"\ntap \"返回\"\n"
      "tap \"工作人员\"\ntap \"张\"\ntap \"能收摊吗\"\ntap \"退回第 1 版\"\nquit\n"));
  CHECK(market.installed() == 1);
}

TEST_CASE("Scenario 8: content that somebody changed is refused, and the one before stays",
          "[end-to-end][scenario]") {
  const MarketByStick market;
  market.publish_another();
  std::size_t changed = 0;
  for (const auto& item : fs::recursive_directory_iterator(market.stick)) {
    if (item.is_regular_file() && item.path().extension() == ".pack") {
      std::ofstream(item.path(), std::ios::app) << "x";
      ++changed;
    }
  }
  REQUIRE(changed > 0);
  went_well(market.stall.play_lines("see \"开场次\"\nwait 5s\nquit\n",
                                    {"--stick", market.stick.string()}));
  CHECK(market.installed() == 1);
  went_well(market.stall.play_lines(
      "tap \"更多\"\ntap \"交给居民自己用\"\ntap \"点这里开始\"\ntap \"看口袋书\"\n"
      "see \"信访条例漫画口袋书\"\nquit\n"));
}

TEST_CASE("Scenario 8: content that the disk has no room for is refused before it is written",
          "[end-to-end][scenario]") {
  const RealDisk disk("90M");
  if (disk.kind() != "ext4") {
    SKIP("this machine lets no ext4 image be mounted");
  }
  const MarketByStick market;
  fs::rename(market.stall.data(), market.stall.folder() / "as-it-was");
  fs::copy(market.stall.folder() / "as-it-was", disk.folder() / "data",
           fs::copy_options::recursive);
  fs::create_directory_symlink(disk.folder() / "data", market.stall.data());
  market.publish_another();
  disk.fill();
  market.stall.kiosk({"stick", "--to", market.stick.string()});
  CHECK(market.installed() == 1);
  disk.make_room();
  went_well(market.stall.kiosk({"stick", "--to", market.stick.string()}));
  CHECK(market.installed() == 2);
}

}  // namespace
}  // namespace outreach::testing
