#include "platform/speech/speech.h"

#include <algorithm>
#include <utility>

namespace outreach {

// Of one say(); another one has a new one, so that what comes back of this is known to be late.
struct Speech::Saying {
  std::deque<Utterance> waiting;
  std::size_t begun = 0;
  // Of what is heard now, once the worker has begun it; until then, none.
  std::optional<std::int64_t> length_milliseconds;
  std::optional<MonotonicTime> heard_at;  // its end
  process::Stopper stopper;
};

Speech::Speech(Voice& voice, Speaker& speaker, Worker& worker, Inbox& inbox,
               std::function<void(const SpeechProgress&)> tell)
    : voice_(voice), speaker_(speaker), worker_(worker), inbox_(inbox), tell_(std::move(tell)) {}

Speech::~Speech() {
  stop();
}

void Speech::say(std::vector<Utterance> utterances) {
  stop();
  saying_ = std::make_shared<Saying>();
  std::move(utterances.begin(), utterances.end(), std::back_inserter(saying_->waiting));
  begin_next();
}

void Speech::set_speed(SpeechSpeed speed) {
  if (saying_) {
    for (Utterance& utterance : saying_->waiting) {
      utterance.speed = speed;
    }
  }
}

void Speech::stop() {
  if (saying_) {
    saying_->stopper.stop();
    saying_.reset();
    silence();
  }
}

// After what the worker has in hand, which the stopper has ended.
void Speech::silence() {
  worker_.post([&speaker = speaker_] { speaker.stop(); });
}

bool Speech::is_speaking() const {
  return saying_ != nullptr;
}

void Speech::begin_next() {
  if (saying_->waiting.empty()) {
    end({SpeechProgress::State::Ended, 0, {}});
    return;
  }
  Utterance next = std::move(saying_->waiting.front());
  saying_->waiting.pop_front();
  saying_->length_milliseconds.reset();
  saying_->heard_at.reset();
  run_on(
      worker_, inbox_,
      [&voice = voice_, &speaker = speaker_, saying = saying_,
       utterance = std::move(next)]() -> Result<std::size_t> {
        auto samples = voice.speak(utterance, saying->stopper);
        if (!samples) {
          return samples.error();
        }
        const std::size_t count = samples->size();
        if (saying->stopper.is_stopped()) {
          return Error{ErrorCode::Unavailable, "it was stopped", 0};
        }
        if (auto played = speaker.play(*std::move(samples)); !played) {
          return played.error();
        }
        return count;
      },
      [this, saying = saying_](Result<std::size_t> samples) { begun(saying, std::move(samples)); });
}

void Speech::begun(const std::shared_ptr<Saying>& saying, Result<std::size_t> samples) {
  if (saying != saying_) {
    return;  // stopped, or something else is said
  }
  if (!samples) {
    end({SpeechProgress::State::Unavailable, 0, samples.error().context});
    return;
  }
  constexpr std::int64_t kSecond = 1'000;
  saying->length_milliseconds = static_cast<std::int64_t>(*samples) * kSecond / kSamplesPerSecond;
  tell_({SpeechProgress::State::Saying, saying->begun++, {}});
}

void Speech::end(SpeechProgress progress) {
  saying_.reset();
  silence();
  tell_(progress);
}

void Speech::turn(Now now) {
  if (!saying_ || !saying_->length_milliseconds) {
    return;
  }
  if (!saying_->heard_at) {
    // The device begins a little after it was told to.
    constexpr std::int64_t kDeviceDelay = 100;
    saying_->heard_at =
        MonotonicTime{now.monotonic.milliseconds + *saying_->length_milliseconds + kDeviceDelay};
  }
  if (!(now.monotonic < *saying_->heard_at)) {
    begin_next();
  }
}

std::optional<std::int64_t> Speech::wait_milliseconds(Now now) const {
  if (!saying_ || !saying_->length_milliseconds) {
    return std::nullopt;
  }
  if (!saying_->heard_at) {
    return 0;
  }
  return std::max<std::int64_t>(0, saying_->heard_at->milliseconds - now.monotonic.milliseconds);
}

}  // namespace outreach
