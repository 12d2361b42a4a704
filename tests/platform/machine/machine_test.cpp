#include "platform/machine/machine.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/faulty_files.h"
#include "tests/support/memory_files.h"

namespace outreach::testing {
namespace {

constexpr const char* kMachineId = "etc/machine-id";
constexpr const char* kTreeSerial = "proc/device-tree/serial-number";
constexpr const char* kTreeSerialInSys = "sys/firmware/devicetree/base/serial-number";
constexpr const char* kProductUuid = "sys/class/dmi/id/product_uuid";
constexpr const char* kBoardSerial = "sys/class/dmi/id/board_serial";
constexpr const char* kCard = "sys/block/mmcblk0/device/cid";

// A system's folders, as far as they say what machine it is.
class Machine {
 public:
  Machine& says(const std::string& path, const std::string& content) {
    REQUIRE(files_.make_folders((kRoot / path).parent_path()));
    REQUIRE(files_.write_atomically(kRoot / path, bytes_of(content), 0400));
    return *this;
  }
  Machine& hides(const std::string& path) {
    REQUIRE(files_.remove(kRoot / path));
    return *this;
  }
  MachineIdentity identity() {
    return read_machine_identity(files_, kRoot);
  }
  MemoryFiles& files() {
    return files_;
  }
  static inline const Path kRoot = "/disk";

 private:
  MemoryFiles files_;
};

Machine board() {
  Machine machine;
  machine.says(kMachineId, "7f2c9a4e5d6b48c1a0e3f4b5c6d7e8f9\n")
      .says(kTreeSerial, std::string("10000000a1b2c3d4") + '\0')
      .says(kCard, "035344534c3136478069f4d3c2b1a097\n");
  return machine;
}

Machine computer() {
  Machine machine;
  machine.says(kMachineId, "7f2c9a4e5d6b48c1a0e3f4b5c6d7e8f9\n")
      .says(kProductUuid, "4C4C4544-0042-3510-8051-B7C04F4A5A32\n")
      .says(kBoardSerial, ".7B5QZ32.CN1296349R0123.\n");
  return machine;
}

std::vector<std::string> names_of(const MachineIdentity& identity) {
  std::vector<std::string> names;
  std::transform(identity.begin(), identity.end(), std::back_inserter(names),
                 [](const MachineMark& mark) { return mark.name; });
  return names;
}

TEST_CASE("Machine: a board and a computer are known by what they have", "[machine]") {
  CHECK(names_of(board().identity()) ==
        std::vector<std::string>{"machine-id", "board-serial", "card"});
  CHECK(names_of(computer().identity()) ==
        std::vector<std::string>{"machine-id", "product-uuid", "product-board"});
  CHECK(Machine().identity().empty());
}

TEST_CASE("Machine: the real one is the same each time it is asked", "[machine]") {
  SystemFiles files;
  CHECK(read_machine_identity(files) == read_machine_identity(files));
}

TEST_CASE("Machine: a change of any one mark is another machine", "[machine]") {
  const std::string changed = GENERATE(kMachineId, kTreeSerial, kCard);
  const MachineIdentity stored = board().identity();
  CHECK(is_same_machine(stored, board().identity()));
  const MachineIdentity now = board().says(changed, "89abcdef01234567").identity();
  CHECK_FALSE(is_same_machine(stored, now));
  CHECK_FALSE(is_same_machine(now, stored));
}

TEST_CASE("Machine: a mark that cannot be read today is no difference", "[machine]") {
  const MachineIdentity stored = computer().identity();
  const MachineIdentity without_root =
      computer().hides(kProductUuid).hides(kBoardSerial).identity();
  CHECK(without_root.size() == 1);
  CHECK(is_same_machine(stored, without_root));
  CHECK(is_same_machine(without_root, stored));
  CHECK(is_same_machine(stored, {}));
  CHECK(is_same_machine({}, stored));

  Machine machine = board();
  FaultyFiles worn(machine.files());
  worn.fail_in(1, ErrorCode::InputOutput);
  CHECK(is_same_machine(board().identity(), read_machine_identity(worn, Machine::kRoot)));
}

TEST_CASE("Machine: the serial number is the same wherever the kernel shows it", "[machine]") {
  const MachineIdentity stored = board().identity();
  const MachineIdentity in_sys =
      board().hides(kTreeSerial).says(kTreeSerialInSys, "10000000A1B2C3D4").identity();
  CHECK(in_sys == stored);
}

TEST_CASE("Machine: a card that is plugged in beside the first is no difference", "[machine]") {
  const MachineIdentity stored = board().identity();
  CHECK(board().says("sys/block/mmcblk1/device/cid", "89abcdef01234567").identity() == stored);
}

TEST_CASE("Machine: what makers write instead of a number is no mark", "[machine]") {
  const std::string filler = GENERATE(
      "", "\n", "0", "To be filled by O.E.M.\n", "TO BE FILLED BY O.E.M.", "Default string\n",
      "None", "N/A", "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
      "0000000000000000", "........", "Not Specified", " 0123456789 ", "uninitialized\n",
      "03000200-0400-0500-0006-000700080009");
  for (const char* path : {kMachineId, kTreeSerial, kProductUuid, kBoardSerial, kCard}) {
    CHECK(Machine().says(path, filler).identity().empty());
  }
}

TEST_CASE("Machine: nothing of a number is in what is stored", "[machine]") {
  const std::string text = write_machine_identity(board().identity());
  for (const char* number : {"7f2c9a4e", "a1b2c3d4", "03534453"}) {
    CHECK(text.find(number) == std::string::npos);
  }
  // The same number under two names has two digests.
  const MachineIdentity twice =
      Machine().says(kProductUuid, "89abcdef01").says(kBoardSerial, "89abcdef01").identity();
  REQUIRE(twice.size() == 2);
  CHECK(twice[0].digest != twice[1].digest);
}

TEST_CASE("Machine: the stored form never changes", "[machine]") {
  // Stored by kiosks in the field: another form would make another machine of each of them.
  CHECK(write_machine_identity(
            Machine().says(kCard, "035344534c3136478069f4d3c2b1a097").identity()) ==
        "card=9bda3eb138ebbaf8587894b5246c23db");
}

TEST_CASE("Machine: what was written is read back", "[machine]") {
  for (const MachineIdentity& identity :
       {board().identity(), computer().identity(), MachineIdentity{}}) {
    const auto read = read_from_text(write_machine_identity(identity));
    REQUIRE(read);
    CHECK(*read == identity);
  }
  CHECK(read_from_text("later-mark=00112233445566778899aabbccddeeff"));
}

TEST_CASE("Machine: any other text is refused", "[machine]") {
  const std::string good = "card=00112233445566778899aabbccddeeff";
  REQUIRE(read_from_text(good));
  for (const std::string& text :
       {good + " ", " " + good, good + "\n", good + "0", good.substr(0, good.size() - 1),
        good + " " + good, good + "  serial=00112233445566778899aabbccddeeff", std::string("card"),
        std::string("card="), std::string("="), std::string(" "),
        std::string("=00112233445566778899aabbccddeeff"),
        std::string("CARD=00112233445566778899aabbccddeeff"),
        std::string("card=00112233445566778899AABBCCDDEEFF"),
        std::string(40, 'a') + "=00112233445566778899aabbccddeeff"}) {
    INFO(text);
    CHECK_FALSE(read_from_text(text));
  }
  std::string many;
  for (int number = 0; number < 33; ++number) {
    many +=
        (many.empty() ? "m" : " m") + std::to_string(number) + "=00112233445566778899aabbccddeeff";
  }
  CHECK_FALSE(read_from_text(many));
}

}  // namespace
}  // namespace outreach::testing
