// What is read from files and bodies: JSON, entries, lists, compressed bytes, counts of a mirror,
// sheets and scripts.
#include <algorithm>
#include <string>

#include "app/kiosk/script.h"
#include "app/kiosk/sheet.h"
#include "platform/compression/compression.h"
#include "sync/client/mirror_counts.h"
#include "sync/client/mirror_files.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/guide.h"
#include "sync/domain/record.h"
#include "tests/fuzz/feeds.h"
#include "tests/fuzz/samples.h"
#include "tests/fuzz/target.h"

namespace outreach::fuzz {

void feed_json(ByteView input) {
  const auto json = parse_json(text_of(input));
  if (!json) {
    return;
  }
  const std::string written = write_json(*json);
  const auto again = parse_json(written);
  promise(again.has_value(), "JSON that was read can be written and read again");
  promise(write_json(*again) == written, "and is the same");
  static_cast<void>(integer_member(*json, "sequence"));
  static_cast<void>(text_member(*json, "kind"));
}

std::vector<Bytes> json_seeds() {
  return {
      bytes_from(R"({"a":[1,-2,3.5,true,null,"\u66f2\ud83d\ude00"],"b":{"c":9007199254740993}})"),
      vector_text("enrolment", "grant")};
}

// Whatever the bytes, a record or a reason; and what is taken for a record keeps the rules and is
// written as it was read.
void feed_body(ByteView input) {
  const auto line = std::find(input.begin(), input.end(), '\n');
  const auto length = static_cast<std::size_t>(line - input.begin());
  const std::string kind(text_of(input.first(length)));
  const ByteView body = line == input.end() ? ByteView() : input.subspan(length + 1);
  const auto decoded = domain::decode_body(kind, body);
  const auto* record = std::get_if<domain::Record>(&decoded);
  if (record == nullptr) {
    return;
  }
  promise(!domain::check(*record), "a record that was read keeps the rules");
  promise(domain::kind_of(record->content) == kind, "and is of its kind");
  const Bytes encoded = domain::encode_body(*record);
  const auto again = domain::decode_body(kind, encoded);
  const auto* same = std::get_if<domain::Record>(&again);
  promise(same != nullptr && *same == *record, "and can be written and read again, the same");
  static_cast<void>(domain::content_hash(*record));
}

std::vector<Bytes> body_seeds() {
  std::vector<Bytes> seeds;
  for (const Json& entry : vectors().at("entries")) {
    seeds.push_back(bytes_from(text_member(entry, "kind").value_or("") + "\n" +
                               text_member(entry, "body").value_or("")));
  }
  for (const char* text :
       {"outing_closed\n{\"staff\":\"a\"}",
        "handout\n{\"leaflet\":\"guide\",\"copies\":1,\"staff\":\"a\"}",
        "erasure\n{\"target\":1,\"reason\":\"court_order\",\"staff\":\"a\"}",
        "epoch_opened\n{\"reason\":\"restored\",\"previous\":\"202122232425262728292a2b2c2d2e2f\","
        "\"previous_head\":5,\"common\":3,\"staff\":\"\"}",
        "question\n{\"topic\":\"land\",\"sealed\":\"AAAA\",\"staff\":\"\"}"}) {
    seeds.push_back(bytes_from(text));
  }
  return seeds;
}

void feed_catalogue(ByteView input) {
  if (const auto catalogue = domain::parse_catalogue(text_of(input))) {
    for (const domain::Leaflet& leaflet : catalogue->leaflets) {
      promise(catalogue->leaflet(leaflet.item.id) != nullptr, "each leaflet is found by its id");
    }
    for (const domain::Topic& topic : catalogue->topics) {
      promise(catalogue->topic(topic.item.id) != nullptr, "each topic is found by its id");
    }
  }
}

std::vector<Bytes> catalogue_seeds() {
  return {sample_file("assets/content/catalogue.json"),
          bytes_from(R"({"county":"x","leaflets":[],"topics":[],"departments":[],"places":[],)"
                     R"("staff":[]})")};
}

// What has no problem can be walked: every choice leads on, and ends.
void feed_guide(ByteView input) {
  static const domain::Catalogue catalogue = [] {
    const Bytes file = sample_file("assets/content/catalogue.json");
    auto parsed = domain::parse_catalogue(text_of(file));
    promise(parsed.has_value(), "the shipped catalogue is one");
    return *std::move(parsed);
  }();
  constexpr domain::GuideLife kLife{Date{std::chrono::year{2027} / 1 / 10},
                                    Date{std::chrono::year{2028} / 1 / 10}};
  const auto json = parse_json(text_of(input));
  std::vector<domain::ContentProblem> problems;
  const domain::Guide guide =
      json ? domain::read_guide(*json, catalogue, kLife, problems) : domain::Guide{};
  if (!json || !problems.empty() || guide.first.empty()) {
    return;
  }
  promise(guide.question(guide.first) != nullptr, "the first question is there");
  for (const domain::GuideQuestion& question : guide.questions) {
    for (const domain::GuideChoice& choice : question.choices) {
      promise(
          (guide.question(choice.question) == nullptr) != (guide.result(choice.result) == nullptr),
          "a choice leads to a question or to a result");
    }
  }
  for (const domain::GuideResult& result : guide.results) {
    promise(!result.departments.empty() && catalogue.topic(result.topic) != nullptr,
            "a result says where to go and what it is about");
  }
}

std::vector<Bytes> guide_seeds() {
  return {sample_file("assets/content/guide.json"),
          bytes_from(R"({"acts":[],"answers":[],"first":"a","questions":[{"id":"a","words":"x",)"
                     R"("english":"x","choices":[{"words":"y","english":"y","icon":"i",)"
                     R"("question":"a"}]}],"results":[]})")};
}

void feed_compression(ByteView input) {
  constexpr std::size_t kLimit = 64 << 10;
  if (const auto plain = compression::decompress(input, kLimit)) {
    promise(plain->size() <= kLimit, "no more comes out than is allowed");
    const auto again = compression::decompress(compression::compress(*plain), kLimit);
    promise(again && *again == *plain, "what was packed comes out the same");
  }
}

std::vector<Bytes> compression_seeds() {
  return {vector_bytes("batch", "compressed"), compression::compress(Bytes(60'000, 0))};
}

void feed_mirror_counts(ByteView input) {
  const crypto::SigningKey& key = parties().kiosk;
  static_cast<void>(client::open_counts(input, key));
  constexpr std::size_t kOpenBytes = 8 + 16 + 16 + 8 + 8;
  if (input.size() < kOpenBytes) {
    return;
  }
  testing::SeededRandom random;
  ByteWriter file;
  file.raw(input.first(kOpenBytes));
  file.raw(crypto::seal(client::mirror_sealing_key(key).public_key(), input.subspan(kOpenBytes),
                        random));
  const Bytes whole = with_signature(file.bytes(), key);
  if (const auto counts = client::open_counts(whole, key)) {
    const auto again = client::open_counts(client::encode_counts(*counts, key, random), key);
    promise(again && again->tables == counts->tables && again->as_of == counts->as_of,
            "counts that were read can be written and read again");
  }
}

namespace {

// `layout`: the number that ends the first bytes.
Bytes mirror_counts_seed(int layout) {
  ByteWriter seed;
  seed.text("OUTRCNT" + std::to_string(layout));
  seed.raw(parties().chain.kiosk).raw(parties().chain.epoch).u64(9).u64(2);
  // Position 1, not ended, counted through nothing, pruned through 3, rows through 5; an outing.
  seed.varint(1).u8(0).u8(0).varint(3).varint(5).varint(1).zigzag(1);
  const auto text = [&](std::string_view value) { seed.varint(value.size() + 1).text(value); };
  for (const char* value : {"market", "place", "township", "2021-01-10", "staff"}) {
    text(value);
  }
  seed.varint(0).zigzag(1).zigzag(0);
  if (layout > 1) {
    seed.zigzag(1);
  }
  for (int table = 1; table < 6; ++table) {
    seed.varint(0);
  }
  if (layout > 1) {
    seed.varint(1).zigzag(2).zigzag(1);
    text("regulations");
    text("taken_out");
    seed.zigzag(200);
    text("staff");
  }
  if (layout > 2) {
    seed.varint(1).zigzag(3).zigzag(1);
    for (const char* value : {"stall", "poor", "staff"}) {
      text(value);
    }
    seed.varint(1).zigzag(4).zigzag(0);
    text("regulations");
    seed.zigzag(90).zigzag(1);
    text("staff");
  }
  return seed.take();
}

}  // namespace

std::vector<Bytes> mirror_counts_seeds() {
  return {mirror_counts_seed(1), mirror_counts_seed(2), mirror_counts_seed(3)};
}

void feed_sheet(ByteView input) {
  static const domain::Catalogue catalogue = [] {
    const Bytes file = sample_file("assets/content/catalogue.json");
    auto parsed = domain::parse_catalogue(text_of(file));
    promise(parsed.has_value(), "the program's own lists can be read");
    return *std::move(parsed);
  }();
  const auto rows = kiosk::read_sheet(input);
  if (!rows) {
    return;
  }
  const auto drafts = kiosk::drafts_of(*rows, catalogue, "补录");
  if (!drafts) {
    return;
  }
  for (const journal::Draft& draft : *drafts) {
    promise(!domain::check(draft.record), "what a sheet gives can be recorded");
  }
}

std::vector<Bytes> sheet_seeds() {
  Bytes year = sample_file("assets/demo/quwo-2021.csv");
  constexpr std::size_t kSomeLines = 1'500;
  const auto last_line = std::find(
      year.rbegin() + static_cast<std::ptrdiff_t>(year.size() - std::min(year.size(), kSomeLines)),
      year.rend(), '\n');
  year.erase(last_line.base(), year.end());
  return {year, bytes_from("\xEF\xBB\xBF"
                           "date,time,outing_kind,place,township,entry,people,topic,"
                           "pathway,department,outcome,leaflet,copies\r\n"
                           "2021-03-02,08:14,market,\"史村,\"\"集\"\"\",史村镇,handout,,,,,,"
                           "法律援助便民卡,5\r\n")};
}

void feed_script(ByteView input) {
  if (const auto script = kiosk::parse_script(text_of(input), "fuzz")) {
    for (const kiosk::ScriptLine& line : script->lines) {
      promise(line.number > 0, "each step knows its line");
    }
  }
}

std::vector<Bytes> script_seeds() {
  return {sample_file("tests/scripts/market-day.txt"), sample_file("tests/scripts/dead-clock.txt"),
          bytes_from("drag 640 600 640 200\ndrag \"9月\" 0 -300\ntype \"1\\n\\b\\e\"\nwait 3h\n"
                     "tap \"+1\" x3 in \"a\\\"b\"\nshot pad\nset-clock 2027-01-10T08:00\nquit\n")};
}

}  // namespace outreach::fuzz
