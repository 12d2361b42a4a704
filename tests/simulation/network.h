// The way between one kiosk and the county: what delays, loses, cuts, repeats, reorders and changes
// what is said, and who answers in the county's place.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "platform/http/transport.h"
#include "tests/simulation/county.h"
#include "tests/simulation/surroundings.h"

namespace outreach::simulation {

// Which faults this life has; the others never happen in it.
using Faults = std::set<Row>;

// Who can be asked under the county's name.
struct Servers {
  County* county = nullptr;
  // S9: a second server behind the same name, with another head.
  County* second = nullptr;
  bool second_answers = false;
  std::int64_t slow_until = 0;     // S5
  std::int64_t lying_until = 0;    // S8
  std::int64_t flooded_until = 0;  // X7
  // S5: an answer is under way that takes its time.
  std::function<void()> while_slow;
};

class Link final : public http::Transport {
 public:
  // What is the matter with the line for a while.
  enum class Weather {
    Fair,
    Away,       // N1
    Slow,       // N6
    BlackHole,  // N7
    Drip,       // N9
    ShortCut,   // N5
    Portal,     // N13
    Flapping,   // N16
    Busy,       // N17
    TooLarge,   // N18
    Storm,      // N19
    Proxy,      // N15
    Listened,   // N14: somebody else's certificate, or one that is out of date
    Detour,     // N20: the first address that is tried is dead, or no longer the county's
  };

  Link(Surroundings& around, Servers& servers, const Faults& faults, std::string whose,
       std::function<void()> wake)
      : around_(around),
        servers_(servers),
        faults_(faults),
        whose_(std::move(whose)),
        wake_(std::move(wake)) {}

  void start(http::Request request, Done done) override;
  std::size_t poll() override;
  void cancel_all() override;

  void set_weather(Weather weather, std::int64_t until);
  bool has(Row fault) const {
    return !around_.faults_stopped && faults_.contains(fault);
  }
  std::size_t under_way() const {
    return flights_.size();
  }
  bool is_fair_now() const;
  // Requests that nobody answered yet end, as when the machine sleeps or the server moves. How
  // many.
  int cut_what_is_under_way(Row why);
  // What a listener on the line has: the newest batch that passed.
  const Bytes& overheard_batch() const {
    return overheard_batch_;
  }
  std::uint64_t requests() const {
    return requests_;
  }
  std::uint64_t bytes_sent() const {
    return bytes_sent_;
  }

 private:
  struct Flight {
    std::uint64_t number = 0;
    Done done;
    std::optional<http::Outcome> outcome;
  };
  // A request on its way, and how it will fare.
  struct Exchange {
    std::uint64_t number = 0;
    std::int64_t started = 0;
    std::int64_t deadline = 0;  // milliseconds after the start
    std::string path;
    std::string method;
    Bytes body;
    bool loses_answer = false;
    bool cuts_answer = false;
    bool truncates_answer = false;
    bool flips_answer = false;
    std::int64_t back = 0;  // milliseconds the answer takes
    std::size_t answer_room = SIZE_MAX;
  };

  std::optional<http::Outcome> stopped_on_the_way(const Exchange& exchange, std::int64_t& after);
  http::Answer portal();
  http::Answer proxy_status(int status);
  http::Answer busy();
  void glitch(Exchange& exchange, std::int64_t& there);
  void delay_by_weather(Exchange& exchange, std::int64_t& there);
  void repeat_later(const Exchange& exchange, Row why, std::int64_t least, std::int64_t most);
  std::optional<http::Outcome> stopped_by(Weather weather, const Exchange& exchange,
                                          std::int64_t& after);
  http::Answer storm();
  http::Failure untrusted();
  void arrive(Exchange exchange);
  void arrived(Exchange exchange, std::optional<http::Answer> given);
  void meet_county_faults(Exchange& exchange, http::Answer& given);
  void answer(const Exchange& exchange, http::Answer given);
  void ask_server(const std::string& method, const std::string& path, const Bytes& body,
                  County::Reply reply);
  void finish(std::uint64_t number, std::int64_t after, http::Outcome outcome);
  std::int64_t carrying_time(std::size_t bytes);

  Surroundings& around_;
  Servers& servers_;
  const Faults& faults_;
  std::string whose_;
  std::function<void()> wake_;
  Weather weather_ = Weather::Fair;
  std::int64_t weather_until_ = 0;
  std::int64_t round_trip_ = 100;
  std::int64_t bits_per_second_ = 1'000'000;
  std::size_t dies_after_ = 0;
  int storm_status_ = 500;
  std::deque<Flight> flights_;
  std::uint64_t requests_ = 0;
  std::uint64_t bytes_sent_ = 0;
  Bytes overheard_batch_;
  std::map<std::string, http::Answer> cached_;  // by path
};

}  // namespace outreach::simulation
