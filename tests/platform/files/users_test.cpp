// Who may use a data folder.
#include <string>
#include <unistd.h>

#include "platform/files/files.h"
#include "platform/files/posix.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace outreach {
namespace {

using testing::TemporaryFolder;

constexpr uid_t kRoot = 0;
constexpr uid_t kSomebody = 4'242;  // without a name, whatever machine this runs on

// The folder of a user who is not root: the tests' own, or, where root runs them, somebody's.
struct OwnedFolder {
  OwnedFolder() {
    if (owner == kRoot) {
      owner = kSomebody;
      REQUIRE(chown(folder.path().c_str(), owner, static_cast<gid_t>(-1)) == 0);
    }
  }
  TemporaryFolder folder;
  uid_t owner = geteuid();
};

TEST_CASE("Users: root is refused another user's folder, and told as whom to run", "[files]") {
  const OwnedFolder owned;
  const auto refused = posix::check_user(owned.folder.path(), kRoot);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::Refused);
  CHECK(refused.error().context.find(owned.folder.path().string()) != std::string::npos);
  CHECK(refused.error().context.find("sudo -u '") != std::string::npos);
  if (owned.owner == kSomebody) {
    CHECK(refused.error().context.find("sudo -u '#4242'") != std::string::npos);
  }
}

TEST_CASE("Users: a folder's owner may use it, and others are the system's to judge", "[files]") {
  const OwnedFolder owned;
  CHECK(posix::check_user(owned.folder.path(), owned.owner));
  CHECK(posix::check_user(owned.folder.path(), owned.owner + 1));
}

TEST_CASE("Users: root may use a folder of its own and one that is not there yet", "[files]") {
  const OwnedFolder owned;
  CHECK(posix::check_user("/", kRoot));
  CHECK(posix::check_user(owned.folder / "absent", kRoot));
  CHECK(check_user(TemporaryFolder().path()));
}

}  // namespace
}  // namespace outreach
