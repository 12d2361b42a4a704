// The kiosk's records, opened for a command that writes to them.
#pragma once

#include <memory>
#include <optional>

#include "app/kiosk/options.h"
#include "platform/clock/clock.h"
#include "platform/clock/doubting_clock.h"
#include "platform/files/files.h"
#include "platform/random/random.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {

// How this program opens every journal: through the VFS it was given, with this machine's marks.
journal::JournalOptions journal_options(const Options& options, Files& files);

// The newest time any county's ack in the folder shows; none before the first. Call it before the
// journal is opened: it reads and closes again.
std::optional<WallTime> newest_county_time(const Options& options);

// What opening found that a person should hear, in English for the command line; empty when there
// is nothing.
std::string words_of(const journal::Opening& opening);

struct Records {
  // What to do in a folder without records. A mistyped folder must not become a kiosk.
  enum class WhenNone { Found, Refuse };

  // Refused with advice when the kiosk or another command uses the folder; NotFound as WhenNone
  // says. Says on standard error what opening found.
  static Result<std::unique_ptr<Records>> open(const Options& options,
                                               WhenNone when_none = WhenNone::Refuse);

  SystemClock machine;
  DoubtingClock clock;
  SystemRandom random;
  SystemFiles files;
  std::optional<journal::Journal> journal;

 private:
  explicit Records(std::optional<WallTime> county_time) : clock(machine, county_time) {}
};

}  // namespace outreach::kiosk
