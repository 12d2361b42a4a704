// stick, and enrol by stick: delivery where no server is ever reached.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "app/kiosk/records.h"
#include "app/kiosk/stick.h"
#include "platform/json/json.h"
#include "sync/client/pack_carried.h"
#include "sync/protocol/stick.h"

namespace outreach::kiosk {
namespace {

Error about_stick(const Error& error, const Path& stick) {
  if (error.code == ErrorCode::NotFound) {
    return {ErrorCode::NotFound,
            "there is no stick at " + stick.string() + ": is it plugged in and mounted?",
            error.cause};
  }
  return {error.code, words_of(client::trouble_of(error)) + " (" + error.context + ")",
          error.cause};
}

struct Trip : client::StickTrip {
  std::string enrolled_with;  // the county whose grant came home; empty: none did
  // Of the packs on it; none: there is none for us.
  std::optional<client::Installed> content;
  std::optional<client::Installed> answers;
};

// What is newer than here is taken; whatever is wrong with it keeps no record back.
std::optional<client::Installed> take_pack(const char* name, Medium& stick, const Options& options,
                                           Records& records) {
  const auto grant = client::load_grant(options.data, records.files);
  return client::install_from(
      stick,
      std::make_shared<client::PackStore>(
          pack_store(options.data, name, grant ? *grant : std::nullopt, records.files)),
      pack_time(records.clock.now(), std::nullopt));
}

Result<Trip> go(Medium& stick, const Options& options, Records& records) {
  journal::Journal& journal = *records.journal;
  Trip trip;
  const auto before = client::load_grant(options.data, records.files);
  const auto first = client::follow_by_stick(stick, options.data, records.files);
  if (!first && first.error().code != ErrorCode::NotFound) {
    return first.error();
  }
  const auto grant = client::grant_by_stick(stick, journal.identity(), options.data, records.files);
  if (grant) {
    trip.enrolled_with = grant->document.county;
    if (auto forgotten = forget_sticks_of_another(before, *grant, journal); !forgotten) {
      return forgotten.error();
    }
  }
  if (const auto followed = client::follow_by_stick(stick, options.data, records.files);
      !followed && followed.error().code != ErrorCode::NotFound) {
    return followed.error();
  }
  trip.answers = take_pack(protocol::kAnswersPack, stick, options, records);
  trip.content = take_pack(protocol::kContentPack, stick, options, records);
  const auto county = stick_county(options.data, records.files);
  if (!county) {
    return county.error();
  }
  if (!*county) {
    return Error{ErrorCode::Refused,
                 "this kiosk is not enrolled yet: outreach-kiosk enrol --request-to DIR --code "
                 "CODE, or --county URL --code CODE"};
  }
  client::Courier courier(options.data, journal_options(options, records.files), journal.identity(),
                          **county, records.random);
  auto made = client::make_trip(
      courier, stick, journal,
      options.everything ? client::StickExtent::Everything : client::StickExtent::Waiting,
      records.clock.now().wall);
  if (!made) {
    return made.error();
  }
  static_cast<client::StickTrip&>(trip) = *std::move(made);
  return trip;
}

// Empty where there is nothing to say: no such pack, or none that is newer.
std::string words_of_pack(const std::string& name, const std::optional<client::Installed>& pack) {
  if (!pack) {
    return {};
  }
  if (const auto* standing = std::get_if<client::PackStanding>(&*pack)) {
    return name + " " + std::to_string(standing->installed) + " is installed\n";
  }
  const auto* refused = std::get_if<client::PackRefused>(&*pack);
  if (refused != nullptr && refused->reason == client::PackRefusal::NotNewer) {
    return {};
  }
  return "the " + name + " on the stick is not taken: " +
         (refused != nullptr
              ? std::string(client::name_of(refused->reason)) + ", " + refused->detail
              : std::get<Error>(*pack).context) +
         "\n";
}

Json installed_json(const std::optional<client::Installed>& pack) {
  const auto* standing = pack ? std::get_if<client::PackStanding>(&*pack) : nullptr;
  return standing != nullptr ? Json(standing->installed) : Json(nullptr);
}

std::string trip_words(const Trip& trip) {
  std::string words;
  if (!trip.enrolled_with.empty()) {
    words += "enrolled with " + trip.enrolled_with + "\n";
  }
  if (trip.newly_acknowledged > 0) {
    words += "the county has a receipt for " + std::to_string(trip.newly_acknowledged) + " more\n";
  }
  words += words_of_pack(protocol::kAnswersPack, trip.answers);
  words += words_of_pack(protocol::kContentPack, trip.content);
  if (trip.home.contradicts) {
    words +=
        "the county's receipt and the records here do not fit: call support, and keep this "
        "folder as it is\n";
  }
  if (trip.written.entries == 0 && trip.written.missing == 0) {
    return words + "nothing waits: everything is with the county";
  }
  words += std::to_string(trip.written.entries) + " entries are on the stick";
  if (trip.written.missing > 0) {
    words += ", " + std::to_string(trip.written.missing) + " are not";
  }
  return words + ". They also stay here until the county's receipt has come home";
}

int report_trip(const Options& options, const Trip& trip) {
  if (options.json) {
    Json json = Json::object();
    json["entries"] = trip.written.entries;
    json["missing"] = trip.written.missing;
    json["batches_written"] = trip.written.batches_written;
    json["batches_kept"] = trip.written.batches_kept;
    json["newly_acknowledged"] = trip.newly_acknowledged;
    json["enrolled_with"] = trip.enrolled_with.empty() ? Json(nullptr) : Json(trip.enrolled_with);
    json["contradicts"] = trip.home.contradicts;
    json["content_installed"] = installed_json(trip.content);
    json["answers_installed"] = installed_json(trip.answers);
    json["trouble"] = client::name_of(trip.written.trouble);
    json["detail"] = trip.written.detail.empty() ? trip.home.detail : trip.written.detail;
    print(write_json_indented(json));
  } else {
    print(trip_words(trip));
  }
  if (trip.written.trouble != client::StickTrouble::None) {
    return complain(
        {ErrorCode::InputOutput, words_of(trip.written.trouble) + ": " + trip.written.detail, 0});
  }
  return trip.home.contradicts ? kExitFailed : kExitDone;
}

}  // namespace

int stick(const Options& options) {
  auto records = Records::open(options);
  if (!records) {
    return complain(records.error());
  }
  auto opened = open_medium(protocol::stick_folder(options.stick), WhenMissing::Make);
  if (!opened) {
    return complain(about_stick(opened.error(), options.stick));
  }
  const auto trip = go(**opened, options, **records);
  return trip ? report_trip(options, *trip) : complain(trip.error());
}

int enrol_by_stick(const Options& options) {
  auto records = Records::open(options, Records::WhenNone::Found);
  if (!records) {
    return complain(records.error());
  }
  auto& [machine, clock, random, files, journal] = **records;
  const bool asks = !options.request_to.empty();
  const Path& where = asks ? options.request_to : options.grant_from;
  auto opened = open_medium(protocol::stick_folder(where), WhenMissing::Refuse);
  if (!opened) {
    return complain(about_stick(opened.error(), where));
  }
  if (asks) {
    const auto asked = client::request_by_stick(**opened, options.code, journal->identity(),
                                                options.data, files, random);
    if (!asked) {
      const bool no_card = asked.error().code == ErrorCode::NotFound;
      return complain(no_card ? Error{ErrorCode::NotFound,
                                      "the card of the county that gave this code is not on the "
                                      "stick: ask the county for `outreach-county enrol --to`"}
                              : asked.error());
    }
    print(
        "the request is on the stick: bring it to the county. Records may ride with it: "
        "outreach-kiosk stick --to " +
        where.string());
    return kExitDone;
  }
  const auto before = client::load_grant(options.data, files);
  // What the county announced first: else new keys would make it another county.
  (void)client::follow_by_stick(**opened, options.data, files).has_value();
  const auto grant = client::grant_by_stick(**opened, journal->identity(), options.data, files);
  if (!grant) {
    return complain(grant.error().code == ErrorCode::NotFound
                        ? Error{ErrorCode::NotFound,
                                "the county's answer is not on this stick: it is put there by "
                                "`outreach-county import`"}
                        : grant.error());
  }
  if (auto forgotten = forget_sticks_of_another(before, *grant, *journal); !forgotten) {
    return complain(forgotten.error());
  }
  print("enrolled with " + grant->document.county + " as " + grant->document.kiosk_name);
  return kExitDone;
}

}  // namespace outreach::kiosk
