#include "sync/client/pack_planner.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "platform/base/overloaded.h"

namespace outreach::client {
namespace {

// A line may spoil a manifest or play another one back; after so many it is what the county gives.
constexpr int kBadManifestsMost = 3;

bool may_be_the_lines(PackRefusal reason) {
  return reason == PackRefusal::BadSignature || reason == PackRefusal::Malformed ||
         reason == PackRefusal::Version || reason == PackRefusal::OtherPack ||
         reason == PackRefusal::NotNewer;
}

using Actions = std::vector<pack::Action>;

}  // namespace

Actions PackPlanner::on(const pack::Event& event, std::int64_t now) {
  auto actions = std::visit(
      Overloaded{
          [&](const pack::Offered& offer) { return offered(offer.version); },
          [&](const pack::LineChanged& line) {
            line_is_free_ = line.is_free;
            return state_ == State::Ready ? next() : Actions{};
          },
          [&](const pack::ManifestCame& /*came*/) { return work(pack::Consider{}); },
          [&](const pack::Considered& considered) {
            is_considered_ = true;
            refusal_.reset();
            // A disk that failed did so behind this step: its waits go on growing.
            attempts_ = trouble_ == Trouble::OwnDisk ? attempts_ : 0;
            files_.clear();
            for (const std::uint64_t length : considered.lengths) {
              files_.push_back({length, std::nullopt, false});
            }
            return next();
          },
          [&](const pack::Turned& refused) { return turned(refused, now); },
          [&](const pack::PartsFound& found) {
            in_hand()->have = found.bytes;
            return next();
          },
          [&](const pack::PieceCame& piece) {
            came_ = piece.bytes;
            was_cut_ = piece.was_cut;
            return work(pack::KeepPiece{});
          },
          [&](const pack::PieceKept& /*kept*/) { return piece_kept(now); },
          [&](const pack::FileKept& /*kept*/) {
            in_hand()->is_kept = true;
            wrong_ = 0;
            return next();
          },
          [&](const pack::FileWrong& wrong) { return file_wrong(wrong.new_length, now); },
          [&](const pack::DiskFailed& /*failed*/) {
            trouble_ = Trouble::OwnDisk;
            forget();  // what is there is looked for anew
            return wait(State::Held, growing_delay(attempts_, random_), now);
          },
          [&](const pack::RequestFailed& failure) { return failed(failure.verdict, now); },
          [&](const pack::Installed& /*installed*/) {
            taken_ = std::max(taken_, *wanted_);
            wanted_.reset();
            forget();
            attempts_ = 0;
            trouble_ = Trouble::None;
            return next();
          },
          [&](const pack::InstalledElsewhere& here) { return installed_elsewhere(here.version); },
          [&](const pack::TimerFired& /*fired*/) {
            const bool is_expected = state_ == State::Waiting || state_ == State::Held;
            return is_expected ? next() : Actions{};
          },
          [&](const pack::PersonAsked& /*asked*/) { return person_asked(); },
      },
      event);
  check_invariant();
  return actions;
}

std::uint64_t PackPlanner::bytes_left() const {
  std::uint64_t left = 0;
  for (const File& file : files_) {
    left += file.is_kept ? 0 : file.length - file.have.value_or(0);
  }
  return left;
}

PackPlanner::File* PackPlanner::in_hand() {
  const auto found =
      std::find_if(files_.begin(), files_.end(), [](const File& file) { return !file.is_kept; });
  return found == files_.end() ? nullptr : &*found;
}

void PackPlanner::forget() {
  is_considered_ = false;
  files_.clear();
}

Actions PackPlanner::offered(std::uint64_t version) {
  if (version <= offered_) {
    return {};
  }
  offered_ = version;
  // What is under way for an older one ends first, and a wait for the county goes on.
  const bool waits_for_county = timer_ && !refusal_;
  return is_under_way() || waits_for_county ? Actions{} : next();
}

// What is under way for that version ends by itself: the store refuses to install it again.
Actions PackPlanner::installed_elsewhere(std::uint64_t version) {
  taken_ = std::max(taken_, version);
  if (offered_ <= taken_) {
    refusal_.reset();
  }
  const bool is_over = wanted_ && *wanted_ <= taken_;
  return is_over && !is_under_way() ? next() : Actions{};
}

Actions PackPlanner::person_asked() {
  if (is_under_way()) {
    return {};
  }
  refused_ = 0;
  bad_manifests_ = 0;
  return next();
}

void PackPlanner::drop_taken() {
  if (wanted_ && *wanted_ <= taken_) {
    wanted_.reset();
    refusal_.reset();
    attempts_ = 0;
    forget();
  }
}

// The highest version offered is the one wanted; what came for an older one helps it as far as
// files are the same.
void PackPlanner::choose() {
  if (offered_ <= taken_ || offered_ <= refused_ || (wanted_ && *wanted_ >= offered_)) {
    return;
  }
  wanted_ = offered_;
  refusal_.reset();
  bad_manifests_ = 0;
  attempts_ = 0;
  forget();
}

Actions PackPlanner::next() {
  timer_.reset();
  drop_taken();
  choose();
  if (!wanted_) {
    state_ = State::Idle;
    return {};
  }
  if (is_considered_) {
    const File* file = in_hand();
    if (file == nullptr) {
      return work(pack::Install{});
    }
    const auto place = static_cast<std::size_t>(file - files_.data());
    if (!file->have) {
      return work(pack::FindParts{place});
    }
    if (*file->have == file->length) {
      return work(pack::FinishFile{place});
    }
    if (line_is_free_) {
      state_ = State::Asking;
      return {pack::AskPiece{place, *file->have, std::min(piece_, file->length - *file->have)}};
    }
  } else if (line_is_free_) {
    state_ = State::Asking;
    return {pack::AskManifest{*wanted_}};
  }
  state_ = State::Ready;
  return {};
}

Actions PackPlanner::turned(const pack::Turned& turned, std::int64_t now) {
  if (*wanted_ <= taken_) {
    return next();
  }
  refusal_ = turned.reason;
  forget();
  bad_manifests_ += may_be_the_lines(turned.reason) ? 1 : 0;
  if (turned.may_change && bad_manifests_ < kBadManifestsMost) {
    return wait(State::Held, kHoldWait, now);
  }
  refused_ = *wanted_;
  wanted_.reset();
  return next();
}

Actions PackPlanner::piece_kept(std::int64_t now) {
  File* file = in_hand();
  file->have = *file->have + came_;
  trouble_ = Trouble::None;
  attempts_ = 0;  // something came
  if (was_cut_) {
    piece_ = std::max(piece_ / 2, kPieceBytesLeast);
    trouble_ = Trouble::Unreachable;
    return wait(State::Waiting, growing_delay(attempts_, random_), now);
  }
  piece_ = std::min(piece_ * 2, kPieceBytesMost);
  return next();
}

Actions PackPlanner::file_wrong(std::uint64_t new_length, std::int64_t now) {
  File* file = in_hand();
  file->length = new_length;
  file->have = 0;
  if (wrong_ == 0) {
    wrong_ = 1;  // once at once
    return next();
  }
  trouble_ = Trouble::NotTheCounty;
  return wait(State::Waiting, growing_delay(wrong_, random_), now);
}

Actions PackPlanner::failed(const Verdict& verdict, std::int64_t now) {
  trouble_ = verdict.trouble;
  if (verdict.kind == Verdict::Kind::Shrink) {
    piece_ = std::max(piece_ / 2, kPieceBytesLeast);
  }
  if (verdict.kind == Verdict::Kind::Hold) {
    forget();  // the county may have it no more: begin with the manifest
  }
  const RetryWait after = wait_after(verdict, attempts_, random_);
  return wait(after.is_held ? State::Held : State::Waiting, after.milliseconds, now);
}

Actions PackPlanner::wait(State state, std::int64_t delay, std::int64_t now) {
  state_ = state;
  timer_ = now + delay;
  return {};
}

Actions PackPlanner::work(pack::Action action) {
  state_ = State::Working;
  timer_.reset();
  return {action};
}

void PackPlanner::check_invariant() const {
  const bool waits_for_line = state_ == State::Ready && !line_is_free_;
  if (wanted_ && !is_under_way() && !timer_ && !waits_for_line) {
    std::fputs("pack planner: a version is wanted and nothing is under way\n", stderr);
    std::abort();
  }
}

}  // namespace outreach::client
