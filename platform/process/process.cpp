#include "platform/process/process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <unistd.h>

#include "platform/process/spawned.h"

namespace outreach::process {
namespace {

constexpr std::size_t kSaidMax = 4'096;

// Until its output ends; false when it kept silent for too long.
bool listen(int output, std::chrono::milliseconds patience, std::string& said) {
  std::array<char, 1'024> chunk{};
  for (;;) {
    pollfd waiting{output, POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(patience.count()));
    if (ready == 0) {
      return false;
    }
    const ssize_t size = ready < 0 ? -1 : read(output, chunk.data(), chunk.size());
    if (size < 0 && errno != EINTR) {
      return true;
    }
    if (size == 0) {
      return true;
    }
    if (size > 0 && said.size() < kSaidMax) {
      said.append(chunk.data(), static_cast<std::size_t>(size));
    }
  }
}

}  // namespace

Result<Ran> run_to_end(const std::vector<std::string>& words, std::chrono::milliseconds patience) {
  if (words.empty()) {
    return Error{ErrorCode::InvalidInput, "no program was named"};
  }
  Pipe output;
  if (!output.open()) {
    return failed("starting", words.front(), errno);
  }
  const auto id = spawn(words, {.error = output.ends[1]});
  if (!id) {
    return id.error();
  }
  output.close_end(1);
  Ran ran;
  const bool ended = listen(output.ends[0], patience, ran.said);
  if (!ended) {
    kill(*id, SIGKILL);
  }
  ran.exit_code = reap(*id);
  if (!ended) {
    return Error{ErrorCode::Unavailable, words.front() + " did not come to an end"};
  }
  return ran;
}

}  // namespace outreach::process
