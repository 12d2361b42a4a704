#include "platform/machine/battery.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <system_error>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/text.h"

namespace outreach {
namespace {

constexpr std::size_t kAttributeMax = 4096;  // one page is the most that the kernel gives
constexpr std::size_t kSuppliesMax = 64;     // far above what any machine has
constexpr double kPercent = 100;
constexpr double kMicro = 1'000'000;
// What a machine that sleeps would last at the use of a moment says nothing about a market day.
constexpr std::int64_t kMinutesMost = 48 * 60;

// One folder of the kernel: a battery, a charger, a socket.
class Supply {
 public:
  Supply(Files& files, Path folder) : files_(files), folder_(std::move(folder)) {}

  std::string text(const char* name) const {
    const Result<Bytes> content = files_.read(folder_ / name, kAttributeMax);
    return content ? std::string(trimmed(text_of(*content))) : std::string();
  }
  // Micro-units; none: it is not there, or no number.
  std::optional<double> number(const char* name) const {
    const std::string words = text(name);
    std::int64_t value = 0;
    const auto read = std::from_chars(words.data(), words.data() + words.size(), value);
    const bool whole = read.ec == std::errc() && read.ptr == words.data() + words.size();
    return whole && !words.empty() ? std::optional(static_cast<double>(value)) : std::nullopt;
  }
  bool is_battery() const {
    return text("type") == "Battery" && text("scope") != "Device" && text("present") != "0";
  }
  bool is_plugged_in() const {
    const std::string type = text("type");
    return !type.empty() && type != "Battery" && text("online") == "1";
  }
  // `energy_NAME`, or what `charge_NAME` is at the voltage of now; watt-hours.
  std::optional<double> energy(const std::string& name) const {
    if (const auto energy = number(("energy_" + name).c_str())) {
      return *energy / kMicro;
    }
    return at_voltage(number(("charge_" + name).c_str()));
  }
  // Watts that it gives or takes. Some drivers tell the direction by the sign.
  std::optional<double> power() const {
    const auto power = number("power_now");
    const auto watts = power ? std::optional(*power / kMicro) : at_voltage(number("current_now"));
    return watts ? std::optional(std::abs(*watts)) : std::nullopt;
  }
  std::optional<double> capacity() const {
    const auto percent = number("capacity");
    return percent && *percent >= 0 && *percent <= kPercent ? percent : std::nullopt;
  }

 private:
  std::optional<double> at_voltage(std::optional<double> micro_amperes) const {
    const auto volts = number("voltage_now");
    return micro_amperes && volts ? std::optional(*micro_amperes / kMicro * (*volts / kMicro))
                                  : std::nullopt;
  }

  Files& files_;
  Path folder_;
};

// What the batteries have and take together.
struct Sum {
  int batteries = 0;
  double percents = 0;  // of each, added up
  double now = 0;
  double full = 0;
  double watts = 0;
  bool has_energies = true;  // every battery said what it holds
  bool has_watts = true;     // every one that is used said how fast
  bool is_discharging = false;
  bool is_charging = false;
  bool is_full = true;
};

void add_battery(Sum& sum, const Supply& battery) {
  const auto now = battery.energy("now");
  const auto full = battery.energy("full");
  const bool has_energy = now && full && *now >= 0 && *full > 0;
  const auto percent = battery.capacity();
  if (!has_energy && !percent) {
    return;
  }
  sum.batteries += 1;
  sum.percents += percent ? *percent : std::min(kPercent, kPercent * *now / *full);
  sum.has_energies = sum.has_energies && has_energy;
  if (has_energy) {
    sum.now += *now;
    sum.full += *full;
  }
  const std::string status = battery.text("status");
  const bool discharges = status == "Discharging";
  sum.is_discharging = sum.is_discharging || discharges;
  sum.is_charging = sum.is_charging || status == "Charging";
  sum.is_full = sum.is_full && (status == "Full" || status == "Not charging");
  if (discharges) {
    const auto watts = battery.power();
    sum.has_watts = sum.has_watts && watts;
    sum.watts += watts.value_or(0);
  }
}

Battery::State state_of_batteries(const Sum& sum, bool is_plugged_in) {
  if (sum.is_discharging) {
    return Battery::State::Discharging;
  }
  if (sum.is_charging) {
    return Battery::State::Charging;
  }
  return sum.is_full || is_plugged_in ? Battery::State::Full : Battery::State::Unknown;
}

std::optional<std::int64_t> minutes_until_empty(const Sum& sum) {
  if (!sum.is_discharging || !sum.has_energies || !sum.has_watts || sum.watts <= 0) {
    return std::nullopt;
  }
  constexpr double kMinutesOfHour = 60;
  const double minutes = sum.now / sum.watts * kMinutesOfHour;
  return minutes <= static_cast<double>(kMinutesMost)
             ? std::optional(static_cast<std::int64_t>(minutes))
             : std::nullopt;
}

// The kernel's names are links to folders, which Files does not list.
std::vector<Path> folders_in(const Path& folder) {
  std::vector<Path> out;
  std::error_code failed;
  std::filesystem::directory_iterator at(folder, failed);
  while (!failed && at != std::filesystem::directory_iterator() && out.size() < kSuppliesMax) {
    out.push_back(at->path());
    at.increment(failed);
  }
  return out;
}

}  // namespace

std::optional<Battery> read_battery(Files& files, const Path& folder) {
  Sum sum;
  bool is_plugged_in = false;
  for (const Path& path : folders_in(folder)) {
    const Supply supply(files, path);
    is_plugged_in = is_plugged_in || supply.is_plugged_in();
    if (supply.is_battery()) {
      add_battery(sum, supply);
    }
  }
  if (sum.batteries == 0) {
    return std::nullopt;
  }
  // One battery's own figure is the better one: its driver knows how it ages.
  const double percent = sum.batteries > 1 && sum.has_energies
                             ? std::min(kPercent, kPercent * sum.now / sum.full)
                             : sum.percents / sum.batteries;
  return Battery{static_cast<int>(std::lround(percent)), state_of_batteries(sum, is_plugged_in),
                 minutes_until_empty(sum)};
}

}  // namespace outreach
