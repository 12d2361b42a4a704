#include "app/county/output.h"

#include <cerrno>
#include <cstdio>

namespace outreach::county {
namespace {

const char* advice_for(const Error& error) {
  switch (error.code) {
    case ErrorCode::Refused:
      return error.cause == EACCES || error.cause == EPERM || error.cause == EROFS
                 ? "; run it as the user whom the county's folder belongs to"
                 : "";
    case ErrorCode::NoSpace:
      return "; free some space on this disk";
    case ErrorCode::InputOutput:
      return "; check that this user may write there and that the disk is sound";
    case ErrorCode::Unsupported:
      return "; nothing was changed";
    default:
      return "";
  }
}

}  // namespace

ExitCode exit_code_for(const Error& error) {
  switch (error.code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::TooLarge:
      return ExitCode::WrongUsage;
    case ErrorCode::NotFound:
    case ErrorCode::AlreadyExists:
    case ErrorCode::Corrupt:
    case ErrorCode::Unsupported:
      return ExitCode::WrongState;
    case ErrorCode::NoSpace:
    case ErrorCode::InputOutput:
    case ErrorCode::Unavailable:
    case ErrorCode::Refused:
      return ExitCode::MachineRefuses;
  }
  return ExitCode::MachineRefuses;
}

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (text.empty() || text.back() != '\n') {
    std::fputc('\n', stdout);
  }
  std::fflush(stdout);
}

void complain(const std::string& text) {
  const std::string line = text + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

ExitCode fail(const Error& error) {
  complain("outreach-county: " + error.context + advice_for(error));
  return exit_code_for(error);
}

}  // namespace outreach::county
