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

Error about_stick(const Error& error, const Path& stick) {
  Error said = error;
  // Without a cause of its own: the advice of `fail` is about the county's disk.
  said.cause = 0;
  switch (error.code) {
    case ErrorCode::NotFound:
      said.context = "there is nothing of Outreach on " + stick.string() +
                     ": is the stick plugged in and mounted, and is it the right one?";
      break;
    case ErrorCode::NoSpace:
      said.code = ErrorCode::Unavailable;
      said.context = "the stick " + stick.string() +
                     " is full: remove files that are not Outreach's from it, and do this again";
      break;
    case ErrorCode::Refused:
      said.context = "nothing can be written to the stick " + stick.string() +
                     ": push its small switch to the other side, or take another stick (" +
                     error.context + ")";
      break;
    case ErrorCode::Corrupt:
      said.context = "the stick " + stick.string() +
                     " does not give back what is written to it: it is worn out or not genuine. "
                     "Throw it away and take another";
      break;
    default:
      said.code = ErrorCode::Unavailable;
      said.context = "the stick " + stick.string() +
                     " was pulled out or is broken: plug it in again and do this again (" +
                     error.context + ")";
      break;
  }
  return said;
}

ExitCode fail(const Error& error) {
  complain("outreach-county: " + error.context + advice_for(error));
  return exit_code_for(error);
}

}  // namespace outreach::county
