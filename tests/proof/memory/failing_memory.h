// Memory that runs out when told to: SQLite's, and what C++ takes with `new`. Of the whole process;
// one thread.
#pragma once

#include <cstddef>

namespace outreach::testing {

enum class Memory { OfSqlite, OfNew };

// Puts itself under SQLite. Once, before any database is opened.
void stand_under_sqlite();
// Allocation number `nth` from now (1: the next) fails, once.
void run_out_in(Memory memory, std::size_t nth);
// Nothing fails any more. True when it has failed.
bool stop_running_out();

}  // namespace outreach::testing
