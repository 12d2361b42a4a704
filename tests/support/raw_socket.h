// TCP over loopback with no HTTP library between: peers that stall, cut, drip and talk nonsense.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace outreach::testing {

// One end of a connection. Every wait is bounded by the tests' patience.
class RawPeer {
 public:
  explicit RawPeer(int descriptor);
  RawPeer(RawPeer&& other) noexcept;
  RawPeer& operator=(RawPeer&&) = delete;
  ~RawPeer();
  // Connects to 127.0.0.1.
  static RawPeer connect(std::uint16_t port);
  // The same from 127.0.0.`host`, as another machine would.
  static RawPeer connect_from(std::uint8_t host, std::uint16_t port);

  // False once the other side is gone.
  bool send(std::string_view bytes);
  // One request or answer: a head and as many bytes as its Content-Length says, or what came before
  // the end.
  std::string read_message();
  // Everything until the other side closes.
  std::string read_all();
  // What has come, at least a byte; empty at the end.
  std::string read_some();
  // Sends the text a byte at a time, a little after one another, over and over. Returns when the
  // other side closes the connection; false if it never does.
  bool drip_until_closed(std::string_view text);
  // Closes our sending half; we can still read.
  void finish_sending();
  void close();
  // For ending a blocked call from another thread.
  void interrupt();

 private:
  // Appends what there is to what was read before; false at the end.
  bool read_more();

  int descriptor_;
  std::string pending_;
};

// Serves one connection after the other with `talk` on a thread of its own. `talk` gets the peer
// and the number of connections before it; the connection closes when it returns.
class RawServer {
 public:
  using Talk = std::function<void(RawPeer&, int)>;
  explicit RawServer(Talk talk);
  ~RawServer();

  std::uint16_t port() const {
    return port_;
  }
  std::string url(std::string_view path = "/") const;
  int connections() const {
    return connections_;
  }

 private:
  void serve();

  Talk talk_;
  std::uint16_t port_ = 0;
  int listening_ = -1;
  std::atomic<int> connections_ = 0;
  std::mutex mutex_;
  RawPeer* talking_ = nullptr;
  bool stopping_ = false;
  std::thread thread_;
};

// A port of loopback that nobody listens on.
std::uint16_t closed_port();

}  // namespace outreach::testing
