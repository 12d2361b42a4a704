#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/feeds.h"
#include "tests/fuzz/target.h"

namespace outreach::fuzz {
namespace {

constexpr std::size_t kShort = 256;

// A new decoder is a line here and a feed in one of the *_feeds.cpp.
constexpr std::array kTargets{
    Target{"batch", feed_batch, batch_seeds},
    Target{"batch_signed", feed_signed_batch, signed_batch_seeds},
    Target{"payload", feed_payload, payload_seeds},
    Target{"ack", feed_ack, ack_seeds},
    Target{"head_query", feed_head_query, head_query_seeds, kShort},
    Target{"enrolment", feed_enrolment, enrolment_seeds},
    Target{"code", feed_code, code_seeds, kShort},
    Target{"question", feed_question, question_seeds},
    Target{"pack", feed_pack, pack_seeds},
    Target{"answers", feed_answers, answers_seeds},
    Target{"rotation", feed_rotation, rotation_seeds},
    Target{"json", feed_json, json_seeds},
    Target{"body", feed_body, body_seeds},
    Target{"catalogue", feed_catalogue, catalogue_seeds},
    Target{"guide", feed_guide, guide_seeds},
    Target{"compression", feed_compression, compression_seeds},
    Target{"mirror_counts", feed_mirror_counts, mirror_counts_seeds},
    Target{"sheet", feed_sheet, sheet_seeds},
    Target{"script", feed_script, script_seeds},
    Target{"http", feed_http, http_seeds},
    Target{"county", feed_county, county_seeds},
    Target{"county_batch", feed_county_batch, county_batch_seeds},
};

}  // namespace

std::span<const Target> targets() {
  return kTargets;
}

const Target* find_target(std::string_view name) {
  const auto found = std::find_if(kTargets.begin(), kTargets.end(),
                                  [&](const Target& target) { return target.name == name; });
  return found == kTargets.end() ? nullptr : &*found;
}

void promise(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
  }
}

}  // namespace outreach::fuzz
