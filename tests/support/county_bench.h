// A county in a temporary folder, asked directly: no network, its clock and randomness the test's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/json/json.h"
#include "sync/journal/queries.h"
#include "sync/ledger/ledger.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/enrolment.h"
#include "sync/protocol/wire.h"
#include "tests/support/ack_answer.h"
#include "tests/support/catch.h"
#include "tests/support/chain_writer.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {

template <typename Value>
Value required(Result<Value> result) {
  if (!result) {
    FAIL(result.error().context);
  }
  return *std::move(result);
}

class CountyBench {
 public:
  explicit CountyBench(std::string vfs = {}, std::uint64_t seed = 1) : random(seed) {
    REQUIRE(crypto::initialise());
    options.vfs = std::move(vfs);
    required(ledger::create_keys(folder.path(), "曲沃县信访局", files, random));
    open();
  }

  void open() {
    county.reset();
    county.emplace(required(ledger::Ledger::open(folder.path(), clock, random, files, options)));
  }
  void close() {
    county.reset();
  }

  ledger::Response post(const std::string& path, Bytes body) {
    return handle({"POST", path, protocol::kContentType, std::move(body)});
  }
  ledger::Response handle(ledger::Request request) {
    ledger::Response response = county->handle(request);
    asked_.push_back(std::move(request.body));
    return response;
  }
  std::vector<ledger::Response> handle(const std::vector<ledger::Request>& group) {
    for (const ledger::Request& request : group) {
      asked_.push_back(request.body);
    }
    return county->handle(group);
  }
  ledger::Response get(const char* path) {
    return county->handle({"GET", path, "", {}});
  }

  std::string new_code(const std::string& name = "一号") {
    return required(ledger::create_code(folder.path(), name, county->keys(), clock, files, random));
  }
  ledger::Response enrol(const crypto::SigningKey& kiosk, const std::string& code) {
    const auto secret = required(protocol::read_code(code)).secret;
    return post(protocol::kEnrolmentPath,
                protocol::encode_enrolment_request({secret, kiosk.public_key()}, kiosk,
                                                   county->keys().transport.public_key(), random));
  }
  // Makes the writer's kiosk known.
  void welcome(const ChainWriter& kiosk) {
    REQUIRE(enrol(kiosk.key(), new_code()).status == 200);
  }

  Bytes encoded(const ChainWriter& kiosk, domain::Sequence first, domain::Sequence last) {
    return required(protocol::encode_batch(kiosk.batch(first, last), kiosk.key(),
                                           county->keys().transport.public_key(), random));
  }
  ledger::Response deliver(const ChainWriter& kiosk, domain::Sequence first,
                           domain::Sequence last) {
    return post(protocol::kBatchPath, encoded(kiosk, first, last));
  }
  // The signed ack inside an answer of this status, to one of the requests so far.
  protocol::Ack ack_in(const ledger::Response& response, int status = 200) {
    CHECK(response.status == status);
    REQUIRE(response.content_type == protocol::kContentType);
    for (const Bytes& asked : asked_) {
      auto ack = open_ack_answer(response.body, asked, county->keys().sign.public_key());
      if (ack) {
        return *std::move(ack);
      }
    }
    FAIL("no ack to any of the requests");
    return {};
  }

  // What the county answers a kiosk that asks about entries 1 to `asked`.
  protocol::Ack ask_head(const ChainWriter& kiosk, domain::Sequence asked) {
    return ack_in(
        post(protocol::kHeadPath,
             protocol::encode_head_query({kiosk.id(), random.array<8>(), asked}, kiosk.key())));
  }

  domain::Totals totals() {
    return required(journal::tally(county->database(), {}, {})).totals;
  }
  // How many entries the county holds; every one of them verifies.
  std::int64_t whole_entries() {
    const auto report = required(journal::verify(county->database()));
    CHECK(report.damages.empty());
    return report.entries;
  }

  TemporaryFolder folder;
  FakeClock clock;
  SeededRandom random;
  SystemFiles files;
  ledger::LedgerOptions options;
  std::optional<ledger::Ledger> county;

 private:
  std::vector<Bytes> asked_;
};

// The word in an error answer, after checking that it is one.
inline std::string error_word(const ledger::Response& response) {
  REQUIRE(response.content_type == protocol::kErrorContentType);
  const Json json = required(parse_json(text_of(response.body)));
  return text_member(json, "error").value_or("");
}

}  // namespace outreach::testing
