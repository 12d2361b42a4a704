// How much of the listener each peer address uses, and whether it may use more. Inside this folder
// only; the listener's thread.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

#include "platform/http/listener.h"

namespace outreach::http {

class ConnectionRoom {
 public:
  explicit ConnectionRoom(const ListenerOptions& options) : options_(options) {}

  bool has_place() const {
    return connections_ < options_.connections_max;
  }
  bool has_place_for(const std::string& address) const;
  void enter(const std::string& address);
  void leave(const std::string& address);
  std::size_t connections_of(const std::string& address) const;

  // False, and nothing taken, when it is more than there is room for.
  bool take_bytes(const std::string& address, std::size_t bytes);
  void give_back_bytes(const std::string& address, std::size_t bytes);

 private:
  struct Use {
    std::size_t connections = 0;
    std::size_t bytes = 0;
  };
  Use use_of(const std::string& address) const;
  void forget_unused(const std::string& address);

  const ListenerOptions& options_;
  std::unordered_map<std::string, Use> uses_;  // only of those that use something
  std::size_t connections_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace outreach::http
