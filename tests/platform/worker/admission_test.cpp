#include "platform/worker/admission.h"

#include <thread>
#include <vector>

#include "tests/support/catch.h"

namespace outreach {
namespace {

TEST_CASE("Admission: as many enter as there are places, and a place left is free again",
          "[worker]") {
  Admission admission(2);
  auto first = admission.try_enter();
  const auto second = admission.try_enter();
  CHECK(first);
  CHECK(second);
  CHECK_FALSE(admission.try_enter());
  auto copy = first;
  first.reset();
  CHECK_FALSE(admission.try_enter());
  copy.reset();
  CHECK(admission.try_enter());
}

TEST_CASE("Admission: without places nobody enters", "[worker]") {
  Admission admission(0);
  CHECK_FALSE(admission.try_enter());
}

TEST_CASE("Admission: a pass may outlive it", "[worker]") {
  Admission::Pass pass;
  {
    Admission admission(1);
    pass = admission.try_enter();
  }
  CHECK(pass);
}

TEST_CASE("Admission: threads that come and go leave every place free", "[worker]") {
  Admission admission(3);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 2'000; ++round) {
        const auto pass = admission.try_enter();
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  const std::vector<Admission::Pass> passes{admission.try_enter(), admission.try_enter(),
                                            admission.try_enter()};
  CHECK(passes[2]);
  CHECK_FALSE(admission.try_enter());
}

}  // namespace
}  // namespace outreach
