#include <cstdlib>
#include <optional>
#include <string>

#include "platform/files/files.h"
#include "tests/support/catch.h"

namespace outreach {
namespace {

// Sets or clears an environment variable, and puts it back.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) {
    const char* current = std::getenv(name);
    if (current != nullptr) {
      previous_ = current;
    }
    set(value);
  }
  ~Environment() {
    set(previous_ ? previous_->c_str() : nullptr);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  void set(const char* value) {
    if (value != nullptr) {
      setenv(name_, value, 1);
    } else {
      unsetenv(name_);
    }
  }

  const char* name_;
  std::optional<std::string> previous_;
};

TEST_CASE("Folders: the user's data follows XDG", "[files]") {
  const Environment home("HOME", "/home/somebody");
  {
    const Environment data("XDG_DATA_HOME", "/data");
    CHECK(user_data_folder() == "/data/outreach");
  }
  for (const char* value : {static_cast<const char*>(nullptr), "", "relative/path"}) {
    const Environment data("XDG_DATA_HOME", value);
    CHECK(user_data_folder() == "/home/somebody/.local/share/outreach");
  }
  const Environment no_data("XDG_DATA_HOME", nullptr);
  const Environment no_home("HOME", nullptr);
  CHECK(user_data_folder().is_absolute());
}

TEST_CASE("Folders: the assets are where the environment says, else with the program", "[files]") {
  {
    const Environment assets("OUTREACH_ASSETS", "/somewhere/else");
    CHECK(assets_folder() == "/somewhere/else");
  }
  const Environment no_assets("OUTREACH_ASSETS", nullptr);
  CHECK(assets_folder().is_absolute());
}

}  // namespace
}  // namespace outreach
