#include "sync/domain/tally.h"

#include <array>
#include <utility>

namespace outreach::domain {
namespace {

constexpr std::array<std::pair<Dimension, std::string_view>, 15> kCodes{{
    {Dimension::Day, "day"},
    {Dimension::Month, "month"},
    {Dimension::Year, "year"},
    {Dimension::Township, "township"},
    {Dimension::Place, "place"},
    {Dimension::OutingKind, "outing_kind"},
    {Dimension::Topic, "topic"},
    {Dimension::Pathway, "pathway"},
    {Dimension::Department, "department"},
    {Dimension::Outcome, "outcome"},
    {Dimension::Leaflet, "leaflet"},
    {Dimension::Rated, "rated"},
    {Dimension::Face, "face"},
    {Dimension::Staff, "staff"},
    {Dimension::Kiosk, "kiosk"},
}};

}  // namespace

std::string_view code_of(Dimension value) {
  for (const auto& [dimension, code] : kCodes) {
    if (dimension == value) {
      return code;
    }
  }
  return {};
}

std::optional<Dimension> dimension_from(std::string_view code) {
  for (const auto& [dimension, candidate] : kCodes) {
    if (candidate == code) {
      return dimension;
    }
  }
  return std::nullopt;
}

}  // namespace outreach::domain
