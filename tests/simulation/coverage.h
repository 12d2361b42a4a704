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
// clang-format off
enum class Row {
  N1, N2, N3, N4, N5, N6, N7, N8, N9, N10, N11, N12, N13, N14, N15, N16, N17, N18, N19, N20,
  D1, D2, D3, D4, D5, D6, D7, D8, D9, D10,
  C1, C2, C3,
  P1, P2, P3, P4, P5, P6, P7, P8,
  S1, S2, S3, S4, S5, S6, S7, S8, S9,
  X1, X2, X3, X4, X5, X6, X7, X10,
  U1, U2, U3, U4,
};
// clang-format on
inline constexpr std::size_t kRows = static_cast<std::size_t>(Row::U4) + 1;

const char* name_of(Row row);

// By which road a fault came, or met what was delivered.
enum class Road { Network, Stick };

// Counts what really happened, where it happened, never what was planned. A world whose invariants
// do not hold ends the run, so that each hit that is printed was followed by all of its world's
// checks.
class Coverage {
 public:
  void hit(Row row, Road road = Road::Network) {
    ++hits_[static_cast<std::size_t>(road)][static_cast<std::size_t>(row)];
  }
  std::uint64_t hits(Row row, Road road) const {
    return hits_[static_cast<std::size_t>(road)][static_cast<std::size_t>(row)];
  }
  std::uint64_t hits(Row row) const {
    return hits(row, Road::Network) + hits(row, Road::Stick);
  }
  bool operator==(const Coverage&) const = default;
  // Names of the rows that were never hit, with a blank before each; empty when there is none. A
  // row that sticks meet too is to be hit by both roads.
  std::string never_hit() const;
  // One line for each row: its name, how often by network and machine, how often by stick, what it
  // is. Then those tried elsewhere.
  std::string table() const;

 private:
  std::array<std::array<std::uint64_t, kRows>, 2> hits_{};
};

}  // namespace outreach::simulation
