// A kiosk in this process and a county in its own, for the measurements.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/clock/clock.h"
#include "platform/http/transport.h"
#include "platform/random/random.h"
#include "platform/worker/worker.h"
#include "sync/client/enrolment.h"
#include "sync/journal/journal.h"
#include "tests/bench/measure.h"
#include "tests/bench/sample_day.h"

namespace outreach::bench {

inline constexpr std::size_t kAppendAtOnce = 2'000;

// Everything a kiosk has, in this process.
struct Kiosk {
  explicit Kiosk(const Path& data) : folder(data) {}

  Path folder;
  SystemClock clock;
  SystemRandom random;
  SystemFiles files;
  Inbox inbox;
  journal::Journal journal = must(journal::Journal::open(folder, clock, random, files));
  std::unique_ptr<http::Transport> network =
      must(http::make_curl_transport({}, [this] { inbox.post([] {}); }));
};

inline void fill(Kiosk& kiosk, std::size_t records) {
  const journal::Sequence outing = open_sample_outing(kiosk.journal);
  for (std::size_t done = 1; done < records;) {
    std::vector<journal::Draft> drafts;
    for (std::size_t i = 0; i < kAppendAtOnce && done < records; ++i, ++done) {
      drafts.push_back({sample_record(done), outing});
    }
    must(kiosk.journal.append(drafts));
  }
}

// A county process that has just been founded.
class County {
 public:
  enum class Place {
    Here,
    // It stands for a machine of its own: only the processor time that the kiosk leaves, and (by
    // its folder) memory for a disk.
    Elsewhere,
  };

  explicit County(Path folder, Place place = Place::Here) : folder_(std::move(folder)) {
    std::filesystem::create_directories(folder_.parent_path());
    run_child(
        {program("outreach-county"), "init", "--data", folder_.string(), "--name", "曲沃县信访局"});
    std::vector<std::string> command;
    if (place == Place::Elsewhere) {
      command = {"/usr/bin/chrt", "--idle", "0"};
    }
    command.insert(command.end(), {program("outreach-county"), "serve", "--data", folder_.string(),
                                   "--listen", "127.0.0.1:0"});
    server_ = std::make_unique<Child>(command);
    const std::string line = server_->read_line();
    url_ = line.substr(line.find("http://"));
  }

  const Path& folder() const {
    return folder_;
  }
  client::Grant enrol(Kiosk& kiosk) const {
    const std::string code = output_of(
        {program("outreach-county"), "enrol", "--data", folder_.string(), "--name", "bench"});
    return must(client::enrol(url_, code, kiosk.journal.identity(), kiosk.folder, kiosk.files,
                              kiosk.random, *kiosk.network, kiosk.inbox));
  }
  const std::string& url() const {
    return url_;
  }
  int process() const {
    return server_->process();
  }

 private:
  Path folder_;
  std::unique_ptr<Child> server_;
  std::string url_;
};

}  // namespace outreach::bench
