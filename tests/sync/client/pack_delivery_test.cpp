// Packs over the network: a county's routes, a line with mishaps, and the kiosk's store on a real
// disk. Fault rows X8, X9, X10 and the figure M15.
// Long because every mishap of the line is tried on one bench.
#include "sync/client/pack_delivery.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>

#include "sync/ledger/ledger.h"
#include "sync/protocol/wire.h"
#include "tests/support/catch.h"
#include "tests/support/fake_transport.h"
#include "tests/support/manual_worker.h"
#include "tests/support/pack_bench.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

const std::string kCounty = "http://county.example";

// What happens to an answer on its way.
using Mishap = std::function<http::Outcome(const http::Request&, http::Answer)>;

struct PackLine {
  PackLine() : transport([this](const http::Request& request) { return carry(request); }) {
    auto opened =
        ledger::Ledger::open(county_folder(), publisher.clock, publisher.random, publisher.files);
    REQUIRE(opened);
    county.emplace(*std::move(opened));
    begin();
  }
  // A county in the publisher's folder, so that its shelf is what the routes answer from.
  const Path& county_folder() {
    if (!publisher.files.exists(publisher.folder / "county.json")) {
      REQUIRE(ledger::create_keys(publisher.folder.path(), "曲沃县信访局", publisher.files,
                                  publisher.random));
    }
    folder = publisher.folder.path();
    return folder;
  }
  // As a program that starts: what is on the disk is all it knows.
  void begin() {
    transport.cancel_all();
    store = std::make_shared<PackStore>(kiosk.path(), protocol::kContentPack,
                                        publisher.key.public_key(), publisher.files);
    const auto standing = store->standing();
    REQUIRE(standing);
    packs.emplace(PackDependencies{transport, reading, inbox, publisher.random, store,
                                   [this] { ++installed; }},
                  kCounty, protocol::kContentPack, standing->taken);
  }
  http::Outcome carry(const http::Request& request) {
    ledger::Request asked{request.method, request.url.substr(kCounty.size()), "", request.body};
    for (const auto& [name, value] : request.headers) {
      asked.range = name == "Range" ? value : asked.range;
      asked.if_range = name == "If-Range" ? value : asked.if_range;
    }
    const ledger::Response given = county->handle(asked);
    http::Answer answer{given.status, given.content_type, std::nullopt, given.body};
    for (const auto& [name, value] : given.headers) {
      if (name == "Content-Range") {
        answer.content_range = value;
      }
    }
    const http::Outcome outcome =
        mishap ? mishap(request, std::move(answer)) : http::Outcome(std::move(answer));
    const auto* whole = std::get_if<http::Answer>(&outcome);
    const auto* failure = std::get_if<http::Failure>(&outcome);
    moved += whole != nullptr                         ? whole->body.size()
             : failure != nullptr && failure->partial ? failure->partial->body.size()
                                                      : 0;
    return outcome;
  }
  void turn(bool line_is_free = true) {
    inbox.drain();
    transport.poll();
    packs->tick(publisher.clock.now(), line_is_free, time());
    for (const protocol::PackVersion& pack : *publisher.shelf.newest()) {
      packs->offered(pack.version);  // as every ack says
    }
    reading.flush();
  }
  // Turns, time going on to the next timer, until nothing is wanted any more or no more can come.
  bool settle(int turns = 2'000) {
    for (int i = 0; i < turns; ++i) {
      turn();
      const PackStatus status = packs->status();
      if (!status.is_under_way && transport.under_way() == 0 && !status.wanted && i > 3) {
        return true;
      }
      const auto wait = packs->wait_milliseconds(publisher.clock.now());
      if (wait && transport.under_way() == 0) {
        publisher.clock.advance(std::chrono::milliseconds(*wait));
      }
    }
    return false;
  }
  std::uint64_t version() {
    return store->standing().value().installed;
  }
  void check_whole(const std::vector<ledger::PackSource>& sources) {
    const auto manifest = store->manifest(version());
    REQUIRE(manifest);
    REQUIRE(manifest->files.size() == sources.size());
    for (const ledger::PackSource& source : sources) {
      const auto* file = manifest->file(source.path);
      REQUIRE(file != nullptr);
      const auto content = store->read(*file);
      REQUIRE(content);
      CHECK(*content == source.content);
    }
  }

  Publisher publisher;
  Path folder;
  std::optional<ledger::Ledger> county;
  FakeTransport transport;
  ManualWorker reading;
  Inbox inbox;
  TemporaryFolder kiosk;
  std::shared_ptr<PackStore> store;
  std::optional<PackDelivery> packs;
  std::function<PackTime()> time = [this] { return PackTime{publisher.clock.now().wall, true}; };
  Mishap mishap;
  int installed = 0;
  std::size_t moved = 0;  // bytes of bodies that came
};

std::vector<ledger::PackSource> large_content(std::size_t size = 300'000) {
  return {{"catalogue.json", catalogue_of("甲")}, {"leaflets/a/001.png", noise(size, 3)}};
}

bool asks_file(const http::Request& request) {
  return request.url.find(protocol::kPackFilesPath) != std::string::npos;
}

TEST_CASE("Pack delivery: a published version comes over the network and is installed",
          "[client][pack]") {
  PackLine bench;
  bench.publisher.publish(large_content());
  REQUIRE(bench.settle());
  CHECK(bench.version() == 1);
  CHECK(bench.installed == 1);
  bench.check_whole(large_content());
  const auto requests = bench.transport.requests().size();
  REQUIRE(bench.settle());
  CHECK(bench.transport.requests().size() == requests);
}

TEST_CASE("Pack delivery: cut at every byte, the download goes on where it broke",
          "[client][pack]") {
  const auto sources = large_content(5'000);
  PackLine whole;
  whole.publisher.publish(sources);
  REQUIRE(whole.settle());
  for (std::size_t at = 0; at < 5'000; at += 97) {
    PackLine bench;
    bench.publisher.publish(sources);
    bool was_cut = false;
    bench.mishap = [&](const http::Request& request, http::Answer answer) -> http::Outcome {
      if (asks_file(request) && !was_cut && answer.body.size() > at) {
        was_cut = true;
        answer.body.resize(at);
        return http::Failure{http::Fault::Cut, "cut", std::move(answer)};
      }
      return answer;
    };
    REQUIRE(bench.settle());
    CHECK(was_cut);
    CHECK(bench.version() == 1);
    bench.check_whole(sources);
    CHECK(bench.moved == whole.moved);  // not a byte twice
  }
}

TEST_CASE("Pack delivery: over lines that die after K bytes it arrives, each byte once",
          "[client][pack]") {
  for (const std::size_t most : {1'000U, 8'192U, 70'000U}) {
    PackLine bench;
    const auto sources = large_content(200'000);
    const auto manifest_size =
        bench.publisher.document(bench.publisher.publish(sources).version).size();
    bench.mishap = [&](const http::Request&, http::Answer answer) -> http::Outcome {
      if (answer.body.size() <= most) {
        return answer;
      }
      answer.body.resize(most);
      return http::Failure{http::Fault::Cut, "cut", std::move(answer)};
    };
    REQUIRE(bench.settle(5'000));
    bench.check_whole(sources);
    CHECK(bench.moved == manifest_size + 200'000 + sources[0].content.size());
  }
}

TEST_CASE("Pack delivery: a restart goes on with the pieces on the disk", "[client][pack]") {
  PackLine bench;
  const auto sources = large_content(600'000);
  bench.publisher.publish(sources);
  std::size_t pieces = 0;
  while (pieces < 4) {  // the catalogue, two of the page, and one on its way
    bench.turn();
    pieces = 0;
    for (const http::Request& request : bench.transport.requests()) {
      pieces += asks_file(request) ? 1 : 0;
    }
  }
  for (int i = 0; i < 4; ++i) {
    bench.inbox.drain();  // what came is kept, but nothing more is asked
    bench.reading.flush();
  }
  const std::size_t before = bench.moved;
  bench.begin();
  REQUIRE(bench.settle());
  bench.check_whole(sources);
  CHECK(before > kPieceBytesStart);
  CHECK(bench.moved < 600'000 + kPieceBytesMost + 3'000);
}

TEST_CASE(
    "Pack delivery: files that are not what their hash says are fetched again, then ever "
    "later, and never installed",
    "[client][pack]") {
  PackLine bench;
  bench.publisher.publish(large_content(5'000));
  int spoiled = 0;
  bench.mishap = [&](const http::Request& request, http::Answer answer) -> http::Outcome {
    if (asks_file(request) && answer.body.size() == 5'000 && spoiled < 1) {
      ++spoiled;
      answer.body[77] ^= 1;
    }
    return answer;
  };
  REQUIRE(bench.settle());
  CHECK(spoiled == 1);
  CHECK(bench.version() == 1);

  PackLine worse;
  worse.publisher.publish(large_content(5'000));
  worse.mishap = [&](const http::Request& request, http::Answer answer) -> http::Outcome {
    if (asks_file(request) && answer.body.size() == 5'000) {
      answer.body[77] ^= 1;
    }
    return answer;
  };
  const WallTime begun = worse.publisher.clock.now().wall;
  CHECK_FALSE(worse.settle(600));
  CHECK(worse.version() == 0);
  CHECK(worse.packs->status().trouble == Trouble::NotTheCounty);
  const auto hours =
      std::chrono::duration_cast<std::chrono::hours>(worse.publisher.clock.now().wall - begun);
  // At most one try in seven minutes on average, once it has waited longest.
  CHECK(worse.moved < static_cast<std::size_t>(hours.count() + 2) * 20 * 5'000);
}

TEST_CASE(
    "Pack delivery: a proxy that knows no ranges, or a mirror that changed, gives the whole "
    "file and that is taken",
    "[client][pack]") {
  PackLine bench;
  const auto sources = large_content(200'000);
  bench.publisher.publish(sources);
  bench.mishap = [&](const http::Request& request, http::Answer answer) -> http::Outcome {
    if (asks_file(request)) {
      const std::string hash = request.url.substr(request.url.rfind('/') + 1);
      return http::Answer{200, protocol::kPackContentType, std::nullopt,
                          bench.publisher.shelf.file(*array_from_hex<32>(hash)).value()};
    }
    return answer;
  };
  REQUIRE(bench.settle());
  bench.check_whole(sources);
}

TEST_CASE("Pack delivery: an answer for another range than was asked is not taken",
          "[client][pack]") {
  PackLine bench;
  const auto sources = large_content(200'000);
  bench.publisher.publish(sources);
  int wrong = 0;
  bench.mishap = [&](const http::Request& request, http::Answer answer) -> http::Outcome {
    if (asks_file(request) && wrong < 5) {
      ++wrong;
      answer.content_range = wrong % 2 == 0 ? "bytes 900-1000/200000" : "bytes */200000";
    }
    return answer;
  };
  REQUIRE(bench.settle());
  bench.check_whole(sources);
}

TEST_CASE("Pack delivery: sign-in pages, errors and silence install nothing and end when they end",
          "[client][pack]") {
  PackLine bench;
  const auto sources = large_content(20'000);
  bench.publisher.publish(sources);
  int left = 30;
  bench.mishap = [&](const http::Request&, http::Answer answer) -> http::Outcome {
    if (left-- <= 0) {
      return answer;
    }
    const std::string page = "<html>请登录</html>";
    switch (left % 5) {
      case 0:
        return http::Answer{200, "text/html", std::nullopt, bytes_from(page)};
      case 1:
        return http::Answer{503, protocol::kErrorContentType, "7", {}};
      case 2:
        return http::Failure{http::Fault::Timeout, "silence"};
      case 3:
        return http::Answer{404, protocol::kErrorContentType, std::nullopt, {}};
      default:
        return http::Answer{206, "text/html", std::nullopt, bytes_from(page)};
    }
  };
  REQUIRE(bench.settle());
  bench.check_whole(sources);
}

TEST_CASE("Pack delivery: an old manifest played back, and one of another key, change nothing",
          "[client][pack]") {
  PackLine bench;
  bench.publisher.publish(small_content("甲"));
  const Bytes first = bench.publisher.document(1);
  REQUIRE(bench.settle());
  bench.publisher.publish(small_content("乙"));
  Bytes instead = first;
  bench.mishap = [&](const http::Request& request, http::Answer answer) -> http::Outcome {
    if (!asks_file(request)) {
      answer.body = instead;
    }
    return answer;
  };
  REQUIRE(bench.settle());
  CHECK(bench.version() == 1);
  CHECK(bench.packs->status().refusal == PackRefusal::NotNewer);

  bench.publisher.publish(small_content("丙"));
  SeededRandom random(99);
  const auto forged =
      protocol::encode_pack_manifest({protocol::kContentPack,
                                      9,
                                      bench.publisher.clock.now().wall,
                                      bench.publisher.clock.now().wall + std::chrono::hours(1),
                                      {}},
                                     crypto::SigningKey::generate(random));
  REQUIRE(forged);
  instead = *forged;
  REQUIRE(bench.settle());
  CHECK(bench.version() == 1);
  CHECK(bench.packs->status().refusal == PackRefusal::BadSignature);
  // When the line is honest again, a person's tap is enough.
  bench.mishap = {};
  bench.packs->person_asked();
  REQUIRE(bench.settle());
  CHECK(bench.version() == 3);
}

TEST_CASE(
    "Pack delivery: an earlier manifest that was never installed is not taken for a later one",
    "[client][pack]") {
  PackLine bench;
  bench.publisher.publish(small_content("甲"));
  const Bytes first = bench.publisher.document(1);
  bench.publisher.publish(small_content("乙"));
  bench.mishap = [&](const http::Request& request, http::Answer answer) -> http::Outcome {
    if (!asks_file(request)) {
      answer.body = first;
    }
    return answer;
  };
  REQUIRE(bench.settle());
  CHECK(bench.version() == 0);
  CHECK(bench.packs->status().refusal == PackRefusal::NotNewer);
  CHECK(bench.transport.requests().size() == 3);  // the line could have become an honest one
  bench.mishap = {};
  bench.packs->person_asked();
  REQUIRE(bench.settle());
  CHECK(bench.version() == 2);
}

TEST_CASE("Pack delivery: with a doubted clock nothing new is installed until the time is known",
          "[client][pack]") {
  PackLine bench;
  bench.publisher.publish(small_content("甲"));
  bool is_certain = false;
  bench.time = [&] { return PackTime{WallTime{}, is_certain}; };
  CHECK_FALSE(bench.settle(30));
  CHECK(bench.version() == 0);
  CHECK(bench.packs->status().refusal == PackRefusal::ClockDoubted);
  const auto asked = bench.transport.requests().size();
  bench.time = [&] { return PackTime{bench.publisher.clock.now().wall, true}; };
  bench.turn();  // no timer has to come first, and the manifest is not fetched again
  REQUIRE(bench.settle());
  CHECK(bench.version() == 1);
  CHECK_FALSE(bench.packs->status().refusal);
  CHECK(bench.transport.requests()[asked].url.find("/files/") != std::string::npos);
}

TEST_CASE("Pack delivery: a pack whose content is wrong is refused once and not fetched again",
          "[client][pack]") {
  PackLine bench;
  bench.publisher.publish({{"catalogue.json", bytes_from("{}")}});
  REQUIRE(bench.settle());
  CHECK(bench.version() == 0);
  CHECK(bench.packs->status().refusal == PackRefusal::BadContent);
  const auto asked = bench.transport.requests().size();
  REQUIRE(bench.settle());
  CHECK(bench.transport.requests().size() == asked);
}

TEST_CASE("Pack delivery: it begins no piece while entries need the line", "[client][pack]") {
  PackLine bench;
  bench.publisher.publish(large_content());
  for (int i = 0; i < 5; ++i) {
    bench.turn(false);
  }
  CHECK(bench.transport.requests().empty());
  REQUIRE(bench.settle());
  CHECK(bench.version() == 1);
}

TEST_CASE("Pack delivery: after a 1 % edit at most 3 % of the pack's bytes move",
          "[client][pack]") {
  PackLine bench;
  std::vector<ledger::PackSource> sources{{"catalogue.json", catalogue_of("甲")}};
  std::size_t size = 0;
  for (int page = 100; page < 160; ++page) {
    sources.push_back({"leaflets/a/" + std::to_string(page) + ".png",
                       noise(40'000, static_cast<std::uint64_t>(page))});
    size += 40'000;
  }
  bench.publisher.publish(sources);
  REQUIRE(bench.settle());
  CHECK(bench.moved > size);

  // 400 bytes of every page, in four places, and the catalogue.
  SeededRandom random(1);
  for (std::size_t page = 1; page < sources.size(); ++page) {
    for (const std::size_t at : {1'000U, 12'000U, 23'000U, 39'000U}) {
      random.fill(std::span(sources[page].content).subspan(at, 100));
    }
  }
  sources[0].content = catalogue_of("乙");
  bench.publisher.publish(sources);
  const std::size_t before = bench.moved;
  REQUIRE(bench.settle());
  CHECK(bench.version() == 2);
  bench.check_whole(sources);
  const std::size_t edit = bench.moved - before;
  INFO("moved " << edit << " of " << size);
  CHECK(edit * 100 <= size * 3);
}

TEST_CASE("Pack delivery: a kiosk that missed a version gets the delta from the one it has",
          "[client][pack]") {
  PackLine bench;
  auto sources = large_content(100'000);
  bench.publisher.publish(sources);
  REQUIRE(bench.settle());
  sources[1].content[10] ^= 1;
  bench.publisher.publish(sources);
  sources[1].content[50'000] ^= 1;
  bench.publisher.publish(sources);
  const std::size_t before = bench.moved;
  REQUIRE(bench.settle());
  CHECK(bench.version() == 3);
  bench.check_whole(sources);
  CHECK(bench.moved - before < 2'000);
}

TEST_CASE("Pack delivery: a delta that does not make the file costs a whole file and no more",
          "[client][pack]") {
  PackLine bench;
  auto sources = large_content(100'000);
  bench.publisher.publish(sources);
  REQUIRE(bench.settle());
  sources[1].content[10] ^= 1;
  const auto manifest = bench.publisher.publish(sources);
  REQUIRE(manifest.files[1].deltas.size() == 1);
  // The disk changed the base since.
  Bytes rotten = noise(100'000, 77);
  REQUIRE(bench.publisher.files.write_atomically(
      bench.store->place_of({"", 0, manifest.files[1].deltas[0].from, {}}), rotten, 0600));
  REQUIRE(bench.settle());
  CHECK(bench.version() == 2);
  bench.check_whole(sources);
}

}  // namespace
}  // namespace outreach::client
