#include "tests/proof/files/plain_disk.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include "tests/support/unsynced_writes.h"

namespace outreach::testing {

namespace {

namespace fs = std::filesystem;

PlainDisk*& the_disk() {
  static PlainDisk* disk = nullptr;
  return disk;
}

Bytes content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(in), {});
}

void grow(Bytes& bytes, std::uint64_t size) {
  bytes.resize(std::max<std::size_t>(bytes.size(), size));
}

}  // namespace

PlainDisk::PlainDisk(fs::path root, FaultyVfs& power) : root_(std::move(root)), power_(power) {
  if (the_disk() != nullptr) {
    std::abort();
  }
  the_disk() = this;
}

PlainDisk::~PlainDisk() {
  the_disk() = nullptr;
}

PlainDisk* PlainDisk::current() {
  return the_disk();
}

void PlainDisk::fail_in(std::size_t nth, Fault fault) {
  left_ = nth;
  fault_ = fault;
  has_failed_ = false;
}

bool PlainDisk::disarm() {
  left_ = 0;
  return has_failed_;
}

bool PlainDisk::is_of_root(const fs::path& path) const {
  const std::string& root = root_.native();
  return path.native().starts_with(root) &&
         (path.native().size() == root.size() || path.native()[root.size()] == '/');
}

bool PlainDisk::is_open(int file) const {
  return handles_.contains(file);
}

int PlainDisk::failure(Call call) {
  if (power_.is_off()) {
    return EIO;
  }
  const bool takes_space = call == Call::Write || call == Call::Name || call == Call::Space ||
                           call == Call::Open || call == Call::Sync;
  const bool can_be_interrupted = call != Call::Name && call != Call::Mode;
  const bool can = fault_ == Fault::InputOutput || (fault_ == Fault::NoSpace && takes_space) ||
                   (fault_ == Fault::Interrupted && can_be_interrupted);
  if (!can || left_ == 0 || --left_ > 0) {
    return 0;
  }
  has_failed_ = true;
  return fault_ == Fault::InputOutput ? EIO : fault_ == Fault::NoSpace ? ENOSPC : EINTR;
}

std::size_t PlainDisk::bytes_of(Call call, std::size_t size) {
  if (fault_ != Fault::Short || left_ == 0 || size < 2 ||
      (call != Call::Read && call != Call::Write) || --left_ > 0) {
    return size;
  }
  has_failed_ = true;
  return size / 2;
}

bool PlainDisk::is_cut() {
  return !power_.pass_moment();
}

PlainDisk::Held PlainDisk::now_at(const fs::path& path) {
  const auto known = now_.find(path);
  if (known != now_.end()) {
    return known->second;
  }
  // Untouched so far: whoever wrote it made it as safe as it is.
  Held held;
  if (fs::is_regular_file(path)) {
    held = std::make_shared<Content>(Content{content_of(path)});
  }
  now_[path] = held;
  safe_[path] = held;
  return held;
}

void PlainDisk::apply(std::map<fs::path, Held>& names, const Change& change) {
  if (!change.from.empty()) {
    names[change.from] = nullptr;
  }
  names[change.name] = change.content;
}

void PlainDisk::opened(int file, const fs::path& path, bool is_new) {
  if (fs::is_directory(path)) {
    handles_[file] = {path, nullptr};
    return;
  }
  Held held;
  if (is_new) {
    safe_.try_emplace(path, nullptr);
    held = std::make_shared<Content>();
    now_[path] = held;
    changes_.push_back({path.parent_path(), {}, path, held});
  } else {
    held = now_at(path);
    held->position = 0;
  }
  handles_[file] = {path, held};
}

void PlainDisk::closed(int file) {
  handles_.erase(file);
}

void PlainDisk::will_write(int file, ByteView content) {
  Content& written = *handles_.at(file).content;
  written.pending.push_back({written.position, Bytes(content.begin(), content.end())});
  written.position += content.size();
}

void PlainDisk::will_truncate(int file, std::uint64_t size) {
  handles_.at(file).content->pending.push_back({size, {}, true});
}

void PlainDisk::synced(int file) {
  const Handle& handle = handles_.at(file);
  if (!handle.content) {
    std::erase_if(changes_, [&](const Change& change) {
      const bool is_here = change.folder == handle.path;
      if (is_here) {
        apply(safe_, change);
      }
      return is_here;
    });
    return;
  }
  Content& content = *handle.content;
  for (const Write& write : content.pending) {
    if (write.is_truncation) {
      content.safe.resize(write.offset);
    } else {
      grow(content.safe, write.offset + write.content.size());
      std::copy(write.content.begin(), write.content.end(),
                content.safe.begin() + static_cast<std::ptrdiff_t>(write.offset));
    }
  }
  content.pending.clear();
}

void PlainDisk::will_rename(const fs::path& from, const fs::path& to) {
  const Held held = now_at(from);
  now_at(to);
  changes_.push_back({to.parent_path(), from, to, held});
  apply(now_, changes_.back());
}

void PlainDisk::will_remove(const fs::path& path) {
  if (now_at(path)) {
    changes_.push_back({path.parent_path(), {}, path, nullptr});
    apply(now_, changes_.back());
  }
}

std::size_t PlainDisk::power_cut(const Survives& survives) {
  the_disk() = nullptr;  // what follows is not the program's doing
  const std::size_t of_sqlite = power_.unsynced();
  power_.power_cut(survives);
  std::size_t asked = 0;
  std::map<fs::path, Held> names = safe_;
  for (const Change& change : changes_) {
    if (survives(asked++, 0)) {
      apply(names, change);
    }
  }
  std::map<Held, Bytes> contents;
  for (const auto& [path, held] : names) {
    if (!held || contents.contains(held)) {
      continue;
    }
    Bytes& bytes = contents[held] = held->safe;
    for (const Write& write : held->pending) {
      if (write.is_truncation) {
        if (survives(asked, 0)) {
          bytes.resize(write.offset);
        }
      }
      for (std::size_t at = 0; at < write.content.size(); at += kSectorBytes) {
        if (survives(asked, at / kSectorBytes)) {
          const auto size = std::min<std::size_t>(kSectorBytes, write.content.size() - at);
          grow(bytes, write.offset + at + size);
          std::copy_n(write.content.begin() + static_cast<std::ptrdiff_t>(at), size,
                      bytes.begin() + static_cast<std::ptrdiff_t>(write.offset + at));
        }
      }
      ++asked;
    }
  }
  for (const auto& [path, held] : names) {
    fs::remove(path);
    if (held && fs::is_directory(path.parent_path())) {
      std::ofstream out(path, std::ios::binary | std::ios::trunc);
      out.write(reinterpret_cast<const char*>(contents[held].data()),
                static_cast<std::streamsize>(contents[held].size()));
      out.close();
      fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    }
  }
  return of_sqlite + asked;
}

}  // namespace outreach::testing
