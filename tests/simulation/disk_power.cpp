// What a simulated disk holds after its machine lost power, and images of it.
#include <algorithm>
#include <utility>

#include "tests/simulation/disk.h"

namespace outreach::simulation {

// Brings one file to what a machine finds when it starts again.
void Disk::settle(DiskFile& file, Fate fate, Dice& dice) {
  const auto survives = [&] {
    return fate == Fate::AllKept || (fate != Fate::AllLost && dice.once_in(2));
  };
  file.locks = {};
  if (file.ghost) {
    if (!survives()) {
      // The removal never reached the folder, nor did a new file under that name.
      file.now = file.safe = std::move(*file.ghost);
      file.is_there = file.is_name_safe = true;
      file.unsynced.clear();
      file.ghost.reset();
      return;
    }
    file.ghost.reset();
  }
  if (!file.is_there) {
    return;
  }
  if (!file.is_name_safe && !survives()) {
    file.is_there = false;
    file.unsynced.clear();
    return;
  }
  for (const DiskFile::Change& change : file.unsynced) {
    if (change.is_truncation || fate != Fate::BySector) {
      if (survives()) {
        file.apply(change);
      }
      continue;
    }
    for (std::size_t from = 0; from < change.content.size();) {
      const std::size_t size = std::min(change.content.size() - from,
                                        kSectorBytes - (change.offset + from) % kSectorBytes);
      if (survives()) {
        change_bytes(file.safe, change.offset + from, change.content.data() + from, size);
      }
      from += size;
    }
  }
  file.unsynced.clear();
  file.now = file.safe;
  file.is_name_safe = true;
}

void Disk::power_cut(Fate fate, Dice& dice) {
  for (auto& [name, file] : files_) {
    settle(*file, fate, dice);
  }
  removed_.clear();
  is_off_ = false;
  cut_at_ = 0;
}

void Disk::restart_process() {
  for (auto& [name, file] : files_) {
    file->locks = {};
  }
  removed_.clear();
  is_off_ = false;
  cut_at_ = 0;
}

Disk::Image Disk::image() const {
  Image image;
  for (const auto& [name, file] : files_) {
    if (file->is_there) {
      image.emplace(name, file->now);
    }
  }
  return image;
}

void Disk::put_back(const Image& image) {
  files_.clear();
  removed_.clear();
  reserved_.clear();
  for (const auto& [name, content] : image) {
    DiskFile& file = created(name);
    file.now = content;
    file.safe = content;
    file.is_name_safe = true;
  }
  is_off_ = false;
  cut_at_ = 0;
}

}  // namespace outreach::simulation
