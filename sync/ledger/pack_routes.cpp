#include "sync/ledger/pack_routes.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "sync/ledger/ledger_state.h"
#include "sync/protocol/wire.h"

namespace outreach::ledger {
namespace {

// What every kiosk that updates asks for fits into the memory of a small server.
constexpr std::size_t kHeldFilesMax = 4;
// One answer's most: a reader as slow as it likes to be holds no more than that. A kiosk asks for
// pieces of at most so much.
constexpr std::size_t kPartBytesMax = 256 << 10;
// What such an address names never changes: a proxy may keep it for good (RFC 8246).
constexpr const char* kForGood = "public, max-age=31536000, immutable";

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                    : std::nullopt;
}

Response failure(const Error& error) {
  return error.code == ErrorCode::NotFound
             ? error_response(404, "path", "no such pack, version or file here")
             : error_response(503, "unavailable", "the county cannot read it at the moment");
}

}  // namespace

ByteRange read_range(std::string_view header, std::uint64_t length) {
  constexpr std::string_view kUnit = "bytes=";
  const ByteRange whole;
  const std::size_t dash = header.find('-');
  if (!header.starts_with(kUnit) || dash == std::string_view::npos) {
    return whole;
  }
  const std::string_view from = header.substr(kUnit.size(), dash - kUnit.size());
  const std::string_view to = header.substr(dash + 1);
  const auto first = number_in(from);
  const auto last = number_in(to);
  if (from.empty() && last) {  // the last so many
    const std::uint64_t count = std::min(*last, length);
    return count == 0 ? ByteRange{ByteRange::Kind::Unsatisfiable, 0, 0}
                      : ByteRange{ByteRange::Kind::Part, length - count, length - 1};
  }
  if (!first || (!to.empty() && (!last || *last < *first))) {
    return whole;
  }
  if (*first >= length) {
    return {ByteRange::Kind::Unsatisfiable, 0, 0};
  }
  return {ByteRange::Kind::Part, *first, std::min(last.value_or(length - 1), length - 1)};
}

bool PackRoutes::is_for(std::string_view target) {
  return target.starts_with(protocol::kPacksPath);
}

Response PackRoutes::answer(const Request& request) {
  if (request.method != "GET") {
    return error_response(405, "method", "this path takes another method");
  }
  const std::string_view target = request.target;
  if (target.starts_with(protocol::kPackFilesPath)) {
    return file(request, target.substr(std::string_view(protocol::kPackFilesPath).size()));
  }
  return manifest(target.substr(std::string_view(protocol::kPacksPath).size()));
}

Response PackRoutes::manifest(std::string_view name_and_version) {
  const std::size_t slash = name_and_version.find('/');
  const std::string_view name = name_and_version.substr(0, slash);
  const auto version = slash == std::string_view::npos
                           ? std::nullopt
                           : number_in(name_and_version.substr(slash + 1));
  if (!protocol::is_pack_name(name) || !version) {
    return error_response(404, "path", "no such path");
  }
  auto document = shelf_.manifest(name, *version);
  if (!document) {
    return failure(document.error());
  }
  return {200, protocol::kPackContentType, {{"Cache-Control", kForGood}}, *std::move(document)};
}

Result<const Bytes*> PackRoutes::held(const crypto::Hash& hash) {
  const auto found = std::find_if(newest_asked_.begin(), newest_asked_.end(),
                                  [&](const auto& one) { return one.first == hash; });
  if (found != newest_asked_.end()) {
    return &found->second;
  }
  auto content = shelf_.file(hash);
  if (!content) {
    return content.error();
  }
  newest_asked_.emplace_front(hash, *std::move(content));
  if (newest_asked_.size() > kHeldFilesMax) {
    newest_asked_.pop_back();
  }
  return &newest_asked_.front().second;
}

Response PackRoutes::file(const Request& request, std::string_view hash_text) {
  const auto hash = array_from_hex<32>(hash_text);
  if (!hash || to_hex(*hash) != hash_text) {
    return error_response(404, "path", "no such path");
  }
  const auto content = held(*hash);
  if (!content) {
    return failure(content.error());
  }
  const Bytes& bytes = **content;
  const std::string tag = "\"" + std::string(hash_text) + "\"";
  const bool is_same = request.if_range.empty() || request.if_range == tag;
  ByteRange range = is_same ? read_range(request.range, bytes.size()) : ByteRange{};
  if (range.kind == ByteRange::Kind::Part) {
    // Less than was asked for is an answer too (RFC 9110, 15.3.7).
    range.last = std::min(range.last, range.first + kPartBytesMax - 1);
  }
  Response response{200,
                    protocol::kPackContentType,
                    {{"Cache-Control", kForGood}, {"ETag", tag}, {"Accept-Ranges", "bytes"}},
                    {}};
  const std::string total = "/" + std::to_string(bytes.size());
  switch (range.kind) {
    case ByteRange::Kind::Whole:
      if (bytes.size() > kPartBytesMax) {
        return error_response(
            416, "range",
            "ask for parts of it, of at most " + std::to_string(kPartBytesMax) + " bytes each");
      }
      response.body = bytes;
      break;
    case ByteRange::Kind::Part:
      response.status = 206;
      response.headers.emplace_back("Content-Range", "bytes " + std::to_string(range.first) + "-" +
                                                         std::to_string(range.last) + total);
      response.body.assign(bytes.begin() + static_cast<std::ptrdiff_t>(range.first),
                           bytes.begin() + static_cast<std::ptrdiff_t>(range.last) + 1);
      break;
    case ByteRange::Kind::Unsatisfiable:
      response = error_response(416, "range", "the file is shorter than that");
      response.headers.emplace_back("Content-Range", "bytes *" + total);
      break;
  }
  return response;
}

}  // namespace outreach::ledger
