// When the county has new keys: only what the pinned key announced is believed.
#include <string>
#include <utility>

#include "sync/client/delivery_state.h"
#include "sync/protocol/rotation.h"
#include "sync/protocol/wire.h"

namespace outreach::client {
namespace {

constexpr std::size_t kExpectedBytes = 2 << 10;  // one or two; for the deadline

}  // namespace

void Delivery::State::make_builder() {
  builder = std::make_shared<BatchBuilder>(target.folder, target.options, target.identity,
                                           grant->document.transport_key, with.random);
}

void Delivery::State::ask_rotations(Line& line, Verdict otherwise) {
  http::Request request;
  request.url = grant->county_url + protocol::kRotationsPath;
  request.deadline = std::chrono::milliseconds(Planner::deadline_for(kExpectedBytes));
  request.answer_bytes_max = protocol::kRotationsBytesMax;
  with.transport.start(
      std::move(request),
      [weak = weak_from_this(), &line, otherwise = std::move(otherwise)](http::Outcome outcome) {
        if (const auto state = weak.lock()) {
          state->arrived.push_back(
              [state = state.get(), &line, otherwise, outcome = std::move(outcome)] {
                state->rotations_answered(line, outcome, otherwise);
              });
        }
      });
}

// The pinned keys are those that a county's last announcement named: nothing is missing here.
bool Delivery::State::are_the_newest(const std::vector<std::string>& documents) const {
  const auto last = protocol::open_rotation(documents.back());
  return last && last->next ==
                     protocol::PinnedKeys{grant->document.sign_key, grant->document.transport_key};
}

void Delivery::State::rotations_answered(Line& line, const http::Outcome& outcome,
                                         const Verdict& otherwise) {
  const auto* answer = std::get_if<http::Answer>(&outcome);
  const bool is_a_county = answer != nullptr && answer->status == 200 &&
                           answer->content_type == protocol::kJsonContentType;
  const auto documents = is_a_county
                             ? protocol::read_rotations(text_of(answer->body))
                             : Result<std::vector<std::string>>(Error{ErrorCode::Corrupt, ""});
  if (!documents || documents->empty()) {
    on(line, RequestFailed{otherwise});
    return;
  }
  const auto followed =
      protocol::follow({grant->document.sign_key, grant->document.transport_key}, *documents);
  if (followed.documents.empty() && are_the_newest(*documents)) {
    on(line, RequestFailed{otherwise});
    return;
  }
  if (followed.documents.empty()) {
    // A county answers here that has had other keys, and they were never the pinned one's to name.
    line.detail = "nothing that this county announced leads on from the key pinned here";
    on(line, RequestFailed{{Verdict::Kind::KeyRetired, Trouble::CountyKeys, {}, line.detail}});
    return;
  }
  run_on(
      with.reading, with.inbox,
      [folder = target.folder, documents = *documents, &files = with.files] {
        return take_up_rotations(folder, documents, files);
      },
      [weak = weak_from_this(), &line, otherwise](const Result<Grant>& followed_grant) {
        if (const auto state = weak.lock()) {
          state->arrived.push_back([state = state.get(), &line, followed_grant, otherwise] {
            state->keys_followed(line, followed_grant, otherwise);
          });
        }
      });
}

void Delivery::State::keys_followed(Line& line, const Result<Grant>& followed,
                                    const Verdict& otherwise) {
  if (!followed) {
    line.detail = followed.error().context;
    on(line, RequestFailed{{Verdict::Kind::Retry, Trouble::OwnDisk, {}, line.detail}});
    return;
  }
  const bool is_new = followed->document.sign_key != grant->document.sign_key ||
                      followed->document.transport_key != grant->document.transport_key;
  if (!is_new) {
    on(line, RequestFailed{otherwise});
    return;
  }
  const std::string url = grant->county_url;
  grant = *followed;
  grant->county_url = url;  // a command line may have named another way to the same county
  make_builder();
  // As after a conflict: where the county stands is asked anew, with the keys that are pinned now.
  on(line, RequestFailed{{Verdict::Kind::Conflict, Trouble::None, {}, "the county's new keys"}});
}

}  // namespace outreach::client
