#include <string>

#include "app/county/commands.h"
#include "app/county/output.h"
#include "app/county/reading.h"
#include "app/county/reasons.h"
#include "platform/json/json.h"
#include "sync/journal/recount.h"
#include "sync/ledger/fleet.h"
#include "sync/ledger/orders.h"

// The two commands that look at what is held: verify and kiosks.
namespace outreach::county {
namespace {

struct Findings {
  journal::VerifyReport report;
  std::size_t chains = 0;
  std::string database;  // what SQLite's own check says; empty: whole
  std::vector<ledger::ExplainedGap> gaps;
  std::vector<ledger::ReasonCount> not_counted;  // no damage: kept whole
};

Result<Findings> inspect(sqlite::Database& database) {
  Findings findings;
  // What SQLite finds wrong is a finding too, and the chains are walked as far as they can be read.
  if (const auto whole = database.check_integrity(); !whole) {
    findings.database = whole.error().context;
  }
  const auto chains = journal::chains(database);
  auto report = journal::verify(database);
  const auto counts = journal::recount(database);
  auto gaps = ledger::explained_gaps(database);
  auto not_counted = ledger::not_counted(database);
  if (chains && report && counts && gaps && not_counted) {
    findings.not_counted = std::move(*not_counted);
    report->damages.insert(report->damages.end(), counts->begin(), counts->end());
    findings.gaps = std::move(*gaps);
    findings.chains = chains->size();
    findings.report = std::move(*report);
    return findings;
  }
  const Error error = !report   ? report.error()
                      : !chains ? chains.error()
                      : !counts ? counts.error()
                      : !gaps   ? gaps.error()
                                : not_counted.error();
  if (findings.database.empty() && error.code != ErrorCode::Corrupt) {
    return error;
  }
  findings.database += (findings.database.empty() ? "" : "; ") + error.context;
  return findings;
}

Json json_of(const Findings& findings, bool whole) {
  Json json = Json::object();
  json["whole"] = whole;
  json["chains"] = findings.chains;
  json["entries"] = findings.report.entries;
  json["database"] = findings.database.empty() ? Json(nullptr) : Json(findings.database);
  json["damages"] = Json::array();
  for (const journal::Damage& damage : findings.report.damages) {
    json["damages"].push_back({{"kiosk", to_hex(damage.chain.kiosk)},
                               {"epoch", to_hex(damage.chain.epoch)},
                               {"sequence", damage.sequence},
                               {"kind", damage.kind}});
  }
  json["explained_gaps"] = Json::array();
  for (const ledger::ExplainedGap& gap : findings.gaps) {
    json["explained_gaps"].push_back({{"kiosk", to_hex(gap.chain.kiosk)},
                                      {"epoch", to_hex(gap.chain.epoch)},
                                      {"first", gap.first},
                                      {"last", gap.last}});
  }
  json["not_counted"] = json_of_reasons(findings.not_counted);
  return json;
}

// No damage of this ledger: it holds all that there is.
std::string text_of_gap(const ledger::ExplainedGap& gap) {
  const bool is_one = gap.first == gap.last;
  return "kiosk " + to_hex(gap.chain.kiosk) + " epoch " + to_hex(gap.chain.epoch) +
         (is_one ? " entry " : " entries ") + std::to_string(gap.first) +
         (is_one ? "" : " to " + std::to_string(gap.last)) +
         ": lost on the kiosk's own disk, as it said; the stick or card it kept may have them\n";
}

std::string text_of_findings(const Findings& findings, bool whole) {
  std::string text;
  if (!findings.database.empty()) {
    text += "database: " + findings.database + "\n";
  }
  for (const journal::Damage& damage : findings.report.damages) {
    text += "kiosk " + to_hex(damage.chain.kiosk) + " epoch " + to_hex(damage.chain.epoch) +
            " entry " + std::to_string(damage.sequence) + ": " + damage.kind + "\n";
  }
  for (const ledger::ExplainedGap& gap : findings.gaps) {
    text += text_of_gap(gap);
  }
  for (const ledger::ReasonCount& count : findings.not_counted) {
    text += "set aside: " + words_of_reason(count) + "\n";
  }
  const std::string checked = std::to_string(findings.report.entries) + " entries of " +
                              std::to_string(findings.chains) + " journals checked";
  return text + (whole ? checked + ": whole\n"
                       : checked + ": DAMAGED, keep this folder as it is and call support\n");
}

std::string text_or_never(const std::optional<WallTime>& time) {
  return time ? to_iso(*time) : "never";
}

Json json_of(const ledger::EpochStart& start) {
  Json json = Json::object();
  json["reason"] = domain::code_of(start.reason);
  json["previous"] = to_hex(start.previous);
  json["lost_of_previous"] = start.lost;
  return json;
}

Json json_of(const ledger::ChainReport& chain) {
  Json json = Json::object();
  json["epoch"] = to_hex(chain.chain.id.epoch);
  json["entries"] = chain.chain.head.sequence;
  json["head"] = to_hex(chain.chain.head.hash);
  json["last_arrival"] = chain.last_arrival ? Json(to_iso(*chain.last_arrival)) : Json(nullptr);
  json["newest_stated"] = chain.newest_stated;
  json["quarantined"] = Json::object();
  for (const ledger::ReasonCount& count : chain.quarantined) {
    json["quarantined"][count.reason] = count.entries;
  }
  json["forks"] = chain.forks;
  json["archived_through"] = chain.archived_through;
  json["began"] = chain.began ? json_of(*chain.began) : Json(nullptr);
  return json;
}

Json json_of(const std::vector<ledger::KioskReport>& kiosks) {
  Json list = Json::array();
  for (const ledger::KioskReport& kiosk : kiosks) {
    Json json = Json::object();
    json["name"] = kiosk.name;
    json["number"] = to_hex(kiosk.kiosk);
    json["enrolled_at"] = to_iso(kiosk.enrolled_at);
    json["revoked"] = kiosk.revoked;
    json["revoked_at"] = kiosk.revoked_at ? Json(to_iso(*kiosk.revoked_at)) : Json(nullptr);
    json["revoked_for"] = kiosk.revoked_for.empty() ? Json(nullptr) : Json(kiosk.revoked_for);
    json["replaced_by"] = kiosk.replaced_by ? Json(to_hex(*kiosk.replaced_by)) : Json(nullptr);
    json["chains"] = Json::array();
    for (const ledger::ChainReport& chain : kiosk.chains) {
      json["chains"].push_back(json_of(chain));
    }
    list.push_back(std::move(json));
  }
  return list;
}

std::string text_of_end(const ledger::KioskReport& kiosk) {
  if (!kiosk.revoked) {
    return "";
  }
  const std::string at = kiosk.revoked_at ? " " + to_iso(*kiosk.revoked_at) : "";
  return kiosk.replaced_by ? "  REPLACED" + at + " by " + to_hex(*kiosk.replaced_by)
                           : "  REVOKED" + at + ": " + kiosk.revoked_for;
}

std::string text_of_kiosk(const ledger::KioskReport& kiosk) {
  std::string text = kiosk.name + "  " + to_hex(kiosk.kiosk) + text_of_end(kiosk) + "\n";
  if (kiosk.chains.empty()) {
    text += "  nothing received yet\n";
  }
  for (const ledger::ChainReport& chain : kiosk.chains) {
    text += "  epoch " + to_hex(chain.chain.id.epoch) + ": " +
            std::to_string(chain.chain.head.sequence) + " of " +
            std::to_string(chain.newest_stated) + " entries, last arrival " +
            text_or_never(chain.last_arrival) + ", head " + to_hex(chain.chain.head.hash) + "\n";
    if (chain.began) {
      text += "    began: " + std::string(domain::code_of(chain.began->reason)) + ", after epoch " +
              to_hex(chain.began->previous) +
              (chain.began->lost > 0 ? ", of which " + std::to_string(chain.began->lost) +
                                           " announced entries never came: lost on that disk\n"
                                     : "\n");
    }
    if (chain.archived_through > 0) {
      text += "    in a backup: entries 1 to " + std::to_string(chain.archived_through) + "\n";
    }
    for (const ledger::ReasonCount& count : chain.quarantined) {
      text += "    set aside: " + words_of_reason(count) + "\n";
    }
    if (chain.forks > 0) {
      text += "    FORK: " + std::to_string(chain.forks) +
              " batches of another journal with this number were refused; was this disk copied?\n";
    }
  }
  return text;
}

}  // namespace

ExitCode run(const VerifyCommand& command, const Machine& machine) {
  auto reading = open_for_reading(command.data, machine.files);
  if (!reading) {
    return fail(reading.error());
  }
  const auto findings = inspect(reading->database);
  if (!findings) {
    return fail(findings.error());
  }
  const bool whole = findings->database.empty() && findings->report.damages.empty();
  print(command.json ? write_json_indented(json_of(*findings, whole))
                     : text_of_findings(*findings, whole));
  return whole ? ExitCode::Done : ExitCode::Damaged;
}

ExitCode run(const KiosksCommand& command, const Machine& machine) {
  auto reading = open_for_reading(command.data, machine.files);
  if (!reading) {
    return fail(reading.error());
  }
  const auto kiosks = ledger::kiosk_reports(reading->database);
  if (!kiosks) {
    return fail(kiosks.error());
  }
  const auto orders = ledger::waiting_orders(command.data, machine.files);
  if (!orders) {
    return fail(orders.error());
  }
  if (command.json) {
    Json json = Json::object();
    json["county"] = reading->county;
    json["kiosks"] = json_of(*kiosks);
    json["orders_waiting"] = orders->size();
    print(write_json_indented(json));
    return ExitCode::Done;
  }
  std::string text =
      kiosks->empty() ? "No kiosk is enrolled yet: `outreach-county enrol` gives a code for one.\n"
                      : "";
  for (const ledger::KioskReport& kiosk : *kiosks) {
    text += text_of_kiosk(kiosk);
  }
  if (!orders->empty()) {
    text +=
        std::to_string(orders->size()) +
        " orders wait for the county that serves: it carries them out before it answers again\n";
  }
  print(text);
  return ExitCode::Done;
}

}  // namespace outreach::county
