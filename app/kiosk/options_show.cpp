// The options of the screens, and those that every command knows.
#include <cstdio>

#include <CLI/CLI.hpp>

#include "app/kiosk/options_groups.h"

namespace outreach::kiosk {
namespace {

// Pixels. Smaller cannot show a screen, larger is no panel.
constexpr int kPixelsLeast = 320;
constexpr int kPixelsMost = 8'192;
// Diagonals. Smaller is a telephone, larger a wall.
constexpr float kInchesLeast = 4;
constexpr float kInchesMost = 100;

std::string check_size(const std::string& text) {
  int width = 0;
  int height = 0;
  char rest = 0;
  const bool read = std::sscanf(text.c_str(), "%5dx%5d%c", &width, &height, &rest) == 2;
  const bool fits = width >= kPixelsLeast && width <= kPixelsMost && height >= kPixelsLeast &&
                    height <= kPixelsMost;
  return read && fits ? std::string() : "--size wants WIDTHxHEIGHT in pixels, such as 1280x800";
}

}  // namespace

void add_show(CLI::App& app, Options& options, OptionWords& words) {
  app.add_option("--data", words.data, "Folder of this kiosk's records")->type_name("DIR");
  app.add_option("--county", options.county_url,
                 "Where the county's server is, such as http://10.0.0.5:8080")
      ->type_name("URL");
  app.add_option("--proxy", options.proxy,
                 "The proxy on the way to the county, such as http://10.0.0.1:3128")
      ->type_name("URL");
  app.add_flag("--json", options.json, "Facts as JSON (status, tally, verify, sync, import-sheet)");
  app.add_flag("--headless", options.headless, "No display: draw into memory");
  app.add_option("--renderer", options.renderer,
                 "What draws: the GPU where there is one, unless told; software takes less memory")
      ->check(CLI::IsMember({"auto", "software", "gpu"}))
      ->capture_default_str();
  app.add_flag("--fullscreen", options.fullscreen, "Use the whole display");
  app.add_option("--size", words.size, "Pixels of the window, 1280x800 if not given")
      ->check(check_size)
      ->type_name("WxH");
  app.add_option("--panel", options.panel_inches,
                 "Diagonal of the panel in inches, such as 10.1: what must be 10 mm high then is, "
                 "whatever its pixels")
      ->check(CLI::Range(kInchesLeast, kInchesMost))
      ->type_name("INCHES");
  app.add_option("--rotate", options.rotation,
                 "Turn the picture clockwise by so many degrees, for a panel that hangs otherwise")
      ->check(CLI::IsMember({0, 90, 180, 270}))
      ->type_name("0|90|180|270");
  app.add_flag("--lock-down", options.lock_down,
               "The whole display for good: no key, no closing of the window ends the program; "
               "the supervisor's PIN and SIGTERM do");
  app.add_option("--shots", words.shots, "Where the script's shots go")->type_name("DIR");
  app.add_option("--lang", words.language, "Language of the screens and of the slip")
      ->check(CLI::IsMember({"zh_CN", "en"}));
  app.add_option("--stick", words.stick,
                 "A folder that the screens take for a plugged-in USB stick, beside those that "
                 "the system mounts")
      ->type_name("DIR");
  add_printer(app, options);
  app.add_option("--power-supplies", words.power_supplies,
                 "A folder that tells the screens of the machine's batteries, in place of the "
                 "system's /sys/class/power_supply")
      ->type_name("DIR");
  app.add_option("--script", words.script, "Play this script on the screens, one step a line")
      ->type_name("FILE");
  app.add_option("--step-patience", options.step_patience_seconds,
                 "Seconds a step of the script waits for what it needs on the screen")
      ->check(CLI::Range(1, 3'600))
      ->capture_default_str();
}

}  // namespace outreach::kiosk
