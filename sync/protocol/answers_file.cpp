// The file of all answers: rows in the order of their keys, so that two counties' clerks who
// publish the same answers publish the same bytes.
#include <algorithm>

#include "sync/protocol/answer.h"
#include "sync/protocol/pack.h"

namespace outreach::protocol {
namespace {

constexpr std::string_view kAnswersMagic = "OUTRANS1";

Error corrupt_answers(const char* what) {
  return {ErrorCode::Corrupt, std::string("answers: ") + what};
}

// Reads row after row; `take` may say that it has seen enough.
template <typename Take>
Result<void> each_row(ByteView file, const Take& take) {
  ByteReader in(file);
  if (text_of(in.raw(kAnswersMagic.size())) != kAnswersMagic) {
    return corrupt_answers("not such a file");
  }
  const std::uint32_t rows = in.u32();
  if (in.failed() || rows > kAnswersMax) {
    return corrupt_answers("cut off, or more rows than are allowed");
  }
  std::optional<crypto::PublicKey> before;
  for (std::uint32_t row = 0; row < rows; ++row) {
    const auto key = in.array<32>();
    const std::uint32_t size = in.u32();
    if (in.failed() || size > kSealedAnswerBytesMax) {
      return corrupt_answers("cut off, or a row is too long");
    }
    const ByteView sealed = in.raw(size);
    if (in.failed() || (before && *before >= key)) {
      return corrupt_answers("cut off, or not in order");
    }
    before = key;
    if (!take(key, sealed)) {
      return {};
    }
  }
  return in.remaining() == 0 ? Result<void>() : corrupt_answers("something follows the last row");
}

}  // namespace

Result<Bytes> encode_answers(std::vector<SealedAnswer> answers) {
  std::stable_sort(answers.begin(), answers.end(),
                   [](const SealedAnswer& left, const SealedAnswer& right) {
                     return left.answer_key < right.answer_key;
                   });
  std::vector<SealedAnswer> rows;
  for (SealedAnswer& answer : answers) {
    if (answer.sealed.size() > kSealedAnswerBytesMax) {
      return Error{ErrorCode::TooLarge, "answers: a sealed answer is too long"};
    }
    if (!rows.empty() && rows.back().answer_key == answer.answer_key) {
      rows.back() = std::move(answer);
    } else {
      rows.push_back(std::move(answer));
    }
  }
  if (rows.size() > kAnswersMax) {
    return Error{ErrorCode::TooLarge,
                 "answers: more than " + std::to_string(kAnswersMax) + "; drop the oldest"};
  }
  ByteWriter out;
  out.text(kAnswersMagic).u32(static_cast<std::uint32_t>(rows.size()));
  for (const SealedAnswer& row : rows) {
    out.raw(row.answer_key).u32(static_cast<std::uint32_t>(row.sealed.size())).raw(row.sealed);
  }
  Bytes file = out.take();
  if (file.size() > kPackFileBytesMax) {
    return Error{ErrorCode::TooLarge, "answers: together larger than " +
                                          std::to_string(kPackFileBytesMax) +
                                          " bytes; drop the oldest"};
  }
  return file;
}

Result<std::vector<SealedAnswer>> decode_answers(ByteView file) {
  std::vector<SealedAnswer> rows;
  const auto read = each_row(file, [&](const crypto::PublicKey& key, ByteView sealed) {
    rows.push_back({key, Bytes(sealed.begin(), sealed.end())});
    return true;
  });
  if (!read) {
    return read.error();
  }
  return rows;
}

Result<std::optional<Bytes>> find_answer(ByteView file, const crypto::PublicKey& answer_key) {
  std::optional<Bytes> found;
  const auto read = each_row(file, [&](const crypto::PublicKey& key, ByteView sealed) {
    if (key == answer_key) {
      found.emplace(sealed.begin(), sealed.end());
    }
    return key < answer_key;
  });
  if (!read) {
    return read.error();
  }
  return found;
}

}  // namespace outreach::protocol
