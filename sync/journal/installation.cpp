#include "sync/journal/installation.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/machine/machine.h"
#include "sync/journal/journal.h"

namespace outreach::journal {
namespace {

constexpr std::size_t kTokenSize = 16;
// What a file holds that is not there. A token is random and never this.
constexpr std::array<std::uint8_t, kTokenSize> kNoToken{};

Result<Bytes> read_token(Files& files, const Path& path) {
  const Bytes foreign{0};  // a file that is there and holds no token
  auto content = files.read(path, kTokenSize);
  if (content) {
    return content->size() == kTokenSize ? content : foreign;
  }
  if (content.error().code == ErrorCode::NotFound) {
    return Bytes(kNoToken.begin(), kNoToken.end());
  }
  if (content.error().code == ErrorCode::TooLarge) {
    return foreign;
  }
  return content.error();
}

// The marks that are known now, and those that could not be read today.
std::string known_marks(const std::string& stored, const std::string& now) {
  const auto before = read_from_text(stored);
  auto all = read_from_text(now);
  if (!before || !all) {
    return all ? now : stored;
  }
  for (const MachineMark& mark : *before) {
    const bool is_known = std::any_of(all->begin(), all->end(), [&](const MachineMark& known) {
      return known.name == mark.name;
    });
    if (!is_known) {
      all->push_back(mark);
    }
  }
  return write_machine_identity(*all);
}

bool is_other_machine(const std::string& stored, const std::string& now) {
  const auto before = read_from_text(stored);
  const auto today = read_from_text(now);
  return before && today && !is_same_machine(*before, *today);
}

}  // namespace

Result<Installation> Installation::read(const Path& folder, sqlite::Database& database,
                                        Files& files, Random& random, const std::string& machine) {
  Installation installation;
  installation.path_ = folder / kInstallationFile;
  auto file_token = read_token(files, installation.path_);
  if (!file_token) {
    return file_token.error();
  }
  installation.file_token_ = std::move(*file_token);
  installation.machine_ = machine;
  auto select = database.prepare("SELECT token,token_before,machine FROM installation");
  if (!select) {
    return select.error();
  }
  const auto row = select->step();
  if (!row) {
    return row.error();
  }
  if (*row) {
    const auto is_of_file = [&](int column) {
      const ByteView token = select->blob(column);
      return std::equal(token.begin(), token.end(), installation.file_token_.begin(),
                        installation.file_token_.end());
    };
    const std::string stored(select->text(2));
    if (is_other_machine(stored, machine)) {
      installation.verdict_ = domain::EpochReason::OtherMachine;
    } else {
      installation.machine_ = known_marks(stored, machine);
      if (!is_of_file(0) && !is_of_file(1)) {
        installation.verdict_ = domain::EpochReason::Restored;
      }
    }
  }
  if (auto made = installation.make_file(files, random); !made) {
    return made.error();
  }
  return installation;
}

// On a full disk there is none until the next opening.
Result<void> Installation::make_file(Files& files, Random& random) {
  if (!std::ranges::equal(file_token_, kNoToken)) {
    return {};
  }
  const auto token = random.array<kTokenSize>();
  if (auto written = files.write_atomically(path_, token, kOwnerOnly); !written) {
    return written.error().code == ErrorCode::NoSpace ? Result<void>() : written;
  }
  file_token_.assign(token.begin(), token.end());
  return {};
}

Result<void> Installation::renew(sqlite::Database& database, Random& random) {
  const auto token = random.array<kTokenSize>();
  new_token_.assign(token.begin(), token.end());
  auto replace = database.prepare("INSERT OR REPLACE INTO installation VALUES(1,?,?,?)");
  if (!replace) {
    return replace.error();
  }
  return replace->bind(1, ByteView(new_token_))
      .bind(2, ByteView(file_token_))
      .bind(3, machine_)
      .run();
}

Result<void> Installation::write_file(Files& files) const {
  auto written = files.write_atomically(path_, new_token_, kOwnerOnly);
  if (!written && written.error().code == ErrorCode::NoSpace) {
    return {};
  }
  return written;
}

}  // namespace outreach::journal
