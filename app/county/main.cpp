#include <variant>

#include "app/county/command_line.h"
#include "app/county/commands.h"
#include "app/county/output.h"
#include "platform/crypto/crypto.h"
#include "platform/machine/kept_memory.h"
#include "platform/text/locale.h"

namespace {

// A few batches in hand, unpacked: what a busy server uses again and again.
constexpr std::size_t kKeptMemoryBytes = 32 << 20;

}  // namespace

int main(int argument_count, char** arguments) {
  using namespace outreach;
  const auto asked = county::read_command_line(argument_count, arguments);
  if (const auto* end = std::get_if<county::ExitCode>(&asked)) {
    return static_cast<int>(*end);
  }
  keep_freed_memory(kKeptMemoryBytes);
  if (const auto ready = crypto::initialise(); !ready) {
    return static_cast<int>(county::fail(ready.error()));
  }
  const auto& command = std::get<county::Command>(asked);
  const auto may = std::visit([](const auto& wanted) { return check_user(wanted.data); }, command);
  if (!may) {
    return static_cast<int>(county::fail(may.error()));
  }
  open_messages(assets_folder() / "locale");
  set_message_language(MessageLanguage::Chinese);
  SystemClock clock;
  SystemRandom random;
  SystemFiles files;
  const county::Machine machine{clock, random, files};
  const auto code =
      std::visit([&](const auto& wanted) { return county::run(wanted, machine); }, command);
  return static_cast<int>(code);
}
