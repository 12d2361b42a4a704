// Few simulated worlds, under the sanitizers; and that the simulator would see a breach.
#include <iostream>
#include <string>

#include "tests/simulation/world.h"
#include "tests/support/catch.h"
#include "tests/support/long_run.h"

namespace outreach::simulation {
namespace {

struct Lived {
  std::uint64_t hash = 0;
  std::uint64_t steps = 0;
};

Lived live(const Workshop& workshop, std::uint64_t seed, Coverage& coverage) {
  Trace trace(false);
  World world(workshop, {seed, 0, 0}, trace, coverage);
  world.run();
  return {trace.hash(), trace.steps()};
}

TEST_CASE("Simulator: the same seed lives the same life, step by step", "[simulation]") {
  const Workshop workshop;
  for (std::uint64_t seed = 900'001; seed <= 900'004; ++seed) {
    INFO("outreach-sim --seed " << seed << " --trace");
    Coverage hit_first;
    Coverage hit_second;
    const Lived first = live(workshop, seed, hit_first);
    const Lived second = live(workshop, seed, hit_second);
    CHECK(hit_first == hit_second);
    CHECK(first.steps > 50);
    CHECK(first.steps == second.steps);
    CHECK(first.hash == second.hash);
  }
}

TEST_CASE("Simulator: a number of worlds hold every invariant", "[simulation]") {
  constexpr std::uint64_t kWorldsBounded = 30;
  constexpr std::uint64_t kWorldsLong = 2'000;
  const std::uint64_t worlds = testing::is_long_run() ? kWorldsLong : kWorldsBounded;
  const Workshop workshop;
  Coverage coverage;
  std::uint64_t steps = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    INFO("outreach-sim --seed " << seed << " --trace");
    steps += live(workshop, seed, coverage).steps;
  }
  std::cout << "simulator: " << worlds << " worlds, " << steps << " steps\n";
  CHECK(steps > 50 * worlds);
}

// What was found must be seen: each of these breaks one promise behind the product's back.
TEST_CASE("Simulator: a county that lost, doubled or changed something is found out",
          "[simulation]") {
  const Workshop workshop;
  // One that counts: a handout taken back stays as a row of no copies, which no sum would miss.
  const std::string of_one_that_counts =
      " WHERE (chain,sequence)=(SELECT h.chain,h.sequence FROM handout h JOIN outing o ON "
      "o.chain=h.chain AND o.sequence=h.outing WHERE h.copies>0 AND o.amount>0 ORDER BY 1,2)";
  const std::string breach =
      GENERATE_COPY("DELETE FROM handout" + of_one_that_counts,
                    "UPDATE handout SET copies=copies+1" + of_one_that_counts,
                    "UPDATE consultation SET people=people+1",
                    "PRAGMA foreign_keys=OFF; DELETE FROM entry WHERE sequence=2",
                    "PRAGMA foreign_keys=OFF; UPDATE entry SET body=x'7b7d' WHERE kind='handout'");
  INFO(breach);
  Coverage coverage;
  Trace trace(false);
  World world(workshop, {77, 2, 2}, trace, coverage);
  world.run();
  REQUIRE_NOTHROW(world.final_checks());
  REQUIRE(world.county().database().execute(breach));
  CHECK_THROWS_AS(world.final_checks(), Violation);
}

}  // namespace
}  // namespace outreach::simulation
