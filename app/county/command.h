// What a command line asks for, read and checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/county/listen_address.h"
#include "platform/base/time.h"
#include "platform/files/files.h"
#include "sync/domain/tally.h"

namespace outreach::county {

struct InitCommand {
  Path data;
  std::string name;
  std::string casework_passphrase_file;  // empty: no casework key for now
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
struct BackupCommand {
  Path data;
  Path to;
  bool same_disk = false;  // a copy on the ledger's own disk is wanted
  bool json = false;
};
struct CaseworkCreateCommand {
  Path data;
  std::string passphrase_file;  // empty: asked for at the terminal
};
struct QuestionsCommand {
  Path data;
  std::string passphrase_file;
  bool json = false;
};
struct PublishCommand {
  Path folder;  // of content
  Path data;    // may be empty with `check`
  bool check = false;
  std::string key_file;  // empty: in the county's folder
  std::optional<Date> expires;
  std::uint64_t version = 0;  // 0: the next
  Path carry;                 // a folder for the pack as plain files; empty: none
  bool json = false;
};
using Command = std::variant<InitCommand, ServeCommand, EnrolCommand, TallyCommand, VerifyCommand,
                             KiosksCommand, BackupCommand, CaseworkCreateCommand, QuestionsCommand,
                             PublishCommand>;

}  // namespace outreach::county
