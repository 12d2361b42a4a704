#include "tests/simulation/network.h"

#include <algorithm>
#include <utility>

#include "sync/protocol/ack.h"
#include "sync/protocol/wire.h"
#include "tests/simulation/network_exchange.h"
#include "tests/simulation/truth.h"
#include "tests/support/ack_answer.h"

namespace outreach::simulation {
std::int64_t Link::carrying_time(std::size_t bytes) {
  const std::int64_t rate = is_fair_now() ? 1'000'000 : bits_per_second_;
  return static_cast<std::int64_t>(bytes) * 8 * 1'000 / rate;
}

void Link::start(http::Request request, Done done) {
  check_sealed(request.body, "the line");
  ++requests_;
  bytes_sent_ += request.body.size() + kRequestHead;
  Exchange exchange;
  exchange.number = requests_;
  exchange.started = around_.now();
  exchange.deadline = request.deadline.count();
  exchange.path = request.url.substr(std::min(request.url.size(), kCountyUrl.size()));
  exchange.method = request.method;
  exchange.body = std::move(request.body);
  if (exchange.path == protocol::kBatchPath) {
    overheard_batch_ = exchange.body;
  }
  flights_.push_back({exchange.number, std::move(done), std::nullopt});
  around_.trace.note(
      around_.now(), whose_, exchange.path == protocol::kBatchPath ? "posts a batch" : "asks",
      static_cast<std::int64_t>(exchange.number), static_cast<std::int64_t>(exchange.body.size()));
  std::int64_t after = 0;
  if (auto outcome = stopped_on_the_way(exchange, after)) {
    finish(exchange.number, after, std::move(*outcome));
    return;
  }
  std::int64_t there = round_trip_ / 2 + carrying_time(exchange.body.size() + kRequestHead);
  exchange.back = round_trip_ / 2;
  glitch(exchange, there);
  if (there >= exchange.deadline) {
    finish(exchange.number, exchange.deadline, http::Failure{http::Fault::Timeout, "slow"});
  }
  if (there >= 0) {
    around_.schedule.after(
        there, [this, exchange = std::move(exchange)]() mutable { arrive(std::move(exchange)); });
  }
}

void Link::repeat_later(const Exchange& exchange, Row why, std::int64_t least, std::int64_t most) {
  around_.schedule.after(
      around_.dice.between(least, most),
      [this, why, method = exchange.method, path = exchange.path, body = exchange.body] {
        around_.trace.note(around_.now(), whose_, "an old request arrives again");
        ask_server(method, path, body, [this, why](const std::optional<http::Answer>& answered) {
          if (answered) {
            around_.coverage.hit(why);  // nobody hears it
          }
        });
      });
}

void Link::ask_server(const std::string& method, const std::string& path, const Bytes& body,
                      County::Reply reply) {
  County& asked = servers_.second_answers && servers_.second != nullptr && around_.dice.once_in(2)
                      ? *servers_.second
                      : *servers_.county;
  if (&asked == servers_.second) {
    around_.coverage.hit(Row::S9);
  }
  asked.serve(method, path, body, std::move(reply));
}

void Link::arrive(Exchange exchange) {
  const std::string method = exchange.method;
  const std::string path = exchange.path;
  const Bytes body = exchange.body;
  ask_server(method, path, body,
             [this, exchange = std::move(exchange)](std::optional<http::Answer> given) {
               arrived(exchange, std::move(given));
             });
}

void Link::arrived(Exchange exchange, std::optional<http::Answer> given) {
  if (!given) {
    around_.trace.note(around_.now(), "county", "does not answer");
    finish(exchange.number, exchange.back,
           around_.dice.once_in(2) ? http::Failure{http::Fault::CannotConnect, "down"}
                                   : cut("county died"));
    return;
  }
  around_.trace.note(around_.now(), "county", "answers", given->status,
                     static_cast<std::int64_t>(given->body.size()));
  if (exchange.path == protocol::kRotationsPath && given->status == 200 &&
      !servers_.county->keys().earlier.empty()) {
    around_.coverage.hit(Row::S7);  // it asks what leads to the county's new keys
  }
  if (!around_.faults_stopped) {
    meet_county_faults(exchange, *given);
  }
  answer(exchange, *std::move(given));
}

void Link::meet_county_faults(Exchange& exchange, http::Answer& given) {
  if (around_.now() < servers_.flooded_until) {
    around_.coverage.hit(Row::X7);
  }
  if (around_.now() < servers_.slow_until) {
    around_.coverage.hit(Row::S5);
    exchange.back += around_.dice.between(10 * kSecond, 90 * kSecond);
    if (servers_.while_slow) {
      servers_.while_slow();
    }
  }
  if (around_.now() < servers_.lying_until && given.content_type == protocol::kContentType) {
    if (const auto ack = testing::open_ack_answer(given.body, exchange.body,
                                                  servers_.county->keys().sign.public_key())) {
      around_.coverage.hit(Row::S8);
      around_.trace.note(around_.now(), "county", "lies");
      given = {200, protocol::kContentType, std::nullopt,
               protocol::ack_answer(servers_.county->lie_about(*ack, around_.dice))};
    }
  }
}

void Link::answer(const Exchange& exchange, http::Answer given) {
  Dice& dice = around_.dice;
  const std::int64_t passed = around_.now() - exchange.started;
  const std::int64_t left = exchange.deadline - passed;
  if (given.content_type == protocol::kContentType) {
    cached_[exchange.path] = given;
  }
  if (!is_fair_now() && weather_ == Weather::Proxy && dice.once_in(2)) {
    around_.coverage.hit(Row::N15);
    given.content_type = dice.once_in(2) ? "application/octet-stream" : "text/plain";
  }
  if (exchange.back >= left) {
    finish(exchange.number, left, http::Failure{http::Fault::Timeout, "the answer came too late"});
  } else if (exchange.loses_answer) {
    if (exchange.path == protocol::kBatchPath && given.status == 200) {
      around_.coverage.hit(Row::N3);
    }
    finish(exchange.number, exchange.back, cut("the answer was lost"));
  } else if (exchange.cuts_answer && !exchange.truncates_answer) {
    around_.coverage.hit(Row::N4);
    finish(exchange.number, exchange.back, cut("reset in the answer"));
  } else if (exchange.answer_room < given.body.size() + kAnswerHead) {
    around_.coverage.hit(Row::N5);
    finish(exchange.number, exchange.back, cut("the connection died in the answer"));
  } else {
    if (exchange.truncates_answer) {
      around_.coverage.hit(Row::N4);
      given.body.resize(dice.below(given.body.size() + 1));
    }
    if (exchange.flips_answer) {
      flip(given.body, dice);
    }
    finish(exchange.number, exchange.back, std::move(given));
  }
}

void Link::finish(std::uint64_t number, std::int64_t after, http::Outcome outcome) {
  around_.schedule.after(std::max<std::int64_t>(after, 0),
                         [this, number, outcome = std::move(outcome)]() mutable {
                           for (Flight& flight : flights_) {
                             if (flight.number == number && !flight.outcome) {
                               flight.outcome = std::move(outcome);
                               wake_();
                               return;
                             }
                           }
                         });
}

std::size_t Link::poll() {
  std::size_t delivered = 0;
  for (std::size_t at = 0; at < flights_.size();) {
    if (!flights_[at].outcome) {
      ++at;
      continue;
    }
    Flight finished = std::move(flights_[at]);
    flights_.erase(flights_.begin() + static_cast<std::ptrdiff_t>(at));
    ++delivered;
    const auto* given = std::get_if<http::Answer>(&*finished.outcome);
    around_.trace.note(around_.now(), whose_, given != nullptr ? "hears" : "hears nothing",
                       static_cast<std::int64_t>(finished.number),
                       given != nullptr ? given->status
                                        : static_cast<std::int64_t>(
                                              std::get<http::Failure>(*finished.outcome).fault));
    finished.done(std::move(*finished.outcome));
    at = 0;  // `done` may have begun others, or cancelled all
  }
  return delivered;
}

void Link::cancel_all() {
  flights_.clear();
}

int Link::cut_what_is_under_way(Row why) {
  int cut_off = 0;
  for (Flight& flight : flights_) {
    if (!flight.outcome) {
      around_.coverage.hit(why);
      ++cut_off;
      flight.outcome = around_.dice.once_in(2) ? http::Failure{http::Fault::Timeout, "slept"}
                                               : cut("half open after a sleep");
    }
  }
  return cut_off;
}

}  // namespace outreach::simulation
