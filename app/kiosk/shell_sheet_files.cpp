// Sheets that were typed in as files: found on the stick, checked, and imported once.
#include <algorithm>
#include <utility>

#include "app/kiosk/sheet.h"
#include "app/kiosk/sheet_joined.h"
#include "app/kiosk/sheet_memory.h"
#include "app/kiosk/shell_state.h"
#include "platform/base/text.h"

namespace outreach::kiosk {
namespace {

// A list of more than this is no stick for sheets; who has so many makes a folder of them.
constexpr std::size_t kSheetFilesMax = 200;

bool is_sheet_name(const std::string& name) {
  constexpr std::string_view kEnding = ".csv";
  if (name.size() <= kEnding.size() || name.starts_with('.') || !is_utf8(name)) {
    return false;
  }
  std::string ending = name.substr(name.size() - kEnding.size());
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char letter) {
    return static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
  });
  return ending == kEnding;
}

core::SheetsFound sheets_on(const std::optional<Path>& stick, Files& files) {
  core::SheetsFound found;
  const auto names = files.list(stick.value_or(Path()));
  found.has_stick = stick && names;
  for (const std::string& name : found.has_stick ? *names : std::vector<std::string>()) {
    if (is_sheet_name(name) && found.names.size() < kSheetFilesMax) {
      found.names.push_back(name);
    }
  }
  return found;
}

// Signed by whoever imports it, which may be another person.
std::vector<journal::Draft> signed_by(std::vector<journal::Draft> drafts,
                                      const std::string& staff) {
  for (journal::Draft& draft : drafts) {
    draft.record.staff = staff;
  }
  return drafts;
}

// What remembers the files is beside the journal, which has not failed with it.
Error of_sheet_memory(const Error& error) {
  return error.code == ErrorCode::NoSpace
             ? error
             : Error{ErrorCode::Unavailable, error.context, error.cause};
}

}  // namespace

struct Shell::State::SheetFile {
  core::CheckedFile said;
  crypto::Hash hash{};
  std::vector<journal::Draft> drafts;

  void read(const Path& path, const domain::Catalogue& catalogue, Files& files) {
    const auto bytes = files.read(path, kSheetBytesMax);
    if (!bytes && bytes.error().code == ErrorCode::TooLarge) {
      said.problems.push_back({0, {}, core::SheetMistake::FileTooLarge, {}, {}});
      return;
    }
    said.is_readable = bytes.has_value();
    if (!bytes) {
      return;
    }
    CheckedSheet checked = check_sheet(*bytes, catalogue, std::string(domain::kStaffMachine));
    hash = crypto::sha256(*bytes);
    said.rows = static_cast<std::int64_t>(checked.rows);
    said.problems = std::move(checked.problems);
    drafts = std::move(checked.drafts);
    said.outings = std::count_if(drafts.begin(), drafts.end(), [](const journal::Draft& draft) {
      return std::holds_alternative<domain::OutingOpened>(draft.record.content);
    });
  }

  Result<void> note(const Path& data, journal::Journal& journal, Files& files) const {
    auto memory = SheetMemory::load(data, files);
    if (!memory) {
      return of_sheet_memory(memory.error());
    }
    const auto known = memory->knows(hash, drafts.front().record, journal);
    if (!known) {
      return known.error();
    }
    if (*known) {
      return Error{ErrorCode::AlreadyExists, said.name};
    }
    const auto noted = memory->note(hash, journal, data, files);
    return noted ? Result<void>() : of_sheet_memory(noted.error());
  }
};

void Shell::State::find_sheets() {
  run_on(
      *carrying, inbox,
      [folder = stick] {
        SystemFiles system;
        return sheets_on(folder, system);
      },
      [this](core::SheetsFound found) { input(core::Event{std::move(found)}); });
}

void Shell::State::check_sheet_file(const core::CheckSheet& command) {
  auto file = std::make_shared<SheetFile>();
  file->said.name = command.name;
  sheet_file.reset();
  run_on(
      *carrying, inbox,
      [file, folder = stick.value_or(Path()), catalogue = face.catalogue] {
        SystemFiles system;
        file->read(folder / file->said.name, catalogue, system);
        return true;
      },
      [this, file](bool /*read*/) {
        sheet_file = file;
        input(core::Event{core::SheetChecked{file->said}});
      });
}

void Shell::State::import_sheet_file(const core::ImportCheckedSheet& command) {
  if (!sheet_file || sheet_file->drafts.empty()) {
    input(core::Event{
        core::SheetNotRecorded{command.ticket, ErrorCode::Unavailable, "no sheet was checked"}});
    return;
  }
  append_drafts(command.ticket, sheet_file->said.rows, signed_by(sheet_file->drafts, command.staff),
                [file = sheet_file, data = options.data](journal::Journal& open) {
                  SystemFiles system;
                  return file->note(data, open, system);
                });
}

}  // namespace outreach::kiosk
