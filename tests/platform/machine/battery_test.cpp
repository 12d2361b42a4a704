#include "platform/machine/battery.h"

#include <fstream>
#include <map>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {
namespace {

using Attributes = std::map<std::string, std::string>;

// The kernel's folder, as far as a test fills it.
class Supplies {
 public:
  Supplies& has(const std::string& name, const Attributes& attributes) {
    std::filesystem::create_directories(folder_ / name);
    for (const auto& [attribute, words] : attributes) {
      std::ofstream(folder_ / name / attribute) << words << "\n";
    }
    return *this;
  }
  std::optional<Battery> battery() const {
    SystemFiles files;
    return read_battery(files, folder_.path());
  }

 private:
  TemporaryFolder folder_;
};

Attributes cell(const std::string& status, const std::string& now, const std::string& full) {
  return {{"type", "Battery"},
          {"present", "1"},
          {"status", status},
          {"energy_now", now},
          {"energy_full", full}};
}

TEST_CASE("Battery: a machine without one has none", "[machine]") {
  CHECK_FALSE(Supplies().battery());
  CHECK_FALSE(Supplies().has("AC", {{"type", "Mains"}, {"online", "1"}}).battery());
  SystemFiles files;
  CHECK_FALSE(read_battery(files, "/no/such/folder"));
}

TEST_CASE("Battery: one that gives current says how long it still will", "[machine]") {
  Supplies supplies;
  Attributes attributes = cell("Discharging", "34000000", "50000000");
  attributes["capacity"] = "68";
  attributes["power_now"] = "6800000";
  CHECK(supplies.has("BAT0", attributes).battery() ==
        Battery{68, Battery::State::Discharging, 300});
}

TEST_CASE("Battery: charge and current say the same as energy and power", "[machine]") {
  Supplies supplies;
  supplies.has("battery", {{"type", "Battery"},
                           {"status", "Discharging"},
                           {"charge_now", "2000000"},
                           {"charge_full", "4000000"},
                           {"current_now", "-1000000"},
                           {"voltage_now", "3700000"}});
  CHECK(supplies.battery() == Battery{50, Battery::State::Discharging, 120});
}

TEST_CASE("Battery: one that is charged or kept full is not running out", "[machine]") {
  using State = Battery::State;
  for (const auto& [status, state] :
       {std::pair{"Charging", State::Charging}, std::pair{"Full", State::Full},
        std::pair{"Not charging", State::Full}, std::pair{"Unknown", State::Unknown}}) {
    INFO(status);
    Supplies supplies;
    Attributes attributes = cell(status, "30", "40");
    attributes["power_now"] = "5";
    CHECK(supplies.has("BAT0", attributes).battery() == Battery{75, state, std::nullopt});
  }
}

TEST_CASE("Battery: a status the driver does not know is plugged in where the mains are",
          "[machine]") {
  Supplies supplies;
  supplies.has("BAT0", cell("Unknown", "30", "40"));
  supplies.has("AC", {{"type", "Mains"}, {"online", "0"}});
  CHECK(supplies.battery()->state == Battery::State::Unknown);
  supplies.has("AC", {{"type", "Mains"}, {"online", "1"}});
  CHECK(supplies.battery()->state == Battery::State::Full);
}

TEST_CASE("Battery: two cells are one battery by what they hold", "[machine]") {
  Supplies supplies;
  Attributes used = cell("Discharging", "10000000", "20000000");
  used["power_now"] = "10000000";
  used["capacity"] = "50";
  Attributes resting = cell("Unknown", "60000000", "60000000");
  resting["capacity"] = "100";
  supplies.has("BAT0", used).has("BAT1", resting);
  // 70 of 80 watt-hours, of which 10 W are used.
  CHECK(supplies.battery() == Battery{88, Battery::State::Discharging, 420});
}

TEST_CASE("Battery: of a mouse, or an empty bay, is none of the machine's", "[machine]") {
  Supplies supplies;
  supplies.has("mouse", {{"type", "Battery"}, {"scope", "Device"}, {"capacity", "3"}});
  supplies.has("BAT1", {{"type", "Battery"}, {"present", "0"}, {"capacity", "0"}});
  CHECK_FALSE(supplies.battery());
  supplies.has("BAT0", {{"type", "Battery"}, {"status", "Discharging"}, {"capacity", "40"}});
  CHECK(supplies.battery() == Battery{40, Battery::State::Discharging, std::nullopt});
}

TEST_CASE("Battery: garbage is left out and never believed", "[machine]") {
  Supplies supplies;
  supplies.has("BAT0", {{"type", "Battery"}, {"status", "Discharging"}, {"capacity", "nonsense"}});
  CHECK_FALSE(supplies.battery());
  supplies.has("BAT0", {{"capacity", "250"}, {"energy_now", "-5"}, {"energy_full", "0"}});
  CHECK_FALSE(supplies.battery());
  supplies.has("BAT0", {{"capacity", "12"}, {"power_now", "12 W"}});
  CHECK(supplies.battery() == Battery{12, Battery::State::Discharging, std::nullopt});
  // Next to nothing is used: that says nothing about how long it lasts.
  supplies.has("BAT0",
               {{"energy_now", "40000000"}, {"energy_full", "50000000"}, {"power_now", "1"}});
  CHECK_FALSE(supplies.battery()->minutes_left);
}

}  // namespace
}  // namespace outreach::testing
