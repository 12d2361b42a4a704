// A county that serves on loopback, and stalls that deliver to it.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "app/county/service.h"
#include "tests/support/county_bench.h"
#include "tests/support/exchange.h"
#include "tests/support/kiosk_bench.h"
#include "tests/support/shared_random.h"

namespace outreach::testing {

using county::Service;

class LogLines {
 public:
  Service::Log writer() {
    return [this](const std::string& line) {
      const std::lock_guard lock(mutex_);
      lines_.push_back(line);
    };
  }
  std::vector<std::string> lines() {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

// A county that serves on loopback until it is stopped.
class Served {
 public:
  explicit Served(std::string vfs = {},
                  std::size_t queued_requests_max = county::kQueuedRequestsMax)
      : bench(std::move(vfs)) {
    forget_environment_proxies();
    options.queued_requests_max = queued_requests_max;
    code = bench.new_code();
    other_code = bench.new_code("二号");
    start();
  }
  void start() {
    if (!bench.county) {
      bench.open();
    }
    service = required(Service::start(std::move(*bench.county), bench.clock, spread, options,
                                      log.writer(), failed.raiser()));
    bench.county.reset();
    options.listener.port = service->port();
  }
  void stop() {
    service.reset();
  }
  std::string url(const std::string& path = "") const {
    return "http://127.0.0.1:" + std::to_string(service->port()) + path;
  }

  LogLines log;
  Signal failed;
  SeededRandom spread{3};  // of Retry-After
  CountyBench bench;       // its ledger is served, and opened anew by bench.open() after stop()
  county::ServiceOptions options;
  std::string code;
  std::string other_code;
  std::unique_ptr<Service> service;
};

struct Stall {
  explicit Stall(std::uint64_t seed = 5) : random(seed) {
    open();
  }
  void open() {
    kiosk.reset();
    kiosk = required(TestKiosk::open(folder.path(), clock, random, files));
  }
  // Records and waits until it is durable.
  domain::Sequence record(const domain::Content& content, domain::Sequence outing) {
    domain::Sequence sequence = 0;
    kiosk->append({{content, "张三", {}}, outing},
                  [&](const Result<std::vector<journal::Appended>>& appended) {
                    REQUIRE(appended);
                    sequence = appended->front().sequence;
                  });
    while (sequence == 0) {
      kiosk->turn();
    }
    return sequence;
  }
  void record_day(int handouts) {
    const Date day{std::chrono::year{2127} / 1 / 10};
    const auto outing =
        record(domain::OutingOpened{domain::OutingKind::Market, "县城集", "乐昌镇", day}, 0);
    for (int i = 1; i <= handouts; ++i) {
      record(domain::Handout{"regulations", i}, outing);
      record(domain::Consultation{2, "land", domain::Pathway::Arbitration, "labour",
                                  domain::Outcome::AnsweredOnTheSpot},
             outing);
    }
  }
  void enrol(const Served& county, const std::string& code) {
    const auto done = kiosk->enrol(county.url(), code);
    if (!done) {
      FAIL(done.error().context);
    }
    REQUIRE(kiosk->start_delivery());
  }
  void deliver_all() {
    do {
      kiosk->turn();
    } while (kiosk->status().link != client::Link::Idle);
    CHECK(kiosk->status().waiting == 0);
  }
  domain::Totals totals() {
    return required(journal::tally(kiosk->journal().database(), {}, {})).totals;
  }

  TemporaryFolder folder;
  FakeClock clock;
  SharedRandom random;
  SystemFiles files;
  std::unique_ptr<TestKiosk> kiosk;
};

inline http::Answer ask(http::Transport& transport, Signal& woken, const std::string& method,
                        const std::string& url) {
  http::Request request;
  request.method = method;
  request.url = url;
  return answer_of(exchange(transport, woken, std::move(request)));
}

}  // namespace outreach::testing
