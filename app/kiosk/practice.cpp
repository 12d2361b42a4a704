#include "app/kiosk/practice.h"

#include <deque>
#include <utility>

namespace outreach::kiosk {
namespace {

bool is_real_in_practice(const core::Command& command) {
  return std::holds_alternative<core::CheckPin>(command) ||
         std::holds_alternative<core::CheckSupervisorPin>(command) ||
         std::holds_alternative<core::ScramblePad>(command) ||
         std::holds_alternative<core::PlaySound>(command) ||
         std::holds_alternative<core::EndProgram>(command) ||
         std::holds_alternative<core::LeavePractice>(command);
}

}  // namespace

Practice::Practice(const core::AppState& real, Now now) : face_(core::practice_beside(real, now)) {}

std::vector<core::Command> Practice::input(const core::Input& input, Now now) {
  std::vector<core::Command> real;
  std::deque<core::Input> waiting{input};
  while (!waiting.empty()) {
    core::Step step = core::update(std::move(face_), waiting.front(), now);
    waiting.pop_front();
    face_ = std::move(step.state);
    for (core::Command& command : step.commands) {
      for (core::Event& answered : answer(command, now)) {
        waiting.emplace_back(std::move(answered));
      }
      if (is_real_in_practice(command)) {
        real.push_back(std::move(command));
      }
    }
  }
  return real;
}

const core::AppState& Practice::face() const {
  return face_;
}

std::vector<core::Event> Practice::answer(const core::Command& command, Now now) {
  if (const auto* append = std::get_if<core::Append>(&command)) {
    head_ += 1;
    const bool opens = std::holds_alternative<domain::OutingOpened>(append->record.content);
    std::vector<core::Event> recorded{
        core::Recorded{append->ticket, head_, opens ? head_ : append->outing, now.wall}};
    if (append->also) {
      head_ += 1;
      recorded.emplace_back(core::Recorded{append->also->ticket, head_, append->outing, now.wall});
    }
    return recorded;
  }
  if (const auto* sheet = std::get_if<core::AppendSheet>(&command)) {
    // The first opens its outing, which is another day's: nothing of it is seen on the screens.
    return {
        core::SheetRecorded{sheet->ticket, static_cast<std::int64_t>(sheet->records.size()) - 1}};
  }
  if (std::holds_alternative<core::FindSheets>(command)) {
    return {core::SheetsFound{}};  // a stick is not looked at, so no file is ever checked
  }
  if (const auto* slip = std::get_if<core::MakeSlip>(&command)) {
    return {core::SlipMade{slip->ticket, nullptr}};  // it would be of the real records
  }
  return {};
}

}  // namespace outreach::kiosk
