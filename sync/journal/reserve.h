// Room kept on the disk beside the journal, so that a stall's day is recorded to its end though the
// disk is full. Thread: the journal's.
#pragma once

#include <cstdint>

#include "platform/files/files.h"

namespace outreach::journal {

class Reserve {
 public:
  // `path` is the file that holds the room. 0 bytes: none is kept, and one left by an earlier
  // version's settings is removed when room is needed. `files` must outlive this.
  Reserve(Files& files, Path path, std::uint64_t bytes);

  // Before the database is opened: gives the reserve up where less than it is free, because opening
  // itself must write.
  void make_way();
  // Once the database is open: makes it where that leaves as much again free, so that it does not
  // come and go at a nearly full disk.
  void keep();
  // A full disk refused an entry. True: there was a reserve and its room is free now; try once
  // more.
  bool give_up();
  // Wanted and not there: the disk is too full.
  bool is_missing() const;

 private:
  Files* files_;
  Path path_;
  std::uint64_t bytes_;
};

}  // namespace outreach::journal
