// Who interferes with a simulated world from outside of it, and whom its office revokes.
#include <algorithm>
#include <array>
#include <utility>

#include "sync/domain/record.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/wire.h"
#include "tests/simulation/world.h"
#include "tests/support/ack_answer.h"
#include "tests/support/chain_writer.h"

namespace outreach::simulation {

void World::plan_strangers(std::int64_t start) {
  plan(Row::X1, start, 4,
       [this](std::int64_t at) { around_.schedule.at(at, [this] { forge(); }); });
  plan(Row::X2, start, 6,
       [this](std::int64_t at) { around_.schedule.at(at, [this] { forge(); }); });
  plan(Row::X5, start, 2,
       [this](std::int64_t at) { around_.schedule.at(at, [this] { poison(); }); });
  plan(Row::X4, start, 2, at_county([this] { meet_hostile_bytes(); }));
  plan(Row::X7, start, 2, at_county([this] { flood(); }));
}

// A batch that passed on the line, with something of it changed and nobody's key to sign it.
void World::forge() {
  Kiosk& victim = some_kiosk();
  const Bytes& heard = victim.link().overheard_batch();
  const auto header = protocol::peek_batch(heard);
  if (!county_->is_running() || !header || heard.size() < 200) {
    return;
  }
  Dice& dice = around_.dice;
  Bytes forged = heard;
  const std::uint64_t how = dice.below(4);
  if (how == 0) {
    // Under another kiosk's number.
    around_.coverage.hit(Row::X1);
    const Kiosk& other = some_kiosk();
    std::copy(other.id().begin(), other.id().end(), forged.begin() + 8);
    forged[forged.size() - 1] ^= 1U;
  } else if (how == 1) {
    around_.coverage.hit(Row::X1);
    const testing::ChainWriter stranger = [&] {
      testing::SeededRandom random(dice.next());
      testing::ChainWriter writer(random);
      writer.add_outing();
      return writer;
    }();
    testing::SeededRandom random(dice.next());
    forged = given(protocol::encode_batch(stranger.batch(1, 1), stranger.key(),
                                          county_->keys().transport.public_key(), random),
                   "forging");
  } else {
    // Its numbers, its payload or its end changed.
    around_.coverage.hit(Row::X2);
    const std::size_t at = how == 2 ? 40 + dice.below(80) : 150 + dice.below(heard.size() - 150);
    forged[at] ^= static_cast<std::uint8_t>(1U << dice.below(8));
    if (dice.once_in(3)) {
      forged.resize(forged.size() - dice.below(100));
    }
  }
  if (forged == heard) {
    return;
  }
  const auto before = county_->database().integer("SELECT COUNT(*) FROM entry");
  const auto answer = county_->receive("POST", protocol::kBatchPath, forged);
  if (!answer || !before) {
    return;  // it failed at that moment
  }
  around_.trace.note(around_.now(), "stranger", "is answered", answer->status);
  require(answer->status >= 400 && answer->content_type != protocol::kContentType,
          "X1: a forged batch was taken");
  const auto after =
      county_->is_running() ? county_->database().integer("SELECT COUNT(*) FROM entry") : before;
  require(!after || *after == *before, "X1: a forged batch changed the ledger");
}

bool World::enrol_stranger(const testing::ChainWriter& stranger, testing::SeededRandom& random,
                           const std::string& name) {
  const std::string code = county_->new_code(name);
  if (code.empty() || !county_->is_running()) {
    return false;
  }
  const auto read = given(protocol::read_code(code), "a code");
  const auto enrolled = county_->receive(
      "POST", protocol::kEnrolmentPath,
      protocol::encode_enrolment_request({read.secret, stranger.key().public_key()}, stranger.key(),
                                         county_->keys().transport.public_key(), random));
  return enrolled && enrolled->status == 200 && county_->is_running();
}

// All of it is taken, and none of it counts.
bool World::send_all(const testing::ChainWriter& stranger, testing::SeededRandom& random,
                     const char* otherwise) {
  const Bytes batch =
      given(protocol::encode_batch(stranger.batch(1, stranger.newest()), stranger.key(),
                                   county_->keys().transport.public_key(), random),
            "a stranger's batch");
  const auto answer = county_->receive("POST", protocol::kBatchPath, batch);
  if (!answer || answer->status == 503) {
    return false;
  }
  require(answer->status == 200, otherwise, [&] { return std::to_string(answer->status); });
  const auto ack =
      given(testing::open_ack_answer(answer->body, batch, county_->keys().sign.public_key()),
            "an ack for a stranger");
  require(
      ack.acknowledged_through == stranger.newest() && ack.quarantined.size() == stranger.newest(),
      otherwise);
  return true;
}

// A kiosk of a newer version, and what it records.
void World::poison() {
  if (!county_->is_running() || poisoned_) {
    return;
  }
  testing::SeededRandom random(around_.dice.next());
  testing::ChainWriter newer(random);
  if (!enrol_stranger(newer, random, "新")) {
    return;
  }
  newer.add_text("drawing", R"({"staff":"张三"})", 0);
  newer.add_text("handout", "no object", 7);
  newer.add("consultation", std::nullopt, 1);
  if (send_all(newer, random, "X5: what cannot be interpreted is not kept and set aside")) {
    poisoned_ = true;
    around_.coverage.hit(Row::X5);
  }
}

std::int64_t World::entries_of(const domain::KioskId& kiosk) {
  return given(
      county_->database().integer(
          "SELECT COUNT(*) FROM entry e JOIN chain c ON e.chain=c.number WHERE c.kiosk=x'" +
          to_hex(kiosk) + "'"),
      "counting a kiosk's entries");
}

// As the office does it: an order that the county takes up before it answers anybody again; half of
// them are taken back later.
void World::revoke(Kiosk& kiosk) {
  const bool has_twin = std::count_if(kiosks_.begin(), kiosks_.end(), [&](const auto& other) {
                          return other->id() == kiosk.id();
                        }) > 1;
  if (!kiosk.is_enrolled() || kiosk.is_revoked || has_twin || has(Row::S1) || has(Row::S2) ||
      has(Row::S9) || has(Row::D5) || has(Row::D9) || around_.dice.once_in(2)) {
    return;
  }
  const domain::KioskId number = kiosk.id();
  const std::int64_t held = entries_of(number);
  if (!county_->order({ledger::FleetOrder::Kind::Revoke, number, "遗失"})) {
    return;
  }
  held_when_revoked_[number] = held;
  around_.trace.note(around_.now(), kiosk.name(), "is revoked");
  around_.coverage.hit(Row::X1);
  kiosk.is_revoked = true;
  if (around_.dice.once_in(2)) {
    return;
  }
  around_.schedule.after(around_.dice.between(kHour, 30 * kHour), [this, &kiosk, number] {
    if (!around_.faults_stopped && county_->is_running() &&
        county_->order({ledger::FleetOrder::Kind::Reinstate, number, ""})) {
      around_.trace.note(around_.now(), kiosk.name(), "is taken again");
      kiosk.is_revoked = false;
    }
  });
}

void World::meet_hostile_bytes() {
  post_garbage();
  if (!was_hostile_ && county_->is_running()) {
    send_hostile_chain();
  }
}

// Anything, at every path and at some that are none.
void World::post_garbage() {
  Dice& dice = around_.dice;
  constexpr std::array kPaths{protocol::kHeadPath,      protocol::kBatchPath,
                              protocol::kCountyPath,    protocol::kEnrolmentPath,
                              protocol::kRotationsPath, "/v1/batches/0",
                              "/../ledger.sqlite"};
  constexpr std::array kMagic{"", "OUTREACH", R"({"a":)", "\x28\xb5\x2f\xfd"};
  const auto before = county_->database().integer("SELECT COUNT(*) FROM entry");
  for (int i = 0; i < 12; ++i) {
    const std::string begin = kMagic.at(dice.below(kMagic.size()));
    Bytes body(begin.size() + dice.below(3'000));
    std::generate(body.begin(), body.end(), [&] { return static_cast<std::uint8_t>(dice.next()); });
    std::copy(begin.begin(), begin.end(), body.begin());
    const auto answer = county_->receive("POST", kPaths.at(dice.below(kPaths.size())), body);
    if (!answer) {
      return;  // it failed at that moment
    }
    require(answer->status >= 400, "X4: garbage was not refused",
            [&] { return std::to_string(answer->status); });
    around_.coverage.hit(Row::X4);
  }
  const auto after =
      county_->is_running() ? county_->database().integer("SELECT COUNT(*) FROM entry") : before;
  require(!before || !after || *after == *before, "X4: garbage changed the ledger");
}

// From an enrolled kiosk whose program went wild: each body breaks another rule of JSON or of ours.
void World::send_hostile_chain() {
  testing::SeededRandom random(around_.dice.next());
  testing::ChainWriter wild(random);
  if (!enrol_stranger(wild, random, "乱")) {
    return;
  }
  wild.add_text("handout", std::string(20'000, '['), 1);
  wild.add_text("handout", "{\"leaflet\":\"\xff\xfe\",\"copies\":1}", 1);
  std::string with_nul = R"({"leaflet":"a b","copies":1,"staff":"a"})";
  with_nul[with_nul.find(' ')] = '\0';
  wild.add_text("handout", with_nul, 1);
  wild.add_text("handout", R"({"leaflet":"labour","copies":9007199254740993,"staff":"a"})", 1);
  wild.add_text("handout", R"({"leaflet":"labour","copies":1e400,"staff":"a"})", 1);
  wild.add_text("handout", std::string(domain::kBodyBytesMax, ' '), 1);
  wild.add_text("handout", "", 1);
  if (send_all(wild, random, "X4: hostile entries were not kept and set aside")) {
    was_hostile_ = true;
    around_.coverage.hit(Row::X4);
  }
}

// Strangers fill the queue while kiosks ask.
void World::flood() {
  servers_.flooded_until = around_.now() + 5 * kSecond;
  around_.trace.note(around_.now(), "strangers", "flood");
  for (int wave = 0; wave < 20; ++wave) {
    around_.schedule.after(wave * 200, [this] {
      for (std::uint64_t i = 4 + around_.dice.below(12); i > 0; --i) {
        county_->serve("POST", protocol::kBatchPath, Bytes(around_.dice.below(500), 0x41),
                       [](const std::optional<http::Answer>& /*nobody listens*/) {});
      }
    });
  }
  for (const auto& kiosk : kiosks_) {
    around_.schedule.after(around_.dice.between(0, 3 * kSecond),
                           [kiosk = kiosk.get()] { kiosk->sync_now(); });
  }
}

}  // namespace outreach::simulation
