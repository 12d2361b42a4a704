#include "tests/bench/process_tree.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <sstream>

#include "platform/files/files.h"

namespace outreach::bench {
namespace {

constexpr double kNanoseconds = 1e9;
constexpr double kKibibyte = 1'024;

std::string folder_of(int process) {
  return "/proc/" + std::to_string(process);
}

std::vector<int> numbers_in(const Path& folder) {
  std::vector<int> numbers;
  std::error_code failed;
  for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end;
       at.increment(failed)) {
    const std::string name = at->path().filename().string();
    if (std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isdigit(c); })) {
      numbers.push_back(std::stoi(name));
    }
  }
  return numbers;
}

// 0: it has ended.
int parent_of(int process) {
  std::ifstream file(folder_of(process) + "/stat");
  std::stringstream text;
  text << file.rdbuf();
  const std::string all = text.str();
  const std::size_t name_ends = all.rfind(')');
  if (name_ends == std::string::npos) {
    return 0;
  }
  std::istringstream fields(all.substr(name_ends + 1));
  std::string state;
  int parent = 0;
  fields >> state >> parent;
  return parent;
}

}  // namespace

std::vector<int> processes_from(int process) {
  std::multimap<int, int> children;
  for (const int one : numbers_in("/proc")) {
    children.emplace(parent_of(one), one);
  }
  std::vector<int> out{process};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto [first, last] = children.equal_range(out[i]);
    for (auto child = first; child != last; ++child) {
      out.push_back(child->second);
    }
  }
  return out;
}

double pss_bytes(const std::vector<int>& processes) {
  double sum = 0;
  for (const int process : processes) {
    std::ifstream file(folder_of(process) + "/smaps_rollup");
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with("Pss:")) {
        sum += std::stod(line.substr(line.find(':') + 1)) * kKibibyte;
      }
    }
  }
  return sum;
}

std::vector<std::pair<std::string, double>> pss_by_mapping(int process) {
  std::map<std::string, double> shares;
  std::ifstream file(folder_of(process) + "/smaps");
  std::string name;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string first;
    words >> first;
    if (first == "Pss:") {
      double kibibytes = 0;
      words >> kibibytes;
      shares[name] += kibibytes * kKibibyte;
    } else if (first.find('-') != std::string::npos && !first.ends_with(':')) {
      std::string permissions;
      std::string offset;
      std::string device;
      std::string inode;
      name.clear();
      words >> permissions >> offset >> device >> inode >> name;
      name = name.empty() ? "[memory taken by it]" : name;
    }
  }
  std::vector<std::pair<std::string, double>> out(shares.begin(), shares.end());
  std::sort(out.begin(), out.end(),
            [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

double cpu_of_threads(const std::vector<int>& processes) {
  double sum = 0;
  for (const int process : processes) {
    const Path threads = folder_of(process) + "/task";
    for (const int thread : numbers_in(threads)) {
      std::ifstream file(threads / std::to_string(thread) / "schedstat");
      double nanoseconds = 0;
      file >> nanoseconds;
      sum += nanoseconds / kNanoseconds;
    }
  }
  return sum;
}

}  // namespace outreach::bench
