// SQLite's view of the simulated disks: one VFS for the whole process, and its default one, so that
// whatever opens a database by its path finds it on the disk of that path.
#pragma once

#include <cstdint>

namespace outreach::simulation {

inline constexpr const char* kDiskVfs = "simulated-disks";

// Once, before the first database is opened.
void register_disk_vfs();
// SQLite draws its own random numbers (of its log's salts) from this seed on.
void seed_sqlite(std::uint64_t seed);

}  // namespace outreach::simulation
