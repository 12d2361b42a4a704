#include "tests/simulation/coverage.h"

#include <cstdio>

namespace outreach::simulation {
namespace {

struct Described {
  const char* name;
  const char* what;
};

// In the order of Row.
constexpr std::array<Described, kRows> kSimulated{{
    {"N1", "refused, no route, no name, name server hangs"},
    {"N2", "request cut at a byte"},
    {"N3", "county committed, answer lost"},
    {"N4", "answer cut at a byte"},
    {"N5", "every connection dies after K bytes"},
    {"N6", "RTT up to 5 s, 9.6 to 64 kbit/s"},
    {"N7", "black hole: accepts, never answers"},
    {"N8", "half-open connection after a suspend"},
    {"N9", "answer drips past the deadline"},
    {"N10", "old request repeated minutes later"},
    {"N11", "requests reordered or overlapping"},
    {"N12", "bytes changed on the way"},
    {"N13", "sign-in page: 200, 302, 204, 511"},
    {"N15", "proxy changes the type or answers from its cache"},
    {"N16", "link up and down every 2 s"},
    {"N17", "429 and 503 with every kind of Retry-After"},
    {"N18", "413 from a proxy"},
    {"N19", "storms of other statuses"},
    {"D1", "program killed at a write of the disk"},
    {"D2", "power cut: unsynced writes lost, torn, reordered"},
    {"D3", "kiosk's disk full"},
    {"D4", "write or sync fails"},
    {"D5", "syncs that lie, then a power cut"},
    {"D6", "a row of the journal rots"},
    {"D7", "journal gone or no database any more"},
    {"D8", "kiosk put back to an old image"},
    {"D9", "one image on two machines"},
    {"D10", "disk stalls for seconds"},
    {"C1", "clock at 2000, 20 years ahead, back, stuck"},
    {"C2", "clock jumps while a request or a wait is under way"},
    {"C3", "day border, leap day, 2038"},
    {"P1", "kiosk killed at an event of delivery"},
    {"P2", "county killed before commit, after it, before the answer"},
    {"P4", "suspended for days in a request"},
    {"P8", "pruning beside delivery"},
    {"S1", "county put back to yesterday's backup"},
    {"S2", "county's database lost"},
    {"S3", "county's disk full or failing"},
    {"S5", "county takes 30 s and more"},
    {"S6", "every kiosk connects in one second"},
    {"S8", "lying ack: more than it has, or another head"},
    {"S9", "two county servers with different heads"},
    {"X1", "forged and cross-kiosk batches; revoked kiosk"},
    {"X2", "batch with entries cut, swapped, inserted"},
    {"X3", "same place, different entry: fork"},
    {"X5", "entry that the county cannot interpret"},
    {"X10", "old acks brought again"},
    {"U2", "stick imported twice, late, out of order"},
    {"U3", "stick and network bring the same entries"},
}};

// Not simulated: what decides there is outside of one process's object code, or not built yet.
constexpr Described kElsewhere[] = {
    {"N14", "certificates: real TLS in tests/contract/http and end-to-end"},
    {"N20", "IPv6 broken: libcurl's, real sockets in tests/contract/http"},
    {"D11", "memory: tests/proof/memory"},
    {"D12", "descriptors and threads: tests/contract, faulty system calls"},
    {"D13", "two writers: refused in code, tests/platform/sqlite"},
    {"D14", "attachments: none in the product"},
    {"C4", "expiry of packs and certificates: tests of packs and of HTTP"},
    {"P3", "two programs: the lock, tests/sync/journal, end-to-end"},
    {"P5", "old and new versions: tests/sync/ledger, tests/stranger"},
    {"P6", "migration cut half way: tests/proof life ladder"},
    {"P7", "exceptions: none leave platform; workers' jobs cannot throw"},
    {"S4", "deadlocks of a server database: one writing SQLite connection"},
    {"S7", "rotated county key: enrolment, end-to-end"},
    {"X4", "hostile bytes: fuzz targets, tests/sync/protocol"},
    {"X6", "huge and empty records: tests/sync/domain, tests/sync/journal"},
    {"X7", "slow and flooding clients: tests/contract/http"},
    {"X8", "hostile packs: tests of packs"},
    {"X9", "pack downloads cut: tests of packs"},
    {"U1", "stick pulled, full, fake: tests of the stick"},
    {"U4", "junk on the stick: tests of the stick"},
    {"A1-A4", "attachments: none in the product"},
};

}  // namespace

const char* name_of(Row row) {
  return kSimulated[static_cast<std::size_t>(row)].name;
}

void Coverage::add(const Coverage& other) {
  for (std::size_t i = 0; i < kRows; ++i) {
    hits_[i] += other.hits_[i];
  }
}

std::string Coverage::never_hit() const {
  std::string names;
  for (std::size_t i = 0; i < kRows; ++i) {
    if (hits_[i] == 0) {
      names += std::string(" ") + kSimulated[i].name;
    }
  }
  return names;
}

std::string Coverage::table() const {
  std::string text;
  std::array<char, 160> line{};
  for (std::size_t i = 0; i < kRows; ++i) {
    std::snprintf(line.data(), line.size(), "  %-5s %9llu  %s\n", kSimulated[i].name,
                  static_cast<unsigned long long>(hits_[i]), kSimulated[i].what);
    text += line.data();
  }
  text += "not simulated, tried elsewhere:\n";
  for (const Described& row : kElsewhere) {
    text += std::string("  ") + row.name + ": " + row.what + "\n";
  }
  return text;
}

}  // namespace outreach::simulation
