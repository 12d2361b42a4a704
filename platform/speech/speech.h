// Sentences said one after the other, and stopped at once.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/time.h"
#include "platform/sound/speaker.h"
#include "platform/speech/voice.h"
#include "platform/worker/worker.h"

namespace outreach {

struct SpeechProgress {
  enum class State {
    Saying,  // one more utterance has begun
    Ended,   // all of it was said
    // Nothing here speaks, or there is nothing to be heard from: what was to be said is given up.
    Unavailable,
  } state = State::Saying;
  std::size_t utterance = 0;  // of Saying: the how-manieth, from 0
  std::string reason{};       // of Unavailable: for staff and logs
  bool operator==(const SpeechProgress&) const = default;
};

// Control thread. It waits for nothing: voice and speaker are the worker's.
class Speech {
 public:
  // `tell`: of what was asked for last, and never after it was stopped. All of them outlive this;
  // the worker's jobs outlive this, too, and use voice and speaker alone.
  Speech(Voice& voice, Speaker& speaker, Worker& worker, Inbox& inbox,
         std::function<void(const SpeechProgress&)> tell);
  // Stops.
  ~Speech();
  Speech(const Speech&) = delete;
  Speech& operator=(const Speech&) = delete;

  // In place of what is being said.
  void say(std::vector<Utterance> utterances);
  // From the next utterance on.
  void set_speed(SpeechSpeed speed);
  // Kills the voice's program, silences the speaker and gives its device back; all but the wish
  // itself happens on the worker. Nothing to do where nothing is said.
  void stop();
  bool is_speaking() const;

  // Goes on to the next utterance when one has been heard to its end. Once a turn, after the inbox
  // was drained.
  void turn(Now now);
  // Until the next turn has something to do; none: nothing is being said, or it is being made.
  std::optional<std::int64_t> wait_milliseconds(Now now) const;

 private:
  struct Saying;
  void begin_next();
  void begun(const std::shared_ptr<Saying>& saying, Result<std::size_t> samples);
  void end(SpeechProgress progress);
  void silence();

  Voice& voice_;
  Speaker& speaker_;
  Worker& worker_;
  Inbox& inbox_;
  std::function<void(const SpeechProgress&)> tell_;
  std::shared_ptr<Saying> saying_;  // null: nothing is said
};

}  // namespace outreach
