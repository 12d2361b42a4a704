// Many connections on one thread: what a herd of kiosks puts on the wire.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/http/transport.h"

namespace outreach::bench {

// A connection that is kept alive and carries one request at a time.
class HerdWire {
 public:
  explicit HerdWire(std::uint16_t port) : port_(port) {}
  ~HerdWire();
  HerdWire(const HerdWire&) = delete;
  HerdWire& operator=(const HerdWire&) = delete;

  void send_request(const std::string& path, const Bytes& body);
  // What came of the request, once.
  std::optional<http::Outcome> take_outcome();
  // Waits a moment, and moves whatever can be moved.
  static void turn(const std::vector<HerdWire*>& wires);

 private:
  void connect();
  void close();
  void move();
  void fail();
  bool has_whole_answer() const;

  std::uint16_t port_;
  int descriptor_ = -1;
  std::string out_;
  std::string in_;
  bool awaits_ = false;
  bool is_again_ = false;  // on a connection that carried something before
  std::string request_;
  std::optional<http::Outcome> outcome_;
};

// Connections from another address that send a byte now and then and never finish.
class Drips {
 public:
  Drips(std::uint16_t port, std::size_t count);
  ~Drips();
  Drips(const Drips&) = delete;
  Drips& operator=(const Drips&) = delete;

  // A byte on each, at most ten times a second.
  void drip();
  std::size_t open() const;

 private:
  std::vector<int> descriptors_;
  double dripped_at_ = 0;
};

}  // namespace outreach::bench
