#include "app/kiosk/shell.h"

#include <algorithm>
#include <utility>

#include "app/core/lock.h"
#include "app/core/make_view.h"
#include "app/core/resident.h"
#include "app/kiosk/delivery_facts.h"
#include "app/kiosk/settings_file.h"
#include "app/kiosk/shell_state.h"
#include "app/kiosk/slip_of.h"

namespace outreach::kiosk {

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
  } else if (std::holds_alternative<core::DoubtClock>(command)) {
    clock.call_wrong();
    tell_clock();
  } else if (std::holds_alternative<core::TrustClock>(command)) {
    clock.call_right();
    tell_clock();
  } else if (std::holds_alternative<core::SyncWithCounty>(command)) {
    sync_with_county();
  } else if (std::holds_alternative<core::CarryByStick>(command)) {
    carry(true);
  } else if (std::holds_alternative<core::RollBackPack>(command)) {
    roll_back_content();
  } else if (std::holds_alternative<core::ReadReturned>(command)) {
    read_returned();
  } else if (const auto* question = std::get_if<core::SealQuestion>(&command)) {
    seal_question(*question);
  } else if (const auto* rating = std::get_if<core::SealRating>(&command)) {
    seal_rating(*rating);
  } else if (const auto* receipt_typed = std::get_if<core::FindAnswer>(&command)) {
    find_answer(*receipt_typed);
  } else if (const auto* make = std::get_if<core::MakeSlip>(&command)) {
    make_slip(*make);
  } else if (const auto* paper = std::get_if<core::Print>(&command)) {
    print_slip(*paper);
  } else if (const auto* receipt = std::get_if<core::PutReceiptOnPaper>(&command)) {
    print_unkept_slip(receipt->ticket, receipt_slip(face.catalogue.county, receipt->receipt));
  } else if (const auto* guide = std::get_if<core::PutGuideOnPaper>(&command)) {
    print_unkept_slip(guide->ticket, guide_slip(face.catalogue.county, guide->result));
  } else if (const auto* save = std::get_if<core::SaveSettings>(&command)) {
    // A setting that cannot be kept still holds until the program ends; the journal says when the
    // disk is bad.
    reading->post([data = options.data, settings = save->settings] {
      SystemFiles system;
      static_cast<void>(save_settings(data, system, settings));
    });
  }
  if (std::holds_alternative<core::EnterPractice>(command)) {
    practice.emplace(face, clock.now());
  }
  if (!practice) {
    perform_sound(command);
    perform_speech(command);
  }
  perform_for_staff(command);
  perform_for_sheets(command);
  // ChangeLanguage: the screens take the language from the view.
}

// Of the face that people see; the other has nothing to be heard. Never into what is being said: it
// would take its place, and a sound that waits says something wrong.
void Shell::State::perform_sound(const core::Command& command) {
  if (const auto* wanted = std::get_if<core::PlaySound>(&command);
      wanted != nullptr && !speech.is_speaking()) {
    sounds.play(wanted->sound, clock.now());
  }
}

void Shell::State::sync_with_county() {
  if (delivery) {
    delivery->sync_now();
  } else if (journal_state == JournalState::Closed) {
    reopen();
  }
  for (client::PackDelivery* road : {answers_delivery.get(), pack_delivery.get()}) {
    if (road != nullptr) {
      road->person_asked();
    }
  }
}

// What has to do with who may do what here.
void Shell::State::perform_for_staff(const core::Command& command) {
  if (const auto* check = std::get_if<core::CheckPin>(&command)) {
    check_pin(*check);
  } else if (const auto* set = std::get_if<core::SetPin>(&command)) {
    set_pin(*set);
  } else if (const auto* reset = std::get_if<core::ResetPin>(&command)) {
    reset_pin(*reset);
  } else if (const auto* supervisor = std::get_if<core::SetSupervisorPin>(&command)) {
    set_supervisor_pin(*supervisor);
  } else if (const auto* ending = std::get_if<core::CheckSupervisorPin>(&command)) {
    check_supervisor_pin(*ending);
  } else if (std::holds_alternative<core::ScramblePad>(command)) {
    scramble_pad();
  } else if (std::holds_alternative<core::EndProgram>(command)) {
    wants_end = true;
  }
}

void Shell::State::tell_delivery(Now now) {
  if (!delivery) {
    return;
  }
  const client::DeliveryStatus& status = delivery->status();
  if (grant && !status.has_begun) {
    return;  // it has not read its progress yet
  }
  core::DeliveryChanged facts = facts_of(status);
  if (status.has_begun) {
    const auto here = static_cast<std::int64_t>(
        face.head - std::min<domain::Sequence>(face.head, status.acknowledged_through));
    facts.waiting_elsewhere =
        std::max<std::int64_t>(0, status.waiting - here) + status.waiting_elsewhere;
    facts.of_lost_key = status.waiting_elsewhere;
  }
  if (told && says_the_same(*told, told_at, facts, now.monotonic.milliseconds)) {
    return;
  }
  told = facts;
  told_at = now.monotonic.milliseconds;
  input(core::Event{std::move(facts)});
}

Shell::Shell(std::unique_ptr<State> state) : state_(std::move(state)) {}

Shell::~Shell() {
  state_->is_ending = true;
  state_->end_begun.put_up();
  if (state_->media) {
    state_->media->stop();
  }
  if (state_->transport) {
    state_->transport->cancel_all();
  }
  if (state_->recording) {
    // What is being written to a stick is finished first, and what of it came home is recorded.
    while (state_->is_carrying) {
      state_->carrying->flush();
      state_->background->flush();
      state_->recording->flush();
      state_->inbox.drain();
    }
    // An undo may still wait for its tap's number: answers are taken until nothing is on its way.
    do {
      state_->recording->flush();
    } while (state_->inbox.drain() > 0 && !state_->face.in_flight.empty());
    state_->recording->flush();
    state_->reading->flush();
    state_->background->flush();
    if (state_->mirror) {
      state_->mirror->finish(state_->clock.now());
    }
  }
  state_->inbox.set_wake({});
}

Result<std::unique_ptr<Shell>> Shell::open(const Options& options, DoubtingClock& clock,
                                           Speaker& speaker, Voice& voice,
                                           std::function<void()> wake) {
  auto state = std::make_unique<State>(clock, speaker, voice, options);
  if (auto opened = state->open(std::move(wake)); !opened) {
    return opened.error();
  }
  return std::unique_ptr<Shell>(new Shell(std::move(state)));
}

void Shell::input(const core::Input& input) {
  state_->person_input(input);
}

void Shell::turn() {
  state_->inbox.drain();
  state_->transport->poll();
  const Now now = state_->clock.now();
  if (state_->delivery) {
    state_->delivery->tick(now);
  }
  state_->fetch_packs(now);
  state_->tell_delivery(now);
  state_->tell_clock();
  state_->tell_mirror(now);
  state_->ask_facts(now);
  state_->prune(now);
  state_->retry_opening(now);
  state_->check_counts_when_due(now);
  state_->end_what_is_idle(now);
  state_->watch_printer(now);
  state_->speech.turn(now);
}

core::View Shell::view() const {
  return core::make_view(state_->shown(), state_->clock.now());
}

std::vector<std::string> Shell::county_words() const {
  const domain::Catalogue& catalogue = state_->face.catalogue;
  std::vector<std::string> words;
  for (const domain::Place& place : catalogue.places) {
    words.push_back(place.name);
    words.push_back(place.township);
  }
  for (const domain::CatalogueItem& department : catalogue.departments) {
    words.push_back(department.name);
  }
  for (const domain::Topic& topic : catalogue.topics) {
    words.push_back(topic.item.name);
  }
  std::erase(words, "");
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

bool Shell::wants_end() const {
  return state_->wants_end;
}

std::optional<std::int64_t> Shell::wait_milliseconds() const {
  const Now now = state_->clock.now();
  std::int64_t wait = std::max<std::int64_t>(0, state_->facts_due - now.monotonic.milliseconds);
  if (state_->delivery) {
    wait = std::min(wait, state_->delivery->wait_milliseconds(now).value_or(wait));
  }
  for (const client::PackDelivery* road :
       {state_->answers_delivery.get(), state_->pack_delivery.get()}) {
    if (road != nullptr) {
      wait = std::min(wait, road->wait_milliseconds(now).value_or(wait));
    }
  }
  if (state_->mirror) {
    wait = std::min(wait, state_->mirror->wait_milliseconds(now).value_or(wait));
  }
  if (state_->counts_due && state_->journal_state == State::JournalState::Open) {
    wait = std::clamp<std::int64_t>(*state_->counts_due - now.monotonic.milliseconds, 0, wait);
  }
  wait = std::min(wait, state_->printer_wait(now).value_or(wait));
  wait = std::min(wait, state_->speech.wait_milliseconds(now).value_or(wait));
  for (const auto& due : {core::lock_due(state_->shown()), core::visit_due(state_->shown()),
                          core::next_picture_at(state_->shown(), now)}) {
    if (due) {
      wait = std::clamp<std::int64_t>(due->milliseconds - now.monotonic.milliseconds, 0, wait);
    }
  }
  const bool counts_down = core::counts_seconds(state_->shown(), now);
  constexpr std::int64_t kSecond = 1'000;
  return counts_down ? std::min(wait, kSecond) : wait;
}

}  // namespace outreach::kiosk
