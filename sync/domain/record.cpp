#include "sync/domain/record.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/base/text.h"

namespace outreach::domain {
namespace {

constexpr std::array<std::pair<Rejection, std::string_view>, 10> kRejectionCodes{{
    {Rejection::UnknownKind, "unknown_kind"},
    {Rejection::NotText, "not_text"},
    {Rejection::NotAnObject, "not_an_object"},
    {Rejection::MissingField, "missing_field"},
    {Rejection::BadValue, "bad_value"},
    {Rejection::UnknownOuting, "unknown_outing"},
    {Rejection::BadTarget, "bad_target"},
    {Rejection::TooLarge, "too_large"},
    {Rejection::BodyMissing, "body_missing"},
    {Rejection::Damaged, "damaged"},
}};

// In the order of Content's alternatives.
constexpr std::array<std::string_view, 12> kKinds{
    "outing_opened", "outing_closed", "consultation", "handout", "correction", "question",
    "erasure",       "epoch_opened",  "stock",        "remark",  "rating",     "self_service"};
static_assert(kKinds.size() == std::variant_size_v<Content>);

bool is_plain_text(std::string_view text, std::size_t at_least) {
  return is_utf8(text) && !has_control_characters(text) &&
         text.find('\n') == std::string_view::npos && text.find('\t') == std::string_view::npos &&
         code_point_count(text) >= at_least && code_point_count(text) <= kTextMax;
}

bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= kIdMax && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool is_time_of_day(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
    return false;
  }
  return (text[0] - '0') * 10 + (text[1] - '0') < 24 && text[3] < '6';
}

bool in_range(int value, int least, int most) {
  return value >= least && value <= most;
}

bool is_sealed(const Bytes& sealed) {
  return sealed.size() >= kSealedBytesMin && sealed.size() <= kSealedBytesMax;
}

// The county's own kinds have no built-in code, so that one word tells all of them apart.
bool kind_is_right(const OutingOpened& opened) {
  return opened.kind == OutingKind::Other
             ? is_id(opened.other_kind) && !outing_kind_from(opened.other_kind)
             : opened.other_kind.empty();
}

struct ContentChecks {
  bool operator()(const OutingOpened& opened) const {
    return kind_is_right(opened) && is_plain_text(opened.place, 1) &&
           is_plain_text(opened.township, 0) && opened.date.ok() &&
           date_from_iso(to_iso(opened.date)).has_value();
  }
  bool operator()(const OutingClosed& /*closed*/) const {
    return true;
  }
  bool operator()(const Consultation& consultation) const {
    return in_range(consultation.people, 1, kPeopleMax) && is_id(consultation.topic) &&
           is_id(consultation.department) && is_plain_text(consultation.note, 0);
  }
  bool operator()(const Handout& handout) const {
    return is_id(handout.leaflet) && in_range(handout.copies, 1, kCopiesMax);
  }
  bool operator()(const Correction& correction) const {
    return correction.target > 0 && correction.target <= kTargetMax &&
           in_range(correction.old_amount, 0, kCopiesMax) &&
           in_range(correction.new_amount, 0, kCopiesMax);
  }
  bool operator()(const Question& question) const {
    return (question.topic.empty() || is_id(question.topic)) && is_sealed(question.sealed) &&
           (!question.answer_key || crypto::can_seal_to(*question.answer_key));
  }
  bool operator()(const Erasure& erasure) const {
    return erasure.target > 0 && erasure.target <= kTargetMax;
  }
  bool operator()(const EpochOpened& opened) const {
    return opened.previous_head <= kTargetMax && opened.common <= opened.previous_head;
  }
  bool operator()(const Stock& stock) const {
    return is_id(stock.leaflet) && in_range(stock.copies, 1, kCopiesMax);
  }
  bool operator()(const Remark& remark) const {
    return is_id(remark.about) && (remark.leaflet.empty() || is_id(remark.leaflet)) &&
           in_range(remark.difference, -kCopiesMax, kCopiesMax) &&
           (remark.reason.empty() || is_id(remark.reason)) && remark.target <= kTargetMax;
  }
  bool operator()(const Rating& rating) const {
    return rating.sealed.empty() || is_sealed(rating.sealed);
  }
  bool operator()(const SelfService& reading) const {
    return is_id(reading.leaflet) && in_range(reading.seconds, 1, kReadingSecondsMax) &&
           in_range(reading.take_aways, 0, kTakeAwaysMax);
  }
};

}  // namespace

std::string_view code_of(Rejection value) {
  for (const auto& [rejection, code] : kRejectionCodes) {
    if (rejection == value) {
      return code;
    }
  }
  return {};
}

std::optional<Rejection> rejection_from(std::string_view code) {
  for (const auto& [rejection, candidate] : kRejectionCodes) {
    if (candidate == code) {
      return rejection;
    }
  }
  return std::nullopt;
}

std::string_view kind_of(const Content& content) {
  return kKinds[content.index()];
}

std::string_view key_of(const OutingOpened& opened) {
  return opened.kind == OutingKind::Other ? std::string_view(opened.other_kind)
                                          : code_of(opened.kind);
}

bool set_kind(OutingOpened& opened, std::string_view key) {
  const auto built_in = outing_kind_from(key);
  opened.kind = built_in.value_or(OutingKind::Other);
  opened.other_kind = built_in ? std::string() : std::string(key);
  return kind_is_right(opened);
}

int rounded_reading(std::int64_t seconds) {
  constexpr std::int64_t kStep = 10;
  const std::int64_t most = kReadingSecondsMax;
  const std::int64_t read = std::clamp(seconds, kStep, most);
  return static_cast<int>((read + kStep / 2) / kStep * kStep);
}

std::optional<std::size_t> index_of_kind(std::string_view kind) {
  const auto* const found = std::find(kKinds.begin(), kKinds.end(), kind);
  if (found == kKinds.end()) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - kKinds.begin());
}

std::optional<Rejection> check(const Record& record) {
  const bool time_is_right =
      !record.sheet_time || record.sheet_time->empty() || is_time_of_day(*record.sheet_time);
  // An epoch's first entry is about that epoch alone: it is never taken over.
  const bool origin_is_right =
      !record.origin || (record.origin->sequence > 0 && record.origin->sequence <= kTargetMax &&
                         !std::holds_alternative<EpochOpened>(record.content));
  if (!std::visit(ContentChecks{}, record.content) || !is_plain_text(record.staff, 1) ||
      !time_is_right || !origin_is_right) {
    return Rejection::BadValue;
  }
  return std::nullopt;
}

}  // namespace outreach::domain
