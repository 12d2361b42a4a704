// The fault matrix (sync-anchors.md, section 5), and how often a simulation hit each row of it. A
// row that the simulator is for and never hit fails the run: it would show nothing. The rows that
// it is not for are named with where they are tried instead.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace outreach::simulation {

// Rows that a simulated life can hit.
enum class Row {
  N1,
  N2,
  N3,
  N4,
  N5,
  N6,
  N7,
  N8,
  N9,
  N10,
  N11,
  N12,
  N13,
  N15,
  N16,
  N17,
  N18,
  N19,  //
  D1,
  D2,
  D3,
  D4,
  D5,
  D6,
  D7,
  D8,
  D9,
  D10,  //
  C1,
  C2,
  C3,  //
  P1,
  P2,
  P4,
  P8,  //
  S1,
  S2,
  S3,
  S5,
  S6,
  S8,
  S9,  //
  X1,
  X2,
  X3,
  X5,
  X10,  //
  U2,
  U3,
};
inline constexpr std::size_t kRows = static_cast<std::size_t>(Row::U3) + 1;

const char* name_of(Row row);

class Coverage {
 public:
  void hit(Row row) {
    ++hits_[static_cast<std::size_t>(row)];
  }
  std::uint64_t hits(Row row) const {
    return hits_[static_cast<std::size_t>(row)];
  }
  void add(const Coverage& other);
  // Names of the rows that were never hit, with a blank before each; empty when there is none.
  std::string never_hit() const;
  // One line for each row: its name, what it is, how often. Then those tried elsewhere.
  std::string table() const;

 private:
  std::array<std::uint64_t, kRows> hits_{};
};

}  // namespace outreach::simulation
