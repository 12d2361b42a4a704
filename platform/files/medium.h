// One folder on a medium that people carry and pull out: a USB stick. Everything that can be wrong
// with such a thing is an answer here: full, write-protected, pulled out, and the fake ones that
// take more than they hold. Names are plain file names, never paths. Any thread, one at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/files/files.h"

namespace outreach {

// What Medium::find saw.
struct Found {
  std::vector<std::string> names;  // sorted by bytes
  std::size_t others = 0;          // names that were not wanted, and what is no regular file
  bool is_whole = true;            // false: it stopped at one of the limits, there may be more
};

// A name that ends so was being written when the medium was pulled out: it means nothing.
inline constexpr std::string_view kHalfWritten = ".part";

class Medium {
 public:
  using Wanted = std::function<bool(std::string_view)>;
  virtual ~Medium() = default;

  // The regular files that `wanted` takes, at most `names_max` of them, after at most
  // `looked_at_max` entries of the folder: a stick full of rubbish costs bounded time and memory.
  virtual Result<Found> find(const Wanted& wanted, std::size_t names_max,
                             std::size_t looked_at_max) = 0;
  // Whole content, from the medium itself where the system can be told to forget what it holds of
  // it in memory. NotFound when there is no regular file of that name (a link is none); TooLarge
  // above `limit` bytes.
  virtual Result<Bytes> read(const std::string& name, std::size_t limit) = 0;
  // Replaces the file whole or not at all: another name, write, fsync, read back from the medium
  // and compare, rename, fsync of the folder. NoSpace: full. Refused: write-protected. Corrupt: it
  // gives back something else than was written. InputOutput or NotFound: it is gone or broken.
  virtual Result<void> write(const std::string& name, ByteView content) = 0;
  // No error when absent.
  virtual Result<void> remove(const std::string& name) = 0;
};

enum class WhenMissing { Refuse, Make };

// Opens `folder`, which may be made inside its parent; the parent must be there (a stick that is
// not mounted is NotFound). Refused: the folder is a link, or the medium is write-protected. The
// folder is held open, so that a medium pulled out under it fails, and what takes its place in the
// tree of folders is never written to.
Result<std::unique_ptr<Medium>> open_medium(const Path& folder, WhenMissing when_missing);

}  // namespace outreach
