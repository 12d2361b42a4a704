#include "tests/simulation/coverage.h"

#include <cstdio>

namespace outreach::simulation {
namespace {

enum class Meets { Network, Both, Stick };

struct Described {
  const char* name;
  const char* what;
  Meets meets = Meets::Network;
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
    {"N14", "TLS: expired, another host's, nobody trusted signed it"},
    {"N15", "proxy changes the type or answers from its cache"},
    {"N16", "link up and down every 2 s"},
    {"N17", "429 and 503 with every kind of Retry-After"},
    {"N18", "413 from a proxy or from the county"},
    {"N19", "storms of other statuses, a proxy's and the county's own"},
    {"N20", "address changes in mid-session, the first one tried is dead"},
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
    {"P1", "kiosk killed at an event of delivery; with the stick in", Meets::Both},
    {"P2", "county killed in a group's commit; in an import", Meets::Both},
    {"P3", "a second program on the same records, at kiosk and county"},
    {"P4", "suspended for days in a request"},
    {"P5", "upgrade from an older format with a full queue; newer format left alone"},
    {"P6", "killed or without power half way through an upgrade"},
    {"P7", "a job of delivery fails: reading, building"},
    {"P8", "pruning beside delivery"},
    {"S1", "county put back to yesterday's backup; a stick brings what it lost", Meets::Both},
    {"S2", "county's database lost; sticks bring all of it again", Meets::Both},
    {"S3", "county's disk full or failing; in an import", Meets::Both},
    {"S4", "county's database locked by another program; in an import", Meets::Both},
    {"S5", "county takes 30 s and more; a stick brings the same meanwhile", Meets::Both},
    {"S6", "every kiosk connects in one second; a stick of several with them", Meets::Both},
    {"S7", "county's keys rotated; sticks sealed to earlier ones, keys brought home", Meets::Both},
    {"S8", "lying ack: more than it has, or another head; on a stick", Meets::Both},
    {"S9", "two county servers with different heads; a stick imported at both", Meets::Both},
    {"X1", "forged and cross-kiosk batches; revoked kiosk", Meets::Both},
    {"X2", "batch cut or changed, in transit or on a stick", Meets::Both},
    {"X3", "same place, different entry: fork"},
    {"X4", "hostile bytes at every path and in entries"},
    {"X5", "entry that the county cannot interpret"},
    {"X6", "record too large to be saved; hundreds in one second"},
    {"X7", "flood of strangers' requests before the county's queue"},
    {"X10", "old acks brought again", Meets::Both},
    {"U1", "stick pulled out, full, read-only, fake", Meets::Stick},
    {"U2", "stick imported twice, late, out of order, files missing", Meets::Stick},
    {"U3", "stick and network bring the same entries", Meets::Stick},
    {"U4", "junk and hostile names on the stick", Meets::Stick},
}};

// Not simulated: what decides there is outside of one process's object code, or not in the product.
constexpr Described kElsewhere[] = {
    {"D11", "memory: tests/proof/memory"},
    {"D12", "descriptors and threads: tests/contract, faulty system calls"},
    {"D13", "two writers: refused in code, tests/platform/sqlite"},
    {"D14", "attachments: none in the product"},
    {"C4", "expiry of certificates: tests/contract/http, end-to-end"},
    {"X8", "packs: tests/sync/client/pack_*, tests/sync/ledger/*pack*, tests/fuzz"},
    {"X9", "packs: tests/sync/client/pack_delivery_test, tests/end-to-end/packs_test"},
    {"A1-A4", "attachments: none in the product"},
};

std::string line_of(const Described& row, const char* network, const char* stick) {
  std::array<char, 200> line{};
  std::snprintf(line.data(), line.size(), "  %-5s %10s %10s  %s\n", row.name, network, stick,
                row.what);
  return line.data();
}

}  // namespace

const char* name_of(Row row) {
  return kSimulated[static_cast<std::size_t>(row)].name;
}

std::string Coverage::never_hit() const {
  std::string names;
  for (std::size_t i = 0; i < kRows; ++i) {
    const Described& described = kSimulated[i];
    const auto row = static_cast<Row>(i);
    if (described.meets != Meets::Stick && hits(row, Road::Network) == 0) {
      names += std::string(" ") + described.name;
    }
    if (described.meets != Meets::Network && hits(row, Road::Stick) == 0) {
      names += std::string(" ") + described.name + "-by-stick";
    }
  }
  return names;
}

std::string Coverage::table() const {
  std::string text = line_of({"row", "fault"}, "network", "stick");
  for (std::size_t i = 0; i < kRows; ++i) {
    const Described& described = kSimulated[i];
    const auto shown = [&](Road road, Meets not_met) {
      const std::uint64_t count = hits(static_cast<Row>(i), road);
      return count == 0 && described.meets == not_met ? std::string("-") : std::to_string(count);
    };
    text += line_of(described, shown(Road::Network, Meets::Stick).c_str(),
                    shown(Road::Stick, Meets::Network).c_str());
  }
  text += "tried elsewhere:\n";
  for (const Described& described : kElsewhere) {
    text += std::string("  ") + described.name + ": " + described.what + "\n";
  }
  return text;
}

}  // namespace outreach::simulation
