#include "sync/client/enrolment.h"

#include <algorithm>

#include "platform/json/json.h"
#include "sync/client/grant_file.h"
#include "sync/protocol/rotation.h"
#include "sync/protocol/wire.h"

namespace outreach::client {
namespace {

constexpr std::chrono::seconds kDeadline{30};  // a person waits for it

http::Outcome exchange(http::Request request, http::Transport& transport, Inbox& inbox,
                       std::size_t answer_bytes_max = kDocumentMax) {
  std::optional<http::Outcome> outcome;
  request.deadline = kDeadline;
  request.answer_bytes_max = answer_bytes_max;
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

std::string without_slash(std::string url) {
  while (!url.empty() && url.back() == '/') {
    url.pop_back();
  }
  return url;
}

// What the server at this address says it is; none: it shows no county's card. Fails as
// county_answer().
Result<std::optional<protocol::CountyCard>> ask_card(const std::string& url,
                                                     http::Transport& transport, Inbox& inbox) {
  const auto text = county_answer(exchange(get(url + protocol::kCountyPath), transport, inbox));
  if (!text) {
    return text.error();
  }
  const auto card = protocol::open_county_card(*text);
  return card ? std::optional(*card) : std::optional<protocol::CountyCard>();
}

// The keys of the county at this address may be newer than those that are pinned: what they lead
// to, or what is pinned.
Grant follow(const Grant& pinned, const std::string& url, const Path& folder, Files& files,
             http::Transport& transport, Inbox& inbox) {
  const auto announced = county_answer(exchange(get(url + protocol::kRotationsPath), transport,
                                                inbox, protocol::kRotationsBytesMax));
  const auto documents = announced ? protocol::read_rotations(*announced) : announced.error();
  auto followed = documents ? take_up_rotations(folder, *documents, files) : documents.error();
  return followed ? *std::move(followed) : pinned;
}

}  // namespace

Result<Grant> enrol(const std::string& county_url, const std::string& code,
                    const journal::Identity& identity, const Path& folder, Files& files,
                    Random& random, http::Transport& transport, Inbox& inbox,
                    const CountyWay& way) {
  const auto read = protocol::read_code(code);
  if (!read) {
    return read.error();
  }
  const std::string url = without_slash(county_url);
  const auto card = ask_card(url, transport, inbox);
  if (!card) {
    return card.error();
  }
  if (!*card || protocol::key_fingerprint((*card)->sign_key) != read->key_fingerprint) {
    return refused("the server at this address is not the county that gave this code");
  }
  const Bytes request = protocol::encode_enrolment_request(
      {read->secret, identity.key.public_key()}, identity.key, (*card)->transport_key, random);
  const auto document =
      county_answer(exchange(post(url + protocol::kEnrolmentPath, request), transport, inbox));
  if (!document) {
    return document.error();
  }
  auto grant = protocol::open_grant(*document);
  if (!grant || !is_for(*grant, (*card)->sign_key, identity)) {
    return refused("the county's answer is not a grant for this kiosk");
  }
  auto before = load_grant(folder, files);
  if (before && *before && !is_of_pinned_county(*grant, *before)) {
    *before = follow(**before, url, folder, files, transport, inbox);
  }
  return store_new_grant(folder, {url, *document, {}, {}, way}, before ? *before : std::nullopt,
                         files);
}

Result<void> set_county_url(const std::string& county_url, const CountyWay& way, const Path& folder,
                            Files& files, http::Transport& transport, Inbox& inbox) {
  auto grant = load_grant(folder, files);
  if (!grant) {
    return grant.error();
  }
  if (!*grant) {
    return Error{ErrorCode::NotFound, "this kiosk is not enrolled yet: it needs a code"};
  }
  const std::string url = without_slash(county_url);
  const auto card = ask_card(url, transport, inbox);
  if (!card) {
    return card.error();
  }
  if (*card && (*card)->sign_key != (*grant)->document.sign_key) {
    *grant = follow(**grant, url, folder, files, transport, inbox);
  }
  if (!*card || (*card)->sign_key != (*grant)->document.sign_key) {
    return refused("the server at this address is not the county that this kiosk belongs to");
  }
  auto file = read_grant_file(folder, files);
  if (!file) {
    return file.error();
  }
  file->url = url;
  file->way = way;
  return store_grant(folder, *file, files);
}

}  // namespace outreach::client
