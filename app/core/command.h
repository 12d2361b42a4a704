// What `update` asks the shell to do. The shell answers with events; nothing here waits.
#pragma once

#include <variant>

#include "app/core/state.h"

namespace outreach::core {

// Answered by one Recorded or NotRecorded. Appends reach the journal in the order of the commands.
struct Append {
  Ticket ticket = 0;
  domain::Record record;
  Sequence outing = 0;  // the entry that opened the outing this belongs to; 0 for an OutingOpened
  bool operator==(const Append&) const = default;
};
struct SyncWithCounty {
  bool operator==(const SyncWithCounty&) const = default;
};
struct SaveSettings {
  Settings settings;
  bool operator==(const SaveSettings&) const = default;
};
struct ChangeLanguage {
  Language language = Language::Chinese;
  bool operator==(const ChangeLanguage&) const = default;
};

using Command = std::variant<Append, SyncWithCounty, SaveSettings, ChangeLanguage>;

}  // namespace outreach::core
