// Sticks that somebody brings to a county.
#pragma once

#include <string>

#include "sync/ledger/stick_import.h"
#include "tests/support/county_bench.h"
#include "tests/support/memory_medium.h"

namespace outreach::ledger {

using testing::ChainWriter;
using testing::CountyBench;
using testing::MemoryMedium;
using testing::required;

inline StickImport import_into(CountyBench& bench, Medium& stick) {
  auto reader = required(open_reader(bench.folder.path()));
  return required(
      import_stick(stick, bench.county->keys(), reader,
                   {[&](const Request& request) { return bench.county->handle(request); },
                    bench.county->stick_path()}));
}

inline ChainWriter day_of(Random& random, int handouts) {
  ChainWriter kiosk(random);
  kiosk.add_outing();
  for (int i = 0; i < handouts; ++i) {
    kiosk.add_handout(i % 9 + 1);
  }
  return kiosk;
}

inline void put(MemoryMedium& stick, CountyBench& bench, const ChainWriter& kiosk,
                domain::Sequence first, domain::Sequence last) {
  const protocol::RunName run{kiosk.id().kiosk, kiosk.id().epoch, first, last};
  const auto& key = bench.county->keys().transport.public_key();
  stick.files[protocol::stick_name({run, protocol::key_digits(key)})] =
      bench.encoded(kiosk, first, last);
}
inline void put_head(MemoryMedium& stick, const ChainWriter& kiosk) {
  stick.files[protocol::stick_head_name(kiosk.id())] =
      protocol::encode_head_query({kiosk.id(), {}, kiosk.newest()}, kiosk.key());
}
inline protocol::Ack ack_on(MemoryMedium& stick, CountyBench& bench, const ChainWriter& kiosk) {
  const auto name = protocol::stick_ack_name(kiosk.id());
  REQUIRE(stick.files.contains(name));
  return required(protocol::open_ack(stick.files[name], bench.county->keys().sign.public_key()));
}

// A stick that lists otherwise than it holds.
class OtherListing : public Medium {
 public:
  explicit OtherListing(MemoryMedium& stick) : stick_(stick) {}
  Result<Bytes> read(const std::string& name, std::size_t limit) override {
    return stick_.read(name, limit);
  }
  Result<void> write(const std::string& name, ByteView content) override {
    return stick_.write(name, content);
  }
  Result<void> remove(const std::string& name) override {
    return stick_.remove(name);
  }

 protected:
  MemoryMedium& stick_;
};

}  // namespace outreach::ledger
