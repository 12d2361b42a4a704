// Packs that ride home on a stick, behind the receipts.
#include "sync/ledger/stick_packs.h"

#include <algorithm>

#include "sync/ledger/stick_import.h"
#include "tests/support/memory_medium.h"
#include "tests/support/pack_bench.h"
#include "tests/sync/ledger/publishing_county.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

// A county with a kiosk that is enrolled.
struct CountyOfKiosk : PublishingCounty {
  explicit CountyOfKiosk(std::uint64_t seed = 1) : PublishingCounty({}, seed) {
    welcome(kiosk);
    kiosk.add_outing();
  }
  void ask(MemoryMedium& stick) {
    stick.files[protocol::stick_head_name(kiosk.id())] =
        protocol::encode_head_query({kiosk.id(), {}, kiosk.newest()}, kiosk.key());
  }
  Result<StickImport> try_import(Medium& stick) {
    auto reader = required(open_reader(folder.path()));
    const PackShelf packs(folder.path(), files);
    return import_stick(stick, county->keys(), reader,
                        {[&](const Request& request) { return county->handle(request); },
                         county->stick_path(), &packs});
  }
  StickImport import(Medium& stick) {
    return required(try_import(stick));
  }
  std::string manifest_name() {
    return protocol::stick_pack_name(county->keys().publishing.value(), protocol::kContentPack);
  }

  ChainWriter kiosk{random};
};

std::size_t files_of_packs(const MemoryMedium& stick) {
  return static_cast<std::size_t>(std::count_if(
      stick.files.begin(), stick.files.end(),
      [](const auto& file) { return protocol::stick_file_from(file.first).has_value(); }));
}

void check_is_whole(MemoryMedium& stick, const Bytes& document) {
  const auto manifest = protocol::read_pack_manifest(document);
  REQUIRE(manifest);
  for (const protocol::PackFile& file : manifest->files) {
    const auto found = stick.files.find(protocol::stick_file_name(file.hash));
    REQUIRE(found != stick.files.end());
    CHECK(crypto::sha256(found->second) == file.hash);
  }
}

TEST_CASE("Stick packs: the newest rides home with the receipts, and what is there stays there",
          "[ledger][pack][stick]") {
  CountyOfKiosk bench;
  MemoryMedium stick;
  bench.publish(small_content("甲"));
  CHECK(bench.import(stick).packs.empty());
  CHECK(stick.files.empty());  // nobody's stick: nothing rides along

  using Packs = std::vector<protocol::PackVersion>;
  bench.ask(stick);
  CHECK(bench.import(stick).packs == Packs{{protocol::kContentPack, 1}});
  check_is_whole(stick, stick.files[bench.manifest_name()]);
  const std::size_t writes = stick.writes;
  CHECK(bench.import(stick).packs == Packs{{protocol::kContentPack, 1}});
  CHECK(stick.writes == writes + 1);  // the receipt alone

  bench.publish(small_content("乙"));
  CHECK(bench.import(stick).packs == Packs{{protocol::kContentPack, 2}});
  check_is_whole(stick, stick.files[bench.manifest_name()]);
  CHECK(files_of_packs(stick) == 3);
  // A file that the stick spoiled is put right.
  for (auto& [name, content] : stick.files) {
    if (protocol::stick_file_from(name)) {
      content.back() ^= 1;
    }
  }
  bench.import(stick);
  check_is_whole(stick, stick.files[bench.manifest_name()]);
}

TEST_CASE("Stick packs: a stick too small for them takes the receipts and keeps its room",
          "[ledger][pack][stick]") {
  CountyOfKiosk bench;
  bench.publish(small_content("甲"));
  MemoryMedium stick;
  bench.ask(stick);
  stick.capacity = 3'000;
  const auto import = bench.import(stick);
  CHECK(import.carried_home == 1);
  CHECK_FALSE(import.not_home);
  REQUIRE(import.packs_not_home);
  CHECK(import.packs_not_home->code == ErrorCode::NoSpace);
  CHECK(import.packs.empty());
  CHECK(stick.files.contains(protocol::stick_ack_name(bench.kiosk.id())));
  CHECK_FALSE(stick.files.contains(bench.manifest_name()));
  CHECK(files_of_packs(stick) == 0);
}

TEST_CASE("Stick packs: what another county's pack needs stays on the stick",
          "[ledger][pack][stick]") {
  CountyOfKiosk bench;
  CountyOfKiosk other(2);
  MemoryMedium stick;
  bench.ask(stick);
  other.ask(stick);
  bench.publish(small_content("甲"));
  other.publish(small_content("乙"));  // with a page that is the same
  bench.import(stick);
  other.import(stick);
  bench.publish({{"catalogue.json", catalogue_of("甲")}});
  bench.import(stick);
  check_is_whole(stick, stick.files[bench.manifest_name()]);
  check_is_whole(stick, stick.files[other.manifest_name()]);
  CHECK(files_of_packs(stick) == 4);
  // A manifest that nobody here can read may need any of them.
  stick.files["00000000-content.pack"] = Bytes{1, 2, 3};
  other.publish({{"catalogue.json", catalogue_of("丙")}});
  other.import(stick);
  CHECK(files_of_packs(stick) == 5);
}

TEST_CASE("Stick packs: pulled out at any step, a manifest on the stick has all its files",
          "[ledger][pack][stick]") {
  CountyOfKiosk bench;
  MemoryMedium before;
  bench.ask(before);
  bench.publish(small_content("甲"));
  bench.import(before);
  bench.publish(small_content("乙"));
  bool was_pulled = true;
  std::size_t step = 0;
  while (was_pulled) {
    ++step;
    INFO("step " << step);
    MemoryMedium stick = before;
    stick.pull_at(step);
    static_cast<void>(bench.try_import(stick).has_value());
    was_pulled = stick.is_gone();
    stick.plug_in();
    check_is_whole(stick, stick.files[bench.manifest_name()]);
    CHECK(bench.import(stick).packs.front().version == 2);
    check_is_whole(stick, stick.files[bench.manifest_name()]);
  }
  CHECK(step > 6);
}

}  // namespace
}  // namespace outreach::ledger
