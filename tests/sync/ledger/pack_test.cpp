// What the county publishes, and what it answers to who asks for it.
#include <algorithm>
#include <string>

#include "sync/ledger/pack_routes.h"
#include "sync/ledger/pack_shelf.h"
#include "sync/ledger/publishing.h"
#include "tests/support/pack_bench.h"
#include "tests/sync/ledger/publishing_county.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

struct PackRoutes : PublishingCounty {
  Response get_file(const crypto::Hash& hash, const std::string& range = {},
                    const std::string& if_range = {}) {
    return county->handle(
        {"GET", protocol::kPackFilesPath + to_hex(hash), "", {}, range, if_range});
  }
};

std::string header(const Response& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) {
      return value;
    }
  }
  return {};
}

TEST_CASE("Packs: an ack tells of the newest version, from the publishing on", "[ledger][pack]") {
  PackRoutes bench;
  ChainWriter kiosk(bench.random);
  bench.welcome(kiosk);
  kiosk.add_outing();
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, 1)).packs.empty());
  bench.publish(small_content("甲"));
  using Packs = std::vector<protocol::PackVersion>;
  CHECK(bench.ask_head(kiosk, 1).packs == Packs{{protocol::kContentPack, 1}});
  bench.publish(small_content("乙"));
  CHECK(bench.ask_head(kiosk, 1).packs == Packs{{protocol::kContentPack, 2}});
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, 1)).packs == Packs{{protocol::kContentPack, 2}});
}

TEST_CASE("Packs: a grant pins the publishing key, which is not the sign key", "[ledger][pack]") {
  PackRoutes bench;
  const auto kiosk = crypto::SigningKey::generate(bench.random);
  const auto response = bench.enrol(kiosk, bench.new_code());
  REQUIRE(response.status == 200);
  const auto grant = required(protocol::open_grant(text_of(response.body)));
  CHECK(grant.publishing_key == bench.key().public_key());
  CHECK(grant.publishing_key != grant.sign_key);
}

TEST_CASE("Packs: the publishing key may lie elsewhere, and must be this county's",
          "[ledger][pack]") {
  PackRoutes bench;
  TemporaryFolder stick;
  const Bytes seed = required(bench.files.read(bench.folder / kPublishingKeyFile, 64));
  REQUIRE(bench.files.write_atomically(stick / "key", seed, 0600));
  REQUIRE(bench.files.remove(bench.folder / kPublishingKeyFile));
  CHECK(load_publishing_key(stick / "key", bench.folder.path(), bench.files));
  bench.open();  // serving does not need it
  CHECK(load_publishing_key(bench.folder / kPublishingKeyFile, bench.folder.path(), bench.files)
            .error()
            .code == ErrorCode::NotFound);
  REQUIRE(bench.files.write_atomically(stick / "key", Bytes(32, 7), 0600));
  CHECK(load_publishing_key(stick / "key", bench.folder.path(), bench.files).error().code ==
        ErrorCode::Refused);
  REQUIRE(bench.files.write_atomically(stick / "key", Bytes(31, 7), 0600));
  CHECK(load_publishing_key(stick / "key", bench.folder.path(), bench.files).error().code ==
        ErrorCode::Corrupt);
}

TEST_CASE("Packs: where the public half alone was lost, the key that kiosks know is kept",
          "[ledger][pack]") {
  PackRoutes bench;
  const crypto::SigningKey before = bench.key();
  CHECK(create_publishing_key(bench.folder.path(), bench.files, bench.random).error().code ==
        ErrorCode::AlreadyExists);
  REQUIRE(bench.files.remove(bench.folder / kPublishingPublicFile));
  CHECK(required(create_publishing_key(bench.folder.path(), bench.files, bench.random)) ==
        before.public_key());
  CHECK(bench.key().seed() == before.seed());
}

TEST_CASE("Packs: manifests and files are given with a lifetime without end", "[ledger][pack]") {
  PackRoutes bench;
  const auto manifest = bench.publish(small_content("甲"));
  const auto document = bench.get("/v1/packs/content/1");
  CHECK(document.status == 200);
  CHECK(document.content_type == protocol::kPackContentType);
  CHECK(header(document, "Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(required(protocol::open_pack_manifest(document.body, bench.key().public_key())) ==
        manifest);
  const protocol::PackFile& page = manifest.files[1];
  const auto file = bench.get_file(page.hash);
  CHECK(file.status == 200);
  CHECK(file.body.size() == 3'000);
  CHECK(crypto::sha256(file.body) == page.hash);
  CHECK(header(file, "ETag") == "\"" + to_hex(page.hash) + "\"");
  CHECK(header(file, "Accept-Ranges") == "bytes");
  CHECK(header(file, "Cache-Control") == "public, max-age=31536000, immutable");
}

TEST_CASE("Packs: a long file is given in parts only, so that slow readers hold little",
          "[ledger][pack]") {
  constexpr std::size_t kPart = 262'144;
  PackRoutes bench;
  auto content = small_content("甲");
  content[1] = {"leaflets/a/001.png", noise(3 * kPart, 2)};
  const auto manifest = bench.publish(content);
  const auto longest = std::max_element(
      manifest.files.begin(), manifest.files.end(),
      [](const auto& left, const auto& right) { return left.length < right.length; });
  REQUIRE(longest->length == 3 * kPart);
  const auto whole = bench.get_file(longest->hash);
  CHECK(whole.status == 416);
  CHECK(error_word(whole) == "range");
  const auto part = bench.get_file(longest->hash, "bytes=10-");
  CHECK(part.status == 206);
  CHECK(part.body.size() == kPart);
  CHECK(header(part, "Content-Range") == "bytes 10-262153/786432");
}

TEST_CASE("Packs: parts of a file, by Range and If-Range", "[ledger][pack]") {
  PackRoutes bench;
  const auto manifest = bench.publish(small_content("甲"));
  const crypto::Hash hash = manifest.files[1].hash;
  const Bytes whole = bench.get_file(hash).body;
  const std::string tag = "\"" + to_hex(hash) + "\"";

  const auto part = bench.get_file(hash, "bytes=100-199", tag);
  CHECK(part.status == 206);
  CHECK(part.body == Bytes(whole.begin() + 100, whole.begin() + 200));
  CHECK(header(part, "Content-Range") == "bytes 100-199/3000");
  CHECK(header(bench.get_file(hash, "bytes=2999-"), "Content-Range") == "bytes 2999-2999/3000");
  CHECK(header(bench.get_file(hash, "bytes=2000-9999"), "Content-Range") == "bytes 2000-2999/3000");
  CHECK(header(bench.get_file(hash, "bytes=-10"), "Content-Range") == "bytes 2990-2999/3000");

  const auto beyond = bench.get_file(hash, "bytes=3000-", tag);
  CHECK(beyond.status == 416);
  CHECK(error_word(beyond) == "range");
  CHECK(header(beyond, "Content-Range") == "bytes */3000");
  // Another file than the one begun with: all of it.
  CHECK(bench.get_file(hash, "bytes=100-199", "\"other\"").status == 200);
  for (const char* nonsense : {"bytes=9-1", "bytes=a-b", "bytes=1-2,4-5", "lines=1-2",
                               "bytes=", "bytes=--1", "bytes=18446744073709551616-"}) {
    INFO(nonsense);
    const auto response = bench.get_file(hash, nonsense);
    CHECK(response.status == 200);
    CHECK(response.body == whole);
  }
}

TEST_CASE("Packs: other names, versions and paths are not there", "[ledger][pack]") {
  PackRoutes bench;
  const auto manifest = bench.publish(small_content("甲"));
  const std::string hash = to_hex(manifest.files[0].hash);
  std::string upper = hash;
  for (char& c : upper) {
    c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  for (const std::string& path :
       {std::string("/v1/packs/"), std::string("/v1/packs/content"),
        std::string("/v1/packs/content/"), std::string("/v1/packs/content/2"),
        std::string("/v1/packs/content/01x"), std::string("/v1/packs/content/-1"),
        std::string("/v1/packs/other/1"), std::string("/v1/packs/../county.json"),
        std::string("/v1/packs/files/"), std::string("/v1/packs/files/../../sign.key"),
        "/v1/packs/files/" + upper, "/v1/packs/files/" + hash + "00",
        "/v1/packs/files/" + std::string(64, '0'), "/v1/packs/files/" + hash + "?x=1"}) {
    INFO(path);
    const auto response = bench.get(path.c_str());
    CHECK(response.status == 404);
    CHECK(error_word(response) == "path");
  }
  CHECK(bench.post("/v1/packs/content/1", {}).status == 405);
}

TEST_CASE("Packs: versions only go up, and what breaks a rule is not published", "[ledger][pack]") {
  PackRoutes bench;
  CHECK(bench.publish(small_content("甲")).version == 1);
  CHECK(bench.publish(small_content("甲"), 40).version == 40);
  const auto order = [&](std::vector<PackSource> sources, std::uint64_t version) {
    return PackOrder{protocol::kContentPack, std::move(sources), bench.clock.now().wall,
                     bench.clock.now().wall + std::chrono::hours(1), version};
  };
  CHECK(bench.shelf().publish(order(small_content("甲"), 40), bench.key()).error().code ==
        ErrorCode::InvalidInput);
  CHECK(bench.shelf().publish(order({{"A", {}}}, 0), bench.key()).error().code ==
        ErrorCode::InvalidInput);
  CHECK(bench.shelf().publish(order({{"a", {}}, {"a", {}}}, 0), bench.key()).error().code ==
        ErrorCode::InvalidInput);
  CHECK(bench.shelf()
            .publish(order({{"a", Bytes(protocol::kPackFileBytesMax + 1)}}, 0), bench.key())
            .error()
            .code == ErrorCode::TooLarge);
  CHECK(required(bench.shelf().newest()).front().version == 40);
  CHECK(bench.publish(small_content("甲")).version == 41);
}

TEST_CASE("Packs: the last four versions are kept, and nothing else", "[ledger][pack]") {
  PackRoutes bench;
  for (const char* county : {"1", "2", "3", "4", "5", "6"}) {
    bench.publish(small_content(county));
  }
  CHECK(bench.get("/v1/packs/content/2").status == 404);
  CHECK(bench.get("/v1/packs/content/3").status == 200);
  CHECK(bench.get("/v1/packs/content/6").status == 200);
  const auto names = required(bench.files.list(bench.folder / "packs"));
  CHECK(names == std::vector<std::string>{"content-3", "content-4", "content-5", "content-6",
                                          "content.newest"});
  // Four catalogues, four second pages, one first page, and the deltas between them.
  CHECK(required(bench.files.list(bench.folder / "packs" / "files")).size() >= 9);
}

TEST_CASE("Packs: a file that the county's disk changed is not given", "[ledger][pack]") {
  PackRoutes bench;
  const auto manifest = bench.publish(small_content("甲"));
  const Path place = bench.folder / "packs" / "files" / to_hex(manifest.files[1].hash);
  REQUIRE(bench.files.write_atomically(place, Bytes(3'000, 1), 0644));
  CHECK(bench.get_file(manifest.files[1].hash).status == 503);
  bench.publish(small_content("乙"));  // publishing puts it right
  CHECK(bench.get_file(manifest.files[1].hash).status == 200);
}

TEST_CASE("Packs: without a shelf acks go on", "[ledger][pack]") {
  PackRoutes bench;
  ChainWriter kiosk(bench.random);
  bench.welcome(kiosk);
  kiosk.add_outing();
  bench.publish(small_content("甲"));
  REQUIRE(bench.files.write_atomically(bench.folder / "packs" / "content.newest", Bytes(3, 0xFF),
                                       0644));
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, 1)).acknowledged_through == 1);
}

}  // namespace
}  // namespace outreach::ledger
