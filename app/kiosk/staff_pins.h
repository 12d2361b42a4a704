// The staff's PINs: one small file beside the journal, which never sees it. Forgetting a PIN, or
// losing the file, loses no entry.
//
// Checking a PIN costs a tenth of a second and more by design (Argon2id), so it runs on a worker.
// One thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/clock/clock.h"
#include "platform/files/files.h"
#include "platform/random/random.h"

namespace outreach::kiosk {

inline constexpr const char* kStaffPinsFile = "staff-pins.json";

// Wrong tries that cost nothing but themselves: fingers slip.
inline constexpr int kFreeTries = 3;
// The wait after the last free try, doubled by each further wrong one. With the longest, a day
// allows about a hundred guesses of ten thousand.
inline constexpr std::int64_t kFirstLockMilliseconds = 30'000;
inline constexpr std::int64_t kLongestLockMilliseconds = 15 * 60'000;

struct PinAnswer {
  enum class Kind {
    Ok,
    Wrong,   // `tries_left` before a wait begins
    Locked,  // ask again after `wait_milliseconds`; nothing was looked at, or it was the try that
             // began the wait
  } kind = Kind::Ok;
  int tries_left = 0;
  std::int64_t wait_milliseconds = 0;
  // This try began a wait: the how-manieth since the last right one of that name, from 1, also
  // across restarts. 0: it began none.
  int lock_number = 0;
  bool operator==(const PinAnswer&) const = default;
};

class StaffPins {
 public:
  // A file that cannot be read as such is put aside under another name, and everybody is without a
  // PIN: recording must never hang on it. The collaborators must outlive this.
  static Result<StaffPins> load(const Path& folder, Files& files, Random& random, Clock& clock);

  std::vector<std::string> staff_with_pin() const;
  bool has_supervisor() const;

  // A name without a PIN is Ok with any digits.
  Result<PinAnswer> check(const std::string& staff, std::string_view digits);
  // `old_digits` are looked at when there is a PIN already. InvalidInput: the new one is no PIN.
  Result<PinAnswer> set(const std::string& staff, std::string_view old_digits,
                        std::string_view new_digits);
  // By the supervisor's PIN: the person has none afterwards. Refused: no supervisor's PIN is set.
  Result<PinAnswer> reset(const std::string& staff, std::string_view supervisor_digits);
  // Refused: no supervisor's PIN is set.
  Result<PinAnswer> check_supervisor(std::string_view digits);
  Result<PinAnswer> set_supervisor(std::string_view old_digits, std::string_view new_digits);
  // From the command line, by who has the machine itself: forgets the supervisor's PIN.
  Result<void> forget_supervisor();

 private:
  struct Pin {
    std::string encoded;  // crypto::hash_pin
    int wrong = 0;        // tries since the last right one
  };
  StaffPins(Path file, Files& files, Random& random, Clock& clock)
      : file_(std::move(file)), files_(&files), random_(&random), clock_(&clock) {}

  Result<PinAnswer> check_name(const std::string& name, std::string_view digits);
  Result<PinAnswer> set_name(const std::string& name, std::string_view old_digits,
                             std::string_view new_digits);
  PinAnswer after_wrong(const std::string& name);
  std::int64_t lock_left(const std::string& name) const;
  Result<void> save() const;
  void read(const std::string& text, bool& is_whole);

  Path file_;
  Files* files_;
  Random* random_;
  Clock* clock_;
  std::map<std::string, Pin> pins_;  // by name; the supervisor's under kSupervisor
  // Monotonic, since the wall clock may be set by whoever guesses.
  std::map<std::string, std::int64_t> locked_until_;
};

}  // namespace outreach::kiosk
