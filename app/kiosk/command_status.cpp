// status and verify: what the records say of themselves.
#include <algorithm>
#include <optional>

#include "app/kiosk/commands.h"
#include "app/kiosk/mirror_file.h"
#include "app/kiosk/only_here_words.h"
#include "platform/base/time.h"
#include "platform/json/json.h"
#include "sync/client/enrolment.h"
#include "sync/client/mirror.h"
#include "sync/journal/journal.h"
#include "sync/journal/recount.h"

namespace outreach::kiosk {
namespace {

constexpr const char* kOfLostKey =
    " entries cannot go to the county: they were recorded under a kiosk.key that is not here any "
    "more, and nobody else can sign for them. They stay here and count here. Tell the county, and "
    "keep the mirror's medium if there is one: the lost key is on it. To hand them over as a "
    "file: outreach-kiosk export";

struct Facts {
  std::vector<journal::ChainRow> chains;
  journal::DeliveryCounts counts;
  journal::AckState ack;         // of the newest chain
  std::int64_t of_lost_key = 0;  // entries that wait, of chains that another key signed
  std::vector<journal::OnlyHere> only_here;
  std::optional<journal::OutingRow> outing;
  std::optional<client::Grant> grant;
  std::optional<Path> mirror;
  bool mirror_on_same_disk = false;
  bool reserve_in_use = false;
};

Result<Facts> collect(const Options& options) {
  auto database = open_records(options.data);
  if (!database) {
    return database.error();
  }
  Facts facts;
  auto chains = journal::chains(*database);
  if (!chains) {
    return chains.error();
  }
  facts.chains = std::move(*chains);
  const auto counts = journal::count_delivery(*database);
  if (!counts) {
    return counts.error();
  }
  facts.counts = *counts;
  if (!facts.chains.empty()) {
    auto ack = journal::ack_state(*database, facts.chains.back().number);
    if (!ack) {
      return ack.error();
    }
    facts.ack = std::move(*ack);
  }
  for (const journal::ChainRow& chain : facts.chains) {
    const auto ack = journal::ack_state(*database, chain.number);
    if (!ack) {
      return ack.error();
    }
    if (chain.id.kiosk != facts.chains.back().id.kiosk) {
      const auto last = chain.deliverable_through();
      facts.of_lost_key +=
          static_cast<std::int64_t>(last - std::min(last, ack->acknowledged_through));
    }
  }
  auto only_here = journal::only_here(*database);
  if (!only_here) {
    return only_here.error();
  }
  facts.only_here = std::move(*only_here);
  auto outing = journal::open_outing(*database);
  if (!outing) {
    return outing.error();
  }
  facts.outing = std::move(*outing);
  SystemFiles files;
  auto grant = client::load_grant(options.data, files);
  if (!grant) {
    return grant.error();
  }
  facts.grant = std::move(*grant);
  facts.mirror = load_mirror_folder(options.data, files);
  facts.mirror_on_same_disk =
      facts.mirror && client::is_on_same_disk(options.data, *facts.mirror, files);
  facts.reserve_in_use = !files.exists(options.data / journal::kReserveFile);
  return facts;
}

Json outing_json(const std::optional<journal::OutingRow>& outing) {
  if (!outing) {
    return nullptr;
  }
  Json json = Json::object();
  json["place"] = outing->outing.place;
  json["township"] = outing->outing.township;
  json["kind"] = domain::key_of(outing->outing);
  json["date"] = to_iso(outing->outing.date);
  json["sequence"] = outing->sequence;
  return json;
}

Json status_json(const Facts& facts) {
  const bool never = facts.ack.acknowledged_through == 0;
  Json json = Json::object();
  json["recorded"] = facts.counts.recorded;
  json["local"] = facts.counts.local;
  json["on_stick"] = facts.counts.on_stick;
  json["acknowledged"] = facts.counts.acknowledged;
  json["quarantined"] = facts.counts.quarantined;
  json["waiting"] = facts.counts.local + facts.counts.on_stick;
  json["of_lost_key"] = facts.of_lost_key;
  json["enrolled"] = facts.grant.has_value();
  json["name"] = facts.grant ? Json(facts.grant->document.kiosk_name) : Json(nullptr);
  json["county"] = facts.grant ? Json(facts.grant->document.county) : Json(nullptr);
  const bool has_address = facts.grant && !facts.grant->county_url.empty();
  json["county_url"] = has_address ? Json(facts.grant->county_url) : Json(nullptr);
  json["kiosk"] = facts.chains.empty() ? Json(nullptr) : Json(to_hex(facts.chains.back().id.kiosk));
  json["epoch"] = facts.chains.empty() ? Json(nullptr) : Json(to_hex(facts.chains.back().id.epoch));
  json["epochs"] = Json::array();
  for (const journal::ChainRow& chain : facts.chains) {
    Json item = Json::object();
    item["epoch"] = to_hex(chain.id.epoch);
    item["head"] = chain.head.sequence;
    item["ended"] = chain.ended.empty() ? Json(nullptr) : Json(chain.ended);
    item["counted_through"] = chain.deliverable_through();
    item["pruned_through"] = chain.pruned_through;
    json["epochs"].push_back(std::move(item));
  }
  json["head"] = facts.chains.empty() ? 0 : facts.chains.back().head.sequence;
  json["head_hash"] =
      facts.chains.empty() ? Json(nullptr) : Json(to_hex(facts.chains.back().head.hash));
  json["acknowledged_through"] = facts.ack.acknowledged_through;
  json["last_ack"] = never ? Json(nullptr) : Json(to_iso(facts.ack.device_time));
  json["county_time"] = never ? Json(nullptr) : Json(to_iso(facts.ack.county_time));
  json["set_aside"] = Json::array();
  for (const journal::SetAside& entry : facts.ack.set_aside) {
    json["set_aside"].push_back({{"sequence", entry.sequence}, {"reason", entry.reason}});
  }
  json["only_here"] = only_here_json(facts.only_here);
  json["outing"] = outing_json(facts.outing);
  json["mirror"] = facts.mirror ? Json(facts.mirror->string()) : Json(nullptr);
  json["mirror_on_same_disk"] = facts.mirror_on_same_disk;
  json["reserve_in_use"] = facts.reserve_in_use;
  return json;
}

std::string status_words(const Facts& facts) {
  const auto& counts = facts.counts;
  std::string words = "recorded " + std::to_string(counts.recorded) + " = only here " +
                      std::to_string(counts.local) + " + on a USB stick " +
                      std::to_string(counts.on_stick) + " + with the county " +
                      std::to_string(counts.acknowledged) + " + returned " +
                      std::to_string(counts.quarantined);
  words += facts.grant
               ? "\nenrolled with " + facts.grant->document.county + " (" +
                     (facts.grant->county_url.empty() ? "by USB stick; no address is known"
                                                      : facts.grant->county_url) +
                     ") as " + facts.grant->document.kiosk_name
               : std::string("\nnot enrolled: outreach-kiosk enrol --county URL --code CODE");
  if (facts.ack.acknowledged_through > 0) {
    words += "\nlast receipt of the county: " + to_iso(facts.ack.device_time);
  }
  if (facts.chains.size() > 1) {
    words += "\n" + std::to_string(facts.chains.size()) +
             " epochs; the newest began because of: " + facts.chains[facts.chains.size() - 2].ended;
  }
  if (facts.of_lost_key > 0) {
    words += "\n" + std::to_string(facts.of_lost_key) + kOfLostKey;
  }
  words += only_here_words(facts.only_here);
  if (facts.reserve_in_use) {
    words += "\nthe disk is nearly full: the room kept for the day's end is in use";
  }
  if (facts.mirror) {
    words += "\nmirrored to " + facts.mirror->string();
    if (facts.mirror_on_same_disk) {
      words +=
          ", which is on the same disk as the records: it saves nothing when that disk fails. Is "
          "the card or stick plugged in?";
    }
  }
  if (facts.outing) {
    words +=
        "\nopen outing: " + facts.outing->outing.place + ", " + to_iso(facts.outing->outing.date);
  }
  return words;
}

}  // namespace

int status(const Options& options) {
  const auto facts = collect(options);
  if (!facts) {
    return complain(facts.error());
  }
  print(options.json ? write_json_indented(status_json(*facts)) : status_words(*facts));
  return kExitDone;
}

namespace {

// The key that signed the records; none where it is lost, and then what it signed is not checked.
std::optional<crypto::PublicKey> key_of(const Path& folder) {
  SystemFiles files;
  SystemRandom random;
  if (!files.exists(folder / journal::kIdentityFile)) {
    return std::nullopt;
  }
  const auto identity = journal::load_or_create_identity(folder, files, random);
  return identity ? std::optional(identity->key.public_key()) : std::nullopt;
}

std::string damage_words(const journal::Damage& damage) {
  std::string words = "\nepoch " + to_hex(damage.chain.epoch) + " entry " +
                      std::to_string(damage.sequence) + ": " + damage.kind;
  if (damage.belongs_at != 0) {
    words += " (it is entry " + std::to_string(damage.belongs_at) + ")";
  }
  return words;
}

}  // namespace

int verify(const Options& options) {
  auto database = open_records(options.data);
  if (!database) {
    return complain(database.error());
  }
  const auto key = key_of(options.data);
  auto report = journal::verify(*database, key ? &*key : nullptr);
  if (!report) {
    return complain(report.error());
  }
  const auto counts = journal::recount(*database);
  if (!counts) {
    return complain(counts.error());
  }
  report->damages.insert(report->damages.end(), counts->begin(), counts->end());
  const auto only_here = journal::only_here(*database);
  if (!only_here) {
    return complain(only_here.error());
  }
  Json json = Json::object();
  json["entries"] = report->entries;
  json["signatures_checked"] = key.has_value();
  json["damages"] = Json::array();
  std::string words =
      std::to_string(report->entries) + " entries, " +
      (report->damages.empty() ? "all whole" : std::to_string(report->damages.size()) + " damaged");
  for (const journal::Damage& damage : report->damages) {
    Json item = Json::object();
    item["epoch"] = to_hex(damage.chain.epoch);
    item["sequence"] = damage.sequence;
    item["kind"] = damage.kind;
    if (damage.belongs_at != 0) {
      item["belongs_at"] = damage.belongs_at;
    }
    json["damages"].push_back(std::move(item));
    words += damage_words(damage);
  }
  json["only_here"] = only_here_json(*only_here);
  words += only_here_words(*only_here);
  if (!key) {
    words += "\nThis kiosk's key is lost, so its signatures were not checked.";
  }
  if (!report->damages.empty()) {
    words +=
        "\nThe other entries are whole and still go to the county. Keep this folder as it is, make "
        "a copy of it, and call support.";
  }
  print(options.json ? write_json_indented(json) : words);
  return report->damages.empty() ? kExitDone : kExitDamaged;
}

}  // namespace outreach::kiosk
