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
  std::size_t connections_max = 2'000;  // above: closed at once
  std::chrono::milliseconds head_timeout{
      10'000};  // for a whole request head, however it drips (slowloris)
  std::chrono::milliseconds body_timeout{
      120'000};  // for a whole body; an answer also gets a second per KiB
  std::chrono::milliseconds idle_timeout{75'000};  // between requests of one connection
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

// Unavailable when the address is in use, InvalidInput when it is none.
Result<std::unique_ptr<Listener>> listen(const ListenerOptions& options, Handler handler);

}  // namespace outreach::http
