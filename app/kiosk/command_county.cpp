// enrol, where the county's server is reached.
#include <memory>
#include <string>

#include "app/kiosk/commands.h"
#include "app/kiosk/records.h"
#include "app/kiosk/stick.h"
#include "platform/http/transport.h"
#include "platform/json/json.h"
#include "platform/worker/worker.h"
#include "sync/client/enrolment.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {
namespace {

constexpr std::size_t kCertificatesMax = 256 << 10;

Result<std::unique_ptr<http::Transport>> make_transport(const client::CountyWay& way,
                                                        Inbox& inbox) {
  return http::make_curl_transport(client::curl_options(way), [&inbox] { inbox.post([] {}); });
}

Result<client::CountyWay> way_from(const Options& options, Files& files) {
  client::CountyWay way{{}, options.county_key, options.proxy};
  if (options.county_ca) {
    const auto bytes = files.read(*options.county_ca, kCertificatesMax);
    if (!bytes) {
      return bytes.error();
    }
    way.ca_certificates = std::string(text_of(*bytes));
  }
  return way;
}

int set_address(const Options& options) {
  auto records = Records::open(options);
  if (!records) {
    return complain(records.error());
  }
  const auto way = way_from(options, (*records)->files);
  if (!way) {
    return complain(way.error());
  }
  Inbox inbox;
  auto transport = make_transport(*way, inbox);
  if (!transport) {
    return complain(transport.error());
  }
  const auto set = client::set_county_url(options.county_url, *way, options.data, (*records)->files,
                                          **transport, inbox);
  if (!set) {
    return complain(set.error());
  }
  print("this kiosk delivers to " + options.county_url + " from now on");
  return kExitDone;
}

}  // namespace

int enrol(const Options& options) {
  if (!options.request_to.empty() || !options.grant_from.empty()) {
    return enrol_by_stick(options);
  }
  if (options.code.empty()) {
    return set_address(options);
  }
  // Also sees to it that no kiosk runs on this folder, which would not notice.
  auto records = Records::open(options, Records::WhenNone::Found);
  if (!records) {
    return complain(records.error());
  }
  auto& [machine, clock, random, files, journal] = **records;
  const auto way = way_from(options, files);
  if (!way) {
    return complain(way.error());
  }
  Inbox inbox;
  auto transport = make_transport(*way, inbox);
  if (!transport) {
    return complain(transport.error());
  }
  const auto before = client::load_grant(options.data, files);
  const auto grant = client::enrol(options.county_url, options.code, journal->identity(),
                                   options.data, files, random, **transport, inbox, *way);
  if (!grant) {
    return complain(grant.error());
  }
  if (auto forgotten = forget_sticks_of_another(before, *grant, *journal); !forgotten) {
    return complain(forgotten.error());
  }
  if (options.json) {
    Json json = Json::object();
    json["county"] = grant->document.county;
    json["name"] = grant->document.kiosk_name;
    json["kiosk"] = to_hex(grant->document.kiosk);
    json["county_url"] = grant->county_url;
    print(write_json_indented(json));
  } else {
    print("enrolled with " + grant->document.county + " as " + grant->document.kiosk_name);
  }
  return kExitDone;
}

}  // namespace outreach::kiosk
