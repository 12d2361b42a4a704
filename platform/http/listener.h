// The server side of HTTP/1.1 for the county: asynchronous, one thread, bounded in every dimension.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace outreach::http {

struct IncomingRequest {
  std::string method;
  std::string target;        // path and query as sent
  std::string content_type;  // lower case, without parameters
  std::string remote;        // address of the peer, for logs
  Bytes body;
  std::string range{};  // the headers' text, empty when they are absent
  std::string if_range{};
};

struct OutgoingAnswer {
  int status = 200;
  std::string content_type = "text/plain";
  std::vector<std::pair<std::string, std::string>> headers;
  Bytes body;
};

struct ListenerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;                // 0: any free one; see Listener::port()
  std::size_t body_bytes_max = 1 << 20;  // above: 413 before reading the rest
  std::size_t header_bytes_max = 8 << 10;
  // Bytes of bodies that have come and are not answered yet, of all connections together and of one
  // peer address: above, 503. Counted by what came, not by what was announced: an announcement
  // costs its sender nothing.
  std::size_t bodies_bytes_max = 64 << 20;
  std::size_t bodies_bytes_per_address_max = 32 << 20;
  // A newcomer above one of these takes the place of a connection that has nothing in hand (idle,
  // or sending its head for longer than `yields_after`), and is closed at once where there is none.
  // One address may be a whole county's kiosks behind a mobile carrier's NAT, so it may have many;
  // it may not have all.
  std::size_t connections_max = 2'500;
  std::size_t connections_per_address_max = 1'250;
  std::chrono::milliseconds yields_after{1'000};
  std::chrono::milliseconds head_timeout{
      10'000};  // for a whole request head, however it drips (slowloris)
  // For a body, and for an answer on its way out; each KiB that moves gives a second more.
  std::chrono::milliseconds body_timeout{30'000};
  std::chrono::milliseconds idle_timeout{75'000};  // between requests of one connection
  // PEM files: the certificate with those that lead to its issuer, and its key. Both empty: no TLS.
  // With them TLS 1.3 only, and plain HTTP is answered by nobody.
  std::string tls_certificate_file;
  std::string tls_key_file;
  // Goes with a 503 of the listener's own; called on its thread. Empty: no Retry-After.
  std::function<int()> retry_after_seconds;
};

// Gives the answer; any thread, exactly once. Dropping it without a call answers 500.
using Reply = std::function<void(OutgoingAnswer)>;
// Called on the listener's thread; must not block: hand the work to a worker and reply from there.
using Handler = std::function<void(IncomingRequest, Reply)>;

class Listener {
 public:
  virtual ~Listener() = default;  // stops, joins
  virtual std::uint16_t port() const = 0;
};

// Unavailable when the address is in use, InvalidInput when it is none or a TLS file cannot be
// used. Raises the process's limit of open files to what connections_max needs; where that is not
// allowed, fewer are taken.
Result<std::unique_ptr<Listener>> listen(const ListenerOptions& options, Handler handler);

}  // namespace outreach::http
