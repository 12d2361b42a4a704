#include <cstdlib>
#include <pwd.h>
#include <string>
#include <system_error>
#include <unistd.h>

#include "platform/files/files.h"

namespace outreach {

namespace {

Path from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? Path(value) : Path();
}

Path home_folder() {
  const Path home = from_environment("HOME");
  if (home.is_absolute()) {
    return home;
  }
  const passwd* user = getpwuid(getuid());
  return user != nullptr && user->pw_dir != nullptr ? Path(user->pw_dir) : Path("/");
}

}  // namespace

Path user_data_folder() {
  // A relative XDG_DATA_HOME is to be ignored (XDG Base Directory Specification).
  const Path data = from_environment("XDG_DATA_HOME");
  return (data.is_absolute() ? data : home_folder() / ".local/share") / "outreach";
}

Path assets_folder() {
  const Path chosen = from_environment("OUTREACH_ASSETS");
  if (!chosen.empty()) {
    return chosen;
  }
  std::error_code failed;
  const Path program = std::filesystem::read_symlink("/proc/self/exe", failed);
  const Path installed = program.parent_path().parent_path() / "share/outreach";
#ifdef OUTREACH_BUILD_ASSETS
  if (failed || !std::filesystem::is_directory(installed, failed)) {
    return OUTREACH_BUILD_ASSETS;
  }
#endif
  return installed;
}

}  // namespace outreach
