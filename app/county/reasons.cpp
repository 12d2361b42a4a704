#include "app/county/reasons.h"

#include "platform/text/locale.h"
#include "sync/domain/rejection_words.h"

namespace outreach::county {
namespace {

// A reason that a newer program wrote is one that this program has no words for.
domain::Rejection known(const std::string& reason) {
  return domain::rejection_from(reason).value_or(domain::Rejection::UnknownKind);
}

}  // namespace

std::string words_of_reason(const ledger::ReasonCount& count) {
  const domain::Rejection reason = known(count.reason);
  return fill(tr("{n} ({code}): {what}. {remedy}"), {{"n", std::to_string(count.entries)},
                                                     {"code", count.reason},
                                                     {"what", tr(domain::words_of(reason))},
                                                     {"remedy", tr(domain::remedy_of(reason))}});
}

Json json_of_reasons(const std::vector<ledger::ReasonCount>& counts) {
  Json list = Json::array();
  for (const ledger::ReasonCount& count : counts) {
    const domain::Rejection reason = known(count.reason);
    Json json = Json::object();
    json["reason"] = count.reason;
    json["entries"] = count.entries;
    json["words"] = tr(domain::words_of(reason));
    json["remedy"] = tr(domain::remedy_of(reason));
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace outreach::county
