#include "app/kiosk/stick.h"

#include <algorithm>

namespace outreach::kiosk {

Result<std::optional<client::StickCounty>> stick_county(const Path& data, Files& files) {
  const auto grant = client::load_grant(data, files);
  if (!grant) {
    return grant.error();
  }
  if (*grant) {
    const protocol::GrantDocument& document = (*grant)->document;
    return std::optional(client::StickCounty{document.sign_key, document.transport_key,
                                             (*grant)->earlier_sign_keys});
  }
  const auto asked = client::asked_county(data, files);
  return asked ? std::optional(client::StickCounty{asked->sign_key, asked->transport_key, {}})
               : std::nullopt;
}

Result<void> forget_sticks_of_another(const Result<std::optional<client::Grant>>& before,
                                      const client::Grant& now, journal::Journal& journal) {
  const auto keys = now.sign_keys();
  const bool is_another =
      before && *before &&
      std::find(keys.begin(), keys.end(), (*before)->document.sign_key) == keys.end();
  return is_another ? journal.forget_sticks() : Result<void>();
}

std::string words_of(client::StickTrouble trouble) {
  switch (trouble) {
    case client::StickTrouble::None:
      return {};
    case client::StickTrouble::Gone:
      return "the stick was pulled out too early, or it is broken: plug it in again and do this "
             "again; nothing is lost, all of it is still here";
    case client::StickTrouble::Full:
      return "the stick is full: remove other files from it, or take another one for the rest";
    case client::StickTrouble::WriteProtected:
      return "nothing can be written to the stick: push its small switch to the other side, or "
             "take another one";
    case client::StickTrouble::GivesBackOther:
      return "the stick does not give back what is written to it: it is worn out or not genuine; "
             "throw it away and take another one";
    case client::StickTrouble::OwnDisk:
      break;
  }
  return "this machine's records cannot be read: make a copy of the folder and call support";
}

}  // namespace outreach::kiosk
