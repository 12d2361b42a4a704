// The faces of the program without a screen, for support staff. Each prints what it found or did
// and returns the exit code; what goes wrong is said on standard error, with what to do about it.
#pragma once

#include <string>

#include "app/kiosk/options.h"
#include "platform/base/bitmap.h"
#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/sqlite/sqlite.h"

namespace outreach::kiosk {

int enrol(const Options& options);
int status(const Options& options);
int tally(const Options& options);
int verify(const Options& options);
int sync(const Options& options);
int import_sheet(const Options& options);
int export_files(const Options& options);
int slip(const Options& options);
int question(const Options& options);
int look_up(const Options& options);
int erase(const Options& options);
int mirror(const Options& options);
int recover(const Options& options);
int packs(const Options& options);
int supervisor_pin(const Options& options);
int stick(const Options& options);
int enrol_by_stick(const Options& options);

// Messages for paper, in the language of the screens or in that of --lang.
void speak_on_paper(const Options& options, Files& files);
// On the printer that the options name; the error says what to do.
Result<void> put_on_paper(const Options& options, const Bitmap& picture);

// Says the error and returns kExitFailed.
int complain(const Error& error);
void print(const std::string& text);  // with a line end
// The records in the folder, for reading beside a running kiosk. NotFound says that there are none
// yet.
Result<sqlite::Database> open_records(const Path& folder);
Error no_records(const Path& folder);
// No total is shown that is not what the entries add up to: kExitDone where all counts are right,
// else it has complained.
int check_counts(sqlite::Database& database);
// As Journal::open, with words for the case that the kiosk runs.
Error with_advice(Error error);

}  // namespace outreach::kiosk
