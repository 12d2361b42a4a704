// Marks that tell a data folder from its copies. Table `installation` and the file `installation`
// beside the database hold the same random token, a new one at every opening; a database that was
// put back from a backup has an old one. The machine's own marks tell a card that was moved or
// cloned. A folder that was copied whole on one machine cannot be told so: the county finds it, by
// the chain.
//
// The new token is made durable in the database first, together with the one the file has until it
// is replaced, so that a cut between the two is no difference. Thread: the journal's.
#pragma once

#include <optional>
#include <string>

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/random/random.h"
#include "platform/sqlite/sqlite.h"
#include "sync/domain/vocabulary.h"

namespace outreach::journal {

class Installation {
 public:
  // Reads the marks in `folder` and its database. `machine` as JournalOptions has it. Makes a file
  // where there is none: "no file" is then never what renew() tells the database, so that a backup
  // that is put back without the file is noticed, be it of the very first session.
  static Result<Installation> read(const Path& folder, sqlite::Database& database, Files& files,
                                   Random& random, const std::string& machine);

  // Restored or OtherMachine when these data are a copy; none at a first opening.
  std::optional<domain::EpochReason> verdict() const {
    return verdict_;
  }
  // Inside a transaction, the one of the new epoch where the verdict asks for one: these data are
  // this installation's from here on.
  Result<void> renew(sqlite::Database& database, Random& random);
  // After its commit. A full disk is no failure: the file then keeps the token it had, which the
  // database knows.
  Result<void> write_file(Files& files) const;

 private:
  Result<void> make_file(Files& files, Random& random);

  Path path_;
  Bytes file_token_;
  Bytes new_token_;
  std::string machine_;
  std::optional<domain::EpochReason> verdict_;
};

}  // namespace outreach::journal
