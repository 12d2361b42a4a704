// A body erased by law is gone from the county's disk, the log included.
#include <fstream>
#include <iterator>

#include "tests/support/county_bench.h"
#include "tests/support/faulty_vfs.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kWords = "quite-unmistakable-words";

struct Erasing {
  explicit Erasing(const std::string& vfs = {}) : bench(vfs), kiosk(bench.random) {
    kiosk.add_outing();
    kiosk.add_text(
        "handout",
        std::string(R"({"leaflet":"guide","copies":3,"staff":"张三","note":")") + kWords + "\"}");
    kiosk.add_handout(4);
    kiosk.add_record(domain::Erasure{2, domain::ErasureReason::PersonAsked}, 0);
    bench.welcome(kiosk);
    bench.ack_in(bench.deliver(kiosk, 1, 3));
  }
  bool are_words_on_disk() {
    for (const char* end : {"", "-wal"}) {
      std::ifstream file(bench.folder / (std::string(kLedgerFile) + end), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      if (bytes.find(kWords) != std::string::npos) {
        return true;
      }
    }
    return false;
  }

  CountyBench bench;
  ChainWriter kiosk;
};

TEST_CASE_METHOD(Erasing,
                 "Erasure: takes the body from the county's disk and leaves place and count",
                 "[ledger][erasure]") {
  REQUIRE(are_words_on_disk());
  const auto ack = bench.ack_in(bench.deliver(kiosk, 4, 4));
  CHECK(ack.quarantined.empty());
  CHECK_FALSE(are_words_on_disk());
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 7});
  CHECK(bench.whole_entries() == 4);
}

TEST_CASE("Erasure: once confirmed, no power cut brings the words back", "[ledger][erasure]") {
  FaultyVfs disk;
  Erasing erasing(disk.name());
  erasing.bench.ack_in(erasing.bench.deliver(erasing.kiosk, 4, 4));
  disk.power_cut([&] { return erasing.bench.random.below(2) == 0; });
  erasing.bench.close();
  CHECK_FALSE(erasing.are_words_on_disk());
  erasing.bench.open();
  CHECK(erasing.bench.whole_entries() == 4);
  CHECK_FALSE(erasing.are_words_on_disk());
}

TEST_CASE_METHOD(Erasing, "Erasure: the same entry sent again does not bring the body back",
                 "[ledger][erasure]") {
  bench.ack_in(bench.deliver(kiosk, 4, 4));
  bench.ack_in(bench.deliver(kiosk, 1, 4));
  CHECK_FALSE(are_words_on_disk());
}

TEST_CASE_METHOD(Erasing, "Erasure: of what never came, the body is not taken when it comes",
                 "[ledger][erasure]") {
  ChainWriter other(bench.random);
  other.add_outing();
  const auto target = other.add_text("handout", std::string("{\"note\":\"") + kWords + "\"}");
  other.add_record(domain::Erasure{target, domain::ErasureReason::PersonAsked}, 0);
  bench.ack_in(bench.deliver(kiosk, 4, 4));
  bench.welcome(other);
  const auto body = other.lose_body(target);
  bench.ack_in(bench.deliver(other, 1, 3));
  other.find_body(target, body);
  bench.ack_in(bench.deliver(other, 1, 3));
  CHECK_FALSE(are_words_on_disk());
}

TEST_CASE_METHOD(Erasing, "Erasure: with a reader in the way the next batch takes the words away",
                 "[ledger][erasure]") {
  kiosk.add_handout(1);
  {
    auto reader = required(open_reader(bench.folder.path()));
    REQUIRE(reader.execute("BEGIN"));
    CHECK(required(reader.integer("SELECT COUNT(*) FROM entry")) == 3);
    CHECK(bench.ack_in(bench.deliver(kiosk, 4, 4)).acknowledged_through == 4);
  }
  bench.ack_in(bench.deliver(kiosk, 5, 5));
  CHECK_FALSE(are_words_on_disk());
}

}  // namespace
}  // namespace outreach::ledger
