#include "app/county/passphrase.h"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <termios.h>
#include <unistd.h>
#include <utility>

#include "app/county/output.h"
#include "platform/crypto/crypto.h"

namespace outreach::county {
namespace {

// A passphrase, not a document.
constexpr std::size_t kPassphraseBytesMax = 1'024;

// Standard input without echo, and without Ctrl-C: it would leave the terminal mute. As it was when
// destroyed.
class MuteTerminal {
 public:
  MuteTerminal() {
    termios mute{};
    if (tcgetattr(STDIN_FILENO, &before_) != 0) {
      return;
    }
    mute = before_;
    mute.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
    is_mute_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &mute) == 0;
  }
  ~MuteTerminal() {
    if (is_mute_) {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
  }
  MuteTerminal(const MuteTerminal&) = delete;
  MuteTerminal& operator=(const MuteTerminal&) = delete;

  bool is_mute() const {
    return is_mute_;
  }

 private:
  termios before_{};
  bool is_mute_ = false;
};

Error invalid(const std::string& what) {
  return {ErrorCode::InvalidInput, what};
}

Result<crypto::SecretBytes> read_line() {
  auto line = crypto::SecretBytes::make(kPassphraseBytesMax);
  if (!line) {
    return line;
  }
  const auto ended = crypto::read_secret_line(STDIN_FILENO, *line);
  if (!ended) {
    return ended.error();
  }
  return line;
}

Result<crypto::SecretBytes> ask(const std::string& question) {
  const MuteTerminal terminal;
  if (!terminal.is_mute()) {
    return invalid("this terminal shows what is typed: use --passphrase-file");
  }
  complain(question);
  auto line = read_line();
  constexpr std::uint8_t kControlC = 3;
  const bool is_cancelled =
      line && std::find(line->view().begin(), line->view().end(), kControlC) != line->view().end();
  return is_cancelled ? invalid("cancelled: nothing was changed") : std::move(line);
}

Result<crypto::SecretBytes> ask_at_terminal(PassphraseUse use) {
  auto first = ask("Passphrase of the casework key:");
  if (!first || use == PassphraseUse::Open) {
    return first;
  }
  const auto second = ask("The same once more:");
  if (!second) {
    return second.error();
  }
  return crypto::equal_in_constant_time(first->view(), second->view())
             ? std::move(first)
             : invalid("the two were not the same: nothing was changed");
}

Result<crypto::SecretBytes> read_file(const Path& path, Files& files) {
  auto content = files.read(path, kPassphraseBytesMax);
  if (!content) {
    return content.error();
  }
  auto line = crypto::SecretBytes::make(kPassphraseBytesMax);
  if (line) {
    auto end = std::find(content->begin(), content->end(), '\n');
    if (end != content->begin() && end != content->end() && *(end - 1) == '\r') {
      --end;
    }
    const auto size = static_cast<std::size_t>(end - content->begin());
    if (auto taken = line->append(ByteView(*content).first(size)); !taken) {
      return taken.error();
    }
  }
  crypto::wipe(*content);
  return line;
}

}  // namespace

Result<crypto::SecretBytes> read_passphrase(const std::string& source, PassphraseUse use,
                                            Files& files) {
  const bool is_file = !source.empty() && source != "-";
  if (source.empty() && isatty(STDIN_FILENO) == 0) {
    return invalid("a passphrase is needed: give --passphrase-file, or run this at a terminal");
  }
  auto passphrase = is_file                     ? read_file(source, files)
                    : isatty(STDIN_FILENO) == 0 ? read_line()
                                                : ask_at_terminal(use);
  if (passphrase && passphrase->size() == 0) {
    return invalid("the passphrase is empty");
  }
  return passphrase;
}

}  // namespace outreach::county
