// A program that a person types into: its standard input stays open, and its memory can be looked
// at while it waits for more.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace outreach::testing {

class TypedProgram {
 public:
  // Started in `folder`, where a core file would go; core files of any size are allowed.
  TypedProgram(const std::string& path, const std::vector<std::string>& arguments,
               const std::string& folder);
  ~TypedProgram();  // ends it by SIGKILL if it still runs
  TypedProgram(const TypedProgram&) = delete;
  TypedProgram& operator=(const TypedProgram&) = delete;

  void type(std::string_view text) const;
  // The next line it prints; empty when it ended.
  std::string read_line() const;
  // Which of these byte strings stand anywhere in its writable memory. Nothing when the system does
  // not let us read it.
  std::optional<std::vector<std::string>> in_memory(const std::vector<std::string>& needles) const;
  // Ends it by this signal, and waits.
  void end_by(int signal);

 private:
  pid_t process_ = -1;
  int input_ = -1;
  int output_ = -1;
};

}  // namespace outreach::testing
