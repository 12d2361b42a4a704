// A program with all the processes it started, as the system counts them.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace outreach::bench {

// The process and those that came from it and have not been left to others.
std::vector<int> processes_from(int process);

// Proportional share of memory: what a page is shared by divides it.
double pss_bytes(const std::vector<int>& processes);
// Of one process: what is mapped, by name, and its share in bytes; the largest first.
std::vector<std::pair<std::string, double>> pss_by_mapping(int process);
// CPU seconds of all their threads that still run, to the nanosecond.
double cpu_of_threads(const std::vector<int>& processes);

}  // namespace outreach::bench
