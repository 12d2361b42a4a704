#include "app/ui/scanner.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace outreach::ui {
namespace {

// What barcodes are made of. Typed hanzi are of a person.
bool is_scanned(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

// A receipt may have been scanned. Through a volatile pointer: a compiler may leave out stores to
// what is never read again.
void forget_scan(std::string& code) {
  volatile char* at = code.data();
  for (std::size_t i = 0; i < code.size(); ++i) {
    at[i] = 0;
  }
}

}  // namespace

std::vector<InputEvent> Scanner::take(std::vector<InputEvent> inputs, MonotonicTime now) {
  if (scanned_) {
    forget_scan(*scanned_);
  }
  scanned_.reset();
  std::vector<InputEvent> out;
  if (!listens_ || now.milliseconds - last_.milliseconds > kScanGapMs) {
    release(out);
  }
  for (InputEvent& input : inputs) {
    if (input.kind == InputEvent::Kind::Touch) {
      out.push_back(std::move(input));
    } else if (listens_ && input.kind == InputEvent::Kind::Text && is_scanned(input.text)) {
      hold(input, now, out);
    } else if (input.kind == InputEvent::Kind::Key && input.key == Key::Enter &&
               held_.size() >= kScanLeast) {
      scanned_.emplace();
      for (InputEvent& one : held_) {
        *scanned_ += one.text;
        forget_scan(one.text);
      }
      held_.clear();
    } else {
      release(out);
      out.push_back(std::move(input));
    }
  }
  return out;
}

const std::optional<std::string>& Scanner::scanned() const {
  return scanned_;
}

bool Scanner::holds() const {
  return !held_.empty();
}

void Scanner::listen(bool listens) {
  listens_ = listens;
}

void Scanner::hold(const InputEvent& text, MonotonicTime now, std::vector<InputEvent>& out) {
  for (const char c : text.text) {
    InputEvent one = text;
    one.text.assign(1, c);
    held_.push_back(std::move(one));
  }
  last_ = now;
  if (held_.size() > kScanMost) {
    release(out);
  }
}

void Scanner::release(std::vector<InputEvent>& out) {
  std::move(held_.begin(), held_.end(), std::back_inserter(out));
  held_.clear();
}

}  // namespace outreach::ui
