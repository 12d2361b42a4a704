// Who interferes with a simulated world from outside of it, and who carries a stick.
#include <algorithm>
#include <utility>

#include "sync/protocol/ack.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/wire.h"
#include "tests/simulation/world.h"
#include "tests/support/chain_writer.h"

namespace outreach::simulation {

void World::plan_strangers(std::int64_t start) {
  plan(Row::X1, start, 4, [this](std::int64_t at) {
    around_.schedule.at(at, [this] {
      if (around_.dice.once_in(12) && !around_.faults_stopped) {
        revoke(some_kiosk());
      } else {
        forge();
      }
    });
  });
  plan(Row::X2, start, 6,
       [this](std::int64_t at) { around_.schedule.at(at, [this] { forge(); }); });
  plan(Row::X5, start, 2,
       [this](std::int64_t at) { around_.schedule.at(at, [this] { poison(); }); });
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

// A kiosk of a newer version, and what it records.
void World::poison() {
  if (!county_->is_running() || poisoned_) {
    return;
  }
  testing::SeededRandom random(around_.dice.next());
  testing::ChainWriter newer(random);
  const auto read = given(protocol::read_code(county_->new_code("新")), "a code");
  const auto enrolled = county_->receive(
      "POST", protocol::kEnrolmentPath,
      protocol::encode_enrolment_request({read.secret, newer.key().public_key()}, newer.key(),
                                         county_->keys().transport.public_key(), random));
  if (!enrolled || enrolled->status != 200 || !county_->is_running()) {
    return;
  }
  newer.add_text("drawing", R"({"staff":"张三"})", 0);
  newer.add_text("handout", "no object", 7);
  newer.add("consultation", std::nullopt, 1);
  const auto answer =
      county_->receive("POST", protocol::kBatchPath,
                       given(protocol::encode_batch(newer.batch(1, newer.newest()), newer.key(),
                                                    county_->keys().transport.public_key(), random),
                             "a newer kiosk's batch"));
  if (!answer || answer->status == 503) {
    return;
  }
  poisoned_ = true;
  around_.coverage.hit(Row::X5);
  require(answer->status == 200, "X5: entries of a newer version were refused");
  const auto ack = given(protocol::open_ack(answer->body, county_->keys().sign.public_key()),
                         "an ack for a newer kiosk");
  require(ack.acknowledged_through == newer.newest() && ack.quarantined.size() == newer.newest(),
          "X5: what cannot be interpreted is not set aside");
}

void World::revoke(Kiosk& kiosk) {
  const std::string kiosk_number = to_hex(kiosk.id());
  const bool has_twin = std::count_if(kiosks_.begin(), kiosks_.end(), [&](const auto& other) {
                          return other->id() == kiosk.id();
                        }) > 1;
  if (!county_->is_running() || !kiosk.is_enrolled() || has_twin || has(Row::S1) || has(Row::S2) ||
      has(Row::S9) || has(Row::D5) || has(Row::D9)) {
    return;
  }
  const auto revoked =
      county_->database().execute("UPDATE kiosk SET revoked=1 WHERE kiosk=x'" + kiosk_number + "'");
  if (!revoked) {
    return;
  }
  around_.trace.note(around_.now(), kiosk.name(), "is revoked");
  around_.coverage.hit(Row::X1);
  kiosk.is_revoked = true;
}

void World::plan_sticks(std::int64_t start) {
  const auto carry = [this](std::int64_t at) {
    around_.schedule.at(at, [this] { carry_stick(some_kiosk()); });
  };
  plan(Row::U2, start, 2, carry);
  plan(Row::U3, start, 2, carry);
}

// Batches on a stick, brought in any order, some twice, some late; acks are brought home, some of
// them days later.
void World::carry_stick(Kiosk& kiosk) {
  Dice& dice = around_.dice;
  std::vector<Kiosk::Parcel> parcels = kiosk.fill_stick();
  if (parcels.empty() || around_.faults_stopped) {
    return;
  }
  around_.trace.note(around_.now(), kiosk.name(), "fills a stick",
                     static_cast<std::int64_t>(parcels.size()));
  for (std::size_t i = parcels.size(); i > 1; --i) {
    std::swap(parcels[i - 1], parcels[dice.below(i)]);
  }
  for (const Kiosk::Parcel& parcel : parcels) {
    for (std::uint64_t times = 1 + dice.below(3); times > 0; --times) {
      const bool is_now = has(Row::U3) && dice.once_in(2);
      around_.schedule.after(is_now ? dice.between(0, kMinute) : dice.between(kHour, 2 * kDay),
                             [this, parcel, &kiosk] {
                               if (!county_->is_running()) {
                                 return;
                               }
                               around_.coverage.hit(Row::U2);
                               if (kiosk.link().under_way() > 0 || kiosk.waiting() > 0) {
                                 around_.coverage.hit(Row::U3);
                               }
                               const auto answer =
                                   county_->receive("POST", protocol::kBatchPath, parcel.batch);
                               if (!answer || answer->content_type != protocol::kContentType) {
                                 return;
                               }
                               around_.schedule.after(around_.dice.between(kMinute, 3 * kDay),
                                                      [this, &kiosk, document = answer->body] {
                                                        around_.coverage.hit(Row::X10);
                                                        kiosk.take_ack_home(document);
                                                      });
                             });
    }
  }
}

}  // namespace outreach::simulation
