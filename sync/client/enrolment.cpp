#include "sync/client/enrolment.h"

#include <algorithm>

#include "platform/json/json.h"
#include "sync/protocol/wire.h"

namespace outreach::client {
namespace {

constexpr std::size_t kDocumentMax = 16 << 10;
constexpr std::size_t kGrantFileMax = 64 << 10;  // with as many announcements as there can be
constexpr unsigned kOwnerOnly = 0600;
constexpr std::chrono::seconds kDeadline{30};  // a person waits for it

Error refused(const std::string& what) {
  return {ErrorCode::Refused, what};
}

http::Outcome exchange(http::Request request, http::Transport& transport, Inbox& inbox) {
  std::optional<http::Outcome> outcome;
  request.deadline = kDeadline;
  request.answer_bytes_max = kDocumentMax;
  transport.start(std::move(request), [&](http::Outcome got) { outcome = std::move(got); });
  while (!outcome) {
    if (transport.poll() == 0) {
      constexpr int kPollMilliseconds = 20;
      inbox.wait(kPollMilliseconds);
      inbox.drain();
    }
  }
  return std::move(*outcome);
}

// The body of the county's 200, or what went wrong.
Result<std::string> county_answer(const http::Outcome& outcome) {
  if (const auto* failure = std::get_if<http::Failure>(&outcome)) {
    return Error{ErrorCode::Unavailable, std::string("the county was not reached: ") +
                                             http::name_of(failure->fault) + " (" +
                                             failure->detail + ")"};
  }
  const auto& answer = std::get<http::Answer>(outcome);
  if (answer.status == 200 && answer.content_type == protocol::kJsonContentType) {
    return std::string(text_of(answer.body));
  }
  if (answer.content_type == protocol::kErrorContentType) {
    const auto json = parse_json(text_of(answer.body));
    return refused(
        "the county answered: " +
        (json ? text_member(*json, "detail").value_or("no reason given") : "no reason given"));
  }
  return Error{ErrorCode::Unavailable,
               "something answered at this address, but it is not the county (a sign-in page of "
               "the network?)"};
}

http::Request get(const std::string& url) {
  http::Request request;
  request.url = url;
  return request;
}

http::Request post(const std::string& url, Bytes body) {
  http::Request request;
  request.method = "POST";
  request.url = url;
  request.headers.emplace_back("Content-Type", protocol::kContentType);
  request.body = std::move(body);
  return request;
}

// grant.json: what was granted, and what the county announced since.
struct GrantFile {
  std::string url;
  std::string document;
  std::vector<std::string> rotations;
  CountyWay way;
};

struct WayMember {
  const char* name;
  std::string CountyWay::*text;
};
constexpr WayMember kWayMembers[] = {{"ca_certificates", &CountyWay::ca_certificates},
                                     {"pinned_key", &CountyWay::pinned_key},
                                     {"proxy", &CountyWay::proxy}};

Result<void> store_grant(const Path& folder, const GrantFile& file, Files& files) {
  Json json = Json::object();
  json["county_url"] = file.url;
  json["grant"] = file.document;
  if (!file.rotations.empty()) {
    json["rotations"] = file.rotations;
  }
  for (const WayMember& member : kWayMembers) {
    if (const std::string& value = file.way.*member.text; !value.empty()) {
      json[member.name] = value;
    }
  }
  return files.write_atomically(folder / kGrantFile, bytes_of(write_json_indented(json) + "\n"),
                                kOwnerOnly);
}

Error unusable(const Path& folder, const char* what) {
  return {ErrorCode::Corrupt,
          (folder / kGrantFile).string() + " " + what + "; enrol this kiosk again"};
}

// NotFound when there is none.
Result<GrantFile> read_grant_file(const Path& folder, Files& files) {
  const auto bytes = files.read(folder / kGrantFile, kGrantFileMax);
  if (!bytes) {
    return bytes.error();
  }
  const auto json = parse_json(text_of(*bytes));
  const auto url = json ? text_member(*json, "county_url") : std::nullopt;
  const auto document = json ? text_member(*json, "grant") : std::nullopt;
  if (!url || !document) {
    return unusable(folder, "cannot be read");
  }
  GrantFile file{*url, *document, {}, {}};
  for (const WayMember& member : kWayMembers) {
    file.way.*member.text = text_member(*json, member.name).value_or("");
  }
  if (json->contains("rotations")) {
    auto rotations = protocol::read_rotations(text_of(*bytes));
    if (!rotations) {
      return unusable(folder, "cannot be read");
    }
    file.rotations = std::move(*rotations);
  }
  return file;
}

// The grant with the keys that the announcements lead to.
Result<Grant> grant_in(const Path& folder, const GrantFile& file) {
  auto document = protocol::open_grant(file.document);
  if (!document) {
    return unusable(folder, "does not verify");
  }
  auto followed = protocol::follow({document->sign_key, document->transport_key}, file.rotations);
  document->sign_key = followed.keys.sign;
  document->transport_key = followed.keys.transport;
  return Grant{std::move(*document), file.url, std::move(followed.earlier_sign), file.way};
}

}  // namespace

http::CurlOptions curl_options(const CountyWay& way, const std::string& user_agent) {
  http::CurlOptions options;
  options.user_agent = user_agent;
  options.proxy = way.proxy;
  options.ca_certificates = way.ca_certificates;
  options.pinned_key = way.pinned_key;
  return options;
}

std::vector<crypto::PublicKey> Grant::sign_keys() const {
  std::vector<crypto::PublicKey> keys = earlier_sign_keys;
  keys.push_back(document.sign_key);
  return keys;
}

Result<std::optional<Grant>> load_grant(const Path& folder, Files& files) {
  const auto file = read_grant_file(folder, files);
  if (!file) {
    return file.error().code == ErrorCode::NotFound ? Result<std::optional<Grant>>(std::nullopt)
                                                    : file.error();
  }
  auto grant = grant_in(folder, *file);
  return grant ? Result<std::optional<Grant>>(std::move(*grant)) : grant.error();
}

Result<Grant> take_up_rotations(const Path& folder, const std::vector<std::string>& documents,
                                Files& files) {
  auto file = read_grant_file(folder, files);
  if (!file) {
    return file.error();
  }
  const auto granted = protocol::open_grant(file->document);
  if (!granted) {
    return unusable(folder, "does not verify");
  }
  auto followed = protocol::follow({granted->sign_key, granted->transport_key}, documents);
  if (followed.documents.size() > file->rotations.size()) {
    file->rotations = std::move(followed.documents);
    if (auto stored = store_grant(folder, *file, files); !stored) {
      return stored.error();
    }
  }
  return grant_in(folder, *file);
}

Result<Grant> enrol(const std::string& county_url, const std::string& code,
                    const journal::Identity& identity, const Path& folder, Files& files,
                    Random& random, http::Transport& transport, Inbox& inbox,
                    const CountyWay& way) {
  const auto read = protocol::read_code(code);
  if (!read) {
    return read.error();
  }
  std::string url = county_url;
  while (!url.empty() && url.back() == '/') {
    url.pop_back();
  }
  const auto card_text =
      county_answer(exchange(get(url + protocol::kCountyPath), transport, inbox));
  if (!card_text) {
    return card_text.error();
  }
  const auto card = protocol::open_county_card(*card_text);
  if (!card || protocol::key_fingerprint(card->sign_key) != read->key_fingerprint) {
    return refused("the server at this address is not the county that gave this code");
  }
  const Bytes request = protocol::encode_enrolment_request(
      {read->secret, identity.key.public_key()}, identity.key, card->transport_key, random);
  const auto document =
      county_answer(exchange(post(url + protocol::kEnrolmentPath, request), transport, inbox));
  if (!document) {
    return document.error();
  }
  auto grant = protocol::open_grant(*document);
  if (!grant || grant->sign_key != card->sign_key || grant->kiosk != identity.kiosk ||
      grant->kiosk_key != identity.key.public_key()) {
    return refused("the county's answer is not a grant for this kiosk");
  }
  if (auto stored = store_grant(folder, {url, *document, {}, way}, files); !stored) {
    return stored.error();
  }
  return Grant{std::move(*grant), url, {}, way};
}

}  // namespace outreach::client
