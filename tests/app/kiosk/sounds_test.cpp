// Sounds on a speaker that may not be there.
#include "app/kiosk/sounds.h"

#include <vector>

#include "tests/app/kiosk/windowless_kiosk.h"
#include "tests/support/catch.h"
#include "tests/support/fake_speaker.h"
#include "tests/support/manual_worker.h"

namespace outreach::kiosk {
namespace {

using Heard = std::vector<Sound>;

struct SoundBench {
  void play(core::Sound sound) {
    sounds.play(sound, clock.now());
  }
  // What the worker has to do, and what comes of it.
  void work() {
    while (worker.step()) {
      inbox.drain();
    }
  }

  testing::FakeClock clock;
  testing::FakeSpeaker speaker;
  testing::ManualWorker worker;
  Inbox inbox;
  std::vector<bool> found;
  Sounds sounds{speaker, worker, inbox, [this](bool heard) { found.push_back(heard); }};
};

TEST_CASE("Sounds: each is begun by the worker, and counts are told from refusals", "[sounds]") {
  SoundBench bench;
  bench.play(core::Sound::Counted);
  CHECK(bench.speaker.tried() == 0);  // not on this thread
  bench.work();
  bench.play(core::Sound::Refused);
  bench.work();
  CHECK(bench.speaker.played() == Heard{Sound::Counted, Sound::Refused});
  CHECK(bench.found == std::vector<bool>{true, true});
}

TEST_CASE("Sounds: of those that come while one is being begun the last is heard", "[sounds]") {
  SoundBench bench;
  bench.play(core::Sound::Counted);
  bench.play(core::Sound::Counted);
  bench.play(core::Sound::Refused);
  CHECK(bench.worker.waiting() == 1);
  bench.work();
  CHECK(bench.speaker.played() == Heard{Sound::Counted, Sound::Refused});
}

TEST_CASE("Sounds: without a speaker it is not tried for each tap, and one plugged in is heard",
          "[sounds]") {
  SoundBench bench;
  bench.speaker.plug(false);
  bench.play(core::Sound::Counted);
  bench.play(core::Sound::Refused);
  bench.work();
  bench.clock.advance(std::chrono::milliseconds(kSpeakerAgainAfter - 1));
  bench.play(core::Sound::Counted);
  bench.work();
  CHECK(bench.speaker.tried() == 1);
  CHECK(bench.found == std::vector<bool>{false});
  bench.speaker.plug(true);
  bench.clock.advance(std::chrono::milliseconds(1));
  bench.play(core::Sound::Counted);
  bench.work();
  bench.play(core::Sound::Counted);
  bench.work();
  CHECK(bench.speaker.played() == Heard{Sound::Counted, Sound::Counted});
  CHECK(bench.found == std::vector<bool>{false, true, true});
}

class HeardKiosk : public WindowlessKiosk {
 public:
  explicit HeardKiosk(bool has_speaker = true) {
    speaker_.plug(has_speaker);
    start();
  }
  core::FrameView frame() const {
    return shell_->view().frame;
  }
  // Once it has ended, and so has the thread that plays.
  const Heard& heard() const {
    REQUIRE(shell_ == nullptr);
    return speaker_.played();
  }
};

TEST_CASE("Shell: sounds are off at first, are kept, and a count is heard", "[shell][sounds]") {
  HeardKiosk kiosk;
  kiosk.open_outing();
  kiosk.hand_out(5);
  kiosk.until_saved();
  kiosk.close();
  CHECK(kiosk.heard().empty());
  kiosk.start();
  kiosk.say(core::SetSounds{true});
  kiosk.close();
  CHECK(kiosk.heard() == Heard{Sound::Counted});
  kiosk.start();
  CHECK(kiosk.frame().sounds);
  kiosk.hand_out(5);
  kiosk.until_saved();
  kiosk.close();
  CHECK(kiosk.heard() == Heard{Sound::Counted, Sound::Counted});
}

TEST_CASE("Shell: where nothing can be heard all is counted, and it is known", "[shell][sounds]") {
  HeardKiosk kiosk(false);
  CHECK(kiosk.frame().has_speaker);
  kiosk.say(core::SetSounds{true});
  kiosk.until([](const core::View& view) { return !view.frame.has_speaker; });
  CHECK_FALSE(kiosk.frame().notice);
  kiosk.open_outing();
  kiosk.hand_out(5);
  kiosk.until_saved();
  CHECK(kiosk.frame().last.amount == 5);
}

TEST_CASE("Shell: practice is heard, and what is switched there ends with it", "[shell][sounds]") {
  HeardKiosk kiosk;
  kiosk.say(core::BeginPractice{});
  REQUIRE(kiosk.frame().practice);
  kiosk.say(core::SetSounds{true});
  CHECK(kiosk.frame().sounds);
  kiosk.say(core::EndPractice{});
  CHECK_FALSE(kiosk.frame().sounds);
  kiosk.close();
  CHECK(kiosk.heard() == Heard{Sound::Counted});
}

}  // namespace
}  // namespace outreach::kiosk
