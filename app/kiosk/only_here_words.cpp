#include "app/kiosk/only_here_words.h"

namespace outreach::kiosk {

Json only_here_json(const std::vector<journal::OnlyHere>& runs) {
  Json json = Json::array();
  for (const journal::OnlyHere& run : runs) {
    Json item = Json::object();
    item["epoch"] = to_hex(run.chain.epoch);
    item["first"] = run.first;
    item["last"] = run.last;
    item["why"] = journal::code_of(run.why);
    json.push_back(std::move(item));
  }
  return json;
}

std::string only_here_words(const std::vector<journal::OnlyHere>& runs) {
  std::string words;
  for (const journal::OnlyHere& run : runs) {
    words += "\nepoch " + to_hex(run.chain.epoch) + ", which has ended, entries " +
             std::to_string(run.first) + " to " + std::to_string(run.last) +
             (run.why == journal::OnlyHere::Why::NotConfirmed
                  ? ": the county has not confirmed them"
                  : ": counted on this kiosk alone; the county cannot be given them any more");
  }
  return words;
}

}  // namespace outreach::kiosk
