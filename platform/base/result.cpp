#include "platform/base/result.h"

namespace outreach {

const char* name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidInput:
      return "invalid_input";
    case ErrorCode::TooLarge:
      return "too_large";
    case ErrorCode::NotFound:
      return "not_found";
    case ErrorCode::AlreadyExists:
      return "already_exists";
    case ErrorCode::Corrupt:
      return "corrupt";
    case ErrorCode::NoSpace:
      return "no_space";
    case ErrorCode::InputOutput:
      return "input_output";
    case ErrorCode::Unavailable:
      return "unavailable";
    case ErrorCode::Refused:
      return "refused";
    case ErrorCode::Unsupported:
      return "unsupported";
  }
  return "unknown";
}

}  // namespace outreach
