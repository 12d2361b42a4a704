#include "sync/client/pack_carried.h"

#include <algorithm>
#include <utility>

#include "sync/protocol/stick.h"

namespace outreach::client {
namespace {

Installed installed(ByteView document, const protocol::PackManifest& manifest, PackStore& store) {
  if (auto failed = store.install(document, manifest)) {
    if (auto* refused = std::get_if<PackRefused>(&*failed)) {
      return std::move(*refused);
    }
    return std::get<Error>(*failed);
  }
  const auto standing = store.standing();
  return standing ? Installed(*standing) : Installed(standing.error());
}

}  // namespace

Installed install_from(const Path& folder, PackStore& store, PackTime time, Files& files) {
  // Only what is a file: a stick may hold links and devices of any name.
  const auto names = files.list(folder);
  if (!names) {
    return names.error();
  }
  const auto is_there = [&](const std::string& name) {
    return std::binary_search(names->begin(), names->end(), name);
  };
  if (!is_there(protocol::kPackManifestFile)) {
    return Error{ErrorCode::NotFound, "no pack in " + folder.string()};
  }
  const auto document =
      files.read(folder / protocol::kPackManifestFile, protocol::kPackManifestBytesMax);
  if (!document) {
    return document.error();
  }
  auto considered = store.consider(*document, time);
  if (auto* refused = std::get_if<PackRefused>(&considered)) {
    return std::move(*refused);
  }
  if (auto* error = std::get_if<Error>(&considered)) {
    return std::move(*error);
  }
  const auto& manifest = std::get<protocol::PackManifest>(considered);
  const auto needs = store.needed(manifest);
  if (!needs) {
    return needs.error();
  }
  for (PackNeed need : *needs) {
    need.delta.reset();  // whole files are carried
    const std::string name = to_hex(need.file.hash);
    if (!is_there(name)) {
      return Error{ErrorCode::NotFound, "the pack in " + folder.string() + " lacks " +
                                            need.file.path + ": copy it anew"};
    }
    const auto bytes = files.read(folder / name, static_cast<std::size_t>(need.file.length));
    if (!bytes) {
      return bytes.error();
    }
    if (auto kept = store.finish(need, *bytes); !kept) {
      return kept.error();
    }
  }
  return installed(*document, manifest, store);
}

bool CarriedPack::find(Medium& stick) {
  const auto& key = store_->publishing_key();
  auto document = key ? stick.read(protocol::stick_pack_name(*key, store_->name()),
                                   protocol::kPackManifestBytesMax)
                      : Result<Bytes>(Error{ErrorCode::NotFound, "no publishing key is pinned"});
  if (!document) {
    return false;
  }
  document_ = *std::move(document);
  return true;
}

void CarriedPack::consider(PackTime time) {
  auto considered = store_->consider(document_, time);
  if (auto* refused = std::get_if<PackRefused>(&considered)) {
    result_ = std::move(*refused);
    return;
  }
  if (auto* error = std::get_if<Error>(&considered)) {
    result_ = std::move(*error);
    return;
  }
  manifest_ = std::get<protocol::PackManifest>(std::move(considered));
  auto needs = store_->needed(*manifest_);
  if (!needs) {
    result_ = needs.error();
    return;
  }
  needs_ = *std::move(needs);
  for (PackNeed& need : needs_) {
    need.delta.reset();  // whole files are carried
  }
}

void CarriedPack::read(Medium& stick) {
  const protocol::PackFile& file = needs_[next_].file;
  auto content =
      stick.read(protocol::stick_file_name(file.hash), static_cast<std::size_t>(file.length));
  if (content) {
    content_ = *std::move(content);
  } else {
    result_ = Error{content.error().code,
                    "the pack on the stick lacks " + file.path + ": " + content.error().context,
                    content.error().cause};
  }
}

void CarriedPack::keep() {
  if (result_) {
    return;
  }
  if (auto kept = store_->finish(needs_[next_], content_); !kept) {
    result_ = kept.error();
  }
  content_.clear();
  ++next_;
}

void CarriedPack::install() {
  if (!result_) {
    result_ = installed(document_, *manifest_, *store_);
  }
}

std::optional<Installed> install_from(Medium& stick, std::shared_ptr<PackStore> store,
                                      PackTime time) {
  CarriedPack pack(std::move(store));
  if (!pack.find(stick)) {
    return std::nullopt;
  }
  pack.consider(time);
  while (pack.needs_file()) {
    pack.read(stick);
    pack.keep();
  }
  pack.install();
  return pack.result();
}

}  // namespace outreach::client
