// What a command line asks for, read and checked.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "app/county/listen_address.h"
#include "platform/files/files.h"
#include "sync/domain/tally.h"

namespace outreach::county {

struct InitCommand {
  Path data;
  std::string name;
};
struct ServeCommand {
  Path data;
  ListenAddress address;
  bool quiet = false;
};
struct EnrolCommand {
  Path data;
  std::string name;
  bool json = false;
};
struct TallyCommand {
  Path data;
  std::vector<domain::Dimension> by;
  domain::TallyFilter filter;
  bool json = false;  // else CSV
};
struct VerifyCommand {
  Path data;
  bool json = false;
};
struct KiosksCommand {
  Path data;
  bool json = false;
};
using Command = std::variant<InitCommand, ServeCommand, EnrolCommand, TallyCommand, VerifyCommand,
                             KiosksCommand>;

}  // namespace outreach::county
