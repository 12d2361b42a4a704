// Long because everything that may be on a stick is tried on one county.
// What may be on a stick that somebody brings to the county.
#include "sync/ledger/stick_import.h"

#include <algorithm>
#include <map>
#include <vector>

#include "tests/sync/ledger/stick_bench.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

using Missing = ImportedChain::Missing;
using Why = RefusedFile::Why;

// A folder whose listing gives its names in any order, as a file system does.
class Shuffled final : public OtherListing {
 public:
  Shuffled(MemoryMedium& stick, SeededRandom& random) : OtherListing(stick), random_(random) {}
  Result<Found> find(const Wanted& wanted, std::size_t most, std::size_t looked_at) override {
    auto found = stick_.find(wanted, most, looked_at);
    for (std::size_t i = found->names.size(); i > 1; --i) {
      std::swap(found->names[i - 1], found->names[random_.below(i)]);
    }
    return found;
  }

 private:
  SeededRandom& random_;
};

TEST_CASE("Import: any order, any repetition, several sticks and the network count once",
          "[stick]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    CountyBench bench({}, seed);
    SeededRandom dice(seed);
    std::vector<ChainWriter> kiosks{day_of(bench.random, 40), day_of(bench.random, 25)};
    std::vector<MemoryMedium> sticks(3);
    for (const ChainWriter& kiosk : kiosks) {
      bench.welcome(kiosk);
      // Every entry is on some stick, most on several, in pieces of any size.
      for (domain::Sequence first = 1; first <= kiosk.newest();) {
        const auto last = std::min<domain::Sequence>(kiosk.newest(), first + dice.below(9));
        put(sticks[dice.below(3)], bench, kiosk, first, last);
        put(sticks[dice.below(3)], bench, kiosk, first, last);
        const auto wider = std::min<domain::Sequence>(kiosk.newest(), last + dice.below(4));
        put(sticks[dice.below(3)], bench, kiosk, first, wider);
        first = last + 1;
      }
      put_head(sticks[dice.below(3)], kiosk);
    }
    for (int round = 0; round < 4; ++round) {
      for (std::size_t i = 0; i < sticks.size(); ++i) {
        const ChainWriter& kiosk = kiosks[dice.below(2)];
        const auto held = bench.ask_head(kiosk, kiosk.newest()).newest;
        if (dice.below(2) == 0 && held < kiosk.newest()) {
          bench.deliver(kiosk, held + 1, std::min(kiosk.newest(), held + 1 + dice.below(6)));
        }
        Shuffled stick(sticks[dice.below(3)], dice);
        import_into(bench, stick);
      }
    }
    const auto all = static_cast<std::int64_t>(kiosks[0].newest() + kiosks[1].newest());
    for (int pass = 0; pass < 60 && bench.whole_entries() < all; ++pass) {
      import_into(bench, sticks[static_cast<std::size_t>(pass) % sticks.size()]);
    }
    for (MemoryMedium& stick : sticks) {
      const auto last = import_into(bench, stick);
      CHECK(last.refused.empty());
      for (const ImportedChain& chain : last.chains) {
        CHECK(chain.taken() == 0);
        CHECK(chain.forks == 0);
      }
    }
    CHECK(bench.whole_entries() == all);
    for (const ChainWriter& kiosk : kiosks) {
      const auto ack = bench.ask_head(kiosk, kiosk.newest());
      CHECK(ack.acknowledged_through == kiosk.newest());
      CHECK(ack.head == kiosk.hash_at(kiosk.newest()));
    }
  }
}

TEST_CASE("Import: a gap is named, and closed by the stick that has it", "[stick]") {
  CountyBench bench;
  const ChainWriter kiosk = day_of(bench.random, 29);
  bench.welcome(kiosk);
  MemoryMedium first;
  put(first, bench, kiosk, 1, 10);
  put(first, bench, kiosk, 16, 20);
  put(first, bench, kiosk, 26, 30);
  const auto import = import_into(bench, first);
  REQUIRE(import.chains.size() == 1);
  CHECK(import.chains[0].taken() == 10);
  CHECK(import.chains[0].held == 10);
  CHECK(import.chains[0].missing == std::vector<Missing>{{11, 15}, {21, 25}});
  CHECK(ack_on(first, bench, kiosk).acknowledged_through == 10);

  MemoryMedium second;
  put(second, bench, kiosk, 11, 15);
  put(second, bench, kiosk, 21, 25);
  CHECK(import_into(bench, second).chains[0].missing == std::vector<Missing>{{16, 20}});
  const auto rest = import_into(bench, first);
  CHECK(rest.chains[0].missing == std::vector<Missing>{{21, 25}});
  import_into(bench, second);
  CHECK(import_into(bench, first).chains[0].missing.empty());
  CHECK(bench.whole_entries() == 30);
}

TEST_CASE("Import: the ack on the stick answers the question on it", "[stick]") {
  CountyBench bench;
  const ChainWriter kiosk = day_of(bench.random, 9);
  bench.welcome(kiosk);
  bench.deliver(kiosk, 1, 10);
  // A kiosk whose disk was put back, and that knows six entries.
  MemoryMedium stick;
  stick.files[protocol::stick_head_name(kiosk.id())] =
      protocol::encode_head_query({kiosk.id(), {}, 6}, kiosk.key());
  put(stick, bench, kiosk, 1, 6);
  import_into(bench, stick);
  const auto ack = ack_on(stick, bench, kiosk);
  CHECK(ack.acknowledged_through == 6);
  CHECK(ack.head == kiosk.hash_at(6));
  CHECK(ack.newest == 10);
  CHECK(ack.nonce == protocol::Nonce{});
}

TEST_CASE("Import: another county takes nothing and harms nothing", "[stick]") {
  CountyBench bench;
  CountyBench other({}, 7);
  const ChainWriter kiosk = day_of(bench.random, 9);
  bench.welcome(kiosk);
  MemoryMedium stick;
  put(stick, bench, kiosk, 1, 10);
  put_head(stick, kiosk);
  const auto before = stick.files;
  const auto refused = import_into(other, stick);
  CHECK(refused.chains.empty());
  CHECK(stick.files == before);
  REQUIRE(refused.refused.size() == 1);
  CHECK(refused.refused[0].why == Why::AnotherCounty);

  // Where it is enrolled too, the seal alone tells.
  other.welcome(kiosk);
  const auto sealed = import_into(other, stick);
  REQUIRE(sealed.refused.size() == 1);
  CHECK(sealed.refused[0].why == Why::AnotherCounty);
  CHECK(sealed.refused[0].detail.find("another county's key") != std::string::npos);
  CHECK(stick.files == before);
  CHECK(other.whole_entries() == 0);

  CHECK(import_into(bench, stick).chains[0].taken() == 10);
}

TEST_CASE("Import: what is damaged, half written or a fork is named and stops nothing else",
          "[stick]") {
  CountyBench bench;
  const ChainWriter good = day_of(bench.random, 9);
  const ChainWriter bad = day_of(bench.random, 9);
  const ChainWriter stranger = day_of(bench.random, 3);
  bench.welcome(good);
  bench.welcome(bad);
  MemoryMedium stick;
  put(stick, bench, good, 1, 10);
  put(stick, bench, bad, 1, 10);
  for (auto& [name, content] : stick.files) {
    if (name.starts_with(to_hex(bad.id().kiosk))) {
      content[content.size() / 2] ^= 1;
    }
  }
  put(stick, bench, stranger, 1, 4);
  stick.files["x.batch.part"] = Bytes(10, 'x');
  const auto import = import_into(bench, stick);
  REQUIRE(import.chains.size() == 1);
  CHECK(import.chains[0].taken() == 10);
  CHECK(import.half_written == 1);
  std::map<Why, int> refused;
  for (const RefusedFile& file : import.refused) {
    ++refused[file.why];
  }
  CHECK(refused == std::map<Why, int>{{Why::Damaged, 1}, {Why::UnknownKiosk, 1}});

  ChainWriter clone = day_of(bench.random, 2);
  bench.welcome(clone);
  ChainWriter original = clone;
  clone.add_handout(8);
  original.add_handout(9);
  MemoryMedium copied;
  put(copied, bench, original, 1, 4);
  import_into(bench, copied);
  MemoryMedium forked;
  put(forked, bench, clone, 1, 4);
  const auto fork = import_into(bench, forked);
  CHECK(fork.chains[0].forks == 1);
  CHECK(fork.chains[0].taken() == 0);
}

TEST_CASE("Import: names that are none of ours are never opened", "[stick]") {
  CountyBench bench;
  const ChainWriter kiosk = day_of(bench.random, 3);
  bench.welcome(kiosk);
  MemoryMedium stick;
  put(stick, bench, kiosk, 1, 4);
  for (const char* name : {"autorun.inf", "信访.exe", "a.batch", "..batch", "-----.batch",
                           "x.request", "x.head", "00000000000000000000000000000000.request.lnk"}) {
    stick.files[name] = Bytes(2 << 20, 'x');
  }
  const auto import = import_into(bench, stick);
  CHECK(import.refused.empty());
  CHECK(import.others == 8);
  CHECK(import.chains[0].taken() == 4);
  // One of ours by name, and far too large.
  stick.files["00000000000000000000000000000000.request"] = Bytes(2 << 20, 'x');
  CHECK(import_into(bench, stick).refused[0].why == Why::Damaged);
}

// A million files, made up as they are looked at.
class Rubbish final : public OtherListing {
 public:
  using OtherListing::OtherListing;
  Result<Found> find(const Wanted& wanted, std::size_t most, std::size_t looked_at) override {
    auto found = stick_.find(wanted, most, looked_at);
    constexpr std::size_t kFiles = 1'000'000;
    REQUIRE(looked_at > kFiles);
    for (std::size_t i = 0; i < kFiles; ++i) {
      found->others += wanted(std::to_string(i) + ".tmp") ? 0 : 1;
    }
    return found;
  }
};

TEST_CASE("Import: a million files of rubbish hide nothing", "[stick]") {
  CountyBench bench;
  const ChainWriter kiosk = day_of(bench.random, 3);
  bench.welcome(kiosk);
  MemoryMedium stick;
  put(stick, bench, kiosk, 1, 4);
  Rubbish full(stick);
  const auto import = import_into(bench, full);
  CHECK(import.others == 1'000'000);
  CHECK(import.chains[0].taken() == 4);
}

TEST_CASE("Import: a stick that takes no acks still delivers", "[stick]") {
  CountyBench bench;
  const ChainWriter kiosk = day_of(bench.random, 3);
  bench.welcome(kiosk);
  MemoryMedium stick;
  put(stick, bench, kiosk, 1, 4);
  stick.is_read_only = true;
  const auto import = import_into(bench, stick);
  CHECK(import.chains[0].taken() == 4);
  REQUIRE(import.not_home);
  CHECK(import.not_home->code == ErrorCode::Refused);
  CHECK(import.carried_home == 0);
}

TEST_CASE("Import: a county that cannot store ends it, and nothing is claimed", "[stick]") {
  CountyBench bench;
  const ChainWriter kiosk = day_of(bench.random, 9);
  bench.welcome(kiosk);
  MemoryMedium stick;
  put(stick, bench, kiosk, 1, 4);
  put(stick, bench, kiosk, 5, 10);
  auto reader = required(open_reader(bench.folder.path()));
  int asked = 0;
  const auto import = required(import_stick(
      stick, bench.county->keys(), reader,
      {[&](const Request& request) -> Response {
         if (++asked == 2) {
           const std::string text = R"({"error":"unavailable","detail":"the disk"})";
           return {503, protocol::kErrorContentType, {}, Bytes(text.begin(), text.end())};
         }
         return bench.county->handle(request);
       },
       bench.county->stick_path()}));
  REQUIRE(import.stopped);
  CHECK(asked == 2);
  CHECK(import.chains[0].taken() == 4);
  CHECK(ack_on(stick, bench, kiosk).acknowledged_through == 4);
  CHECK(import_into(bench, stick).chains[0].taken() == 6);
}

TEST_CASE("Import: what another program answers at the county's address is not believed",
          "[stick]") {
  CountyBench bench;
  CountyBench other({}, 7);
  const ChainWriter kiosk = day_of(bench.random, 3);
  bench.welcome(kiosk);
  other.welcome(kiosk);
  MemoryMedium stick;
  put(stick, other, kiosk, 1, 4);
  auto reader = required(open_reader(bench.folder.path()));
  const auto import =
      required(import_stick(stick, bench.county->keys(), reader,
                            {[&](const Request& request) { return other.county->handle(request); },
                             other.county->stick_path()}));
  CHECK(import.stopped);
  CHECK(import.carried_home == 0);
}

TEST_CASE(
    "StickImport: what was sealed to a key that was replaced long ago is taken by stick alone",
    "[ledger]") {
  CountyBench bench;
  const ChainWriter kiosk = day_of(bench.random, 3);
  bench.welcome(kiosk);
  MemoryMedium stick;
  put(stick, bench, kiosk, 1, 4);
  const Bytes sealed_long_ago = bench.encoded(kiosk, 1, 4);
  const crypto::PublicKey pinned = bench.county->keys().sign.public_key();
  required(rotate_keys(bench.folder.path(), RotatedKeys::Both, bench.clock.now().wall, bench.files,
                       bench.random));
  bench.get(protocol::kCountyPath);  // it takes up the new keys
  bench.clock.advance(2 * kEarlierTransportTime);
  CHECK(bench.post(protocol::kBatchPath, sealed_long_ago).status == 410);
  const StickImport import = import_into(bench, stick);
  CHECK(import.refused.empty());
  REQUIRE(import.chains.size() == 1);
  CHECK(import.chains[0].taken() == 4);
  // The way to the new keys rides home, for a kiosk that could not check the ack else.
  const auto documents = required(
      protocol::read_rotations(text_of(stick.files[protocol::stick_rotations_name(pinned)])));
  CHECK(documents.size() == 1);
  CHECK(ack_on(stick, bench, kiosk).acknowledged_through == 4);
}

TEST_CASE("StickImport: its path is a secret of the opening, and alone outside the quota",
          "[ledger]") {
  CountyBench bench;
  const ChainWriter kiosk = day_of(bench.random, 3);
  bench.welcome(kiosk);
  bench.options.quota.batches = 1;
  bench.open();
  CHECK(bench.post(protocol::kBatchPath, bench.encoded(kiosk, 1, 2)).status == 200);
  CHECK(bench.post(protocol::kBatchPath, bench.encoded(kiosk, 3, 4)).status == 429);
  const std::string guessed = std::string(protocol::kBatchPath) + "/" + std::string(32, '0');
  CHECK(bench.post(guessed, bench.encoded(kiosk, 3, 4)).status == 404);
  const std::string path = bench.county->stick_path();
  CHECK(bench.post(path, bench.encoded(kiosk, 3, 4)).status == 200);
  bench.open();
  CHECK(bench.county->stick_path() != path);
  CHECK(bench.post(path, bench.encoded(kiosk, 3, 4)).status == 404);
}

TEST_CASE("StickImport: what a kiosk recorded before another took its place is taken by stick",
          "[ledger]") {
  CountyBench bench;
  const ChainWriter old_device = day_of(bench.random, 3);
  bench.welcome(old_device);
  MemoryMedium stick;
  put(stick, bench, old_device, 1, 4);
  put_head(stick, old_device);
  const auto successor = crypto::SigningKey::generate(bench.random);
  const std::string code =
      required(create_code(bench.folder.path(), "一号", bench.county->keys(), bench.clock,
                           bench.files, bench.random, {kCodeLifetime, old_device.id().kiosk}));
  const auto secret = required(protocol::read_code(code)).secret;
  const auto number = domain::kiosk_id_of(successor.public_key());
  stick.files[protocol::stick_request_name(number)] =
      protocol::encode_enrolment_request({secret, successor.public_key()}, successor,
                                         bench.county->keys().transport.public_key(), bench.random);
  const StickImport import = import_into(bench, stick);
  CHECK(import.enrolled.size() == 1);
  CHECK(import.refused.empty());
  REQUIRE(import.chains.size() == 1);
  CHECK(import.chains[0].taken() == 4);
  CHECK(bench.post(protocol::kBatchPath, bench.encoded(old_device, 1, 4)).status == 403);
}

TEST_CASE("StickImport: a request sealed to another county's key is that county's, not damaged",
          "[ledger]") {
  CountyBench bench;
  const auto kiosk = crypto::SigningKey::generate(bench.random);
  const auto other = crypto::SealingKey::generate(bench.random);
  MemoryMedium stick;
  const auto name = protocol::stick_request_name(domain::kiosk_id_of(kiosk.public_key()));
  stick.files[name] = protocol::encode_enrolment_request({{}, kiosk.public_key()}, kiosk,
                                                         other.public_key(), bench.random);
  const StickImport import = import_into(bench, stick);
  REQUIRE(import.refused.size() == 1);
  CHECK(import.refused[0].why == Why::AnotherCounty);
}

}  // namespace
}  // namespace outreach::ledger
