#include "platform/http/transport.h"

namespace outreach::http {

const char* name_of(Fault fault) {
  switch (fault) {
    case Fault::CannotResolve:
      return "cannot-resolve";
    case Fault::CannotConnect:
      return "cannot-connect";
    case Fault::Timeout:
      return "timeout";
    case Fault::TlsDates:
      return "tls-dates";
    case Fault::TlsWrongHost:
      return "tls-wrong-host";
    case Fault::TlsRefused:
      return "tls-refused";
    case Fault::Cut:
      return "cut";
    case Fault::AnswerTooLarge:
      return "answer-too-large";
    case Fault::BadRequest:
      return "bad-request";
  }
  return "unknown";
}

}  // namespace outreach::http
