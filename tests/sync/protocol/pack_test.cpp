#include "sync/protocol/pack.h"

#include <algorithm>
#include <string>

#include "tests/support/catch.h"
#include "tests/sync/protocol/sample_batch.h"

namespace outreach::protocol {
namespace {

using testing::SampleKeys;
using testing::SeededRandom;

PackManifest some_manifest() {
  PackManifest manifest;
  manifest.name = kContentPack;
  manifest.version = 7;
  manifest.made_at = WallTime(std::chrono::milliseconds(1'700'000'000'000));
  manifest.expires_at = WallTime(std::chrono::milliseconds(1'731'536'000'000));
  manifest.files = {{"catalogue.json", 120, {1}, {}},
                    {"guide.json", 4'000, {2}, {{{9}, {8}, 55}}},
                    {"leaflets/a/001.png", 90'000, {3}, {}}};
  return manifest;
}

// Signed without being checked, as somebody would who has the key and no scruples.
Bytes signed_anyhow(const PackManifest& manifest, const crypto::SigningKey& key) {
  ByteWriter out;
  out.text("OUTRPCK1").u8(static_cast<std::uint8_t>(manifest.name.size())).text(manifest.name);
  out.u64(manifest.version)
      .i64(manifest.made_at.time_since_epoch().count())
      .i64(manifest.expires_at.time_since_epoch().count())
      .u32(static_cast<std::uint32_t>(manifest.files.size()));
  for (const PackFile& file : manifest.files) {
    out.u8(static_cast<std::uint8_t>(file.path.size())).text(file.path).u64(file.length);
    out.raw(file.hash).u8(static_cast<std::uint8_t>(file.deltas.size()));
    for (const PackDelta& delta : file.deltas) {
      out.raw(delta.from).raw(delta.hash).u64(delta.length);
    }
  }
  out.raw(key.sign(out.bytes()));
  return out.take();
}

ErrorCode refusal(const PackManifest& manifest) {
  const SampleKeys keys;
  CHECK_FALSE(encode_pack_manifest(manifest, keys.county));
  const auto opened =
      open_pack_manifest(signed_anyhow(manifest, keys.county), keys.county.public_key());
  REQUIRE_FALSE(opened);
  return opened.error().code;
}

TEST_CASE("Pack manifest: what the county signs is what the kiosk reads", "[protocol][pack]") {
  const SampleKeys keys;
  const PackManifest manifest = some_manifest();
  const auto document = encode_pack_manifest(manifest, keys.county);
  REQUIRE(document);
  CHECK(*document == signed_anyhow(manifest, keys.county));
  const auto opened = open_pack_manifest(*document, keys.county.public_key());
  REQUIRE(opened);
  CHECK(*opened == manifest);
  CHECK(opened->bytes() == 94'120);
  REQUIRE(opened->file("guide.json") != nullptr);
  CHECK(opened->file("guide.json")->length == 4'000);
  CHECK(opened->file("guide") == nullptr);
}

TEST_CASE("Pack manifest: no byte can be changed, cut or added, and no other key will do",
          "[protocol][pack]") {
  const SampleKeys keys;
  Bytes document = signed_anyhow(some_manifest(), keys.county);
  for (std::size_t at = 0; at < document.size(); ++at) {
    Bytes changed = document;
    changed[at] ^= 0x20;
    const auto opened = open_pack_manifest(changed, keys.county.public_key());
    REQUIRE_FALSE(opened);
    // In the first eight bytes it looks like another version.
    CHECK(opened.error().code == (at < 8 ? ErrorCode::Unsupported : ErrorCode::Refused));
    CHECK_FALSE(open_pack_manifest(ByteView(document).first(at), keys.county.public_key()));
  }
  document.push_back(0);
  CHECK_FALSE(open_pack_manifest(document, keys.county.public_key()));
  CHECK_FALSE(
      open_pack_manifest(signed_anyhow(some_manifest(), keys.kiosk), keys.county.public_key()));
}

TEST_CASE("Pack manifest: path tricks are refused, whoever signed them", "[protocol][pack]") {
  for (const std::string& path :
       {std::string(), std::string("/etc/passwd"), std::string("../a"), std::string("a/../b"),
        std::string("a/./b"), std::string("a//b"), std::string("a/"), std::string("a\\b"),
        std::string("a\0b", 3), std::string("A"), std::string("\xE6\xBC\xAB"), std::string("a b"),
        std::string(".hidden"), std::string("a."), std::string("c:"), std::string("a/b/c/d/e/f/g"),
        std::string(kPackPathBytesMax + 1, 'a'), std::string("caf\xC3\xA9")}) {
    INFO(path);
    PackManifest manifest = some_manifest();
    manifest.files = {{path, 1, {1}, {}}};
    CHECK(refusal(manifest) == ErrorCode::InvalidInput);
    CHECK_FALSE(check_pack_path(path));
  }
  CHECK(check_pack_path("a/b/c/d/e/f-0_1.png"));
  CHECK(check_pack_path(std::string(kPackPathBytesMax, 'a')));
}

TEST_CASE("Pack manifest: no path stands there twice, out of order, or as file and folder",
          "[protocol][pack]") {
  PackManifest manifest = some_manifest();
  manifest.files = {{"a", 1, {1}, {}}, {"a", 1, {1}, {}}};
  CHECK(refusal(manifest) == ErrorCode::InvalidInput);
  manifest.files = {{"b", 1, {1}, {}}, {"a", 1, {2}, {}}};
  CHECK(refusal(manifest) == ErrorCode::InvalidInput);
  manifest.files = {{"a", 1, {1}, {}}, {"a-b", 1, {2}, {}}, {"a/b", 1, {3}, {}}};
  CHECK(refusal(manifest) == ErrorCode::InvalidInput);
}

TEST_CASE("Pack manifest: names, versions, dates and limits hold", "[protocol][pack]") {
  const auto changed = [](auto change) {
    PackManifest manifest = some_manifest();
    change(manifest);
    return refusal(manifest);
  };
  CHECK(changed([](PackManifest& m) { m.name = "others"; }) == ErrorCode::InvalidInput);
  CHECK(changed([](PackManifest& m) { m.version = 0; }) == ErrorCode::InvalidInput);
  CHECK(changed([](PackManifest& m) { m.expires_at = m.made_at; }) == ErrorCode::InvalidInput);
  CHECK(changed([](PackManifest& m) { m.files[0].length = kPackFileBytesMax + 1; }) ==
        ErrorCode::TooLarge);
  CHECK(changed([](PackManifest& m) {
          m.files.clear();
          for (int i = 100; i < 117; ++i) {  // each allowed, too much together
            m.files.push_back(
                {"f" + std::to_string(i), kPackFileBytesMax, {static_cast<std::uint8_t>(i)}, {}});
          }
        }) == ErrorCode::TooLarge);
  CHECK(changed([](PackManifest& m) {
          m.files.assign(kPackFilesMax + 1, {"a", 1, {1}, {}});
        }) == ErrorCode::TooLarge);
  CHECK(changed([](PackManifest& m) { m.files[1].deltas[0].length = 4'000; }) ==
        ErrorCode::InvalidInput);
  CHECK(changed([](PackManifest& m) { m.files[1].deltas[0].from = m.files[1].hash; }) ==
        ErrorCode::InvalidInput);
  CHECK(changed([](PackManifest& m) {
          m.files[1].deltas.assign(kPackDeltasMax + 1, m.files[1].deltas[0]);
        }) == ErrorCode::TooLarge);
  // One content, two lengths.
  CHECK(changed([](PackManifest& m) { m.files[1].hash = m.files[0].hash; }) ==
        ErrorCode::InvalidInput);
}

TEST_CASE("Pack manifest: a count that is not there costs no memory", "[protocol][pack]") {
  const SampleKeys keys;
  ByteWriter out;
  out.text("OUTRPCK1").u8(7).text("content").u64(1).i64(1).i64(2).u32(0xFFFF'FFFF);
  out.raw(keys.county.sign(out.bytes()));
  const auto opened = open_pack_manifest(out.bytes(), keys.county.public_key());
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::TooLarge);
  CHECK(
      open_pack_manifest(Bytes(kPackManifestBytesMax + 1), keys.county.public_key()).error().code ==
      ErrorCode::TooLarge);
}

TEST_CASE("Pack delta: a small edit of a large file is a small delta", "[protocol][pack]") {
  SeededRandom random(5);
  Bytes old(200'000);
  random.fill(old);
  Bytes edited = old;
  std::copy_n(old.begin(), 500, edited.begin() + 90'000);
  edited.insert(edited.begin() + 1'000, 77, 0x55);
  const auto delta = make_pack_delta(old, edited);
  REQUIRE(delta);
  CHECK(delta->size() < 1'000);
  const PackFile file{"a", edited.size(), crypto::sha256(edited), {}};
  const auto made = apply_pack_delta(old, *delta, file);
  REQUIRE(made);
  CHECK(*made == edited);

  // From another base, cut, or longer than the file may be, nothing else comes out.
  Bytes other = old;
  other[5'000] ^= 1;
  CHECK_FALSE(apply_pack_delta(other, *delta, file));
  CHECK_FALSE(apply_pack_delta(old, ByteView(*delta).first(delta->size() / 2), file));
  CHECK_FALSE(apply_pack_delta(old, *delta, {"a", edited.size() - 1, file.hash, {}}));
  CHECK_FALSE(apply_pack_delta(old, Bytes(), file));

  Bytes unlike(200'000);
  random.fill(unlike);
  CHECK_FALSE(make_pack_delta(old, unlike));
}

}  // namespace
}  // namespace outreach::protocol
