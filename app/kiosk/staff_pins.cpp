#include "app/kiosk/staff_pins.h"

#include <algorithm>
#include <utility>

#include "app/core/pin_digits.h"
#include "platform/base/bytes.h"
#include "platform/crypto/password.h"
#include "platform/json/json.h"

namespace outreach::kiosk {
namespace {

// No name of the staff is empty, so this is nobody's.
constexpr const char* kSupervisor = "";
constexpr std::size_t kStaffPinsBytesMax = 256 << 10;  // a thousand names with their PINs

bool is_pin(std::string_view digits) {
  return digits.size() >= core::kPinDigitsMin && digits.size() <= core::kPinDigitsMax &&
         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t lock_for(int wrong) {
  if (wrong < kFreeTries) {
    return 0;
  }
  std::int64_t wait = kFirstLockMilliseconds;
  for (int i = kFreeTries; i < wrong && wait < kLongestLockMilliseconds; ++i) {
    wait *= 2;
  }
  return std::min(wait, kLongestLockMilliseconds);
}

}  // namespace

Result<StaffPins> StaffPins::load(const Path& folder, Files& files, Random& random, Clock& clock) {
  StaffPins pins(folder / kStaffPinsFile, files, random, clock);
  const auto bytes = files.read(pins.file_, kStaffPinsBytesMax);
  if (!bytes && bytes.error().code == ErrorCode::NotFound) {
    return pins;
  }
  bool is_whole = false;
  if (bytes) {
    pins.read(std::string(text_of(*bytes)), is_whole);
  } else if (bytes.error().code != ErrorCode::TooLarge) {
    return bytes.error();
  }
  if (!is_whole) {
    pins.pins_.clear();
    if (auto aside = files.rename(pins.file_, folder / (std::string(kStaffPinsFile) + ".damaged"));
        !aside) {
      return aside.error();
    }
    return pins;
  }
  // Who pulled the plug to get more guesses waits as long as before.
  const std::int64_t now = clock.now().monotonic.milliseconds;
  for (const auto& [name, pin] : pins.pins_) {
    if (const std::int64_t wait = lock_for(pin.wrong); wait > 0) {
      pins.locked_until_[name] = now + wait;
    }
  }
  return pins;
}

void StaffPins::read(const std::string& text, bool& is_whole) {
  const auto json = parse_json(text);
  if (!json || !json->is_object() || !json->contains("pins") || !(*json)["pins"].is_array()) {
    return;
  }
  for (const Json& item : (*json)["pins"]) {
    const auto name = text_member(item, "staff");
    const auto encoded = text_member(item, "pin");
    const auto wrong = integer_member(item, "wrong");
    if (!name || !encoded || !wrong || *wrong < 0) {
      return;
    }
    constexpr std::int64_t kMost = 1'000;
    pins_[*name] = {*encoded, static_cast<int>(std::min(*wrong, kMost))};
  }
  is_whole = true;
}

Result<void> StaffPins::save() const {
  Json list = Json::array();
  for (const auto& [name, pin] : pins_) {
    Json item = Json::object();
    item["staff"] = name;
    item["pin"] = pin.encoded;
    item["wrong"] = pin.wrong;
    list.push_back(std::move(item));
  }
  Json json = Json::object();
  json["pins"] = std::move(list);
  return files_->write_atomically(file_, bytes_of(write_json_indented(json) + "\n"), kOwnerOnly);
}

std::vector<std::string> StaffPins::staff_with_pin() const {
  std::vector<std::string> names;
  for (const auto& [name, pin] : pins_) {
    if (name != kSupervisor) {
      names.push_back(name);
    }
  }
  return names;
}

bool StaffPins::has_supervisor() const {
  return pins_.contains(kSupervisor);
}

std::int64_t StaffPins::lock_left(const std::string& name) const {
  const auto locked = locked_until_.find(name);
  return locked == locked_until_.end()
             ? 0
             : std::max<std::int64_t>(0, locked->second - clock_->now().monotonic.milliseconds);
}

PinAnswer StaffPins::after_wrong(const std::string& name) {
  const int wrong = pins_[name].wrong;
  if (const std::int64_t wait = lock_for(wrong); wait > 0) {
    locked_until_[name] = clock_->now().monotonic.milliseconds + wait;
    return {PinAnswer::Kind::Locked, 0, wait, wrong - kFreeTries + 1};
  }
  return {PinAnswer::Kind::Wrong, kFreeTries - wrong, 0};
}

Result<PinAnswer> StaffPins::check_name(const std::string& name, std::string_view digits) {
  const auto found = pins_.find(name);
  if (found == pins_.end()) {
    return PinAnswer{};
  }
  if (const std::int64_t wait = lock_left(name); wait > 0) {
    return PinAnswer{PinAnswer::Kind::Locked, 0, wait};
  }
  // Counted before it is looked at: pulling the plug in between must not give the try back.
  found->second.wrong += 1;
  if (auto saved = save(); !saved && saved.error().code != ErrorCode::NoSpace) {
    found->second.wrong -= 1;
    return saved.error();
  }
  // On a full disk the count is kept in memory alone: the day must go on.
  const auto matches = crypto::pin_matches(found->second.encoded, bytes_of(digits));
  if (!matches) {
    // Not looked at after all: no memory at the moment, say.
    found->second.wrong -= 1;
    static_cast<void>(save());
    return matches.error();
  }
  if (!*matches) {
    return after_wrong(name);
  }
  found->second.wrong = 0;
  locked_until_.erase(name);
  // A count that could not be put back only makes the next mistake dearer.
  static_cast<void>(save());
  return PinAnswer{};
}

Result<PinAnswer> StaffPins::set_name(const std::string& name, std::string_view old_digits,
                                      std::string_view new_digits) {
  if (!is_pin(new_digits)) {
    return Error{ErrorCode::InvalidInput, "a PIN has 4 to 8 digits"};
  }
  auto allowed = check_name(name, old_digits);
  if (!allowed || allowed->kind != PinAnswer::Kind::Ok) {
    return allowed;
  }
  auto encoded = crypto::hash_pin(bytes_of(new_digits), *random_);
  if (!encoded) {
    return encoded.error();
  }
  const auto before = pins_;
  pins_[name] = {std::move(*encoded), 0};
  if (auto saved = save(); !saved) {
    pins_ = before;
    return saved.error();
  }
  return PinAnswer{};
}

Result<PinAnswer> StaffPins::check(const std::string& staff, std::string_view digits) {
  return check_name(staff, digits);
}

Result<PinAnswer> StaffPins::set(const std::string& staff, std::string_view old_digits,
                                 std::string_view new_digits) {
  return set_name(staff, old_digits, new_digits);
}

Result<PinAnswer> StaffPins::set_supervisor(std::string_view old_digits,
                                            std::string_view new_digits) {
  return set_name(kSupervisor, old_digits, new_digits);
}

Result<PinAnswer> StaffPins::check_supervisor(std::string_view digits) {
  if (!has_supervisor()) {
    return Error{ErrorCode::Refused, "no supervisor's PIN is set on this machine"};
  }
  return check_name(kSupervisor, digits);
}

Result<PinAnswer> StaffPins::reset(const std::string& staff, std::string_view supervisor_digits) {
  auto allowed = check_supervisor(supervisor_digits);
  if (!allowed || allowed->kind != PinAnswer::Kind::Ok) {
    return allowed;
  }
  const auto before = pins_;
  pins_.erase(staff);
  if (auto saved = save(); !saved) {
    pins_ = before;
    return saved.error();
  }
  locked_until_.erase(staff);
  return PinAnswer{};
}

Result<void> StaffPins::forget_supervisor() {
  const auto before = pins_;
  pins_.erase(kSupervisor);
  if (auto saved = save(); !saved) {
    pins_ = before;
    return saved;
  }
  locked_until_.erase(kSupervisor);
  return {};
}

}  // namespace outreach::kiosk
