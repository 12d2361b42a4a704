// The kiosk's engine without its face: journal, recorder, delivery and the real transport, turned
// by whoever holds it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/http/transport.h"
#include "platform/worker/worker.h"
#include "sync/client/delivery.h"
#include "sync/client/enrolment.h"
#include "sync/client/recorder.h"
#include "sync/journal/journal.h"

namespace outreach::testing {

class TestKiosk {
 public:
  static Result<std::unique_ptr<TestKiosk>> open(const Path& folder, Clock& clock, Random& random,
                                                 Files& files) {
    auto journal = journal::Journal::open(folder, clock, random, files);
    if (!journal) {
      return journal.error();
    }
    std::unique_ptr<TestKiosk> kiosk(
        new TestKiosk(folder, clock, random, files, *std::move(journal)));
    auto transport = http::make_curl_transport(client::curl_options({}), [kiosk = kiosk.get()] {
      kiosk->inbox_.post([] {});  // ends the wait of a turn
    });
    if (!transport) {
      return transport.error();
    }
    kiosk->transport_ = std::move(*transport);
    return kiosk;
  }

  Result<void> enrol(const std::string& county_url, const std::string& code) {
    const auto grant = client::enrol(county_url, code, journal_.identity(), folder_, files_,
                                     random_, *transport_, inbox_);
    return grant ? Result<void>() : grant.error();
  }

  // Once it is enrolled: from here on turns deliver what is recorded.
  Result<void> start_delivery() {
    auto grant = client::load_grant(folder_, files_);
    if (!grant) {
      return grant.error();
    }
    grant_ = *std::move(grant);
    begin_delivery();
    return {};
  }

  // `done` is called in a later turn, when the entry is durable or could not be made so.
  void append(const journal::Draft& draft,
              std::function<void(const Result<std::vector<journal::Appended>>&)> done) {
    recorder_.append({draft}, [this, done = std::move(done)](
                                  const Result<std::vector<journal::Appended>>& appended) {
      if (appended && delivery_) {
        delivery_->entries_recorded(appended->back().sequence);
      }
      done(appended);
    });
  }

  // One turn of the control loop, which sleeps until something comes but at most so long.
  void turn(int milliseconds = 20) {
    inbox_.wait(milliseconds);
    inbox_.drain();
    transport_->poll();
    if (delivery_) {
      delivery_->tick(clock_.now());
    }
  }
  void sync_now() {
    delivery_->sync_now();
  }

  const client::DeliveryStatus& status() const {
    return delivery_->status();
  }
  // Between turns and with nothing being appended.
  journal::Journal& journal() {
    recording_.flush();
    return journal_;
  }

 private:
  TestKiosk(Path folder, Clock& clock, Random& random, Files& files, journal::Journal journal)
      : folder_(std::move(folder)),
        clock_(clock),
        random_(random),
        files_(files),
        journal_(std::move(journal)) {}

  // What the county has otherwise goes on in a new epoch, as in the product.
  void begin_delivery() {
    const client::Diverged diverged = [this](domain::EpochReason reason, journal::Sequence common) {
      if (!begins_epoch_) {
        begins_epoch_ = true;
        recorder_.begin_epoch(reason, common, [this](const Result<journal::EpochBegan>& begun) {
          begins_epoch_ = false;
          if (begun) {
            begin_delivery();
          }
        });
      }
    };
    delivery_.emplace(
        client::DeliveryDependencies{*transport_, reading_, inbox_, recorder_, random_, files_,
                                     diverged},
        client::DeliveryTarget{
            folder_, {}, journal_.identity(), journal_.chain(), journal_.chain_number()},
        grant_);
  }

  Path folder_;
  Clock& clock_;
  Random& random_;
  Files& files_;
  journal::Journal journal_;
  Inbox inbox_;
  ThreadWorker recording_;
  ThreadWorker reading_;
  client::Recorder recorder_{journal_, recording_, inbox_};
  std::unique_ptr<http::Transport> transport_;
  std::optional<client::Grant> grant_;
  bool begins_epoch_ = false;
  std::optional<client::Delivery> delivery_;
};

}  // namespace outreach::testing
