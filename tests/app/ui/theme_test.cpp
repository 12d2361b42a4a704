#include "app/ui/theme.h"

#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

// Outdoors; the national floor for elder-friendly screens is 4.5.
constexpr double kTextContrast = 7.0;
constexpr double kBorderContrast = 3.0;

std::vector<std::pair<std::string, const Tone*>> tones_of(const Theme& t) {
  return {{"primary", &t.primary},   {"confirm", &t.confirm},   {"plain", &t.plain},
          {"listen", &t.listen},     {"withdraw", &t.withdraw}, {"count", &t.count},
          {"selected", &t.selected}, {"disabled", &t.disabled}, {"saving", &t.saving},
          {"saved", &t.saved},       {"failed", &t.failed},     {"note", &t.note},
          {"kaki", &t.kaki},         {"indigo", &t.indigo},     {"pine", &t.pine},
          {"wheat", &t.wheat}};
}

std::vector<const Theme*> all_themes() {
  std::vector<const Theme*> all;
  for (const core::Contrast contrast : {core::Contrast::Normal, core::Contrast::High}) {
    all.push_back(&theme_of(contrast));
    all.push_back(&theme_of(contrast, true));
  }
  return all;
}

TEST_CASE("Theme: the contrast formula is WCAG's", "[theme]") {
  CHECK(contrast_ratio(hex(0x000000), hex(0xFFFFFF)) == Catch::Approx(21));
  CHECK(contrast_ratio(hex(0x777777), hex(0xFFFFFF)) == Catch::Approx(4.48).margin(0.01));
}

TEST_CASE("Theme: every text can be read in sunlight", "[theme]") {
  for (const Theme* each : all_themes()) {
    const Theme& theme = *each;
    for (const auto& [name, tone] : tones_of(theme)) {
      INFO(name << (theme.high_contrast ? ", high contrast" : "")
                << (theme.practice ? ", practice" : ""));
      CHECK(contrast_ratio(tone->text, tone->fill) >= kTextContrast);
      CHECK(contrast_ratio(tone->icon, tone->fill) >= kBorderContrast);
    }
    for (const Color ground : {theme.paper, theme.card, theme.zebra}) {
      CHECK(contrast_ratio(theme.ink, ground) >= kTextContrast);
      CHECK(contrast_ratio(theme.ink2, ground) >= kTextContrast);
      CHECK(contrast_ratio(theme.accent, ground) >= kTextContrast);
    }
    CHECK(contrast_ratio(theme.bar_text, theme.bar) >= kTextContrast);
    CHECK(contrast_ratio(theme.bar_text, theme.bar_deep) >= kTextContrast);
    CHECK(contrast_ratio(theme.brand, theme.paper) >= kTextContrast);
    CHECK(contrast_ratio(theme.edge, theme.card) >= kBorderContrast);
  }
}

TEST_CASE("Theme: practice has another bar, and its stripes stand out", "[theme]") {
  for (const core::Contrast contrast : {core::Contrast::Normal, core::Contrast::High}) {
    const Theme& practice = theme_of(contrast, true);
    CHECK(practice.bar != theme_of(contrast).bar);
    CHECK(contrast_ratio(practice.stripe, practice.listen.fill) >= kTextContrast);
  }
}

TEST_CASE("Theme: a pressed button's words can still be read", "[theme]") {
  for (const Theme* theme : all_themes()) {
    for (const auto& [name, tone] : tones_of(*theme)) {
      INFO(name);
      CHECK(contrast_ratio(tone->text, tone->pressed) >= 4.5);
    }
  }
}

}  // namespace
}  // namespace outreach::ui
