#include "app/kiosk/settings_file.h"

#include "platform/base/bytes.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace outreach::kiosk {
namespace {

TEST_CASE("Settings: what was set is there again, and what cannot be read is the usual",
          "[settings]") {
  const testing::TemporaryFolder folder;
  SystemFiles files;
  CHECK(load_settings(folder.path(), files) == core::Settings{});
  core::Settings chosen;
  chosen.language = core::Language::English;
  chosen.type_size = core::TypeSize::Large;
  chosen.contrast = core::Contrast::High;
  chosen.gloves = true;
  chosen.sounds = true;
  REQUIRE(save_settings(folder.path(), files, chosen));
  CHECK(load_settings(folder.path(), files) == chosen);
  // Of before there were sounds.
  const std::string older = "{\"language\": \"en\", \"gloves\": 7}";
  REQUIRE(files.write_atomically(folder.path() / "settings.json", bytes_of(older), kEveryoneReads));
  CHECK(load_settings(folder.path(), files).language == core::Language::English);
  CHECK_FALSE(load_settings(folder.path(), files).gloves);
  CHECK_FALSE(load_settings(folder.path(), files).sounds);
}

}  // namespace
}  // namespace outreach::kiosk
