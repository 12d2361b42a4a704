// Which files were imported into a journal before, so that a sheet typed in twice does not count
// twice. A text file beside the journal; what it claims is believed only where the journal itself
// holds the entries.
#pragma once

#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "platform/files/files.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {

inline constexpr const char* kSheetMemoryFile = "imported-sheets.txt";

class SheetMemory {
 public:
  // Corrupt when the file cannot be understood.
  static Result<SheetMemory> load(const Path& data, Files& files);

  // True when this file's entries are in this journal, in whatever epoch they were made. `first` is
  // the first entry they would make.
  Result<bool> knows(const crypto::Hash& sheet, const domain::Record& first,
                     journal::Journal& journal) const;
  // To be called before the append: a power cut between the two leaves a line without entries,
  // which is not believed.
  Result<void> note(const crypto::Hash& sheet, const journal::Journal& journal, const Path& data,
                    Files& files);

 private:
  struct Line {
    crypto::Hash sheet{};
    domain::EpochId epoch{};
    journal::Sequence first = 0;  // where its first entry went
  };
  std::vector<Line> lines_;
};

}  // namespace outreach::kiosk
