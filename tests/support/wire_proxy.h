// The line between a kiosk and a county, as bad as a test wants it: a TCP proxy on loopback with a
// thread of its own that delays, throttles, cuts, falls silent and turns bits over, or answers
// itself as a gateway does. What it does to a connection is a function of that connection's number,
// so a run is the same each time.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace outreach::testing {

inline constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

// One direction of a connection; positions count the bytes that have passed in it.
struct Lane {
  std::size_t cut_at = kNever;         // then both ends are reset
  std::size_t silent_at = kNever;      // then nothing passes any more, and nobody is told
  std::size_t flip_at = kNever;        // one bit of this byte arrives turned over
  std::chrono::milliseconds delay{0};  // half a round trip
  std::size_t bits_per_second = 0;     // 0: as fast as the machine
};
struct Line {
  Lane up;  // kiosk to county
  Lane down;
};

// A box on the way that understands HTTP. All are called on the proxy's thread, with whole
// messages, and must not call the proxy.
struct Gateway {
  // What it answers by itself; nothing: the request goes on to the county. An answer with
  // "Connection: close" ends the connection.
  std::function<std::optional<std::string>(const std::string& request)> answer_itself;
  // What it makes of a request that goes on to the county.
  std::function<std::string(std::string request)> change_request;
  // What it makes of the county's answer; nothing at all: the answer is lost, and the line with it.
  std::function<std::string(const std::string& request, std::string answer)> change_answer;
};

struct Traffic {
  std::size_t connections = 0;
  std::size_t bytes_up = 0;  // that passed
  std::size_t bytes_down = 0;
  std::size_t cuts = 0;  // by cut_at or cut_all()
};

class WireProxy {
 public:
  using LineOf = std::function<Line(std::size_t connection)>;

  // Passes everything to this port of 127.0.0.1.
  explicit WireProxy(std::uint16_t county_port);
  ~WireProxy();
  WireProxy(const WireProxy&) = delete;
  WireProxy& operator=(const WireProxy&) = delete;

  std::uint16_t port() const;
  std::string url() const;

  // For the connections from now on, the first of which is number 0 again.
  void use(LineOf line_of);
  void use(const Line& line);
  void use(Gateway gateway);
  // Resets what is open, as a NAT that was restarted does.
  void cut_all();

  Traffic traffic() const;
  // What passed upwards, by connection since the start.
  std::vector<std::string> heard() const;
  // False when it did not come for as long as a test can be patient.
  bool wait_until_heard(const std::string& text) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The requests of one connection's upward stream; the last may be cut.
std::vector<std::string> messages_in(const std::string& stream);
// "HTTP/1.1 200 OK" and so on with a body and a right Content-Length.
std::string http_answer(const std::string& status, const std::string& headers,
                        const std::string& body);
// The size of the whole message at the start of `text`; nothing while it is not all there.
std::optional<std::size_t> message_size(const std::string& text);

}  // namespace outreach::testing
