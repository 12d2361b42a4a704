// Long because the loop, and each thing that a script does to it, stand together.
#include "app/kiosk/show.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/core/make_view.h"
#include "app/core/update.h"
#include "app/kiosk/commands.h"
#include "app/kiosk/records.h"
#include "app/kiosk/script_player.h"
#include "app/kiosk/settings_file.h"
#include "app/kiosk/shell.h"
#include "app/ui/canvas.h"
#include "app/ui/draw.h"
#include "app/ui/pinyin_source.h"
#include "platform/clock/clock.h"
#include "platform/files/files.h"
#include "platform/machine/kept_memory.h"
#include "platform/pinyin/pinyin.h"
#include "platform/sound/speaker.h"
#include "platform/speech/voice.h"
#include "platform/text/locale.h"
#include "platform/window/window.h"
#include "platform/wiping/wiped_memory.h"
#include "platform/worker/worker.h"

namespace outreach::kiosk {
namespace {

// Far longer than any day's script.
constexpr std::size_t kScriptBytesMax = 1 << 20;
// About 60 frames a second while something glides.
constexpr std::int64_t kGlideWait = 16;
// While a script waits for an answer: short against the commit it waits for, long against a turn.
constexpr std::int64_t kScriptWait = 2;

// Whoever types gets by with letters where it cannot be; why is for who looks after the machine.
Result<std::unique_ptr<PinyinEngine>> open_engine(const Shell& shell) {
  auto opened = open_pinyin(assets_folder(), shell.county_words());
  if (!opened) {
    complain(opened.error());
  }
  return opened;
}

class Show {
 public:
  Show(const Options& options, const Clock& machine, AdjustableClock& clock,
       DoubtingClock& doubting, Window& window, Shell& shell)
      : options_(options),
        machine_(machine),
        clock_(clock),
        doubting_(doubting),
        window_(window),
        shell_(shell),
        pinyin_([&shell] { return open_engine(shell); }),
        canvas_(window.fonts(), window.pictures()) {
    canvas_.use_pinyin(&pinyin_);
  }

  void play(Script script) {
    player_.emplace(std::move(script), std::chrono::seconds(options_.step_patience_seconds));
  }

  int run() {
    window_.set_text_input(true);
    while (!exit_code_) {
      Pumped pumped = window_.pump(sleep_milliseconds());
      if (pumped.quit) {
        return kExitDone;
      }
      if (!pumped.inputs.empty()) {
        shell_.input(core::Touched{});
      }
      std::move(pumped.inputs.begin(), pumped.inputs.end(), std::back_inserter(inputs_));
      const bool is_start = window_.frames() == 0;
      const MonotonicTime began = machine_.now().monotonic;
      shell_.turn();
      if (shell_.wants_end()) {
        return kExitDone;
      }
      draw_if_needed();
      if (!is_start) {
        longest_frame_ = std::max(longest_frame_, milliseconds_since(began));
      }
      if (player_) {
        perform(player_->next(canvas_.scene(), settled(), machine_.now().monotonic));
      }
    }
    return *exit_code_;
  }

 private:
  int sleep_milliseconds() const {
    std::optional<std::int64_t> wait = shell_.wait_milliseconds();
    const auto at_most = [&](std::int64_t most) { wait = std::min(wait.value_or(most), most); };
    if (canvas_.wants_frame()) {
      at_most(kGlideWait);
    }
    if (player_) {
      at_most(kScriptWait);
    }
    // Bounded so that it fits an int; an idle turn costs microseconds.
    constexpr std::int64_t kLongest = 3'600'000;
    return wait ? static_cast<int>(std::min(*wait, kLongest)) : -1;
  }

  std::int64_t milliseconds_since(MonotonicTime began) const {
    return machine_.now().monotonic.milliseconds - began.milliseconds;
  }

  bool settled() const {
    return !window_.needs_frame() && !canvas_.wants_frame() && inputs_.empty();
  }

  void draw_if_needed() {
    core::View view = shell_.view();
    if (!shown_ || *shown_ != view || canvas_.wants_frame()) {
      window_.request_frames(1);
    }
    if (window_.needs_frame()) {
      draw(std::move(view));
    }
  }

  void draw(core::View view) {
    window_.begin_frame();
    canvas_.begin({window_.size(),
                   clock_.now().monotonic,
                   std::exchange(inputs_, {}),
                   {view.frame.contrast, view.frame.type_size}});
    const auto intent = ui::draw(canvas_, view, drafts_);
    canvas_.end();
    window_.end_frame(canvas_.changed());
    shown_ = std::move(view);
    if (intent) {
      shell_.input(*intent);
    }
  }

  void perform(const PlayerAction& action) {
    std::visit([this](const auto& what) { on(what); }, action);
  }

  void on(const Look& /*action*/) {}
  void on(const TouchDown& action) {
    window_.inject_touch(TouchPhase::Down, action.x, action.y);
  }
  void on(const TouchMove& action) {
    window_.inject_touch(TouchPhase::Move, action.x, action.y);
  }
  void on(const TouchUp& action) {
    window_.inject_touch(TouchPhase::Up, action.x, action.y);
  }

  void on(const TypeText& action) {
    std::string plain;
    const auto type_plain = [&] {
      if (!plain.empty()) {
        window_.inject_text(std::exchange(plain, {}));
      }
    };
    for (const char c : action.text) {
      const std::optional<Key> key = c == '\n'     ? std::optional(Key::Enter)
                                     : c == '\b'   ? std::optional(Key::Backspace)
                                     : c == '\x1b' ? std::optional(Key::Escape)
                                                   : std::nullopt;
      if (key) {
        type_plain();
        window_.inject_key(*key);
      } else {
        plain += c;
      }
    }
    type_plain();
  }

  void on(const Capture& action) {
    if (!options_.shots) {
      return;  // a script with shots also runs where nobody wants them
    }
    // What is on a shot does not depend on how quick the disk is.
    while (window_.pictures().waiting()) {
      window_.pictures().wait();
      draw(shell_.view());
    }
    SystemFiles files;
    const auto made = files.make_folders(*options_.shots);
    const auto captured = made ? window_.capture(*options_.shots / (action.name + ".png")) : made;
    if (!captured) {
      on(FailShow{player_->where() + "\n  " + captured.error().context + "\n"});
    }
  }

  void on(const PassTime& action) {
    clock_.advance(action.duration);
    shell_.input(core::Tick{});
  }
  void on(const SetClock& action) {
    clock_.set_wall(action.time);
    doubting_.learn(action.time);  // a script that sets the clock sets it right
    shell_.input(core::Tick{});
  }
  void on(const Tell& action) {
    std::printf("%s\n", action.line.c_str());
    std::fflush(stdout);  // a power cut in the script ends the program with nothing flushed
  }
  void on(const EndShow& /*action*/) {
    std::printf("longest frame %lld ms, %llu frames\n", static_cast<long long>(longest_frame_),
                static_cast<unsigned long long>(window_.frames()));
    exit_code_ = kExitDone;
  }
  void on(const CutPower& /*action*/) {
    std::_Exit(kExitDone);
  }

  void on(const FailShow& action) {
    std::fputs(action.message.c_str(), stderr);
    if (options_.shots) {
      SystemFiles files;
      if (files.make_folders(*options_.shots) && window_.capture(*options_.shots / "failed.png")) {
        std::fprintf(stderr, "  the screen is in %s\n", (*options_.shots / "failed.png").c_str());
      }
    }
    exit_code_ = kExitScript;
  }

  const Options& options_;
  const Clock& machine_;
  AdjustableClock& clock_;
  DoubtingClock& doubting_;
  Window& window_;
  Shell& shell_;
  ui::PinyinSource pinyin_;
  ui::Canvas canvas_;
  ui::Drafts drafts_;
  std::optional<ScriptPlayer> player_;
  std::optional<core::View> shown_;
  std::vector<InputEvent> inputs_;  // since the last frame
  // Milliseconds of the machine's time, from an event to the frame that answers it; the start,
  // which waits for its pictures, is none.
  std::int64_t longest_frame_ = 0;
  std::optional<int> exit_code_;
};

Result<std::optional<Script>> load_script(const Options& options) {
  if (!options.script) {
    return std::optional<Script>();
  }
  SystemFiles files;
  const auto bytes = files.read(*options.script, kScriptBytesMax);
  if (!bytes) {
    return bytes.error();
  }
  auto script = parse_script(text_of(*bytes), options.script->string());
  if (!script) {
    return script.error();
  }
  return std::optional(std::move(*script));
}

DrawnBy drawn_by(const std::string& renderer) {
  return renderer == "gpu"        ? DrawnBy::Gpu
         : renderer == "software" ? DrawnBy::Software
                                  : DrawnBy::Best;
}

core::Settings settings_at_start(const Options& options) {
  SystemFiles files;
  core::Settings settings = load_settings(options.data, files);
  settings.language = options.language.value_or(settings.language);
  return settings;
}

Result<std::unique_ptr<Window>> open_window(const Options& options,
                                            const core::Settings& settings) {
  WindowOptions wanted;
  wanted.title = "Outreach";
  wanted.width = options.width;
  wanted.height = options.height;
  wanted.fullscreen = options.fullscreen;
  wanted.lock_down = options.lock_down;
  wanted.panel_inches = options.panel_inches;
  wanted.rotation = rotation_of(options.rotation).value_or(Rotation::None);
  wanted.headless = options.headless;
  wanted.drawn_by = drawn_by(options.renderer);
  wanted.assets = assets_folder();
  wanted.first_art = ui::first_art(settings.self_service, settings.contrast);
  auto window = Window::create(wanted);
  if (!window && window.error().code == ErrorCode::Unavailable) {
    Error error = window.error();
    error.context += ": no display here; --headless with --script needs none";
    return error;
  }
  return window;
}

// Draws the first screen as far as the settings tell it, and shows nothing: its pictures and
// letters are made while the journal is being opened.
void rehearse(Window& window, const core::Settings& settings, Now now) {
  core::Started started;
  started.settings = settings;
  const core::Step step = core::update({}, core::Event{std::move(started)}, now);
  const core::View view = core::make_view(step.state, now);
  ui::Canvas canvas(window.fonts(), window.pictures());
  ui::Drafts drafts;
  window.begin_frame();
  canvas.begin({window.size(), now.monotonic, {}, {view.frame.contrast, view.frame.type_size}});
  static_cast<void>(ui::draw(canvas, view, drafts));
  canvas.end();
  window.leave_frame();
}

}  // namespace

int show(const Options& options) {
  wipe_freed_memory();
  auto script = load_script(options);
  if (!script) {
    complain(script.error());
    return kExitScript;
  }
  open_messages(assets_folder() / "locale");
  return_freed_memory();
  const core::Settings settings = settings_at_start(options);
  auto window = open_window(options, settings);
  if (!window) {
    return complain(window.error());
  }
  SystemClock machine;
  AdjustableClock clock(machine);
  DoubtingClock doubting(clock, newest_county_time(options));
  SystemSpeaker speaker(options.headless ? SystemSpeaker::kSilent : SystemSpeaker::kUsual);
  SystemVoice voice(assets_folder() / "clips");
  std::optional<Result<std::unique_ptr<Shell>>> shell;
  {
    // The disk is waited for meanwhile. Not before the window is there: opening it changes the
    // process's locale for a moment.
    ThreadWorker opening;
    opening.post([&] {
      shell.emplace(Shell::open(options, doubting, speaker, voice,
                                [screen = window->get()] { screen->wake(); }));
    });
    rehearse(**window, settings, machine.now());
  }
  if (!*shell) {
    return complain(shell->error());
  }
  Show show(options, machine, clock, doubting, **window, ***shell);
  if (*script) {
    show.play(std::move(**script));
  }
  return show.run();
}

}  // namespace outreach::kiosk
