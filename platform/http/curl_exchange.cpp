// Long because every option of a transfer, and every way it ends, stands in one place.
#include "platform/http/curl_exchange.h"

#include <algorithm>
#include <cstdio>
#include <limits>

#include "platform/http/header_text.h"

namespace outreach::http {
namespace {

// Within a request's deadline, how long a connection may take: longer and the address is not
// reachable from here, which the caller should know before it blames the size of what it sends.
constexpr std::chrono::milliseconds kConnectTimeout{10'000};

// A connection that nobody used for so long is not used again: many a NAT has forgotten it by then,
// and tells nobody.
constexpr long kIdleSecondsMost = 60;
// A request up to this size libcurl may send anew by itself; see about_to_send.
// A question fits; a batch of several entries does not.
constexpr std::size_t kSentAnewBytesMost = 512;

long clamped(std::chrono::milliseconds duration) {
  // libcurl reads 0 as "no limit".
  return static_cast<long>(
      std::clamp<std::int64_t>(duration.count(), 1, std::numeric_limits<int>::max()));
}

// A header with no value is written "Name;" for libcurl: "Name:" would remove it.
std::string header_line(const std::string& name, const std::string& value) {
  return value.empty() ? name + ";" : name + ": " + value;
}

}  // namespace

CurlExchange::CurlExchange(std::uint64_t id, Request request)
    : id_(id), request_(std::move(request)), handle_(curl_easy_init()) {}

template <typename Value>
void CurlExchange::set(CURLoption option, Value value) {
  if (curl_easy_setopt(handle_.get(), option, value) != CURLE_OK) {
    options_accepted_ = false;
  }
}

bool CurlExchange::prepare(const CurlOptions& options, CURLSH* share) {
  if (!handle_ || !well_formed() || !set_headers()) {
    return false;
  }
  set(CURLOPT_ERRORBUFFER, error_text_.data());
  set(CURLOPT_SHARE, share);
  set_request();
  set_network(options);
  return options_accepted_;
}

bool CurlExchange::well_formed() {
  const auto complain = [this](const char* words) {
    std::snprintf(error_text_.data(), error_text_.size(), "%s", words);
    return false;
  };
  if (request_.method != "GET" && request_.method != "POST") {
    return complain("the method is neither GET nor POST");
  }
  if (request_.method == "GET" && !request_.body.empty()) {
    return complain("a GET has no body");
  }
  if (request_.url.empty() || !is_header_value(request_.url)) {
    return complain("the address is empty or holds control characters");
  }
  const bool headers_fit =
      std::all_of(request_.headers.begin(), request_.headers.end(), [](const auto& header) {
        return is_header_name(header.first) && is_header_value(header.second);
      });
  return headers_fit || complain("a header holds characters that a header cannot");
}

bool CurlExchange::set_headers() {
  // Bytes cost money and seconds on a 2G card: what libcurl adds by itself and nobody reads is
  // taken away. Expect would add a round trip as well.
  std::vector<std::string> lines = {"Accept:", "Expect:"};
  const bool names_content_type =
      std::any_of(request_.headers.begin(), request_.headers.end(),
                  [](const auto& header) { return media_type(header.first) == "content-type"; });
  if (!names_content_type) {
    lines.emplace_back("Content-Type:");
  }
  for (const auto& [name, value] : request_.headers) {
    lines.push_back(header_line(name, value));
  }
  for (const std::string& line : lines) {
    curl_slist* longer = curl_slist_append(headers_.get(), line.c_str());
    if (longer == nullptr) {
      return false;
    }
    (void)headers_.release();
    headers_.reset(longer);
  }
  return true;
}

void CurlExchange::set_request() {
  set(CURLOPT_URL, request_.url.c_str());
  set(CURLOPT_HTTPHEADER, headers_.get());
  if (request_.method == "POST") {
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    // A null pointer would make libcurl ask for the body by callback.
    set(CURLOPT_POSTFIELDS,
        request_.body.empty() ? "" : reinterpret_cast<const char*>(request_.body.data()));
  } else {
    set(CURLOPT_HTTPGET, 1L);
  }
  set(CURLOPT_WRITEFUNCTION, &CurlExchange::receive);
  set(CURLOPT_WRITEDATA, static_cast<void*>(this));
  // Refuses by the announced length, before the bytes are paid for; receive() by what really comes.
  set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request_.answer_bytes_max));
  set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(CURLOPT_HEADERFUNCTION, &CurlExchange::receive_header);
  set(CURLOPT_HEADERDATA, static_cast<void*>(this));
  set(CURLOPT_TIMEOUT_MS, clamped(request_.deadline));
  set(CURLOPT_CONNECTTIMEOUT_MS, clamped(std::min(request_.deadline, kConnectTimeout)));
}

void CurlExchange::set_network(const CurlOptions& options) {
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_TCP_KEEPALIVE, 1L);
  set(CURLOPT_SSLVERSION,
      static_cast<long>(CURL_SSLVERSION_TLSv1_3));  // the lowest; as the county's own listener
  set(CURLOPT_MAXAGE_CONN, kIdleSecondsMost);
  set(CURLOPT_PREREQFUNCTION, &CurlExchange::about_to_send);
  set(CURLOPT_PREREQDATA, static_cast<void*>(this));
  // A name look-up that hangs is left behind instead of being waited for on cancel and at exit.
  set(CURLOPT_QUICK_EXIT, 1L);
  set_trust(options);
  if (options.direct) {
    set(CURLOPT_NOPROXY, "*");
  } else if (!options.proxy.empty()) {
    set(CURLOPT_PROXY, options.proxy.c_str());
  }
}

void CurlExchange::set_trust(const CurlOptions& options) {
  const bool is_pinned = !options.pinned_key.empty();
  set(CURLOPT_SSL_VERIFYPEER, is_pinned ? 0L : 1L);
  set(CURLOPT_SSL_VERIFYHOST, is_pinned ? 0L : 2L);
  if (is_pinned) {
    set(CURLOPT_PINNEDPUBLICKEY, options.pinned_key.c_str());
  }
  if (!options.ca_certificates.empty()) {
    curl_blob certificates{};
    certificates.data = const_cast<char*>(options.ca_certificates.data());  // libcurl only reads it
    certificates.len = options.ca_certificates.size();
    certificates.flags = CURL_BLOB_COPY;
    set(CURLOPT_CAINFO_BLOB, &certificates);
  } else if (!options.ca_file.empty()) {
    set(CURLOPT_CAINFO, options.ca_file.c_str());
  }
  if (!options.ca_certificates.empty() || !options.ca_file.empty()) {
    set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));  // else the system's are trusted too
  }
}

// Called before each sending. libcurl sends a request anew by itself when a kept connection dies
// under it, which is right for a small one. A large one would cross a bad line twice, and the
// caller, who could make it smaller, would not learn that it was cut.
int CurlExchange::about_to_send(void* self, char* /*remote*/, char* /*local*/, int /*remote_port*/,
                                int /*local_port*/) noexcept {
  auto& exchange = *static_cast<CurlExchange*>(self);
  exchange.died_early_ = exchange.was_sent_ && exchange.request_.body.size() > kSentAnewBytesMost;
  exchange.was_sent_ = true;
  return exchange.died_early_ ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

// noexcept: an exception must not pass through libcurl's frames; out of memory ends the program.
std::size_t CurlExchange::receive(const char* data, std::size_t size, std::size_t count,
                                  void* self) noexcept {
  auto& exchange = *static_cast<CurlExchange*>(self);
  const std::size_t bytes = size * count;
  if (bytes > exchange.request_.answer_bytes_max - exchange.body_.size()) {
    exchange.too_large_ = true;
    return CURL_WRITEFUNC_ERROR;
  }
  exchange.body_.insert(exchange.body_.end(), data, data + bytes);
  return bytes;
}

// Notes whether the head of the answer came to its empty line. Trailers come here as well, a status
// line begins anew.
std::size_t CurlExchange::receive_header(const char* line, std::size_t size, std::size_t count,
                                         void* self) noexcept {
  const std::string_view text(line, size * count);
  bool& complete = static_cast<CurlExchange*>(self)->head_complete_;
  complete = (complete && !text.starts_with("HTTP/")) || text == "\r\n" || text == "\n";
  return text.size();
}

// libcurl 7.88 takes a connection that ends within the head for a whole answer without a body.
bool CurlExchange::has_whole_head() const {
  long status = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
  return head_complete_ && status >= 200;  // not of a 100 Continue
}

Outcome CurlExchange::outcome(CURLcode code) {
  if (code == CURLE_OK && has_whole_head()) {
    return take_answer();
  }
  if (code == CURLE_OK) {
    return Failure{Fault::Cut, "the connection ended within the head of the answer"};
  }
  if (died_early_) {
    return Failure{Fault::Cut, "a kept connection died under the request"};
  }
  std::string detail = error_text_.data();
  if (detail.empty()) {
    detail = curl_easy_strerror(code);
  }
  if (fault_of(code) == Fault::AnswerTooLarge) {
    detail = "the answer is longer than " + std::to_string(request_.answer_bytes_max) + " bytes";
  }
  Failure failure{fault_of(code), std::move(detail)};
  if ((failure.fault == Fault::Cut || failure.fault == Fault::Timeout) && has_whole_head()) {
    failure.partial = take_answer();
  }
  return failure;
}

std::optional<std::string> CurlExchange::header(const char* name) {
  curl_header* found = nullptr;
  return curl_easy_header(handle_.get(), name, 0, CURLH_HEADER, -1, &found) == CURLHE_OK
             ? std::optional<std::string>(found->value)
             : std::nullopt;
}

Answer CurlExchange::take_answer() {
  Answer answer;
  long status = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  const char* content_type = nullptr;
  curl_easy_getinfo(handle_.get(), CURLINFO_CONTENT_TYPE, &content_type);
  if (content_type != nullptr) {
    answer.content_type = media_type(content_type);
  }
  answer.retry_after = header("Retry-After");
  answer.content_range = header("Content-Range");
  answer.body = std::move(body_);
  return answer;
}

bool CurlExchange::was_ready_to_send() const {
  curl_off_t microseconds = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_PRETRANSFER_TIME_T, &microseconds);
  return microseconds > 0;
}

Fault CurlExchange::fault_of_certificate() const {
  // Of OpenSSL's x509_vfy.h, as libcurl passes them on.
  constexpr long kOk = 0;
  constexpr long kNotSet = 1;  // libcurl compares the name before it notes that the chain is sound
  constexpr long kNotYetValid = 9;
  constexpr long kHasExpired = 10;
  long found = kOk;
  curl_easy_getinfo(handle_.get(), CURLINFO_SSL_VERIFYRESULT, &found);
  if (found == kNotYetValid || found == kHasExpired) {
    return Fault::TlsDates;
  }
  return found == kOk || found == kNotSet ? Fault::TlsWrongHost : Fault::TlsRefused;
}

Fault CurlExchange::fault_of(CURLcode code) const {
  if (too_large_) {
    return Fault::AnswerTooLarge;
  }
  switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_BAD_FUNCTION_ARGUMENT:
      return Fault::BadRequest;
    case CURLE_UNSUPPORTED_PROTOCOL:  // of our address, or of an answer that is not HTTP/1
      return was_ready_to_send() ? Fault::Cut : Fault::BadRequest;
    case CURLE_FILESIZE_EXCEEDED:
      return Fault::AnswerTooLarge;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return Fault::CannotResolve;
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED:
    case CURLE_PROXY:
      return Fault::CannotConnect;
    case CURLE_PEER_FAILED_VERIFICATION:
      return fault_of_certificate();
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return Fault::TlsRefused;
    case CURLE_OPERATION_TIMEDOUT:
      return was_ready_to_send() ? Fault::Timeout : Fault::CannotConnect;
    default:  // a proxy that refuses the tunnel ends here too, before anything was sent
      return was_ready_to_send() ? Fault::Cut : Fault::CannotConnect;
  }
}

}  // namespace outreach::http
