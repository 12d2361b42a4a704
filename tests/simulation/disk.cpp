#include "tests/simulation/disk.h"

#include <algorithm>
#include <utility>

namespace outreach::simulation {
namespace {

// Every disk of the process; the one simulated world is made of a dozen.
std::vector<Disk*>& disks() {
  static std::vector<Disk*> all;
  return all;
}

}  // namespace

void change_bytes(Bytes& content, std::size_t offset, const std::uint8_t* bytes, std::size_t size) {
  if (content.size() < offset + size) {
    content.resize(offset + size);
  }
  std::copy_n(bytes, size, content.begin() + static_cast<std::ptrdiff_t>(offset));
}

void DiskFile::apply(const Change& change) {
  if (change.is_truncation) {
    safe.resize(change.offset);
  } else {
    change_bytes(safe, change.offset, change.content.data(), change.content.size());
  }
}

Disk::Disk(std::string folder) : folder_(std::move(folder)) {
  disks().push_back(this);
}

Disk::~Disk() {
  std::erase(disks(), this);
}

Disk* Disk::of(const std::string& path, std::string& name) {
  for (Disk* disk : disks()) {
    const std::size_t length = disk->folder_.size();
    if (path.size() >= length && path.compare(0, length, disk->folder_) == 0 &&
        (path.size() == length || path[length] == '/')) {
      name = path.size() == length ? std::string() : path.substr(length + 1);
      return disk;
    }
  }
  return nullptr;
}

DiskFile* Disk::find(const std::string& name) {
  const auto found = files_.find(name);
  return found != files_.end() && found->second->is_there ? found->second.get() : nullptr;
}

DiskFile& Disk::created(const std::string& name) {
  std::unique_ptr<DiskFile>& file = files_[name];
  if (!file) {
    file = std::make_unique<DiskFile>();
  } else if (!file->is_there) {
    // A new file under the old name: handles of the old one keep theirs.
    auto fresh = std::make_unique<DiskFile>();
    fresh->ghost = std::move(file->ghost);
    removed_.push_back(std::exchange(file, std::move(fresh)));
  }
  file->is_there = true;
  return *file;
}

std::vector<std::string> Disk::names_in(const std::string& subfolder) const {
  std::vector<std::string> names;
  const std::string prefix = subfolder.empty() ? subfolder : subfolder + "/";
  for (const auto& [name, file] : files_) {
    if (file->is_there && name.compare(0, prefix.size(), prefix) == 0 &&
        name.find('/', prefix.size()) == std::string::npos) {
      names.push_back(name.substr(prefix.size()));
    }
  }
  return names;
}

bool Disk::is_cut_now() {
  ++changes_;
  is_off_ = is_off_ || changes_ == cut_at_;
  return is_off_;
}

bool Disk::passes(Operation operation) {
  const auto which = static_cast<std::size_t>(operation);
  const bool fails = ++calls_[which] == failing_[which];
  has_failed_ = has_failed_ || fails;
  return !fails;
}

bool Disk::write(DiskFile& file, std::size_t offset, const std::uint8_t* bytes, std::size_t size,
                 bool& is_full) {
  if (is_off_ || !passes(Operation::Write)) {
    return false;
  }
  if (capacity_ != kPlenty && offset + size > file.now.size() &&
      used() + (offset + size - file.now.size()) > capacity_) {
    is_full = true;
    has_failed_ = true;
    return false;
  }
  const bool is_cut = is_cut_now();
  file.unsynced.push_back({offset, Bytes(bytes, bytes + size), false});
  if (is_cut) {
    return false;
  }
  change_bytes(file.now, offset, bytes, size);
  return true;
}

bool Disk::truncate(DiskFile& file, std::size_t size) {
  if (is_off_) {
    return false;
  }
  const bool is_cut = is_cut_now();
  file.unsynced.push_back({size, {}, true});
  if (!is_cut) {
    file.now.resize(size);
  }
  return !is_cut;
}

bool Disk::sync(DiskFile& file, bool with_folder) {
  if (is_off_) {
    return false;
  }
  if (!passes(Operation::Sync)) {
    // As on Linux: the pages count as clean from here on, and are on no platter.
    file.unsynced.clear();
    return false;
  }
  if (is_cut_now()) {
    return false;
  }
  if (is_lying_) {
    return true;
  }
  for (const DiskFile::Change& change : file.unsynced) {
    file.apply(change);
  }
  file.unsynced.clear();
  file.is_name_safe = file.is_there;
  file.ghost.reset();
  if (with_folder) {
    folder_synced();
  }
  return true;
}

void Disk::folder_synced() {
  for (auto& [name, file] : files_) {
    file->is_name_safe = file->is_there;
    file->ghost.reset();
  }
}

bool Disk::remove(const std::string& name, bool is_synced) {
  reserved_.erase(name);
  if (is_off_ || is_cut_now()) {
    return false;
  }
  const auto found = files_.find(name);
  if (found != files_.end() && found->second->is_there) {
    DiskFile& file = *found->second;
    if (file.is_name_safe && !file.ghost) {
      file.ghost = file.safe;
    }
    file.is_there = false;
    file.is_name_safe = false;
    file.unsynced.clear();
  }
  if (is_synced && !is_lying_) {
    folder_synced();
  }
  return true;
}

bool Disk::replace(const std::string& name, Bytes content, bool& is_full) {
  if (is_off_) {
    return false;
  }
  if (capacity_ != kPlenty && used() + content.size() > capacity_) {
    is_full = true;
    has_failed_ = true;
    return false;
  }
  if (is_cut_now()) {
    return false;
  }
  DiskFile& file = created(name);
  file.now = std::move(content);
  file.safe = file.now;
  file.unsynced.clear();
  file.ghost.reset();
  file.is_name_safe = true;
  return true;
}

bool Disk::rename(const std::string& from, const std::string& to) {
  if (is_off_ || is_cut_now()) {
    return false;
  }
  DiskFile* source = find(from);
  if (source == nullptr) {
    return false;
  }
  Bytes content = source->now;
  files_.erase(from);
  DiskFile& target = created(to);
  target.now = content;
  target.safe = std::move(content);
  target.unsynced.clear();
  target.ghost.reset();
  target.is_name_safe = true;
  return true;
}

bool Disk::reserve(const std::string& name, std::uint64_t bytes) {
  reserved_.erase(name);
  if (is_off_ || is_cut_now() || used() + bytes > capacity_) {
    return false;
  }
  reserved_[name] = bytes;
  bool is_full = false;
  return replace(name, Bytes(), is_full);
}

std::uint64_t Disk::used() const {
  std::uint64_t sum = 0;
  for (const auto& [name, file] : files_) {
    sum += file->is_there ? file->now.size() : 0;
  }
  for (const auto& [name, bytes] : reserved_) {
    sum += bytes;
  }
  return sum;
}

std::uint64_t Disk::free_bytes() const {
  const std::uint64_t taken = capacity_ == kPlenty ? 0 : used();
  return capacity_ > taken ? capacity_ - taken : 0;
}

}  // namespace outreach::simulation
