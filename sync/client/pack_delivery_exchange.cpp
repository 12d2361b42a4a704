// What a PackDelivery asks the county, and what it takes of the answers.
#include <charconv>
#include <string>
#include <utility>

#include "sync/client/pack_delivery_state.h"
#include "sync/client/planner.h"
#include "sync/protocol/wire.h"

namespace outreach::client {
namespace {

constexpr int kWhole = 200;
constexpr int kPart = 206;

// "bytes 100-199/5000": where it begins. Nothing for anything else.
std::optional<std::uint64_t> range_start(const http::Answer& answer) {
  if (answer.status == kWhole) {
    return 0;
  }
  constexpr std::string_view kUnit = "bytes ";
  if (answer.status != kPart || !answer.content_range ||
      !answer.content_range->starts_with(kUnit)) {
    return std::nullopt;
  }
  const char* const begin = answer.content_range->data() + kUnit.size();
  std::uint64_t start = 0;
  const auto [end, problem] =
      std::from_chars(begin, answer.content_range->data() + answer.content_range->size(), start);
  return problem == std::errc() && *end == '-' ? std::optional(start) : std::nullopt;
}

bool is_of_pack(const http::Answer& answer) {
  return (answer.status == kWhole || answer.status == kPart) &&
         answer.content_type == protocol::kPackContentType;
}

}  // namespace

void PackDelivery::State::get(const std::string& path, std::uint64_t bytes, std::uint64_t bytes_max,
                              std::vector<std::pair<std::string, std::string>> headers,
                              void (State::*then)(const http::Outcome&)) {
  http::Request request;
  request.url = county_url + path;
  request.headers = std::move(headers);
  request.deadline =
      std::chrono::milliseconds(Planner::deadline_for(static_cast<std::size_t>(bytes)));
  request.answer_bytes_max = static_cast<std::size_t>(bytes_max);
  with.transport.start(std::move(request), [weak = weak_from_this(), then](http::Outcome outcome) {
    if (const auto state = weak.lock()) {
      state->arrived.push_back(
          [state = state.get(), then, outcome = std::move(outcome)] { (state->*then)(outcome); });
    }
  });
}

void PackDelivery::State::ask_manifest(std::uint64_t version) {
  if (is_document_sound && manifest && manifest->version >= version) {
    on(pack::ManifestCame{});  // only clock or room was in its way
    return;
  }
  get(protocol::kPacksPath + name + "/" + std::to_string(version), protocol::kPackManifestBytesMax,
      protocol::kPackManifestBytesMax, {}, &State::manifest_answered);
}

void PackDelivery::State::manifest_answered(const http::Outcome& outcome) {
  const auto* answer = std::get_if<http::Answer>(&outcome);
  if (answer != nullptr && answer->status == kWhole && is_of_pack(*answer)) {
    document = answer->body;
    on(pack::ManifestCame{});
    return;
  }
  request_failed(outcome);
}

void PackDelivery::State::request_failed(const http::Outcome& outcome) {
  Verdict verdict = classify(outcome);
  detail = verdict.detail;
  if (verdict.kind == Verdict::Kind::Document) {  // an ack's type is not what was asked for
    verdict = {Verdict::Kind::NotTheCounty, Trouble::NotTheCounty, {}, detail};
  }
  on(pack::RequestFailed{verdict});
}

void PackDelivery::State::ask_piece(const pack::AskPiece& piece) {
  file = piece.file;
  const PackNeed& need = needs[file];
  const std::string hash = to_hex(need.hash());
  const std::string range = "bytes=" + std::to_string(piece.offset) + "-" +
                            std::to_string(piece.offset + piece.bytes - 1);
  // A proxy may answer with all of it.
  get(protocol::kPackFilesPath + hash, piece.bytes, need.length(),
      {{"Range", range}, {"If-Range", "\"" + hash + "\""}}, &State::piece_answered);
}

// What of an answer continues the file; false when it does not.
bool PackDelivery::State::take(const http::Answer& answer) {
  const auto start = range_start(answer);
  if (!is_of_pack(answer) || !start || *start > content.size() ||
      *start + answer.body.size() <= content.size() ||
      *start + answer.body.size() > needs[file].length()) {
    return false;
  }
  kept_from = content.size();
  const auto known = static_cast<std::ptrdiff_t>(content.size() - *start);
  content.insert(content.end(), answer.body.begin() + known, answer.body.end());
  return true;
}

void PackDelivery::State::piece_answered(const http::Outcome& outcome) {
  const auto* failure = std::get_if<http::Failure>(&outcome);
  const http::Answer* answer = std::get_if<http::Answer>(&outcome);
  if (failure != nullptr && failure->partial) {
    answer = &*failure->partial;
  }
  if (answer != nullptr && take(*answer)) {
    detail = failure != nullptr ? failure->detail : "";
    on(pack::PieceCame{content.size() - kept_from, failure != nullptr});
    return;
  }
  request_failed(outcome);
}

}  // namespace outreach::client
