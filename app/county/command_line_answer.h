// The commands that answer residents' questions, as typed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/county/command.h"
#include "platform/base/result.h"

namespace CLI {
class App;
}

namespace outreach::county {

struct TypedAnswer {
  std::string what;  // which of them; empty: another command
  std::string data;
  std::string question;
  std::string state = "answered";
  std::string office;
  std::string date;
  std::string text = "-";
  std::string passphrase_file;
  std::string key_file;
  std::string expires;
  std::string carry;
  std::uint64_t version = 0;
  bool all = false;
  bool json = false;
};

// `typed` must outlive the parsing.
void describe_answer(CLI::App& app, TypedAnswer& typed);
// Nothing when it was another command. InvalidInput: a value is wrong.
std::optional<Result<Command>> read_answer_command(const TypedAnswer& typed);

}  // namespace outreach::county
