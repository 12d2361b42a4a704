#include <cerrno>

#include "tests/sync/ledger/stick_bench.h"

namespace outreach::ledger {
namespace {

// Gone after so many calls: each later one fails, as a file system does whose device was pulled.
class Pulled final : public OtherListing {
 public:
  Pulled(MemoryMedium& stick, int calls) : OtherListing(stick), left_(calls) {}
  Result<Found> find(const Wanted& wanted, std::size_t most, std::size_t looked_at) override {
    return is_there() ? stick_.find(wanted, most, looked_at) : Result<Found>(gone());
  }
  Result<Bytes> read(const std::string& name, std::size_t limit) override {
    return is_there() ? stick_.read(name, limit) : Result<Bytes>(gone());
  }
  Result<void> write(const std::string& name, ByteView content) override {
    return is_there() ? stick_.write(name, content) : Result<void>(gone());
  }
  Result<void> remove(const std::string& name) override {
    return is_there() ? stick_.remove(name) : Result<void>(gone());
  }
  bool was_pulled() const {
    return pulled_;
  }

 private:
  static Error gone() {
    return {ErrorCode::InputOutput, "the stick", EIO};
  }
  bool is_there() {
    pulled_ = pulled_ || left_-- <= 0;
    return !pulled_;
  }
  int left_;
  bool pulled_ = false;
};

TEST_CASE("Import: a stick that is pulled at any moment loses nothing and counts nothing twice",
          "[stick]") {
  bool was_pulled = true;
  for (int calls = 0; was_pulled; ++calls) {
    INFO("pulled after " << calls << " calls");
    CountyBench bench;
    const ChainWriter kiosk = day_of(bench.random, 9);
    bench.welcome(kiosk);
    MemoryMedium stick;
    put(stick, bench, kiosk, 1, 4);
    put(stick, bench, kiosk, 5, 8);
    put(stick, bench, kiosk, 9, 10);
    put_head(stick, kiosk);
    Pulled pulled(stick, calls);
    auto reader = required(open_reader(bench.folder.path()));
    const auto import =
        import_stick(pulled, bench.county->keys(), reader,
                     {[&](const Request& request) { return bench.county->handle(request); },
                      bench.county->stick_path()});
    was_pulled = pulled.was_pulled();
    // What is said of it is what is held.
    const auto held = bench.ask_head(kiosk, kiosk.newest()).newest;
    domain::Sequence taken = 0;
    if (import) {
      for (const ImportedChain& chain : import->chains) {
        taken += static_cast<domain::Sequence>(chain.taken());
      }
    }
    CHECK(taken == (import ? held : 0));
    CHECK((import.has_value() || held == 0));
    // Put in again, all of it is there, once.
    const auto again = import_into(bench, stick);
    CHECK(again.refused.empty());
    CHECK(bench.whole_entries() == 10);
    CHECK(ack_on(stick, bench, kiosk).acknowledged_through == kiosk.newest());
  }
}

}  // namespace
}  // namespace outreach::ledger
