#include "platform/http/connection_room.h"

namespace outreach::http {

ConnectionRoom::Use ConnectionRoom::use_of(const std::string& address) const {
  const auto found = uses_.find(address);
  return found == uses_.end() ? Use{} : found->second;
}

void ConnectionRoom::forget_unused(const std::string& address) {
  const auto found = uses_.find(address);
  if (found != uses_.end() && found->second.connections == 0 && found->second.bytes == 0) {
    uses_.erase(found);
  }
}

bool ConnectionRoom::has_place_for(const std::string& address) const {
  return use_of(address).connections < options_.connections_per_address_max;
}

std::size_t ConnectionRoom::connections_of(const std::string& address) const {
  return use_of(address).connections;
}

void ConnectionRoom::enter(const std::string& address) {
  ++uses_[address].connections;
  ++connections_;
}

void ConnectionRoom::leave(const std::string& address) {
  --uses_[address].connections;
  --connections_;
  forget_unused(address);
}

bool ConnectionRoom::take_bytes(const std::string& address, std::size_t bytes) {
  const std::size_t of_address = use_of(address).bytes;
  if (bytes > options_.bodies_bytes_max - bytes_ ||
      of_address + bytes > options_.bodies_bytes_per_address_max) {
    return false;
  }
  uses_[address].bytes += bytes;
  bytes_ += bytes;
  return true;
}

void ConnectionRoom::give_back_bytes(const std::string& address, std::size_t bytes) {
  uses_[address].bytes -= bytes;
  bytes_ -= bytes;
  forget_unused(address);
}

}  // namespace outreach::http
