// A county whose kiosks are enrolled before it serves, in this process first and then in its own.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "sync/ledger/ledger.h"
#include "sync/protocol/wire.h"
#include "tests/bench/bench_kiosk.h"
#include "tests/support/chain_writer.h"

namespace outreach::bench {

class HerdCounty {
 public:
  // `vfs` is under its ledger while it is in this process.
  explicit HerdCounty(Path folder, const std::string& vfs = {}) : folder_(std::move(folder)) {
    ledger::LedgerOptions options;
    options.vfs = vfs;
    must(ledger::create_keys(folder_, "曲沃县信访局", files_, random));
    ledger_.emplace(must(ledger::Ledger::open(folder_, clock_, random, files_, options)));
    keys_.emplace(ledger_->keys());
  }

  void enrol(const testing::ChainWriter& kiosk) {
    const std::string code =
        must(ledger::create_code(folder_, "bench", *keys_, clock_, files_, random));
    const auto secret = must(protocol::read_code(code)).secret;
    const ledger::Response response = ledger_->handle(ledger::Request{
        "POST", protocol::kEnrolmentPath, protocol::kContentType,
        protocol::encode_enrolment_request({secret, kiosk.key().public_key()}, kiosk.key(),
                                           keys_->transport.public_key(), random)});
    if (response.status != 200) {
      must(Result<void>(Error{ErrorCode::Refused, "the county refused a kiosk of the bench"}));
    }
  }
  // All that the kiosk has, as one request.
  ledger::Request batch_of(const testing::ChainWriter& kiosk) {
    return {"POST", protocol::kBatchPath, protocol::kContentType,
            must(protocol::encode_batch(kiosk.batch(1, kiosk.newest()), kiosk.key(),
                                        keys_->transport.public_key(), random))};
  }
  ledger::Ledger& ledger() {
    return *ledger_;
  }
  const ledger::CountyKeys& keys() const {
    return *keys_;
  }
  // From here on a process of its own has the ledger.
  void serve() {
    ledger_.reset();
    server_ = std::make_unique<Child>(std::vector<std::string>{program("outreach-county"), "serve",
                                                               "--data", folder_.string(),
                                                               "--listen", "127.0.0.1:0"});
    const std::string line = server_->read_line();
    port_ = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
  }
  std::uint16_t port() const {
    return port_;
  }

  SystemRandom random;

 private:
  Path folder_;
  SystemClock clock_;
  SystemFiles files_;
  std::optional<ledger::Ledger> ledger_;
  std::optional<ledger::CountyKeys> keys_;
  std::unique_ptr<Child> server_;
  std::uint16_t port_ = 0;
};

}  // namespace outreach::bench
