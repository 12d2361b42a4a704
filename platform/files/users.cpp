#include <pwd.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/files/files.h"
#include "platform/files/posix.h"

namespace outreach {

namespace {

// As sudo takes it: a user that has no name here is "#1000".
std::string name_of_user(uid_t user) {
  const passwd* known = getpwuid(user);
  return known != nullptr ? known->pw_name : "#" + std::to_string(user);
}

}  // namespace

Result<void> posix::check_user(const Path& folder, uid_t user) {
  constexpr uid_t kRoot = 0;
  struct stat status {};
  if (user != kRoot || stat(folder.c_str(), &status) != 0 || status.st_uid == kRoot) {
    return {};
  }
  const std::string owner = name_of_user(status.st_uid);
  return Error{ErrorCode::Refused,
               folder.string() + " belongs to the user " + owner +
                   ", and root would leave files in it that this user cannot open: run this as " +
                   owner + ", with `sudo -u '" + owner + "'` in front; nothing was changed"};
}

Result<void> check_user(const Path& folder) {
  return posix::check_user(folder, geteuid());
}

}  // namespace outreach
