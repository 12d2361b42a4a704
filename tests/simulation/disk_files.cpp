#include "tests/simulation/disk_files.h"

namespace outreach::simulation {
namespace {

struct PathOnDisk {
  Disk* disk = nullptr;
  std::string name;
};

PathOnDisk place_of(const Path& path) {
  PathOnDisk place;
  place.disk = Disk::of(path.native(), place.name);
  return place;
}

Error failed(const char* doing, const Path& path, bool is_full = false) {
  return {is_full ? ErrorCode::NoSpace : ErrorCode::InputOutput,
          std::string(doing) + " " + path.string()};
}

}  // namespace

Result<Bytes> DiskFiles::read(const Path& path, std::size_t limit) {
  const PathOnDisk place = place_of(path);
  if (place.disk != nullptr && place.disk->refuses_read()) {
    return failed("reading", path);
  }
  const DiskFile* file = place.disk == nullptr ? nullptr : place.disk->find(place.name);
  if (file == nullptr) {
    return Error{ErrorCode::NotFound, "reading " + path.string()};
  }
  if (file->now.size() > limit) {
    return Error{ErrorCode::TooLarge, "reading " + path.string()};
  }
  return file->now;
}

Result<void> DiskFiles::write_atomically(const Path& path, ByteView content, unsigned /*mode*/) {
  const PathOnDisk place = place_of(path);
  bool is_full = false;
  if (place.disk == nullptr ||
      !place.disk->replace(place.name, Bytes(content.begin(), content.end()), is_full)) {
    return failed("writing", path, is_full);
  }
  return {};
}

Result<void> DiskFiles::make_folders(const Path& path) {
  const PathOnDisk place = place_of(path);
  return place.disk != nullptr && !place.disk->is_off() ? Result<void>()
                                                        : failed("making folder", path);
}

Result<void> DiskFiles::remove(const Path& path) {
  const PathOnDisk place = place_of(path);
  return place.disk != nullptr && place.disk->remove(place.name, true) ? Result<void>()
                                                                       : failed("removing", path);
}

Result<void> DiskFiles::rename(const Path& from, const Path& to) {
  const PathOnDisk source = place_of(from);
  const PathOnDisk target = place_of(to);
  if (source.disk == nullptr || source.disk != target.disk) {
    return Error{ErrorCode::InvalidInput, "renaming " + from.string()};
  }
  if (!source.disk->is_off() && source.disk->find(source.name) == nullptr) {
    return Error{ErrorCode::NotFound, "renaming " + from.string()};
  }
  return source.disk->rename(source.name, target.name) ? Result<void>() : failed("renaming", from);
}

Result<std::vector<std::string>> DiskFiles::list(const Path& folder) {
  const PathOnDisk place = place_of(folder);
  if (place.disk == nullptr || place.disk->is_off()) {
    return failed("listing", folder);
  }
  return place.disk->names_in(place.name);
}

Result<void> DiskFiles::reserve(const Path& path, std::uint64_t bytes) {
  const PathOnDisk place = place_of(path);
  if (place.disk == nullptr || place.disk->is_off()) {
    return failed("reserving", path);
  }
  return place.disk->reserve(place.name, bytes) ? Result<void>() : failed("reserving", path, true);
}

bool DiskFiles::exists(const Path& path) {
  const PathOnDisk place = place_of(path);
  return place.disk != nullptr &&
         (place.disk->find(place.name) != nullptr || !place.disk->names_in(place.name).empty());
}

Result<std::uint64_t> DiskFiles::free_bytes(const Path& path) {
  const PathOnDisk place = place_of(path);
  if (place.disk == nullptr || place.disk->is_off()) {
    return failed("asking free space at", path);
  }
  return place.disk->free_bytes();
}

Result<std::uint64_t> DiskFiles::disk_of(const Path& path) {
  const PathOnDisk place = place_of(path);
  if (place.disk == nullptr || place.disk->is_off()) {
    return Error{ErrorCode::NotFound, "asking for the disk of " + path.string()};
  }
  return std::hash<std::string>{}(place.disk->folder());
}

}  // namespace outreach::simulation
