#include "app/kiosk/shell.h"

#include <algorithm>
#include <utility>

#include "app/core/make_view.h"
#include "app/kiosk/delivery_facts.h"
#include "app/kiosk/settings_file.h"
#include "app/kiosk/shell_state.h"

namespace outreach::kiosk {
namespace {

// Free disk space changes slowly; once a minute shows it in time.
constexpr std::int64_t kFactsEvery = 60'000;

}  // namespace

void Shell::State::input(const core::Input& given) {
  core::Step step = core::update(std::move(face), given, clock.now());
  face = std::move(step.state);
  for (const core::Command& command : step.commands) {
    perform(command);
  }
}

void Shell::State::perform(const core::Command& command) {
  if (const auto* wanted = std::get_if<core::Append>(&command)) {
    append(*wanted);
  } else if (std::holds_alternative<core::SyncWithCounty>(command)) {
    if (delivery) {
      delivery->sync_now();
    }
  } else if (const auto* save = std::get_if<core::SaveSettings>(&command)) {
    // A setting that cannot be kept still holds until the program ends; the journal says when the
    // disk is bad.
    reading->post([data = options.data, settings = save->settings] {
      SystemFiles system;
      static_cast<void>(save_settings(data, system, settings));
    });
  }
  // ChangeLanguage: the screens take the language from the view.
}

void Shell::State::tell_delivery(Now now) {
  if (!delivery) {
    return;
  }
  const client::DeliveryStatus& status = delivery->status();
  if (grant && status.link == client::Link::NotEnrolled) {
    return;  // it has not read its progress yet
  }
  core::DeliveryChanged facts = facts_of(status);
  if (told && says_the_same(*told, told_at, facts, now.monotonic.milliseconds)) {
    return;
  }
  told = facts;
  told_at = now.monotonic.milliseconds;
  input(core::Event{std::move(facts)});
}

void Shell::State::ask_facts(Now now) {
  if (now.monotonic.milliseconds < facts_due) {
    return;
  }
  facts_due = now.monotonic.milliseconds + kFactsEvery;
  run_on(
      *reading, inbox, [this] { return files.free_bytes(options.data); },
      [this](Result<std::uint64_t> free) {
        core::FactsChanged facts;
        if (free) {
          facts.free_disk_bytes = static_cast<std::int64_t>(*free);
        }
        input(core::Event{facts});
      });
}

Shell::Shell(std::unique_ptr<State> state) : state_(std::move(state)) {}

Shell::~Shell() {
  if (state_->transport) {
    state_->transport->cancel_all();
  }
  if (state_->recording) {
    // An undo may still wait for its tap's number: answers are taken until nothing is on its way.
    do {
      state_->recording->flush();
    } while (state_->inbox.drain() > 0 && !state_->face.in_flight.empty());
    state_->recording->flush();
    state_->reading->flush();
  }
  state_->inbox.set_wake({});
}

Result<std::unique_ptr<Shell>> Shell::open(const Options& options, Clock& clock,
                                           std::function<void()> wake) {
  auto state = std::make_unique<State>(clock, options);
  if (auto opened = state->open(std::move(wake)); !opened) {
    return opened.error();
  }
  return std::unique_ptr<Shell>(new Shell(std::move(state)));
}

void Shell::input(const core::Input& input) {
  state_->input(input);
}

void Shell::turn() {
  state_->inbox.drain();
  state_->transport->poll();
  const Now now = state_->clock.now();
  if (state_->delivery) {
    state_->delivery->tick(now);
  }
  state_->tell_delivery(now);
  state_->ask_facts(now);
}

core::View Shell::view() const {
  return core::make_view(state_->face, state_->clock.now());
}

std::optional<std::int64_t> Shell::wait_milliseconds() const {
  const Now now = state_->clock.now();
  std::int64_t wait = std::max<std::int64_t>(0, state_->facts_due - now.monotonic.milliseconds);
  if (state_->delivery) {
    wait = std::min(wait, state_->delivery->wait_milliseconds(now).value_or(wait));
  }
  // A countdown in seconds is on the screen.
  const bool counts_down =
      state_->face.screen == core::ScreenName::Delivery && state_->face.delivery.retry_at;
  constexpr std::int64_t kSecond = 1'000;
  return counts_down ? std::min(wait, kSecond) : wait;
}

}  // namespace outreach::kiosk
