#include "sync/client/status_table.h"

#include <string>
#include <vector>

#include "sync/protocol/wire.h"
#include "tests/support/catch.h"

namespace outreach::client {
namespace {

using Kind = Verdict::Kind;

http::Answer answer(int status, const char* content_type) {
  return {status, content_type, std::nullopt, Bytes{}};
}

struct Row {
  int status;
  Kind kind;
  Trouble trouble;
};

void check_rows(const char* content_type, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.status << " " << content_type);
    const Verdict verdict = classify(answer(row.status, content_type));
    CHECK(verdict.kind == row.kind);
    CHECK(verdict.trouble == row.trouble);
    CHECK_FALSE(verdict.retry_after_milliseconds);
    CHECK_THAT(verdict.detail, Catch::Matchers::ContainsSubstring(std::to_string(row.status)));
  }
}

TEST_CASE(
    "Status table: a document of the county is an ack at 200, a conflict at 409, else nothing",
    "[client]") {
  check_rows(protocol::kContentType, {{200, Kind::Document, Trouble::None},
                                      {409, Kind::Conflict, Trouble::None},
                                      {201, Kind::NotTheCounty, Trouble::NotTheCounty},
                                      {302, Kind::NotTheCounty, Trouble::NotTheCounty},
                                      {403, Kind::NotTheCounty, Trouble::NotTheCounty},
                                      {500, Kind::NotTheCounty, Trouble::NotTheCounty}});
}

TEST_CASE("Status table: the county's own words", "[client]") {
  check_rows(protocol::kErrorContentType, {{400, Kind::Shrink, Trouble::Malformed},
                                           {403, Kind::Hold, Trouble::Refused},
                                           {404, Kind::Hold, Trouble::Version},
                                           {405, Kind::Hold, Trouble::Version},
                                           {410, Kind::KeyRetired, Trouble::CountyKeys},
                                           {413, Kind::Shrink, Trouble::Busy},
                                           {426, Kind::Hold, Trouble::Version},
                                           {429, Kind::Retry, Trouble::Busy},
                                           {500, Kind::Retry, Trouble::Busy},
                                           {503, Kind::Retry, Trouble::Busy},
                                           {200, Kind::Retry, Trouble::Busy}});
}

TEST_CASE("Status table: of the county's refusals only a revocation is called one", "[client]") {
  for (const auto& [word, trouble] :
       {std::pair{"revoked", Trouble::Revoked}, std::pair{"unknown_kiosk", Trouble::Refused},
        std::pair{"", Trouble::Refused}}) {
    http::Answer refused = answer(403, protocol::kErrorContentType);
    const std::string body = std::string(R"({"error":")") + word + "\"}";
    refused.body.assign(body.begin(), body.end());
    CHECK(classify(refused).kind == Kind::Hold);
    CHECK(classify(refused).trouble == trouble);
  }
}

TEST_CASE("Status table: what a proxy or a sign-in page answers is never the county's",
          "[client]") {
  for (const char* type :
       {"text/html", "application/json", "", "application/outreach; charset=x"}) {
    check_rows(type, {{200, Kind::NotTheCounty, Trouble::NotTheCounty},
                      {204, Kind::NotTheCounty, Trouble::NotTheCounty},
                      {302, Kind::NotTheCounty, Trouble::NotTheCounty},
                      {400, Kind::NotTheCounty, Trouble::NotTheCounty},
                      {401, Kind::NotTheCounty, Trouble::NotTheCounty},
                      {403, Kind::NotTheCounty, Trouble::NotTheCounty},
                      {404, Kind::NotTheCounty, Trouble::NotTheCounty},
                      {407, Kind::NotTheCounty, Trouble::NotTheCounty},
                      {408, Kind::Shrink, Trouble::Timeout},
                      {409, Kind::NotTheCounty, Trouble::NotTheCounty},
                      {413, Kind::Shrink, Trouble::Unreachable},
                      {425, Kind::Shrink, Trouble::Timeout},
                      {426, Kind::NotTheCounty, Trouble::NotTheCounty},
                      {429, Kind::Retry, Trouble::Busy},
                      {451, Kind::NotTheCounty, Trouble::NotTheCounty},
                      {500, Kind::Retry, Trouble::Unreachable},
                      {502, Kind::Retry, Trouble::Unreachable},
                      {503, Kind::Retry, Trouble::Busy},
                      {504, Kind::Shrink, Trouble::Timeout},
                      {511, Kind::NotTheCounty, Trouble::NotTheCounty}});
  }
}

TEST_CASE("Status table: every fault of the network", "[client]") {
  struct FaultRow {
    http::Fault fault;
    Kind kind;
    Trouble trouble;
  };
  const std::vector<FaultRow> rows{
      {http::Fault::CannotResolve, Kind::Retry, Trouble::Unreachable},
      {http::Fault::CannotConnect, Kind::Retry, Trouble::Unreachable},
      {http::Fault::Timeout, Kind::Shrink, Trouble::Timeout},
      {http::Fault::Cut, Kind::Shrink, Trouble::Unreachable},
      {http::Fault::TlsDates, Kind::NotTheCounty, Trouble::CertificateDates},
      {http::Fault::TlsWrongHost, Kind::NotTheCounty, Trouble::CertificateHost},
      {http::Fault::TlsRefused, Kind::NotTheCounty, Trouble::CertificateIssuer},
      {http::Fault::AnswerTooLarge, Kind::NotTheCounty, Trouble::NotTheCounty},
      {http::Fault::BadRequest, Kind::Hold, Trouble::Unreachable},
  };
  for (const FaultRow& row : rows) {
    INFO(http::name_of(row.fault));
    const Verdict verdict = classify(http::Failure{row.fault, "words"});
    CHECK(verdict.kind == row.kind);
    CHECK(verdict.trouble == row.trouble);
    CHECK_THAT(verdict.detail, Catch::Matchers::ContainsSubstring("words"));
  }
}

TEST_CASE("Status table: Retry-After is taken in seconds and within bounds", "[client]") {
  const auto wait = [](const char* text, int status = 503,
                       const char* type = protocol::kErrorContentType) {
    http::Answer busy = answer(status, type);
    busy.retry_after = text;
    return classify(busy).retry_after_milliseconds;
  };
  CHECK(wait("30") == 30'000);
  CHECK(wait("30", 429) == 30'000);
  CHECK(wait("30", 503, "text/html") == 30'000);
  CHECK(wait("30", 429, "text/html") == 30'000);
  CHECK(wait("0") == kRetryAfterLeast);
  CHECK(wait("-5") == kRetryAfterLeast);
  CHECK(wait("999999999") == kRetryAfterMost);
  for (const char* text :
       {"", "soon", "30s", "1.5", " 30", "99999999999999999999", "Wed, 21 Oct 2026 07:28:00 GMT"}) {
    CHECK_FALSE(wait(text));
  }
  CHECK_FALSE(wait("30", 403));
  CHECK_FALSE(wait("30", 502, "text/html"));
  CHECK_FALSE(wait("30", 200, "text/html"));
}

}  // namespace
}  // namespace outreach::client
