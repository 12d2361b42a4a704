// Boxes on the way that answer in the county's place or change what passes: rows N13, N15, N17 and
// N18 of the fault matrix.
#include <array>
#include <atomic>
#include <cstdio>
#include <functional>
#include <memory>

#include "tests/end-to-end/wire/wire_stall.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

const std::string kHtml = "Content-Type: text/html; charset=utf-8\r\n";
const std::string kPage = "<html><body>请先登录 <form action=/login></form></body></html>";

// Answers everything so, and counts.
struct Portal {
  explicit Portal(std::string always) : answer(std::move(always)) {}

  Gateway gateway() const {
    Gateway made;
    made.answer_itself = [answer = answer, asked = asked](const std::string&) {
      ++*asked;
      return std::optional(answer);
    };
    return made;
  }

  std::string answer;
  std::shared_ptr<std::atomic<int>> asked = std::make_shared<std::atomic<int>>(0);
};

TEST_CASE("N13: a sign-in page is no county: nothing is confirmed, staff are told to sign in",
          "[end-to-end][wire]") {
  const std::vector<std::pair<std::string, std::string>> portals{
      {"200 with a page", http_answer("200 OK", kHtml, kPage)},
      {"200 with a page of our media type",
       http_answer("200 OK", "Content-Type: application/outreach\r\n", kPage)},
      {"200 with nothing", http_answer("200 OK", "", "")},
      {"302 to a login", http_answer("302 Found", "Location: http://10.0.0.1/login\r\n", "")},
      {"204", "HTTP/1.1 204 No Content\r\n\r\n"},
      {"511", http_answer("511 Network Authentication Required", kHtml, kPage)},
  };
  WireStall stall;
  stall.record(5);
  for (const auto& [name, answer] : portals) {
    INFO(name);
    const Portal portal(answer);
    stall.proxy().use(portal.gateway());
    const Synced refused = stall.sync({"--tries", "1"});
    CHECK(refused.exit_code == 4);
    CHECK(refused.number("delivered") == 0);
    CHECK(refused.words("trouble") == "not_the_county");
    // The wait neither grows nor spins.
    CHECK(refused.number("retry_in_milliseconds") > 20'000);
    CHECK(refused.number("retry_in_milliseconds") <= 45'000);
    CHECK(*portal.asked <= 2);  // the second: whether the keys are new
  }
  CHECK(stall.county_entries() == 0);
  stall.deliver_the_rest();
  stall.check_all_delivered();
}

TEST_CASE("N13: the screen says that the network may want a login, and goes on once it is given",
          "[end-to-end][wire]") {
  WireStall stall;
  const Portal portal(http_answer("200 OK", kHtml, kPage));
  constexpr int kRefused = 2;  // what is asked at the start, and for the first record
  Gateway signed_in_later = portal.gateway();
  signed_in_later.answer_itself = [page = portal.answer, asked = portal.asked](const std::string&) {
    return ++*asked <= kRefused ? std::optional(page) : std::nullopt;
  };
  stall.proxy().use(signed_in_later);
  const Ended played = stall.play(R"(
tap "开场次"
tap "史村集市"
tap "李"
tap "开始"
tap "对，就是这天"
see "法律援助便民卡"
tap "+1" x3 in "法律援助便民卡"
see "已保存"
see "上网可能要先登录"
wait 1m
gone "上网可能要先登录"
tap "能收摊吗"
see "可以收摊：县局都收到了"
quit
)");
  INFO(played.err);
  CHECK(played.exit_code == 0);
  CHECK(*portal.asked > kRefused + 1);  // then the head and a batch
  stall.check_all_delivered();
}

TEST_CASE("N13: enrolling through a sign-in page says so and keeps nothing", "[end-to-end][wire]") {
  WireStall stall;
  const Portal portal(http_answer("200 OK", kHtml, kPage));
  stall.proxy().use(portal.gateway());
  const Ended code = run_program(built_program("outreach-county"),
                                 {"enrol", "--data", stall.county_folder(), "--name", "二号"});
  const std::string other = stall.kiosk_folder() + "-two";
  const Ended refused = run_program(built_program("outreach-kiosk"),
                                    {"enrol", "--data", other, "--county", stall.proxy().url(),
                                     "--code", code.out.substr(0, code.out.find('\n'))});
  CHECK(refused.exit_code == 1);
  CHECK(refused.err.find("sign-in page") != std::string::npos);
  stall.proxy().use(Gateway{});
  CHECK(run_program(built_program("outreach-kiosk"),
                    {"enrol", "--data", other, "--county", stall.proxy().url(), "--code",
                     code.out.substr(0, code.out.find('\n'))})
            .exit_code == 0);
}

std::string body_of(const std::string& message) {
  return message.substr(message.find("\r\n\r\n") + 4);
}

std::string head_of(const std::string& message) {
  return message.substr(0, message.find("\r\n\r\n") + 2);
}

std::string without(std::string head, const std::string& name) {
  const std::size_t at = head.find("\r\n" + name + ":");
  if (at != std::string::npos) {
    head.erase(at + 2, head.find("\r\n", at + 2) - at);
  }
  return head;
}

std::string chunked(const std::string& message) {
  const std::string body = body_of(message);
  std::string text =
      without(head_of(message), "Content-Length") + "Transfer-Encoding: chunked\r\n\r\n";
  constexpr std::size_t kChunk = 50;
  for (std::size_t at = 0; at < body.size(); at += kChunk) {
    const std::string piece = body.substr(at, kChunk);
    std::array<char, 20> size{};
    std::snprintf(size.data(), size.size(), "%zx\r\n", piece.size());
    text += size.data() + piece + "\r\n";
  }
  return text + "0\r\n\r\n";
}

TEST_CASE("N15: a proxy that forces chunks and strips what it does not know is no hindrance",
          "[end-to-end][wire]") {
  WireStall stall;
  stall.record(300);
  Gateway gateway;
  gateway.change_request = [](const std::string& request) {
    const std::string head = without(without(head_of(request), "Content-Type"), "User-Agent");
    return chunked("POST /v1" + head.substr(head.find("/v1") + 3) + "\r\n" + body_of(request));
  };
  gateway.change_answer = [](const std::string&, const std::string& answer) {
    return chunked(answer);
  };
  stall.proxy().use(gateway);
  const Synced done = stall.sync();
  INFO(done.said.dump());
  CHECK(done.exit_code == 0);
  stall.check_all_delivered();
}

TEST_CASE("N15: answers that a proxy packed, stripped or cut short are refused, never believed",
          "[end-to-end][wire]") {
  using Change = std::function<std::string(const std::string& request, std::string answer)>;
  const std::vector<std::pair<std::string, Change>> changes{
      {"packed again",
       [](const std::string&, const std::string& answer) {
         return http_answer("200 OK",
                            "Content-Type: application/outreach\r\nContent-Encoding: gzip\r\n",
                            "\x1f\x8b\x08" + body_of(answer));
       }},
      {"media type stripped",
       [](const std::string&, const std::string& answer) {
         return without(head_of(answer), "Content-Type") + "\r\n" + body_of(answer);
       }},
      {"shortened",
       [](const std::string&, const std::string& answer) {
         return http_answer("200 OK", "Content-Type: application/outreach\r\n",
                            body_of(answer).substr(0, 100));
       }},
      {"a page wound around it",
       [](const std::string&, const std::string& answer) {
         return http_answer("200 OK", "Content-Type: application/outreach\r\n",
                            "<html>" + body_of(answer));
       }},
  };
  WireStall stall;
  stall.record(5);
  for (const auto& [name, change] : changes) {
    INFO(name);
    Gateway gateway;
    gateway.change_answer = change;
    stall.proxy().use(gateway);
    const Synced refused = stall.sync({"--tries", "1"});
    CHECK(refused.exit_code == 4);
    CHECK(refused.number("delivered") == 0);
    CHECK(refused.words("trouble") == "not_the_county");
  }
  stall.deliver_the_rest();
  stall.check_all_delivered();
}

TEST_CASE("N15: a cache that answers from memory makes no old head believed",
          "[end-to-end][wire]") {
  WireStall stall;
  stall.record(5);
  struct Memory {
    std::string head;
    std::string batch;
  };
  auto memory = std::make_shared<Memory>();
  Gateway cache;
  cache.answer_itself = [memory](const std::string& request) -> std::optional<std::string> {
    const std::string& known = request.starts_with("POST /v1/head") ? memory->head : memory->batch;
    return known.empty() ? std::nullopt : std::optional(known);
  };
  cache.change_answer = [memory](const std::string& request, std::string answer) {
    (request.starts_with("POST /v1/head") ? memory->head : memory->batch) = answer;
    return answer;
  };
  stall.proxy().use(cache);
  CHECK(stall.sync().exit_code == 0);  // it had nothing to remember yet
  stall.record(5);
  const Synced refused = stall.sync({"--insist", "--tries", "4"});
  CHECK(refused.exit_code == 4);
  CHECK(refused.number("delivered") == 0);
  stall.deliver_the_rest();
  stall.check_all_delivered();
}

TEST_CASE("N17: Retry-After is waited for, from a second to an hour, and spread",
          "[end-to-end][wire]") {
  struct Case {
    const char* status;
    std::string header;
    std::int64_t least;
    std::int64_t most;
  };
  // After a header that says nothing sensible it waits as after any first failure.
  const std::vector<Case> cases{
      {"503 Service Unavailable", "600", 599'000, 750'000},
      {"429 Too Many Requests", "315360000", 3'599'000, 4'500'000},
      {"503 Service Unavailable", "-7", 900, 1'250},
      {"429 Too Many Requests", "0", 900, 1'250},
      {"503 Service Unavailable", "Wed, 21 Oct 2015 07:28:00 GMT", 0, 2'000},
      {"503 Service Unavailable", "soon", 0, 2'000},
      {"429 Too Many Requests", "99999999999999999999999", 0, 2'000},
  };
  WireStall stall;
  stall.record(5);
  for (const Case& wanted : cases) {
    CAPTURE(wanted.status, wanted.header);
    const Portal portal(
        http_answer(wanted.status, kHtml + "Retry-After: " + wanted.header + "\r\n", kPage));
    stall.proxy().use(portal.gateway());
    const Synced refused = stall.sync({"--tries", "1"});
    CHECK(refused.exit_code == 4);
    CHECK(refused.words("trouble") == "busy");
    CHECK(refused.number("retry_in_milliseconds") >= wanted.least);
    CHECK(refused.number("retry_in_milliseconds") <= wanted.most);
    CHECK(*portal.asked <= 2);  // the second: whether the keys are new
  }
  // Even who insists waits for what was asked.
  const Portal portal(http_answer("503 Service Unavailable", "Retry-After: 600\r\n", ""));
  stall.proxy().use(portal.gateway());
  CHECK(stall.sync({"--insist", "--patience", "2"}).exit_code == 4);
  CHECK(*portal.asked <= 2);  // the second: whether the keys are new
  stall.deliver_the_rest();
  stall.check_all_delivered();
}

TEST_CASE("N18: behind a proxy that takes small requests only, batches shrink until they fit",
          "[end-to-end][wire]") {
  const auto takes = GENERATE(std::size_t{4'000}, std::size_t{800});
  WireStall stall;
  stall.record(60);
  Gateway gateway;
  gateway.answer_itself = [takes](const std::string& request) -> std::optional<std::string> {
    if (request.size() <= takes) {
      return std::nullopt;
    }
    return http_answer("413 Request Entity Too Large", kHtml + "Connection: close\r\n", kPage);
  };
  stall.proxy().use(gateway);
  const Synced done = stall.sync();
  INFO(done.said.dump());
  CHECK(done.exit_code == 0);
  stall.check_all_delivered();
}

}  // namespace
}  // namespace outreach::testing
