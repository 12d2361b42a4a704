// Inside platform/pinyin only: one composition in librime. What goes in are letters; nothing is
// ever committed in it, so its history of what was committed stays empty.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/files.h"

namespace outreach {

// Overwrites all the memory the text has, and empties it.
void overwrite(std::string& text);
void overwrite(std::vector<std::string>& texts);

// librime, opened for the whole process; ends with it.
class RimeLibrary {
 public:
  // `data` is the folder with the compiled schema. Refused while another one lives.
  static Result<std::unique_ptr<RimeLibrary>> open(const Path& data);
  ~RimeLibrary();
  RimeLibrary(const RimeLibrary&) = delete;
  RimeLibrary& operator=(const RimeLibrary&) = delete;

 private:
  explicit RimeLibrary(std::string data) : data_(std::move(data)) {}
  std::string data_;  // librime keeps pointers to it
};

class RimeSession {
 public:
  // The library must be open and outlive it. Corrupt when the data make no candidates.
  static Result<std::unique_ptr<RimeSession>> open();
  ~RimeSession();
  RimeSession(const RimeSession&) = delete;
  RimeSession& operator=(const RimeSession&) = delete;

  void type(char letter);
  // Takes the last letter back; false when it did something else, and the session must be cleared.
  bool erase();
  // Takes the candidate for the letters it covers; false when there is none of that number.
  bool choose(std::size_t candidate);
  void clear();
  // A new session in the place of this one, which lets go of everything it holds.
  void renew();

  // The letters that nothing is chosen for, split into syllables by apostrophes.
  std::string rest() const;
  // At most `limit`, best first.
  std::vector<std::string> candidates(std::size_t limit) const;

 private:
  explicit RimeSession(std::uintptr_t session) : session_(session) {}
  std::uintptr_t session_;
};

}  // namespace outreach
