#include "sync/client/enrolment.h"

#include <algorithm>

#include "platform/json/json.h"
#include "sync/protocol/stick.h"
#include "sync/protocol/wire.h"

namespace outreach::client {
namespace {

constexpr std::size_t kDocumentMax = 16 << 10;
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

// The grant, and that nothing is asked any more.
Result<void> store_grant(const Path& folder, const std::string& url, const std::string& document,
                         Files& files) {
  Json json = Json::object();
  json["county_url"] = url;
  json["grant"] = document;
  auto stored = files.write_atomically(folder / kGrantFile,
                                       bytes_of(write_json_indented(json) + "\n"), kOwnerOnly);
  return stored ? files.remove(folder / kAskedFile) : stored;
}

std::string without_slash(std::string url) {
  while (!url.empty() && url.back() == '/') {
    url.pop_back();
  }
  return url;
}

bool is_for(const protocol::GrantDocument& grant, const crypto::PublicKey& sign_key,
            const journal::Identity& identity) {
  return grant.sign_key == sign_key && grant.kiosk == identity.kiosk &&
         grant.kiosk_key == identity.key.public_key();
}

}  // namespace

Result<std::optional<Grant>> load_grant(const Path& folder, Files& files) {
  const auto bytes = files.read(folder / kGrantFile, kDocumentMax);
  if (!bytes) {
    if (bytes.error().code == ErrorCode::NotFound) {
      return std::optional<Grant>();
    }
    return bytes.error();
  }
  const auto json = parse_json(text_of(*bytes));
  const auto url = json ? text_member(*json, "county_url") : std::nullopt;
  const auto document = json ? text_member(*json, "grant") : std::nullopt;
  if (!url || !document) {
    return Error{ErrorCode::Corrupt,
                 (folder / kGrantFile).string() + " cannot be read; enrol this kiosk again"};
  }
  auto grant = protocol::open_grant(*document);
  if (!grant) {
    return Error{ErrorCode::Corrupt,
                 (folder / kGrantFile).string() + " does not verify; enrol this kiosk again"};
  }
  return std::optional(Grant{std::move(*grant), *url});
}

Result<Grant> enrol(const std::string& county_url, const std::string& code,
                    const journal::Identity& identity, const Path& folder, Files& files,
                    Random& random, http::Transport& transport, Inbox& inbox) {
  const auto read = protocol::read_code(code);
  if (!read) {
    return read.error();
  }
  const std::string url = without_slash(county_url);
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
  if (!grant || !is_for(*grant, card->sign_key, identity)) {
    return refused("the county's answer is not a grant for this kiosk");
  }
  if (auto stored = store_grant(folder, url, *document, files); !stored) {
    return stored.error();
  }
  return Grant{std::move(*grant), url};
}

Result<void> set_county_url(const std::string& county_url, const Path& folder, Files& files,
                            http::Transport& transport, Inbox& inbox) {
  const auto bytes = files.read(folder / kGrantFile, kDocumentMax);
  const auto grant = load_grant(folder, files);
  if (!grant) {
    return grant.error();
  }
  const auto json = bytes ? parse_json(text_of(*bytes)) : Result<Json>(bytes.error());
  const auto document = json ? text_member(*json, "grant") : std::nullopt;
  if (!*grant || !document) {
    return Error{ErrorCode::NotFound, "this kiosk is not enrolled yet: it needs a code"};
  }
  const std::string url = without_slash(county_url);
  const auto card_text =
      county_answer(exchange(get(url + protocol::kCountyPath), transport, inbox));
  if (!card_text) {
    return card_text.error();
  }
  const auto card = protocol::open_county_card(*card_text);
  if (!card || card->sign_key != (*grant)->document.sign_key) {
    return refused("the server at this address is not the county that this kiosk belongs to");
  }
  return store_grant(folder, url, *document, files);
}

Result<void> request_by_stick(Medium& stick, const std::string& code,
                              const journal::Identity& identity, const Path& folder, Files& files,
                              Random& random) {
  const auto read = protocol::read_code(code);
  if (!read) {
    return read.error();
  }
  const auto bytes = stick.read(protocol::stick_card_name(read->key_fingerprint), kDocumentMax);
  if (!bytes) {
    return bytes.error();
  }
  const std::string text(text_of(*bytes));
  const auto card = protocol::open_county_card(text);
  if (!card || protocol::key_fingerprint(card->sign_key) != read->key_fingerprint) {
    return refused("the card on the stick is not of the county that gave this code");
  }
  // An answer to an earlier request is not the answer to this one.
  if (auto removed = stick.remove(protocol::stick_grant_name(identity.kiosk)); !removed) {
    return removed;
  }
  const Bytes request = protocol::encode_enrolment_request(
      {read->secret, identity.key.public_key()}, identity.key, card->transport_key, random);
  Json json = Json::object();
  json["card"] = text;
  if (auto kept = files.write_atomically(folder / kAskedFile,
                                         bytes_of(write_json_indented(json) + "\n"), kOwnerOnly);
      !kept) {
    return kept;
  }
  return stick.write(protocol::stick_request_name(identity.kiosk), request);
}

std::optional<protocol::CountyCard> asked_county(const Path& folder, Files& files) {
  const auto bytes = files.read(folder / kAskedFile, 2 * kDocumentMax);
  const auto json = bytes ? parse_json(text_of(*bytes)) : Result<Json>(bytes.error());
  const auto text = json ? text_member(*json, "card") : std::nullopt;
  if (!text) {
    return std::nullopt;
  }
  auto card = protocol::open_county_card(*text);
  return card ? std::optional(*std::move(card)) : std::nullopt;
}

Result<Grant> grant_by_stick(Medium& stick, const journal::Identity& identity, const Path& folder,
                             Files& files) {
  const auto card = asked_county(folder, files);
  if (!card) {
    return Error{ErrorCode::NotFound, "no request of this kiosk waits for an answer"};
  }
  const std::string name = protocol::stick_grant_name(identity.kiosk);
  const auto bytes = stick.read(name, kDocumentMax);
  if (!bytes) {
    return bytes.error();
  }
  const std::string document(text_of(*bytes));
  auto grant = protocol::open_grant(document);
  if (!grant || !is_for(*grant, card->sign_key, identity)) {
    return refused("what is on the stick is not a grant for this kiosk");
  }
  const auto before = load_grant(folder, files);
  const bool is_same_county = before && *before && (*before)->document.sign_key == grant->sign_key;
  if (is_same_county && grant->issued_at <= (*before)->document.issued_at) {
    return refused("the grant on the stick is an older one");
  }
  const std::string url = is_same_county ? (*before)->county_url : std::string();
  if (auto stored = store_grant(folder, url, document, files); !stored) {
    return stored.error();
  }
  // They have done their work; a stick that cannot be written to keeps them.
  (void)stick.remove(name).has_value();
  (void)stick.remove(protocol::stick_request_name(identity.kiosk)).has_value();
  return Grant{*std::move(grant), url};
}

}  // namespace outreach::client
