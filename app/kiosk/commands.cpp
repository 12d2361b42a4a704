#include "app/kiosk/commands.h"

#include <cerrno>
#include <cstdio>

#include "sync/journal/journal.h"

namespace outreach::kiosk {

int complain(const Error& error) {
  std::fprintf(stderr, "outreach-kiosk: %s (%s)\n", error.context.c_str(), name_of(error.code));
  return kExitFailed;
}

void print(const std::string& text) {
  std::printf("%s\n", text.c_str());
}

Result<sqlite::Database> open_records(const Path& folder) {
  auto reader = journal::open_reader(folder);
  if (!reader && reader.error().code == ErrorCode::NotFound) {
    return no_records(folder);
  }
  return reader;
}

Error no_records(const Path& folder) {
  return {ErrorCode::NotFound,
          "no records in " + folder.string() +
              ": give the kiosk's folder with --data, or start the kiosk once"};
}

Error with_advice(Error error) {
  if (error.code == ErrorCode::Refused && error.cause == EWOULDBLOCK) {
    error.context += ": the kiosk or another command is using this folder; close it first";
  } else if (error.code == ErrorCode::Refused) {
    error.context +=
        ": this user may not use it, or the disk is read-only. Did root make it? Then give the "
        "folder back to this user with `sudo chown -R`";
  } else if (error.code == ErrorCode::InputOutput || error.code == ErrorCode::Corrupt) {
    error.context += ": the disk fails; make a copy of the folder and call support";
  } else if (error.code == ErrorCode::Unsupported) {
    error.context += ": install the newer version; nothing was changed";
  } else if (error.code == ErrorCode::NoSpace) {
    error.context += ": make room on the disk first; nothing was changed";
  }
  return error;
}

}  // namespace outreach::kiosk
