// What reaches a county: bytes on a connection, requests, and batches that a kiosk of its own
// signed.
#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <netinet/in.h>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>

#include "platform/clock/clock.h"
#include "platform/http/listener.h"
#include "sync/ledger/ledger.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/batch_payload.h"
#include "sync/protocol/enrolment.h"
#include "sync/protocol/wire.h"
#include "tests/fuzz/feeds.h"
#include "tests/fuzz/samples.h"
#include "tests/fuzz/target.h"
#include "tests/support/ack_answer.h"
#include "tests/support/temporary_folder.h"

namespace outreach::fuzz {
namespace {

// --- a listener, and one connection to it for each input ---

constexpr std::size_t kBodyMost = 8 << 10;

http::Listener& listener() {
  static const std::unique_ptr<http::Listener> started = [] {
    http::ListenerOptions options;
    options.body_bytes_max = kBodyMost;
    auto listening =
        http::listen(options, [](const http::IncomingRequest& request, const http::Reply& reply) {
          promise(!request.method.empty() && !request.target.empty(),
                  "a request has a method and a target");
          promise(request.body.size() <= kBodyMost, "and no more body than is allowed");
          http::OutgoingAnswer answer;
          answer.headers.emplace_back("X-Target", request.target);
          answer.content_type = request.content_type;
          answer.body = request.body;
          reply(std::move(answer));
        });
    promise(listening.has_value(), "a listener starts on loopback");
    return *std::move(listening);
  }();
  return *started;
}

// Says all of it, ends, and hears everything until the other side ends. libFuzzer's alarm, every
// few seconds, may interrupt any of the calls.
std::string conversation(std::uint16_t port, ByteView said) {
  const int connection = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  promise(TEMP_FAILURE_RETRY(::connect(connection, reinterpret_cast<const sockaddr*>(&address),
                                       sizeof(address))) == 0,
          "the listener takes a connection");
  const timeval patience{10, 0};
  ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  static_cast<void>(TEMP_FAILURE_RETRY(::send(connection, said.data(), said.size(), MSG_NOSIGNAL)));
  ::shutdown(connection, SHUT_WR);
  std::string heard;
  std::array<char, 16 << 10> chunk{};
  ssize_t size = 0;
  while ((size = TEMP_FAILURE_RETRY(::recv(connection, chunk.data(), chunk.size(), 0))) > 0) {
    heard.append(chunk.data(), static_cast<std::size_t>(size));
  }
  promise(size == 0 || errno != EAGAIN, "a connection that was ended is ended by the listener too");
  ::close(connection);
  return heard;
}

// --- a county with one kiosk, made anew when it has grown ---

class FuzzedCounty {
 public:
  // Founded at once: what an open database leans on is then older than this, and outlives it.
  FuzzedCounty() {
    found();
  }
  ledger::Response ask(const ledger::Request& request) {
    constexpr int kRequestsOfOneCounty = 2'000;
    if (requests_++ >= kRequestsOfOneCounty) {
      found();
    }
    return ledger_->handle(request);
  }
  ledger::Ledger& ledger() {
    return *ledger_;
  }

 private:
  void found() {
    ledger_.reset();
    requests_ = 1;
    folder_ = std::make_unique<testing::TemporaryFolder>();
    random_ = testing::SeededRandom(1);
    const Path path = folder_->path();
    const auto keys = ledger::create_keys(path, "曲沃县信访局", files_, random_);
    promise(keys.has_value(), "a county is founded");
    constexpr std::int64_t kMany = std::int64_t{1} << 60;  // each input is an epoch of its own
    ledger::LedgerOptions options;
    options.quota = {kMany, kMany, kMany};
    auto opened = ledger::Ledger::open(path, clock_, random_, files_, options);
    promise(opened.has_value(), "and opened");
    ledger_.emplace(*std::move(opened));
    const auto code = ledger::create_code(path, "一号", ledger_->keys(), clock_, files_, random_);
    const auto secret = protocol::read_code(code.has_value() ? *code : "");
    promise(secret.has_value(), "it gives a code");
    const crypto::SigningKey& kiosk = parties().kiosk;
    const Bytes request =
        protocol::encode_enrolment_request({secret->secret, kiosk.public_key()}, kiosk,
                                           ledger_->keys().transport.public_key(), random_);
    promise(ledger_->handle({"POST", protocol::kEnrolmentPath, "", request}).status == 200,
            "and takes the kiosk");
  }

  std::unique_ptr<testing::TemporaryFolder> folder_;
  AdjustableClock clock_{WallTime(std::chrono::milliseconds(1'610'237'640'000))};
  testing::SeededRandom random_;
  SystemFiles files_;
  std::optional<ledger::Ledger> ledger_;
  int requests_ = 0;
};

FuzzedCounty& county() {
  static FuzzedCounty made;
  return made;
}

void check_response(const ledger::Response& response, ByteView asked) {
  promise(response.status >= 200 && response.status < 500, "a whole county answers 2xx or 4xx");
  const bool is_ours = response.content_type == protocol::kContentType ||
                       response.content_type == protocol::kErrorContentType ||
                       response.content_type == protocol::kJsonContentType;
  promise(is_ours, "and in its own media types");
  if (response.content_type == protocol::kContentType) {
    promise(
        testing::open_ack_answer(response.body, asked, county().ledger().keys().sign.public_key())
            .has_value(),
        "what it signs is an ack");
  }
}

std::string next_line(ByteView& rest) {
  const auto end = std::find(rest.begin(), rest.end(), '\n');
  const auto length = static_cast<std::size_t>(end - rest.begin());
  std::string line(text_of(rest.first(length)));
  rest = rest.subspan(std::min(length + 1, rest.size()));
  return line;
}

Bytes request_seed(const std::string& line, ByteView body) {
  Bytes seed = bytes_from(line);
  seed.insert(seed.end(), body.begin(), body.end());
  return seed;
}

// A batch of these entries as entries 1 to n of an epoch of its own.
protocol::Batch batch_of(std::vector<protocol::CarriedEntry> entries, ByteView input) {
  protocol::Batch batch;
  const auto epoch = crypto::sha256(input);
  batch.header.chain = parties().chain;
  std::copy_n(epoch.begin(), batch.header.chain.epoch.size(), batch.header.chain.epoch.begin());
  domain::Hash previous{};
  domain::Sequence sequence = 0;
  for (protocol::CarriedEntry& entry : entries) {
    domain::Envelope& envelope = entry.envelope;
    envelope.sequence = ++sequence;
    envelope.previous = previous;
    if (entry.body) {
      envelope.body_hash = domain::hash_body(envelope.salt, *entry.body);
    }
    previous =
        entry.given_hash ? *entry.given_hash : domain::hash_envelope(batch.header.chain, envelope);
  }
  batch.header.first = 1;
  batch.header.last = sequence;
  batch.header.newest = sequence;
  batch.header.head = previous;
  batch.entries = std::move(entries);
  return batch;
}

}  // namespace

void feed_http(ByteView input) {
  const std::string heard = conversation(listener().port(), input);
  promise(heard.empty() || heard.starts_with("HTTP/1."), "what a listener says is HTTP");
}

std::vector<Bytes> http_seeds() {
  std::vector<Bytes> seeds;
  for (const char* text :
       {"GET /v1/county HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /v1/batches HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
        "POST /v1/head HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5\r\nhello\r\n0\r\nTrailer: x\r\n\r\nGET / HTTP/1.0\r\n\r\n",
        "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx",
        "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HEAD http://h:1/a?b#c HTTP/1.1\r\nConnection: close\r\nContent-Type: a/b; c=\"d\"\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"}) {
    seeds.push_back(bytes_from(text));
  }
  return seeds;
}

void feed_county(ByteView input) {
  ByteView rest = input;
  ledger::Request request;
  request.method = next_line(rest);
  request.target = next_line(rest);
  request.content_type = next_line(rest);
  request.body.assign(rest.begin(), rest.end());
  check_response(county().ask(request), request.body);
  // And with the kiosk's signature, which lets it further in.
  request.body = with_signature(rest, parties().kiosk);
  check_response(county().ask(request), request.body);
}

std::vector<Bytes> county_seeds() {
  const std::string type = std::string("\n") + protocol::kContentType + "\n";
  Bytes head = vector_bytes("head_query", "bytes");
  head.erase(head.end() - std::tuple_size_v<crypto::Signature>, head.end());
  return {request_seed("GET\n/v1/county\n\n", {}),
          request_seed("POST\n/v1/enrolments" + type, vector_bytes("enrolment", "request")),
          request_seed("POST\n/v1/batches" + type, vector_bytes("batch", "file")),
          request_seed("POST\n/v1/head" + type, head)};
}

// Store first, judge later: whatever reads as a batch of a kiosk that is known is held and
// acknowledged, and sent again it is held once.
void feed_county_batch(ByteView input) {
  const auto count = static_cast<std::size_t>(ByteReader(input).varint());
  auto entries = protocol::decode_payload(input, 1, count);
  if (!entries || entries->empty()) {
    return;
  }
  testing::SeededRandom random;
  const Parties& all = parties();
  const protocol::Batch batch = batch_of(*std::move(entries), input);
  const auto file = protocol::encode_batch(batch, all.kiosk,
                                           county().ledger().keys().transport.public_key(), random);
  if (!file) {
    return;
  }
  const bool reads =
      protocol::open_batch(*file, all.kiosk.public_key(), county().ledger().keys().transport)
          .has_value();
  for (int time = 0; time < 2; ++time) {
    const ledger::Response response = county().ask({"POST", protocol::kBatchPath, "", *file});
    check_response(response, *file);
    promise(!reads || response.status == 200, "a batch that reads is taken");
    if (response.status == 200) {
      const auto ack = testing::open_ack_answer(response.body, *file,
                                                county().ledger().keys().sign.public_key());
      promise(
          ack && ack->acknowledged_through == batch.header.last && ack->newest == batch.header.last,
          "all of it, once");
    }
  }
}

std::vector<Bytes> county_batch_seeds() {
  return payload_seeds();
}

}  // namespace outreach::fuzz
