#include "app/kiosk/records.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include "app/kiosk/clock_memory.h"
#include "app/kiosk/commands.h"
#include "platform/machine/machine.h"

namespace outreach::kiosk {

journal::JournalOptions journal_options(const Options& options, Files& files) {
  journal::JournalOptions wanted;
  wanted.vfs = options.vfs;
  wanted.machine = write_machine_identity(read_machine_identity(files));
  return wanted;
}

std::optional<WallTime> newest_county_time(const Options& options) {
  auto database = journal::open_reader(options.data, {options.vfs});
  if (!database) {
    return std::nullopt;
  }
  const auto chains = journal::chains(*database);
  if (!chains) {
    return std::nullopt;
  }
  std::optional<WallTime> newest;
  for (const journal::ChainRow& chain : *chains) {
    const auto ack = journal::ack_state(*database, chain.number);
    if (ack && ack->county_time > WallTime{} && (!newest || ack->county_time > *newest)) {
      newest = ack->county_time;
    }
  }
  return newest;
}

std::string words_of(const journal::Opening& opening) {
  std::string words;
  const auto say = [&](const std::string& sentence) {
    words += (words.empty() ? "" : "\n") + sentence;
  };
  if (opening.epoch) {
    std::string sentence = "a new epoch of the records has begun (" +
                           std::string(domain::code_of(opening.epoch->reason)) +
                           "); the earlier ones are kept and are still delivered";
    if (opening.epoch->taken_over > 0) {
      sentence += "; " + std::to_string(opening.epoch->taken_over) + " entries were taken over";
    }
    say(sentence);
  }
  if (!opening.damages.empty()) {
    say(std::to_string(opening.damages.size()) +
        " of the newest entries are damaged; the others are whole (outreach-kiosk verify names "
        "them)");
  }
  if (opening.reserve_missing) {
    say("the disk is nearly full: make room on it before the next outing");
  }
  return words;
}

Result<std::unique_ptr<Records>> Records::open(const Options& options, WhenNone when_none) {
  std::unique_ptr<Records> records(new Records(newest_county_time(options)));
  if (when_none == WhenNone::Refuse &&
      !records->files.exists(options.data / journal::kJournalFile)) {
    return no_records(options.data);
  }
  recall_clock(records->clock, options.data, records->files);
  auto opened = journal::Journal::open(options.data, records->clock, records->random,
                                       records->files, journal_options(options, records->files));
  if (!opened) {
    return with_advice(opened.error());
  }
  records->journal.emplace(std::move(*opened));
  if (const std::string words = words_of(records->journal->opening()); !words.empty()) {
    std::fprintf(stderr, "outreach-kiosk: %s\n", words.c_str());
  }
  return records;
}

}  // namespace outreach::kiosk
