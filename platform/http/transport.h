// The client side of HTTP, behind an interface: CurlTransport for the network, a fake with a script
// of outcomes for tests.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace outreach::http {

struct Request {
  std::string method = "GET";  // GET or POST
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  Bytes body;
  // For the whole exchange, not between bytes: a server that drips one byte a second cannot hold
  // us.
  std::chrono::milliseconds deadline{30'000};
  std::size_t answer_bytes_max = 1 << 20;  // a longer answer is AnswerTooLarge
};

// Any answer at all, whoever gave it: a captive portal's 200 is one too. Redirects are not
// followed.
struct Answer {
  int status = 0;
  std::string content_type;                // lower case, without parameters
  std::optional<std::string> retry_after;  // the header's text
  Bytes body;
  std::optional<std::string> content_range{};  // likewise, of a 206
};

enum class Fault {
  CannotResolve,
  CannotConnect,
  Timeout,
  // Nothing was sent in any of these three:
  TlsDates,      // the certificate is not valid today, as far as this machine's clock knows
  TlsWrongHost,  // the certificate is another address's
  TlsRefused,    // nobody trusted signed it, it is not the pinned one, or the handshake failed
  Cut,           // the connection ended in the middle
  AnswerTooLarge,
  BadRequest,  // the URL is malformed: a mistake of ours or of the settings
};
const char* name_of(Fault fault);

struct Failure {
  Fault fault = Fault::Cut;
  std::string detail;  // the library's words, for the log
  // Cut and Timeout: the answer as far as it came, when its head was whole. What was asked for by
  // range can go on behind it.
  std::optional<Answer> partial{};
};

using Outcome = std::variant<Answer, Failure>;

// start: the control thread. Each `done` is called exactly once, from the control thread, out of
// poll(). No call blocks.
class Transport {
 public:
  using Done = std::function<void(Outcome)>;
  virtual ~Transport() = default;
  virtual void start(Request request, Done done) = 0;
  // Delivers what has finished; returns how many.
  virtual std::size_t poll() = 0;
  // Forgets every request under way; their `done` is not called any more.
  virtual void cancel_all() = 0;
};

struct CurlOptions {
  std::string ca_file;  // PEM bundle; empty: the system's
  std::string proxy;    // empty: from the environment (http_proxy, no_proxy)
  bool direct = false;  // no proxy at all: for another program on this machine
  // PEM certificates of the only issuers that are trusted; empty: as ca_file says.
  std::string ca_certificates;
  // "sha256//" and the base64 of the hash of the server's public key: only that key is talked to,
  // whoever signed its certificate and whatever the dates in it say, so it needs no right clock.
  // Several are separated by ";". Empty: any that a trusted issuer signed.
  std::string pinned_key;
};

// libcurl's multi interface on a thread of its own: name look-ups, TLS and slow reads never touch
// the control thread. One connection is kept alive per server; when it dies under a large request
// that is Cut, and the caller decides what to send again. `wake` is called from that thread
// when poll() has something.
Result<std::unique_ptr<Transport>> make_curl_transport(const CurlOptions& options,
                                                       std::function<void()> wake);

}  // namespace outreach::http
