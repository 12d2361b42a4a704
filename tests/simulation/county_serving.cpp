// How the county answers: one at a time, together in one commit, and from a stick.
#include <algorithm>
#include <array>
#include <utility>

#include "sync/protocol/wire.h"
#include "tests/simulation/county.h"
#include "tests/simulation/county_line.h"
#include "tests/support/ack_answer.h"

namespace outreach::simulation {
namespace {

// Until the worker comes to what waits; who arrives within it shares the commit.
constexpr std::int64_t kIntakeDelay = 40;

// As the product's service says it (app/county/service.cpp).
http::Answer busy_answer(Dice& dice) {
  static constexpr std::string_view kWords = R"({"error":"busy","detail":"too many wait"})";
  return {503, protocol::kErrorContentType, std::to_string(dice.between(5, 30)),
          Bytes(kWords.begin(), kWords.end())};
}

http::Answer answer_of(const ledger::Response& response) {
  http::Answer answer{response.status, response.content_type, std::nullopt, response.body};
  for (const auto& [name, value] : response.headers) {
    if (name == "Retry-After") {
      answer.retry_after = value;
    }
  }
  return answer;
}

}  // namespace

void County::serve(const std::string& method, const std::string& path, const Bytes& body,
                   Reply reply) {
  if (!ledger_) {
    reply(std::nullopt);
    return;
  }
  Line& line = *lines_.back();
  Waiting waiting{{method, path, protocol::kContentType, body}, ++requests_};
  if (!line.queue.offer(waiting, body.size(), clock_.now().monotonic)) {
    around_.trace.note(around_.now(), "county", "turns away");
    reply(busy_answer(around_.dice));
    return;
  }
  open_.emplace(requests_, std::move(reply));
  around_.schedule.after(around_.dice.between(0, kIntakeDelay),
                         [&line] { (void)line.worker.step(); });
}

void County::handle_group(const Line& line, std::vector<Waiting> group) {
  if (!ledger_ || lines_.empty() || &line != lines_.back().get()) {
    return;  // of a program that has ended; whoever waited was told
  }
  std::vector<ledger::Request> requests;
  std::vector<std::uint64_t> numbers;
  for (Waiting& waiting : group) {
    requests.push_back(std::move(waiting.request));
    numbers.push_back(waiting.number);
  }
  around_.trace.note(around_.now(), "county", "answers together",
                     static_cast<std::int64_t>(group.size()));
  const auto answers = handle(requests);
  if (!answers) {
    return;  // it ended, and with it every connection
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    reply_to(numbers[i], answers->at(i));
  }
  end_if_failed();
}

void County::reply_to(std::uint64_t number, std::optional<http::Answer> answer) {
  const auto waiting = open_.find(number);
  if (waiting != open_.end()) {
    const Reply reply = std::move(waiting->second);
    open_.erase(waiting);
    reply(std::move(answer));
  }
}

std::optional<http::Answer> County::receive(const std::string& method, const std::string& path,
                                            const Bytes& body) {
  if (!ledger_) {
    return std::nullopt;
  }
  auto answers = handle({{method, path, protocol::kContentType, body}});
  end_if_failed();
  return answers ? std::optional(std::move(answers->front())) : std::nullopt;
}

// Nothing: it failed in the middle, and nobody hears what it would have said.
std::optional<std::vector<http::Answer>> County::handle(
    const std::vector<ledger::Request>& requests) {
  if (disk_.is_off()) {
    end_if_failed();
    return std::nullopt;
  }
  const bool was_locked = is_locked();
  const std::vector<ledger::Response> responses = ledger_->handle(requests);
  if (disk_.is_off()) {
    around_.trace.note(around_.now(), "county", cuts_power_ ? "power failed" : "was killed");
    around_.coverage.hit(Row::P2, is_importing_ ? Road::Stick : Road::Network);
    end_if_failed();
    return std::nullopt;
  }
  if (keys_->earlier.size() != ledger_->keys().earlier.size()) {
    keys_ = ledger_->keys();  // of a rotation that said it failed when it was done
  }
  std::vector<http::Answer> answers;
  for (std::size_t i = 0; i < responses.size(); ++i) {
    const ledger::Response& response = responses[i];
    note_answer(response, requests[i]);
    answers.push_back(answer_of(response));
    if (was_locked && response.status == 503) {
      around_.coverage.hit(Row::S4, is_importing_ ? Road::Stick : Road::Network);
    }
  }
  check_heads();
  return answers;
}

void County::end_if_failed() {
  if (is_importing_ || !ledger_) {
    return;
  }
  if (disk_.is_off()) {
    if (cuts_power_) {
      cut_power(static_cast<Disk::Fate>(around_.dice.below(4)));
    } else {
      kill();
    }
  } else if (ledger_->has_failed()) {
    // As its service does: the program ends and is started again.
    around_.coverage.hit(Row::S3);
    kill();
  }
}

// Every signed word is one that it must be able to keep.
void County::note_answer(const ledger::Response& response, const ledger::Request& request) {
  if (response.content_type != protocol::kContentType) {
    return;
  }
  const auto ack =
      given(testing::open_ack_answer(response.body, request.body, keys_->sign.public_key()),
            "the county's own ack");
  journal::Head& promised = promised_[{ack.chain.kiosk, ack.chain.epoch}];
  if (ack.newest == ack.acknowledged_through) {
    require(ack.newest >= promised.sequence, "I3: the county's head moved back");
    promised = {ack.acknowledged_through, ack.head};
    check_promise({ack.chain.kiosk, ack.chain.epoch}, promised);
  }
}

// After every group: no chain claims more or less than it holds (I3), whoever was answered what.
void County::check_heads() {
  if (ledger_->has_failed()) {
    return;
  }
  const auto wrong =
      given(database().integer("SELECT COUNT(*) FROM chain c WHERE c.head_sequence<>IFNULL((SELECT "
                               "MAX(sequence) FROM entry e WHERE e.chain=c.number),0)"),
            "looking at the heads");
  require(wrong == 0, "I3: a head is not that of the chain");
}

std::optional<ledger::StickImport> County::take_stick(Medium& stick) {
  if (!ledger_ || disk_.is_off()) {
    return std::nullopt;
  }
  std::optional<ledger::StickImport> taken;
  {
    auto reader = ledger::open_reader(disk_.folder());
    auto keys = ledger::load_keys(disk_.folder(), files_);
    if (!reader || !keys) {
      require(disk_.take_failed(), "the ledger cannot be read for an import");
      return std::nullopt;
    }
    is_importing_ = true;
    const ledger::ImportRoad road{[this](const ledger::Request& request) -> ledger::Response {
                                    const auto answers = handle({request});
                                    if (!answers) {
                                      return {503, protocol::kErrorContentType, {}, {}};
                                    }
                                    const http::Answer& answer = answers->front();
                                    return {answer.status, answer.content_type, {}, answer.body};
                                  },
                                  ledger_->stick_path()};
    auto imported = ledger::import_stick(stick, *keys, *reader, road);
    is_importing_ = false;
    if (imported) {
      taken = *std::move(imported);
    }
  }
  if (taken) {
    note_import(*taken);
  }
  end_if_failed();
  return taken;
}

// What the import itself says that it met.
void County::note_import(const ledger::StickImport& import) {
  Coverage& coverage = around_.coverage;
  std::int64_t entries = 0;
  for (const ledger::ImportedChain& chain : import.chains) {
    entries += chain.taken();
    const auto lost = lost_.find({chain.chain.kiosk, chain.chain.epoch});
    if (lost != lost_.end() && chain.taken() > 0 && chain.held_before < lost->second.first) {
      coverage.hit(lost->second.second, Road::Stick);
      lost_.erase(lost);
    }
    if (chain.repeated > 0 || !chain.missing.empty()) {
      coverage.hit(Row::U2, Road::Stick);
    }
    if (chain.forks > 0) {
      coverage.hit(Row::X3, Road::Stick);
    }
  }
  if (import.half_written > 0) {
    coverage.hit(Row::U1, Road::Stick);
  }
  const bool is_of_disk =
      import.stopped && ledger_ && (ledger_->has_failed() || disk_.take_failed());
  if (is_of_disk && !disk_.is_off()) {
    coverage.hit(Row::S3, Road::Stick);
  }
  around_.trace.note(around_.now(), "county", "takes a stick", entries,
                     static_cast<std::int64_t>(import.refused.size()));
}

bool County::write_card(Medium& stick) const {
  return ledger::write_card(stick, *keys_).has_value();
}

}  // namespace outreach::simulation
