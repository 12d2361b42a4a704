#include "sync/client/status_table.h"

#include <algorithm>
#include <charconv>

#include "platform/json/json.h"
#include "sync/protocol/wire.h"

namespace outreach::client {
namespace {

using Kind = Verdict::Kind;

// Seconds only: our county never sends the date form, and a foreign box's date would need a trusted
// clock.
std::optional<std::int64_t> retry_after(const http::Answer& answer) {
  if (!answer.retry_after) {
    return std::nullopt;
  }
  std::int64_t seconds = 0;
  const std::string& text = *answer.retry_after;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (problem != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return std::clamp(seconds, kRetryAfterLeast / 1'000, kRetryAfterMost / 1'000) * 1'000;
}

Verdict of_failure(const http::Failure& failure) {
  const std::string detail = std::string(http::name_of(failure.fault)) + ": " + failure.detail;
  switch (failure.fault) {
    case http::Fault::CannotResolve:
    case http::Fault::CannotConnect:
      return {Kind::Retry, Trouble::Unreachable, {}, detail};
    case http::Fault::Cut:
      return {Kind::Shrink, Trouble::Unreachable, {}, detail};
    case http::Fault::Timeout:
      return {Kind::Shrink, Trouble::Timeout, {}, detail};
    case http::Fault::TlsDates:
      return {Kind::NotTheCounty, Trouble::CertificateDates, {}, detail};
    case http::Fault::TlsWrongHost:
      return {Kind::NotTheCounty, Trouble::CertificateHost, {}, detail};
    case http::Fault::TlsRefused:
      return {Kind::NotTheCounty, Trouble::CertificateIssuer, {}, detail};
    case http::Fault::AnswerTooLarge:
      return {Kind::NotTheCounty, Trouble::NotTheCounty, {}, detail};
    case http::Fault::BadRequest:
      return {Kind::Hold, Trouble::Unreachable, {}, detail};
  }
  return {Kind::Retry, Trouble::Unreachable, {}, detail};
}

std::string word_in(const http::Answer& answer) {
  const auto json = parse_json(text_of(answer.body));
  return json ? text_member(*json, "error").value_or("") : "";
}

// The county's own words.
Verdict of_county_error(const http::Answer& answer, const std::string& detail) {
  switch (answer.status) {
    case 403:
      return {Kind::Hold,
              word_in(answer) == "revoked" ? Trouble::Revoked : Trouble::Refused,
              {},
              detail};
    case 410:
      return {Kind::KeyRetired, Trouble::CountyKeys, {}, detail};
    case 404:
    case 405:
    case 426:
      return {Kind::Hold, Trouble::Version, {}, detail};
    case 413:
      return {Kind::Shrink, Trouble::Busy, {}, detail};
    case 400:  // changed on the way: the same entries again, in smaller pieces
      return {Kind::Shrink, Trouble::Malformed, {}, detail};
    default:
      return {Kind::Retry, Trouble::Busy, retry_after(answer), detail};
  }
}

// Somebody else's: a proxy in front of the county, or a sign-in page instead of it.
Verdict of_foreign_answer(const http::Answer& answer, const std::string& detail) {
  switch (answer.status) {
    case 413:
      return {Kind::Shrink, Trouble::Unreachable, {}, detail};
    case 429:
    case 503:
      return {Kind::Retry, Trouble::Busy, retry_after(answer), detail};
    case 408:
    case 425:
    case 504:
      return {Kind::Shrink, Trouble::Timeout, {}, detail};
    case 500:
    case 502:
      return {Kind::Retry, Trouble::Unreachable, {}, detail};
    default:
      return {Kind::NotTheCounty, Trouble::NotTheCounty, {}, detail};
  }
}

}  // namespace

const char* name_of(Trouble trouble) {
  switch (trouble) {
    case Trouble::None:
      return "none";
    case Trouble::Unreachable:
      return "unreachable";
    case Trouble::NotTheCounty:
      return "not_the_county";
    case Trouble::Refused:
      return "refused";
    case Trouble::Version:
      return "version";
    case Trouble::Busy:
      return "busy";
    case Trouble::Timeout:
      return "timeout";
    case Trouble::Malformed:
      return "malformed";
    case Trouble::OwnDisk:
      return "own_disk";
    case Trouble::Revoked:
      return "revoked";
    case Trouble::CountyKeys:
      return "county_keys";
    case Trouble::CertificateDates:
      return "certificate_dates";
    case Trouble::CertificateHost:
      return "certificate_host";
    case Trouble::CertificateIssuer:
      return "certificate_issuer";
    case Trouble::Diverged:
      return "diverged";
  }
  return "none";
}

bool is_of_one_chain(Trouble trouble) {
  return trouble == Trouble::Malformed || trouble == Trouble::OwnDisk ||
         trouble == Trouble::Diverged;
}

Verdict classify(const http::Outcome& outcome) {
  if (const auto* failure = std::get_if<http::Failure>(&outcome)) {
    return of_failure(*failure);
  }
  const auto& answer = std::get<http::Answer>(outcome);
  const std::string detail = "HTTP " + std::to_string(answer.status) + " " + answer.content_type;
  if (answer.content_type == protocol::kContentType) {
    if (answer.status == 200) {
      return {Kind::Document, Trouble::None, {}, detail};
    }
    if (answer.status == 409) {
      return {Kind::Conflict, Trouble::None, {}, detail};
    }
    return {Kind::NotTheCounty, Trouble::NotTheCounty, {}, detail};
  }
  if (answer.content_type == protocol::kErrorContentType) {
    return of_county_error(answer, detail);
  }
  return of_foreign_answer(answer, detail);
}

}  // namespace outreach::client
