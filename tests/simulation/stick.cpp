#include "tests/simulation/stick.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "sync/protocol/batch.h"
#include "sync/protocol/stick.h"
#include "tests/support/chain_writer.h"

namespace outreach::simulation {
namespace {

constexpr const char* kBatchEnding = ".batch";
constexpr const char* kAckEnding = ".ack";

std::optional<std::string> one_of(const std::vector<std::string>& names, Dice& dice) {
  return names.empty() ? std::nullopt : std::optional(names[dice.below(names.size())]);
}

}  // namespace

std::vector<std::string> Stick::names_ending(const std::string& ending) const {
  std::vector<std::string> names;
  for (const auto& [name, content] : medium.files) {
    if (name.ends_with(ending)) {
      names.push_back(name);
    }
  }
  return names;
}

bool damage_a_batch(Stick& stick, Dice& dice) {
  const auto name = one_of(stick.names_ending(kBatchEnding), dice);
  if (!name) {
    return false;
  }
  Bytes& content = stick.medium.files[*name];
  if (content.empty()) {
    return false;
  }
  if (dice.once_in(2)) {
    content.resize(dice.below(content.size()));
  } else {
    content[dice.below(content.size())] ^= static_cast<std::uint8_t>(1U << dice.below(8));
  }
  stick.has_damage = true;
  return true;
}

// As a stick that was pulled out leaves it.
bool leave_half_written(Stick& stick, Dice& dice) {
  const auto name = one_of(stick.names_ending(kBatchEnding), dice);
  if (!name) {
    return false;
  }
  Bytes half = stick.medium.files[*name];
  half.resize(dice.below(half.size() + 1));
  stick.medium.files.erase(*name);
  stick.medium.files[*name + std::string(kHalfWritten)] = std::move(half);
  return true;
}

bool lose_a_batch(Stick& stick, Dice& dice) {
  const auto name = one_of(stick.names_ending(kBatchEnding), dice);
  return name && stick.medium.files.erase(*name) > 0;
}

bool add_strangers(Stick& stick, const County& county, Dice& dice) {
  testing::SeededRandom random(dice.next());
  testing::ChainWriter stranger(random);
  stranger.add_outing();
  stranger.add_handout(5);
  auto batch = protocol::encode_batch(stranger.batch(1, 2), stranger.key(),
                                      county.keys().transport.public_key(), random);
  if (!batch) {
    return false;
  }
  domain::ChainId named = stranger.id();
  const auto genuine = one_of(stick.names_ending(kBatchEnding), dice);
  const auto other = genuine ? protocol::stick_batch_from(*genuine) : std::nullopt;
  if (other && dice.once_in(2)) {
    // Under an enrolled kiosk's name outside and inside; its key is another.
    named = {other->run.kiosk, other->run.epoch};
    std::copy(named.kiosk.begin(), named.kiosk.end(), batch->begin() + 8);
  }
  const std::string name =
      protocol::stick_name({{named.kiosk, named.epoch, 1, 2},
                            protocol::key_digits(county.keys().transport.public_key())});
  if (stick.medium.files.contains(name)) {
    return false;
  }
  stick.medium.files[name] = *std::move(batch);
  stick.has_stranger = true;
  return true;
}

bool lie_in_an_ack(Stick& stick, const County& county, Dice& dice) {
  const auto name = one_of(stick.names_ending(kAckEnding), dice);
  const auto ack =
      name ? protocol::open_ack(stick.medium.files[*name], county.keys().sign.public_key())
           : Result<protocol::Ack>(Error{});
  if (!ack) {
    return false;
  }
  stick.medium.files[*name] = county.lie_about(*ack, dice);
  stick.has_lie = true;
  return true;
}

void add_junk(Stick& stick, Dice& dice) {
  auto& files = stick.medium.files;
  files["autorun.inf"] = Bytes{'[', 'a'};
  files["..\\..\\batch.exe"] = Bytes(200, 0x90);
  files[".batch"] = Bytes();
  files[std::string(200, 'a') + kBatchEnding] = Bytes(3, 1);
  for (std::uint64_t i = dice.below(300); i > 0; --i) {
    files["IMG_" + std::to_string(dice.below(100'000)) + ".JPG"] = Bytes();
  }
  // The name of a batch, and what is in it is anything.
  if (const auto name = one_of(stick.names_ending(kBatchEnding), dice)) {
    if (auto run = protocol::stick_batch_from(*name)) {
      run->run.first += 1'000'000;
      run->run.last += 1'000'000;
      Bytes noise(dice.below(2'000));
      std::generate(noise.begin(), noise.end(),
                    [&] { return static_cast<std::uint8_t>(dice.next()); });
      files[protocol::stick_name(*run)] = std::move(noise);
    }
  }
  stick.has_junk = true;
}

bool bring_old_acks(Stick& stick, const std::map<std::string, Bytes>& old) {
  bool is_any = false;
  for (const auto& [name, content] : old) {
    if (name.ends_with(kAckEnding)) {
      stick.medium.files[name] = content;
      is_any = true;
    }
  }
  stick.has_old_acks = stick.has_old_acks || is_any;
  return is_any;
}

void trouble(Stick& stick, Dice& dice) {
  std::uint64_t used = 0;
  for (const auto& [name, content] : stick.medium.files) {
    used += content.size();
  }
  switch (dice.below(4)) {
    case 0:
      stick.medium.pull_at(1 + dice.below(12));
      break;
    case 1:
      stick.medium.capacity = used + dice.below(2'000);
      break;
    case 2:
      stick.medium.is_read_only = true;
      break;
    default:
      stick.medium.real_capacity = used + dice.below(2'000);
      break;
  }
}

void mend(Stick& stick) {
  stick.medium.plug_in();
  stick.medium.capacity = std::numeric_limits<std::uint64_t>::max();
  stick.medium.real_capacity = std::numeric_limits<std::uint64_t>::max();
  stick.medium.is_read_only = false;
}

}  // namespace outreach::simulation
