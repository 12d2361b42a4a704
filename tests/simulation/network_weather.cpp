// The weather of a simulated line, and the glitches of single exchanges.
// Long because each fault of the line is a few lines in the one place where it can happen.
#include <array>
#include <string>
#include <utility>

#include "sync/protocol/wire.h"
#include "tests/simulation/network.h"
#include "tests/simulation/network_exchange.h"

namespace outreach::simulation {
namespace {

// One request in so many has a given glitch, where the life has it at all.
constexpr std::uint64_t kGlitchOnceIn = 5;

Bytes page() {
  static constexpr std::string_view kPage = "<html><body>请登录</body></html>";
  return {kPage.begin(), kPage.end()};
}

http::Answer county_status(int status, const std::string& word) {
  const std::string text = R"({"error":")" + word + R"(","detail":""})";
  return {status, protocol::kErrorContentType, std::nullopt, Bytes(text.begin(), text.end())};
}

}  // namespace

void Link::set_weather(Weather weather, std::int64_t until) {
  weather_ = weather;
  weather_until_ = until;
  Dice& dice = around_.dice;
  round_trip_ = weather == Weather::Slow ? dice.between(0, 5 * kSecond) : dice.between(20, 300);
  constexpr std::array<std::int64_t, 4> kRates{9'600, 14'400, 28'800, 64'000};
  bits_per_second_ = weather == Weather::Slow ? kRates.at(dice.below(kRates.size())) : 1'000'000;
  // Most requests of a stall are small: of the lengths to 64 KiB the short ones as often.
  dies_after_ = (std::size_t{256} << dice.below(8)) + dice.below(256);
  constexpr std::array kStatuses{400, 401, 403, 404, 405, 408, 409, 415,
                                 422, 425, 426, 500, 502, 504, 507, 599};
  storm_status_ = kStatuses.at(dice.below(kStatuses.size()));
  if (weather == Weather::Detour) {
    (void)cut_what_is_under_way(Row::N20);  // the server has moved in the middle of it
  }
  around_.trace.note(around_.now(), whose_, "weather", static_cast<std::int64_t>(weather), until);
}

bool Link::is_fair_now() const {
  return weather_ == Weather::Fair || around_.faults_stopped || around_.now() >= weather_until_;
}

// What the weather does to a request before it reaches anybody.
std::optional<http::Outcome> Link::stopped_on_the_way(const Exchange& exchange,
                                                      std::int64_t& after) {
  after = around_.dice.between(5, 400);
  return is_fair_now() ? std::nullopt : stopped_by(weather_, exchange, after);
}

std::optional<http::Outcome> Link::stopped_by(Weather weather, const Exchange& exchange,
                                              std::int64_t& after) {
  Dice& dice = around_.dice;
  const auto hit = [&](Row row) { around_.coverage.hit(row); };
  switch (weather) {
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
      return dice.once_in(2) ? proxy_status(413) : county_status(413, "too_large");
    case Weather::Storm:
      hit(Row::N19);
      return storm();
    case Weather::Listened:
      hit(Row::N14);
      return untrusted();
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
    case Weather::Detour:
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

// A proxy's statuses, or the county's own words: an older or newer program there, one that does not
// know this kiosk, one that cannot read what came.
http::Answer Link::storm() {
  constexpr std::array<std::pair<int, const char*>, 9> kWords{{
      {400, "malformed"},
      {403, "unknown_kiosk"},
      {403, "revoked"},
      {404, "path"},
      {405, "method"},
      {410, "key_retired"},
      {426, "version"},
      {429, "quota"},
      {503, "unavailable"},
  }};
  if (around_.dice.once_in(2)) {
    return proxy_status(storm_status_);
  }
  const auto& [status, word] = kWords.at(around_.dice.below(kWords.size()));
  return county_status(status, word);
}

// Nothing was sent: the handshake failed.
http::Failure Link::untrusted() {
  constexpr std::array kFaults{http::Fault::TlsDates, http::Fault::TlsWrongHost,
                               http::Fault::TlsRefused};
  return {kFaults.at(around_.dice.below(kFaults.size())), "certificate"};
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
  // These count when an answer was there to lose.
  const auto befalls_answer = [&](Row row) { return has(row) && dice.once_in(kGlitchOnceIn); };
  exchange.loses_answer = befalls_answer(Row::N3);
  exchange.cuts_answer = !exchange.loses_answer && befalls_answer(Row::N4);
  exchange.truncates_answer = exchange.cuts_answer && dice.once_in(2);
  if (has(Row::N10) && dice.once_in(kGlitchOnceIn)) {
    repeat_later(exchange, Row::N10, kMinute, 2 * kDay);
  }
  if (!is_fair_now()) {
    delay_by_weather(exchange, there);
  }
}

void Link::delay_by_weather(Exchange& exchange, std::int64_t& there) {
  if (weather_ == Weather::Detour) {
    // As libcurl goes on to the next address: at once, or after its patience with the first.
    around_.coverage.hit(Row::N20);
    there += around_.dice.between(200, 10 * kSecond);
  } else if (weather_ == Weather::Drip) {
    around_.coverage.hit(Row::N9);
    exchange.back = exchange.deadline + kMinute;
  } else if (weather_ == Weather::Slow) {
    around_.coverage.hit(Row::N6);
    exchange.back += carrying_time(kAnswerHead + 300);
  } else if (weather_ == Weather::ShortCut) {
    exchange.answer_room = dies_after_ - exchange.body.size() - kRequestHead;
  }
}

}  // namespace outreach::simulation
