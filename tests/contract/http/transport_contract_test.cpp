// What every Transport promises, on the fake that other tests rely on and on libcurl against the
// county's own listener.
#include <optional>
#include <string>
#include <vector>

#include "platform/http/transport.h"
#include "tests/contract/http/roads.h"
#include "tests/support/catch.h"
#include "tests/support/exchange.h"

namespace outreach {
namespace {

using http::Answer;
using http::Fault;
using http::Outcome;
using http::Request;
using http::Transport;

template <typename Road>
Outcome exchange(Road& road, Request request) {
  std::optional<Outcome> outcome;
  road.transport().start(std::move(request),
                         [&outcome](Outcome given) { outcome = std::move(given); });
  while (!outcome) {
    road.await();
    road.transport().poll();
  }
  return std::move(*outcome);
}

Request post(const std::string& url, Bytes body) {
  Request request;
  request.method = "POST";
  request.url = url;
  request.headers.emplace_back("Content-Type", "application/x-outreach-batch");
  request.body = std::move(body);
  return request;
}

Request get(const std::string& url) {
  Request request;
  request.url = url;
  return request;
}

}  // namespace

TEMPLATE_TEST_CASE("Transport: a posted body arrives to the byte and so does the answer",
                   "[http][contract]", FakeRoad, CurlRoad) {
  TestType road;
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{1} << 10, std::size_t{1} << 20}) {
    INFO("body of " << size << " bytes");
    const Bytes body = pattern(size);
    const Answer answer = testing::answer_of(exchange(road, post(road.url("/echo"), body)));
    CHECK(answer.status == 200);
    CHECK(answer.content_type == "application/x-outreach-batch");
    CHECK(answer.body == body);
    CHECK_FALSE(answer.retry_after);
  }
}

TEMPLATE_TEST_CASE("Transport: GET is a GET, and an error status is an answer", "[http][contract]",
                   FakeRoad, CurlRoad) {
  TestType road;
  const Answer method = testing::answer_of(exchange(road, get(road.url("/method"))));
  CHECK(text_of(method.body) == "GET");
  CHECK(method.content_type == "text/plain");
  CHECK(testing::answer_of(exchange(road, get(road.url("/nowhere")))).status == 404);
}

TEMPLATE_TEST_CASE("Transport: hands on what Retry-After says", "[http][contract]", FakeRoad,
                   CurlRoad) {
  TestType road;
  const Answer answer = testing::answer_of(exchange(road, get(road.url("/busy"))));
  CHECK(answer.status == 503);
  CHECK(answer.retry_after == "120");
}

TEMPLATE_TEST_CASE("Transport: a part is asked for by headers, and says which one it is",
                   "[http][contract]", FakeRoad, CurlRoad) {
  TestType road;
  Request request = get(road.url("/part"));
  request.headers = {{"Range", "bytes=5-7"}, {"If-Range", "\"tag\""}};
  const Answer answer = testing::answer_of(exchange(road, request));
  CHECK(answer.status == 206);
  CHECK(answer.content_range == "bytes 5-7/9");
  CHECK(text_of(answer.body) == "bytes=5-7 \"tag\"");
  CHECK_FALSE(testing::answer_of(exchange(road, get(road.url("/large")))).content_range);
}

TEMPLATE_TEST_CASE("Transport: an answer as long as allowed is taken, a longer one refused",
                   "[http][contract]", FakeRoad, CurlRoad) {
  TestType road;
  Request request = get(road.url("/large"));
  request.answer_bytes_max = 100'000;
  CHECK(testing::answer_of(exchange(road, request)).body == pattern(100'000));
  request.answer_bytes_max = 99'999;
  CHECK(testing::fault_of(exchange(road, request)) == Fault::AnswerTooLarge);
}

TEMPLATE_TEST_CASE("Transport: a malformed request fails out of poll like any other",
                   "[http][contract]", FakeRoad, CurlRoad) {
  TestType road;
  Request wrong_method = get(road.url("/echo"));
  wrong_method.method = "DELETE";
  CHECK(testing::fault_of(exchange(road, wrong_method)) == Fault::BadRequest);
  CHECK(testing::fault_of(exchange(road, get("ftp://county.example/"))) == Fault::BadRequest);
  CHECK(testing::fault_of(exchange(road, get(""))) == Fault::BadRequest);
}

TEMPLATE_TEST_CASE("Transport: calls each done once, and only out of poll", "[http][contract]",
                   FakeRoad, CurlRoad) {
  TestType road;
  constexpr std::size_t kRequests = 20;
  std::vector<int> calls(kRequests, 0);
  bool polling = false;
  bool outside = false;
  for (std::size_t index = 0; index < kRequests; ++index) {
    road.transport().start(post(road.url("/echo"), pattern(index)), [&, index](Outcome outcome) {
      ++calls[index];
      outside = outside || !polling;
      CHECK(testing::answer_of(std::move(outcome)).body == pattern(index));
    });
  }
  std::size_t delivered = 0;
  while (delivered < kRequests) {
    road.await();
    polling = true;
    delivered += road.transport().poll();
    polling = false;
  }
  CHECK(delivered == kRequests);
  CHECK(calls == std::vector<int>(kRequests, 1));
  CHECK_FALSE(outside);
  CHECK(road.transport().poll() == 0);
}

TEMPLATE_TEST_CASE("Transport: a done may start the next request", "[http][contract]", FakeRoad,
                   CurlRoad) {
  TestType road;
  int finished = 0;
  Transport::Done done = [&](const Outcome&) {
    ++finished;
    if (finished < 3) {
      road.transport().start(get(road.url("/method")), done);
    }
  };
  road.transport().start(get(road.url("/method")), done);
  while (finished < 3) {
    road.await();
    road.transport().poll();
  }
  CHECK(finished == 3);
}

TEMPLATE_TEST_CASE("Transport: cancel_all forgets what is under way and serves what comes after",
                   "[http][contract]", FakeRoad, CurlRoad) {
  TestType road;
  int forgotten = 0;
  for (int turn = 0; turn < 10; ++turn) {
    road.transport().start(get(road.url("/large")), [&](const Outcome&) { ++forgotten; });
  }
  road.transport().cancel_all();
  const Answer answer = testing::answer_of(exchange(road, get(road.url("/method"))));
  CHECK(text_of(answer.body) == "GET");
  CHECK(forgotten == 0);
}

TEMPLATE_TEST_CASE("Transport: a done may cancel the others, even those finished with it",
                   "[http][contract]", FakeRoad, CurlRoad) {
  TestType road;
  int calls = 0;
  for (int turn = 0; turn < 5; ++turn) {
    road.transport().start(get(road.url("/method")), [&](const Outcome&) {
      ++calls;
      road.transport().cancel_all();
    });
  }
  while (calls == 0) {
    road.await();
    road.transport().poll();
  }
  const Answer answer = testing::answer_of(exchange(road, get(road.url("/method"))));
  CHECK(answer.status == 200);
  CHECK(calls == 1);
}

TEST_CASE("Fake transport: what arrived may be cancelled before its answer is delivered",
          "[http][contract]") {
  int arrived = 0;
  int delivered = 0;
  testing::FakeTransport transport([&](const Request&) -> Outcome {
    ++arrived;
    return Answer{};
  });
  transport.start(get("http://county.example/"), [&](const Outcome&) { ++delivered; });
  transport.hold();
  CHECK(transport.poll() == 0);
  CHECK(arrived == 0);
  transport.arrive();
  CHECK(arrived == 1);
  transport.cancel_all();
  transport.release();
  CHECK(transport.poll() == 0);
  CHECK(delivered == 0);
  CHECK(transport.requests().size() == 1);
}

TEST_CASE("Fake transport: plays its script before it asks its server", "[http][contract]") {
  testing::FakeTransport transport([](const Request&) -> Outcome {
    return Answer{200, "", std::nullopt, {}};
  });
  transport.answer_next(http::Failure{Fault::Cut, "scripted"});
  std::vector<bool> answered;
  for (int turn = 0; turn < 2; ++turn) {
    transport.start(get("http://county.example/"), [&](const Outcome& outcome) {
      answered.push_back(std::holds_alternative<Answer>(outcome));
    });
  }
  CHECK(transport.under_way() == 2);
  CHECK(transport.poll() == 2);
  CHECK(answered == std::vector<bool>{false, true});
}

}  // namespace outreach
