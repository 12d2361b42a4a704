// The shell's dealings with sheets of paper that are typed in.
#include <utility>

#include "app/kiosk/sheet_joined.h"
#include "app/kiosk/shell_state.h"
#include "app/kiosk/snapshot.h"

namespace outreach::kiosk {
namespace {

std::vector<journal::Draft> drafts_of_sheet(const std::vector<domain::Record>& records) {
  std::vector<journal::Draft> drafts;
  drafts.reserve(records.size());
  for (const domain::Record& record : records) {
    drafts.push_back({record, drafts.empty() ? 0 : journal::kOutingOfThisAppend});
  }
  return drafts;
}

// What the journal then holds; none: the sheet is recorded, and what it holds cannot be read.
Result<std::optional<core::JournalFacts>> append_joined(const std::vector<journal::Draft>& drafts,
                                                        journal::Journal& journal) {
  const auto joined = onto_known_outings(drafts, journal);
  if (!joined) {
    return joined.error();
  }
  if (const auto appended = journal.append(*joined); !appended) {
    return appended.error();
  }
  core::JournalFacts facts;
  const auto read = read_snapshot(journal.database(), journal.chain_number(), facts);
  return read ? std::optional(std::move(facts)) : std::nullopt;
}

}  // namespace

void Shell::State::perform_for_sheets(const core::Command& command) {
  if (const auto* sheet = std::get_if<core::AppendSheet>(&command)) {
    append_sheet(*sheet);
  } else if (std::holds_alternative<core::FindSheets>(command)) {
    find_sheets();
  } else if (const auto* check = std::get_if<core::CheckSheet>(&command)) {
    check_sheet_file(*check);
  } else if (const auto* import = std::get_if<core::ImportCheckedSheet>(&command)) {
    import_sheet_file(*import);
  }
}

void Shell::State::append_sheet(const core::AppendSheet& command) {
  append_drafts(command.ticket, static_cast<std::int64_t>(command.records.size()) - 1,
                drafts_of_sheet(command.records),
                [](const journal::Journal& /*open*/) { return Result<void>(); });
}

void Shell::State::append_drafts(core::Ticket ticket, std::int64_t entries,
                                 std::vector<journal::Draft> drafts,
                                 std::function<Result<void>(journal::Journal&)> before) {
  if (journal_state != JournalState::Open) {
    // What was typed stays on the screen: whoever typed it asks again.
    input(core::Event{core::SheetNotRecorded{ticket, ErrorCode::Unavailable,
                                             "the records are being opened anew"}});
    if (journal_state == JournalState::Closed) {
      reopen();
    }
    return;
  }
  run_on(
      *recording, inbox,
      [this, drafts = std::move(drafts),
       before = std::move(before)]() -> Result<std::optional<core::JournalFacts>> {
        if (!journal) {
          return Error{ErrorCode::Unavailable, "the records are not open"};
        }
        if (const auto may = before(*journal); !may) {
          return may.error();
        }
        return append_joined(drafts, *journal);
      },
      [this, ticket, entries](const Result<std::optional<core::JournalFacts>>& result) {
        sheet_appended(ticket, entries, result);
      });
}

void Shell::State::sheet_appended(core::Ticket ticket, std::int64_t entries,
                                  const Result<std::optional<core::JournalFacts>>& result) {
  if (result) {
    input(core::Event{core::SheetRecorded{ticket, entries, *result}});
    if (!*result && journal_state == JournalState::Open) {
      reopen();
    }
    if (delivery) {
      delivery->entries_recorded(face.head);
    }
    if (mirror) {
      mirror->entries_recorded(face.head);
    }
    return;
  }
  const Error& error = result.error();
  if (error.code != ErrorCode::InputOutput && error.code != ErrorCode::Corrupt) {
    input(core::Event{core::SheetNotRecorded{ticket, error.code, error.context}});
    return;
  }
  core::Append named;
  named.ticket = ticket;
  doubtful.push_back({named, error, entries});
  if (journal_state == JournalState::Open) {
    reopen();
  }
}

void Shell::State::settle_doubtful_sheet(const Doubtful& sheet, bool is_there) {
  if (is_there) {
    input(core::Event{core::SheetRecorded{sheet.command.ticket, *sheet.sheet_entries, {}}});
  } else {
    input(core::Event{
        core::SheetNotRecorded{sheet.command.ticket, sheet.error.code, sheet.error.context}});
  }
}

}  // namespace outreach::kiosk
