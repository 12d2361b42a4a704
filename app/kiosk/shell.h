// The kiosk without its window: holds the state, performs the core's commands on journal, county
// and settings, and brings their answers back as events. Control thread; nothing here waits for the
// disk or the network once it is open.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/update.h"
#include "app/core/view.h"
#include "app/kiosk/options.h"
#include "platform/base/result.h"
#include "platform/clock/doubting_clock.h"
#include "platform/sound/speaker.h"
#include "platform/speech/voice.h"

namespace outreach::kiosk {

class Shell {
 public:
  // Opens everything in the data folder. `wake` is called, on any thread, when a turn has something
  // to do; the clock, the speaker, the voice and what `wake` touches outlive the shell.
  static Result<std::unique_ptr<Shell>> open(const Options& options, DoubtingClock& clock,
                                             Speaker& speaker, Voice& voice,
                                             std::function<void()> wake);
  // Finishes what is in flight, so that closing the window loses no tap.
  ~Shell();
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;

  void input(const core::Input& input);
  // Takes what workers and network brought and lets delivery go on. Once per turn of the loop.
  void turn();
  core::View view() const;
  // Places, departments and topics of the content in use, for who types Chinese.
  std::vector<std::string> county_words() const;
  // The program is to end: who may ended it on the screen. Destroying this loses no tap.
  bool wants_end() const;
  // How long the loop may sleep, in milliseconds; none: until something happens.
  std::optional<std::int64_t> wait_milliseconds() const;

 private:
  struct State;
  explicit Shell(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace outreach::kiosk
