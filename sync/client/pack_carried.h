// Packs that people carry: considered, copied and installed like one from the network.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "platform/files/medium.h"
#include "sync/client/pack_store.h"

namespace outreach::client {

using Installed = std::variant<PackStanding, PackRefused, Error>;

// From a folder, as PackShelf::write_to lays it out. NotFound: there is none in this folder, or a
// file of it is missing.
Installed install_from(const Path& folder, PackStore& store, PackTime time, Files& files);

// From a courier's stick (PROTOCOL.md, "The stick"), a step at a time: at a kiosk one thread
// touches the stick and another owns the store. Each step says whose it is; one at a time, in this
// order.
class CarriedPack {
 public:
  explicit CarriedPack(std::shared_ptr<PackStore> store) : store_(std::move(store)) {}

  const std::string& name() const {
    return store_->name();
  }
  // The stick's: whether it has a pack of this name for those who pin this key.
  bool find(Medium& stick);
  // The store's: whether it may be taken, and which files of it are not here yet.
  void consider(PackTime time);
  // While true, one file after the other is read and kept.
  bool needs_file() const {
    return !result_ && next_ < needs_.size();
  }
  void read(Medium& stick);  // the stick's
  void keep();               // the store's
  // The store's, once no file is needed any more.
  void install();
  // How it ended, as soon as it has: nothing more is done then.
  const std::optional<Installed>& result() const {
    return result_;
  }

 private:
  std::shared_ptr<PackStore> store_;
  Bytes document_;
  std::optional<protocol::PackManifest> manifest_;
  std::vector<PackNeed> needs_;
  std::size_t next_ = 0;  // of these
  Bytes content_;         // of that one
  std::optional<Installed> result_;
};

// All the steps on one thread, for who has both. Nothing: the stick has no such pack.
std::optional<Installed> install_from(Medium& stick, std::shared_ptr<PackStore> store,
                                      PackTime time);

}  // namespace outreach::client
