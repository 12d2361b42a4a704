// Records as a stall might make them, from a seed. Every one of them passes domain::check.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "platform/random/random.h"
#include "sync/domain/record.h"

namespace outreach::testing {

template <typename List>
auto any_of(Random& random, const List& list) {
  return list[static_cast<std::size_t>(random.below(list.size()))];
}

inline int number_between(Random& random, int least, int most) {
  return least + static_cast<int>(random.below(static_cast<std::uint64_t>(most - least + 1)));
}

// Words with everything that JSON escapes and some that it need not.
inline std::string random_text(Random& random, std::size_t least) {
  constexpr std::array<std::string_view, 12> kPieces{"曲沃", "里村镇", "𠮷", "a", "\"", "\\",
                                                     "/",    " ",      "é",  "…", "</", "\u2028"};
  const std::size_t pieces = least + random.below(15);
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) {
    text += any_of(random, kPieces);
  }
  return text;
}

inline std::string random_id(Random& random) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string id;
  const std::size_t length = 1 + random.below(domain::kIdMax);
  for (std::size_t i = 0; i < length; ++i) {
    id += any_of(random, kLetters);
  }
  return id;
}

inline Date random_date(Random& random) {
  const auto first = std::chrono::sys_days{std::chrono::year{2000} / 1 / 1};
  return Date{first + std::chrono::days{static_cast<int>(random.below(73'049))}};  // to 2199-12-31
}

inline domain::EpochId random_epoch(Random& random) {
  return random.array<16>();
}

inline std::optional<domain::EpochId> random_epoch_or_none(Random& random) {
  return random.below(2) == 0 ? std::nullopt : std::optional(random_epoch(random));
}

inline Bytes random_sealed(Random& random) {
  Bytes sealed(domain::kSealedBytesMin + random.below(300));
  random.fill(sealed);
  return sealed;
}

inline domain::Question random_question(Random& random) {
  domain::Question question{random.below(2) == 0 ? "" : random_id(random), random_sealed(random)};
  if (random.below(2) == 0) {
    question.answer_key = crypto::SealingKey::generate(random).public_key();
  }
  return question;
}

inline domain::OutingOpened random_outing(Random& random) {
  domain::OutingOpened opened{any_of(random, domain::kOutingKinds), random_text(random, 1),
                              random_text(random, 0), random_date(random)};
  if (random.below(4) == 0) {
    opened.kind = domain::OutingKind::Other;
    opened.other_kind = "county-" + random_id(random);
    opened.other_kind.resize(std::min(opened.other_kind.size(), domain::kIdMax));
  }
  opened.is_planned = random.below(3) == 0;
  return opened;
}

inline domain::Remark random_remark(Random& random) {
  domain::Remark remark{random_id(random)};
  if (random.below(2) == 0) {
    remark.leaflet = random_id(random);
    remark.difference = number_between(random, -domain::kCopiesMax, domain::kCopiesMax);
  }
  if (random.below(2) == 0) {
    remark.reason = random_id(random);
    remark.target = random.below(domain::kTargetMax + 1);
    remark.epoch = random_epoch_or_none(random);
  }
  return remark;
}

inline domain::Content random_content(Random& random) {
  switch (random.below(12)) {
    case 0:
      return random_outing(random);
    case 1:
      return domain::OutingClosed{};
    case 2:
      return domain::Consultation{number_between(random, 1, domain::kPeopleMax),
                                  random_id(random),
                                  any_of(random, domain::kPathways),
                                  random_id(random),
                                  any_of(random, domain::kOutcomes),
                                  random.below(3) == 0 ? random_text(random, 1) : std::string()};
    case 3:
      return domain::Handout{random_id(random), number_between(random, 1, domain::kCopiesMax)};
    case 4:
      return random_question(random);
    case 5:
      return domain::Erasure{1 + random.below(domain::kTargetMax),
                             any_of(random, domain::kErasureReasons), random_epoch_or_none(random)};
    case 6: {
      const domain::Sequence head = random.below(domain::kTargetMax + 1);
      return domain::EpochOpened{any_of(random, domain::kEpochReasons), random_epoch(random), head,
                                 random.below(head + 1)};
    }
    case 7:
      return domain::Stock{random_id(random), any_of(random, domain::kStockMovements),
                           number_between(random, 1, domain::kCopiesMax)};
    case 8:
      return random_remark(random);
    case 9:
      return domain::Rating{any_of(random, domain::kAllRated), any_of(random, domain::kFaces),
                            random.below(2) == 0 ? Bytes{} : random_sealed(random)};
    case 10:
      return domain::SelfService{random_id(random),
                                 number_between(random, 1, domain::kReadingSecondsMax),
                                 number_between(random, 0, domain::kTakeAwaysMax)};
    default:
      return domain::Correction{
          1 + random.below(domain::kTargetMax), number_between(random, 0, domain::kCopiesMax),
          number_between(random, 0, domain::kCopiesMax), any_of(random, domain::kCorrectionReasons),
          random_epoch_or_none(random)};
  }
}

inline domain::Record random_record(Random& random) {
  domain::Record record{random_content(random), random_text(random, 1), std::nullopt};
  switch (random.below(4)) {
    case 0:
      record.sheet_time = "";
      break;
    case 1:
      record.sheet_time = "08:14";
      break;
    default:
      break;
  }
  if (random.below(3) == 0 && !std::holds_alternative<domain::EpochOpened>(record.content)) {
    record.origin =
        domain::Origin{random_epoch(random), 1 + random.below(domain::kTargetMax),
                       WallTime(std::chrono::milliseconds(random.below(std::uint64_t{1} << 42)))};
  }
  return record;
}

}  // namespace outreach::testing
