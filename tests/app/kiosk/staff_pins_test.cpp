#include "app/kiosk/staff_pins.h"

#include "tests/support/catch.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_files.h"
#include "tests/support/memory_files.h"
#include "tests/support/seeded_random.h"

namespace outreach::kiosk {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)
using Kind = PinAnswer::Kind;

struct Office {
  Office() {
    REQUIRE(files.make_folders(folder));
  }
  StaffPins loaded() {
    auto pins = StaffPins::load(folder, files, random, clock);
    REQUIRE(pins);
    return *std::move(pins);
  }
  void pass(std::int64_t milliseconds) {
    clock.advance(std::chrono::milliseconds(milliseconds));
  }

  Path folder = "/kiosk";
  MemoryFiles files;
  SeededRandom random;
  FakeClock clock;
};

PinAnswer answer(const Result<PinAnswer>& result) {
  REQUIRE(result);
  return *result;
}

TEST_CASE("StaffPins: who has no PIN needs none", "[staff]") {
  Office office;
  StaffPins pins = office.loaded();
  CHECK(answer(pins.check("张三", "0000")).kind == Kind::Ok);
  CHECK(pins.staff_with_pin().empty());
  CHECK_FALSE(pins.has_supervisor());
}

TEST_CASE("StaffPins: a PIN is asked for once it is set, across a restart", "[staff]") {
  Office office;
  {
    StaffPins pins = office.loaded();
    REQUIRE(answer(pins.set("张三", "", "2468")).kind == Kind::Ok);
  }
  StaffPins pins = office.loaded();
  CHECK(pins.staff_with_pin() == std::vector<std::string>{"张三"});
  CHECK(answer(pins.check("张三", "2468")).kind == Kind::Ok);
  CHECK(answer(pins.check("张三", "2469")) == PinAnswer{Kind::Wrong, 2, 0});
  CHECK(answer(pins.check("李四", "1111")).kind == Kind::Ok);
}

TEST_CASE("StaffPins: the file holds no PIN", "[staff]") {
  Office office;
  StaffPins pins = office.loaded();
  REQUIRE(pins.set("张三", "", "24681357"));
  const auto bytes = office.files.read(office.folder / kStaffPinsFile, 1 << 20);
  REQUIRE(bytes);
  CHECK(text_of(*bytes).find("24681357") == std::string_view::npos);
  CHECK(text_of(*bytes).find("$argon2id$") != std::string_view::npos);
}

TEST_CASE(
    "StaffPins: each wrong try after the third waits twice as long, up to a quarter of an hour",
    "[staff]") {
  Office office;
  StaffPins pins = office.loaded();
  REQUIRE(pins.set("张三", "", "2468"));
  CHECK(answer(pins.check("张三", "1")) == PinAnswer{Kind::Wrong, 2, 0});
  CHECK(answer(pins.check("张三", "1")) == PinAnswer{Kind::Wrong, 1, 0});
  std::int64_t wait = kFirstLockMilliseconds;
  for (int i = 0; i < 7; ++i) {
    CHECK(answer(pins.check("张三", "1")) == PinAnswer{Kind::Locked, 0, wait, i + 1});
    // Not even the right one is looked at before the time is over.
    CHECK(answer(pins.check("张三", "2468")) == PinAnswer{Kind::Locked, 0, wait});
    office.pass(wait);
    wait = std::min(wait * 2, kLongestLockMilliseconds);
  }
  CHECK(wait == kLongestLockMilliseconds);
  CHECK(answer(pins.check("张三", "2468")).kind == Kind::Ok);
  CHECK(answer(pins.check("张三", "1")) == PinAnswer{Kind::Wrong, 2, 0});
}

TEST_CASE("StaffPins: pulling the plug gives no new tries", "[staff]") {
  Office office;
  {
    StaffPins pins = office.loaded();
    REQUIRE(pins.set("张三", "", "2468"));
    for (int i = 0; i < kFreeTries; ++i) {
      REQUIRE(pins.check("张三", "1"));
    }
  }
  StaffPins pins = office.loaded();
  CHECK(answer(pins.check("张三", "2468")) == PinAnswer{Kind::Locked, 0, kFirstLockMilliseconds});
}

TEST_CASE("StaffPins: a lock is one person's alone", "[staff]") {
  Office office;
  StaffPins pins = office.loaded();
  REQUIRE(pins.set("张三", "", "2468"));
  REQUIRE(pins.set("李四", "", "1357"));
  for (int i = 0; i < kFreeTries; ++i) {
    REQUIRE(pins.check("张三", "1"));
  }
  CHECK(answer(pins.check("李四", "1357")).kind == Kind::Ok);
}

TEST_CASE("StaffPins: changing a PIN needs the old one", "[staff]") {
  Office office;
  StaffPins pins = office.loaded();
  REQUIRE(pins.set("张三", "", "2468"));
  CHECK(answer(pins.set("张三", "1111", "9999")).kind == Kind::Wrong);
  CHECK(answer(pins.check("张三", "2468")).kind == Kind::Ok);
  CHECK(answer(pins.set("张三", "2468", "9999")).kind == Kind::Ok);
  CHECK(answer(pins.check("张三", "9999")).kind == Kind::Ok);
}

TEST_CASE("StaffPins: what is no PIN is refused in words", "[staff]") {
  Office office;
  StaffPins pins = office.loaded();
  for (const std::string_view digits : {"", "123", "123456789", "12a4", "１２３４"}) {
    INFO(digits);
    const auto set = pins.set("张三", "", digits);
    REQUIRE_FALSE(set);
    CHECK(set.error().code == ErrorCode::InvalidInput);
  }
  CHECK(pins.staff_with_pin().empty());
}

TEST_CASE("StaffPins: the supervisor's PIN frees who forgot theirs, and nobody else's does",
          "[staff]") {
  Office office;
  StaffPins pins = office.loaded();
  REQUIRE(pins.set("张三", "", "2468"));
  const auto nobody = pins.reset("张三", "2468");
  REQUIRE_FALSE(nobody);
  CHECK(nobody.error().code == ErrorCode::Refused);
  REQUIRE(answer(pins.set_supervisor("", "135790")).kind == Kind::Ok);
  CHECK(answer(pins.reset("张三", "2468")).kind == Kind::Wrong);
  CHECK(answer(pins.reset("张三", "135790")).kind == Kind::Ok);
  CHECK(answer(pins.check("张三", "5555")).kind == Kind::Ok);
  CHECK(pins.has_supervisor());
  CHECK(answer(pins.set_supervisor("", "000000")).kind == Kind::Wrong);
  REQUIRE(pins.forget_supervisor());
  CHECK_FALSE(office.loaded().has_supervisor());
}

TEST_CASE("StaffPins: waits are numbered across a restart, until the right PIN", "[staff]") {
  Office office;
  {
    StaffPins pins = office.loaded();
    REQUIRE(pins.set("张三", "", "2468"));
    for (int i = 0; i < kFreeTries; ++i) {
      REQUIRE(pins.check("张三", "1"));
    }
  }
  StaffPins pins = office.loaded();
  // The same wait as before: none began.
  CHECK(answer(pins.check("张三", "1")).lock_number == 0);
  office.pass(kFirstLockMilliseconds);
  CHECK(answer(pins.check("张三", "1")).lock_number == 2);
  office.pass(kLongestLockMilliseconds);
  CHECK(answer(pins.check("张三", "2468")) == PinAnswer{});
  for (int i = 1; i < kFreeTries; ++i) {
    CHECK(answer(pins.check("张三", "1")).lock_number == 0);
  }
  CHECK(answer(pins.check("张三", "1")).lock_number == 1);
}

TEST_CASE("StaffPins: the supervisor's is looked at by itself, and only where it is set",
          "[staff]") {
  Office office;
  StaffPins pins = office.loaded();
  REQUIRE(pins.set("张三", "", "2468"));
  const auto none = pins.check_supervisor("2468");
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::Refused);
  REQUIRE(pins.set_supervisor("", "135790"));
  CHECK(answer(pins.check_supervisor("2468")) == PinAnswer{Kind::Wrong, 2, 0});
  CHECK(answer(pins.check_supervisor("135790")) == PinAnswer{});
  CHECK(pins.staff_with_pin() == std::vector<std::string>{"张三"});
}

TEST_CASE("StaffPins: a damaged file is put aside and stops nobody", "[staff]") {
  Office office;
  REQUIRE(office.files.write_atomically(office.folder / kStaffPinsFile, bytes_of("{\"pins\":[{}"),
                                        0600));
  StaffPins pins = office.loaded();
  CHECK(answer(pins.check("张三", "1")).kind == Kind::Ok);
  CHECK(office.files.exists(office.folder / "staff-pins.json.damaged"));
  CHECK_FALSE(office.files.exists(office.folder / kStaffPinsFile));
}

TEST_CASE("StaffPins: a PIN that could not be kept does not hold", "[staff]") {
  Office office;
  StaffPins pins = office.loaded();
  REQUIRE(pins.set("张三", "", "2468"));
  office.files.set_capacity(0);
  CHECK_FALSE(pins.set("张三", "2468", "9999"));
  office.files.set_capacity(1 << 20);
  CHECK(answer(pins.check("张三", "2468")).kind == Kind::Ok);
}

TEST_CASE("StaffPins: a full disk locks nobody out, and wrong tries count all the same",
          "[staff]") {
  Office office;
  StaffPins pins = office.loaded();
  REQUIRE(pins.set("张三", "", "2468"));
  office.files.set_capacity(0);
  CHECK(answer(pins.check("张三", "2468")).kind == Kind::Ok);
  CHECK(answer(pins.check("张三", "1")) == PinAnswer{Kind::Wrong, 2, 0});
  CHECK(answer(pins.check("张三", "1")) == PinAnswer{Kind::Wrong, 1, 0});
  CHECK(answer(pins.check("张三", "1")).kind == Kind::Locked);
}

}  // namespace
}  // namespace outreach::kiosk
