// Result<T>: a value or an Error. Every function that can fail for a reason outside the program
// returns one; dropping it is a compiler warning, and warnings are errors here. Exceptions do not
// leave `platform`. Member names follow std::expected, so that a later compiler can replace it.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace outreach {

// The kinds of failure a caller can act on. Words for people are made in app/core from these.
enum class ErrorCode {
  InvalidInput,  // the caller's or the person's input is wrong; the context says what to change
  TooLarge,      // over a named limit
  NotFound,
  AlreadyExists,
  Corrupt,      // stored or received bytes contradict their own checks
  NoSpace,      // the disk is full
  InputOutput,  // the disk or device failed; the handle that failed must not be used again
  Unavailable,  // try again later: busy, network away
  Refused,      // not allowed: wrong key, wrong signature, locked by another process
  Unsupported,  // made by a newer version
};

// Lower-case English name of a code, for logs and --json output.
const char* name_of(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::InputOutput;
  std::string context;  // for staff and logs: what was being done, to what. Never personal words.
  int cause = 0;        // errno, SQLite or curl code; 0 when there is none
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : content_(std::in_place_index<0>, std::move(value)) {
  }  // NOLINT(google-explicit-constructor)
  Result(Error error)
      : content_(std::in_place_index<1>, std::move(error)) {
  }  // NOLINT(google-explicit-constructor)

  bool has_value() const {
    return content_.index() == 0;
  }
  explicit operator bool() const {
    return has_value();
  }
  T& value() & {
    return std::get<0>(content_);
  }
  const T& value() const& {
    return std::get<0>(content_);
  }
  T&& value() && {
    return std::get<0>(std::move(content_));
  }
  T& operator*() & {
    return value();
  }
  const T& operator*() const& {
    return value();
  }
  T&& operator*() && {
    return std::move(*this).value();
  }
  T* operator->() {
    return &value();
  }
  const T* operator->() const {
    return &value();
  }
  const Error& error() const {
    return std::get<1>(content_);
  }

 private:
  std::variant<T, Error> content_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error)
      : error_(std::move(error)), failed_(true) {}  // NOLINT(google-explicit-constructor)

  bool has_value() const {
    return !failed_;
  }
  explicit operator bool() const {
    return !failed_;
  }
  const Error& error() const {
    return error_;
  }

 private:
  Error error_;
  bool failed_ = false;
};

}  // namespace outreach
