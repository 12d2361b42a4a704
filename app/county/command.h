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
#include "sync/ledger/keys.h"
#include "sync/protocol/answer.h"

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
  std::string tls_certificate_file{};  // both or neither: HTTPS
  std::string tls_key_file{};
};
// How a new code is shown.
struct CodeOptions {
  bool json = false;
  std::string address;  // the county's, as kiosks reach it; empty: no QR code
  Path page;            // a page to print; empty: none
  Path stick;           // the county's card goes onto it; empty: the kiosk reaches this county
};
struct EnrolCommand {
  Path data;
  std::string name;
  CodeOptions show;
};
struct ImportCommand {
  Path data;
  Path from;  // where the stick is mounted
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
// `kiosk` is a name, or a number (whole, or its first 8 digits or more).
struct RenameCommand {
  Path data;
  std::string kiosk;
  std::string name;
};
struct RevokeCommand {
  Path data;
  std::string kiosk;
  std::string reason;
};
struct ReinstateCommand {
  Path data;
  std::string kiosk;
};
struct ReplaceCommand {
  Path data;
  std::string kiosk;
  CodeOptions show;
};
struct RotateKeyCommand {
  Path data;
  ledger::RotatedKeys which = ledger::RotatedKeys::Both;
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
// What residents said besides a face.
struct RatingWordsCommand {
  Path data;
  std::string passphrase_file;  // as of QuestionsCommand
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
// What of a content folder may be recorded.
struct ClipsCommand {
  Path folder;
  Path data{};  // empty: no county is asked
};
struct AnswerListCommand {
  Path data;
  bool all = false;  // also what is answered
  bool json = false;
};
struct AnswerGiveCommand {
  Path data;
  std::string question;  // its name, as the list shows it
  protocol::AnswerState state = protocol::AnswerState::Answered;
  std::string office;           // may be empty
  std::optional<Date> date;     // none: today in China
  std::string text_file;        // of Answered alone; "-": standard input
  std::string passphrase_file;  // as of QuestionsCommand
  std::string key_file;         // as of PublishCommand
  bool json = false;
};
struct AnswerPublishCommand {
  Path data;
  std::string key_file;
  std::optional<Date> expires;
  std::uint64_t version = 0;
  Path carry;
  bool json = false;
};
using Command =
    std::variant<InitCommand, ServeCommand, EnrolCommand, TallyCommand, VerifyCommand,
                 KiosksCommand, RenameCommand, RevokeCommand, ReinstateCommand, ReplaceCommand,
                 RotateKeyCommand, BackupCommand, CaseworkCreateCommand, QuestionsCommand,
                 RatingWordsCommand, ImportCommand, PublishCommand, ClipsCommand, AnswerListCommand,
                 AnswerGiveCommand, AnswerPublishCommand>;

}  // namespace outreach::county
