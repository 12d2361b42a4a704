#include "app/ui/scanner.h"

#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

InputEvent scanner_text(const std::string& text) {
  InputEvent event;
  event.kind = InputEvent::Kind::Text;
  event.text = text;
  return event;
}

InputEvent scanner_key(Key key) {
  InputEvent event;
  event.kind = InputEvent::Kind::Key;
  event.key = key;
  return event;
}

// A keyboard that types one character a frame, so many milliseconds apart.
class TypingHand {
 public:
  TypingHand() {
    scanner.listen(true);
  }
  void wait(std::int64_t milliseconds) {
    now.milliseconds += milliseconds;
    take({});
  }
  void take(std::vector<InputEvent> inputs) {
    for (const InputEvent& event : scanner.take(std::move(inputs), now)) {
      seen += event.kind == InputEvent::Kind::Text ? event.text : "|";
    }
  }
  void type(const std::string& text, std::int64_t apart) {
    for (const char c : text) {
      now.milliseconds += apart;
      take({scanner_text(std::string(1, c))});
    }
  }
  void enter(std::int64_t after) {
    now.milliseconds += after;
    take({scanner_key(Key::Enter)});
  }

  Scanner scanner;
  MonotonicTime now{5'000};
  std::string seen;  // by the screens; a key is |
};

TEST_CASE("Scanner: six characters and Enter at its pace are a scan, and no screen sees them",
          "[scanner]") {
  TypingHand hand;
  hand.type("690123", kScanGapMs);
  CHECK(hand.scanner.holds());
  hand.enter(kScanGapMs);
  CHECK(hand.scanner.scanned() == "690123");
  CHECK(hand.seen.empty());
  CHECK_FALSE(hand.scanner.holds());
  hand.take({});
  CHECK_FALSE(hand.scanner.scanned());
}

TEST_CASE("Scanner: a whole code in one frame is a scan", "[scanner]") {
  TypingHand hand;
  hand.take({scanner_text("6901234567892"), scanner_key(Key::Enter)});
  CHECK(hand.scanner.scanned() == "6901234567892");
  CHECK(hand.seen.empty());
}

TEST_CASE("Scanner: a person's digits come through, in order, and soon", "[scanner]") {
  TypingHand hand;
  hand.type("690123", kScanGapMs + 1);
  hand.enter(kScanGapMs + 1);
  CHECK(hand.seen == "690123|");
  CHECK_FALSE(hand.scanner.scanned());
  hand.type("5", 0);
  CHECK(hand.scanner.holds());
  CHECK(hand.seen == "690123|");
  hand.wait(kScanGapMs + 1);
  CHECK(hand.seen == "690123|5");
  CHECK_FALSE(hand.scanner.holds());
}

TEST_CASE("Scanner: fewer than six, a pause or another key are no scan, and lose nothing",
          "[scanner]") {
  TypingHand few;
  few.take({scanner_text("12345"), scanner_key(Key::Enter)});
  CHECK(few.seen == "12345|");
  TypingHand paused;
  paused.type("690123", 1);
  paused.enter(kScanGapMs + 1);
  CHECK(paused.seen == "690123|");
  TypingHand corrected;
  corrected.take({scanner_text("6901234"), scanner_key(Key::Backspace), scanner_key(Key::Enter)});
  CHECK(corrected.seen == "6901234||");
  TypingHand written;
  written.take({scanner_text("690123"), scanner_text("信访"), scanner_key(Key::Enter)});
  CHECK(written.seen == "690123信访|");
  for (const TypingHand* hand : {&few, &paused, &corrected, &written}) {
    CHECK_FALSE(hand->scanner.scanned());
  }
}

TEST_CASE("Scanner: fingers are not held up, and a key held down is let through", "[scanner]") {
  TypingHand hand;
  hand.type("69", 1);
  CHECK(hand.scanner.take({InputEvent{}}, hand.now).size() == 1);
  TypingHand held;
  held.type(std::string(kScanMost + 1, '7'), 1);
  CHECK(held.seen == std::string(kScanMost + 1, '7'));
}

TEST_CASE("Scanner: not listening, it lets everything through at once", "[scanner]") {
  TypingHand hand;
  hand.type("69", 1);
  hand.scanner.listen(false);
  hand.take({scanner_text("01234567"), scanner_key(Key::Enter)});
  CHECK(hand.seen == "6901234567|");
  CHECK_FALSE(hand.scanner.scanned());
}

}  // namespace
}  // namespace outreach::ui
