// Long because each fault of the line is a few lines in the one place where it can happen.
#include "tests/simulation/network.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sync/protocol/ack.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/wire.h"

namespace outreach::simulation {
namespace {

// Line, headers and answer line of a request, as libcurl and the county write them.
constexpr std::size_t kRequestHead = 160;
constexpr std::size_t kAnswerHead = 110;

// One request in so many has a given glitch, where the life has it at all.
constexpr std::uint64_t kGlitchOnceIn = 5;

Bytes page() {
  static constexpr std::string_view kPage = "<html><body>请登录</body></html>";
  return {kPage.begin(), kPage.end()};
}

void flip(Bytes& bytes, Dice& dice) {
  if (!bytes.empty()) {
    bytes[dice.below(bytes.size())] ^= static_cast<std::uint8_t>(1U << dice.below(8));
  }
}

http::Failure cut(const char* what) {
  return {http::Fault::Cut, what};
}

}  // namespace

void Link::set_weather(Weather weather, std::int64_t until) {
  weather_ = weather;
  weather_until_ = until;
  Dice& dice = around_.dice;
  round_trip_ = weather == Weather::Slow ? dice.between(0, 5 * kSecond) : dice.between(20, 300);
  constexpr std::array<std::int64_t, 4> kRates{9'600, 14'400, 28'800, 64'000};
  bits_per_second_ = weather == Weather::Slow ? kRates.at(dice.below(kRates.size())) : 1'000'000;
  dies_after_ = 1024 + dice.below(63 * 1024);
  constexpr std::array kStatuses{400, 401, 403, 404, 405, 408, 409, 415,
                                 422, 425, 426, 500, 502, 504, 507, 599};
  storm_status_ = kStatuses.at(dice.below(kStatuses.size()));
  around_.trace.note(around_.now(), whose_, "weather", static_cast<std::int64_t>(weather), until);
}

bool Link::is_fair_now() const {
  return weather_ == Weather::Fair || around_.faults_stopped || around_.now() >= weather_until_;
}

std::int64_t Link::carrying_time(std::size_t bytes) {
  const std::int64_t rate = is_fair_now() ? 1'000'000 : bits_per_second_;
  return static_cast<std::int64_t>(bytes) * 8 * 1'000 / rate;
}

void Link::start(http::Request request, Done done) {
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

// What the weather does to a request before it reaches anybody.
std::optional<http::Outcome> Link::stopped_on_the_way(const Exchange& exchange,
                                                      std::int64_t& after) {
  Dice& dice = around_.dice;
  after = dice.between(5, 400);
  if (is_fair_now()) {
    return std::nullopt;
  }
  const auto hit = [&](Row row) { around_.coverage.hit(row); };
  switch (weather_) {
    case Weather::Away:
      hit(Row::N1);
      after = dice.once_in(4) ? std::min<std::int64_t>(exchange.deadline, 60 * kSecond) : after;
      return http::Failure{
          dice.once_in(2) ? http::Fault::CannotConnect : http::Fault::CannotResolve, "away"};
    case Weather::Flapping:
      hit(Row::N16);
      if ((around_.now() / (2 * kSecond)) % 2 == 0) {
        return std::nullopt;
      }
      return dice.once_in(2) ? http::Failure{http::Fault::CannotConnect, "down"} : cut("down");
    case Weather::BlackHole:
      hit(Row::N7);
      after = exchange.deadline;
      return http::Failure{http::Fault::Timeout, "nothing came"};
    case Weather::Portal:
      hit(Row::N13);
      return portal();
    case Weather::Busy:
      hit(Row::N17);
      return busy();
    case Weather::TooLarge:
      if (exchange.body.size() <= dies_after_ / 32) {
        return std::nullopt;
      }
      hit(Row::N18);
      return proxy_status(413);
    case Weather::Storm:
      hit(Row::N19);
      return proxy_status(storm_status_);
    case Weather::ShortCut:
      if (exchange.body.size() + kRequestHead > dies_after_) {
        hit(Row::N5);
        return cut("the connection died");
      }
      return std::nullopt;
    case Weather::Proxy:
      if (const auto kept = cached_.find(exchange.path); kept != cached_.end() && dice.once_in(2)) {
        hit(Row::N15);
        hit(Row::X10);
        return kept->second;
      }
      return std::nullopt;
    case Weather::Fair:
    case Weather::Slow:
    case Weather::Drip:
      return std::nullopt;
  }
  return std::nullopt;
}

http::Answer Link::portal() {
  switch (around_.dice.below(5)) {
    case 0:
      return {302, "text/html", std::nullopt, {}};
    case 1:
      return {204, "", std::nullopt, {}};
    case 2:
      return {511, "text/html", std::nullopt, page()};
    case 3:
      return {200, protocol::kContentType, std::nullopt, page()};
    default:
      return {200, "text/html", std::nullopt, page()};
  }
}

http::Answer Link::proxy_status(int status) {
  return {status, around_.dice.once_in(4) ? "text/plain" : "text/html", std::nullopt, page()};
}

http::Answer Link::busy() {
  constexpr std::array kWaits{"0",         "1",  "30",   "3600", "Wed, 21 Oct 2015 07:28:00 GMT",
                              "-5",        "",   "soon", "1.5",  "99999999999999999999999",
                              "315360000", "120"};
  http::Answer answer = proxy_status(around_.dice.once_in(2) ? 429 : 503);
  if (!around_.dice.once_in(6)) {
    answer.retry_after = kWaits.at(around_.dice.below(kWaits.size()));
  }
  return answer;
}

// What happens to one exchange alone. `there` below zero: it never arrives.
void Link::glitch(Exchange& exchange, std::int64_t& there) {
  Dice& dice = around_.dice;
  const auto happens = [&](Row row) {
    if (!has(row) || !dice.once_in(kGlitchOnceIn)) {
      return false;
    }
    around_.coverage.hit(row);
    return true;
  };
  if (happens(Row::N2)) {
    // At whichever byte: a listener takes no request but a whole one.
    const std::size_t byte = dice.below(exchange.body.size() + kRequestHead);
    finish(exchange.number,
           there * static_cast<std::int64_t>(byte) /
               static_cast<std::int64_t>(exchange.body.size() + kRequestHead),
           cut("reset in the request"));
    if (byte > kRequestHead && dice.once_in(2)) {
      exchange.body.resize(byte - kRequestHead);  // a proxy passes on the half as a whole
      exchange.loses_answer = true;
    } else {
      there = -1;
    }
    return;
  }
  if (happens(Row::N11)) {
    // It is held somewhere until the kiosk has given it up; later ones overtake it.
    finish(exchange.number, exchange.deadline, http::Failure{http::Fault::Timeout, "held"});
    there = exchange.deadline + dice.between(kSecond, 3 * kHour);
    return;
  }
  if (happens(Row::N12)) {
    if (dice.once_in(2)) {
      flip(exchange.body, dice);
    } else {
      exchange.flips_answer = true;
    }
  }
  exchange.loses_answer = happens(Row::N3);
  exchange.cuts_answer = !exchange.loses_answer && happens(Row::N4);
  exchange.truncates_answer = exchange.cuts_answer && dice.once_in(2);
  if (happens(Row::N10)) {
    repeat_later(exchange, Row::N10, kMinute, 2 * kDay);
  }
  if (!is_fair_now() && weather_ == Weather::Drip) {
    around_.coverage.hit(Row::N9);
    exchange.back = exchange.deadline + kMinute;
  }
  if (!is_fair_now() && weather_ == Weather::Slow) {
    around_.coverage.hit(Row::N6);
    exchange.back += carrying_time(kAnswerHead + 300);
  }
  if (!is_fair_now() && weather_ == Weather::ShortCut) {
    exchange.answer_room = dies_after_ - exchange.body.size() - kRequestHead;
  }
}

void Link::repeat_later(const Exchange& exchange, Row why, std::int64_t least, std::int64_t most) {
  around_.schedule.after(
      around_.dice.between(least, most),
      [this, why, method = exchange.method, path = exchange.path, body = exchange.body] {
        around_.trace.note(around_.now(), whose_, "an old request arrives again");
        around_.coverage.hit(why);
        (void)ask_server(method, path, body);
      });
}

std::optional<http::Answer> Link::ask_server(const std::string& method, const std::string& path,
                                             const Bytes& body) {
  County& asked = servers_.second_answers && servers_.second != nullptr && around_.dice.once_in(2)
                      ? *servers_.second
                      : *servers_.county;
  if (&asked == servers_.second) {
    around_.coverage.hit(Row::S9);
  }
  return asked.receive(method, path, body);
}

void Link::arrive(Exchange exchange) {
  auto given = ask_server(exchange.method, exchange.path, exchange.body);
  if (!given) {
    around_.trace.note(around_.now(), "county", "does not answer");
    finish(exchange.number, exchange.back,
           around_.dice.once_in(2) ? http::Failure{http::Fault::CannotConnect, "down"}
                                   : cut("county died"));
    return;
  }
  around_.trace.note(around_.now(), "county", "answers", given->status,
                     static_cast<std::int64_t>(given->body.size()));
  if (around_.now() < servers_.slow_until && !around_.faults_stopped) {
    around_.coverage.hit(Row::S5);
    exchange.back += around_.dice.between(10 * kSecond, 90 * kSecond);
  }
  if (around_.now() < servers_.lying_until && !around_.faults_stopped &&
      given->content_type == protocol::kContentType) {
    if (const auto ack =
            protocol::open_ack(given->body, servers_.county->keys().sign.public_key())) {
      around_.coverage.hit(Row::S8);
      around_.trace.note(around_.now(), "county", "lies");
      given = servers_.county->lying_answer(*ack, around_.dice);
    }
  }
  answer(exchange, *std::move(given));
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
    finish(exchange.number, exchange.back, cut("the answer was lost"));
  } else if (exchange.cuts_answer && !exchange.truncates_answer) {
    finish(exchange.number, exchange.back, cut("reset in the answer"));
  } else if (exchange.answer_room < given.body.size() + kAnswerHead) {
    around_.coverage.hit(Row::N5);
    finish(exchange.number, exchange.back, cut("the connection died in the answer"));
  } else {
    if (exchange.truncates_answer) {
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

void Link::cut_what_is_under_way(Row why) {
  for (Flight& flight : flights_) {
    if (!flight.outcome) {
      around_.coverage.hit(why);
      flight.outcome = around_.dice.once_in(2) ? http::Failure{http::Fault::Timeout, "slept"}
                                               : cut("half open after a sleep");
    }
  }
}

}  // namespace outreach::simulation
