// Long because one import is one state, and each step leaves it to the next.
#include "sync/ledger/stick_import.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "platform/json/json.h"
#include "sync/ledger/stick_packs.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/rotation.h"
#include "sync/protocol/wire.h"

namespace outreach::ledger {
namespace {

using domain::Sequence;
using protocol::StickBatchName;

Result<Sequence> held_of(sqlite::Database& reader, const domain::ChainId& chain) {
  auto select = reader.prepare("SELECT head_sequence FROM chain WHERE kiosk=? AND epoch=?");
  if (!select) {
    return select.error();
  }
  const auto row = select->bind(1, ByteView(chain.kiosk)).bind(2, ByteView(chain.epoch)).step();
  if (!row) {
    return row.error();
  }
  return *row ? select->unsigned_integer(0) : Sequence{0};
}

// The word and the detail of an error answer.
std::pair<std::string, std::string> words_in(const Response& response) {
  const auto json = response.content_type == protocol::kErrorContentType
                        ? parse_json(text_of(response.body))
                        : Result<Json>(Error{});
  if (!json) {
    return {"", "status " + std::to_string(response.status)};
  }
  return {text_member(*json, "error").value_or(""), text_member(*json, "detail").value_or("")};
}

std::optional<RefusedFile::Why> why_of(const std::string& word, const std::string& detail) {
  using Why = RefusedFile::Why;
  if (word == "unknown_kiosk") {
    return Why::UnknownKiosk;
  }
  if (word == "revoked") {
    return Why::Revoked;
  }
  if (word == "code_refused") {
    return Why::BadCode;
  }
  if (word == "version") {
    return Why::NewVersion;
  }
  if (word == "malformed" || word == "too_large") {
    const bool is_for_another = detail.find("another county") != std::string::npos ||
                                detail.find("sealed to another key") != std::string::npos;
    return is_for_another ? Why::AnotherCounty : Why::Damaged;
  }
  return std::nullopt;
}

bool is_sealed_to(const CountyKeys& keys, const std::string& digits) {
  return digits == protocol::key_digits(keys.transport.public_key()) ||
         std::any_of(keys.earlier.begin(), keys.earlier.end(), [&](const EarlierKeys& earlier) {
           return digits == protocol::key_digits(earlier.transport.public_key());
         });
}

class Import {
 public:
  Import(Medium& stick, const CountyKeys& keys, sqlite::Database& reader, const ImportRoad& road)
      : stick_(stick), keys_(keys), reader_(reader), road_(road) {}

  Result<StickImport> run() {
    if (auto listed = list(); !listed) {
      return listed.error();
    }
    for (const std::string& name : requests_) {
      enrol(name);
    }
    take_batches();
    for (const auto& [chain, name] : heads_) {
      ask_head(chain, name);
    }
    finish();
    carry_home();
    return std::move(result_);
  }

 private:
  Result<void> list();
  ImportedChain* chain_of(const domain::ChainId& chain);
  // The whole content; what cannot be read is refused as damaged.
  std::optional<Bytes> content_of(const std::string& name, std::size_t limit);
  std::optional<Response> post(const std::string& path, Bytes body);
  void refuse(const std::string& name, const Response& response, bool for_another);
  void enrol(const std::string& name);
  void take_batches();
  bool take_batch(const StickBatchName& batch);
  void ask_head(const domain::ChainId& chain, const std::string& name);
  std::optional<protocol::Ack> keep_ack(const domain::ChainId& chain, const protocol::Nonce& nonce,
                                        const Response& response);
  void finish();
  void add_rotations();
  void carry_home();

  Medium& stick_;
  const CountyKeys& keys_;
  sqlite::Database& reader_;
  const ImportRoad& road_;
  StickImport result_;
  std::vector<std::string> requests_;
  std::vector<StickBatchName> batches_;  // that are not settled yet
  std::map<domain::ChainId, std::string> heads_;
  std::map<domain::ChainId, ImportedChain> chains_;
  std::set<domain::ChainId> foreign_;  // whose batches are another county's
  std::map<std::string, Bytes> home_;  // documents to be written, by name
};

Result<void> Import::list() {
  const auto found = stick_.find(
      [&](std::string_view name) {
        if (name.ends_with(kHalfWritten)) {
          ++result_.half_written;
        }
        return protocol::stick_batch_from(name) || protocol::stick_head_from(name) ||
               protocol::stick_request_from(name);
      },
      protocol::kStickFilesMax, protocol::kStickLookedAtMax);
  if (!found) {
    return found.error();
  }
  result_.others = found->others - std::min(found->others, result_.half_written);
  result_.is_whole = found->is_whole;
  for (const std::string& name : found->names) {
    if (const auto batch = protocol::stick_batch_from(name)) {
      batches_.push_back(*batch);
    } else if (const auto head = protocol::stick_head_from(name)) {
      heads_.emplace(*head, name);
    } else {
      requests_.push_back(name);
    }
  }
  std::sort(batches_.begin(), batches_.end());
  return {};
}

// None: the ledger cannot be read, and the import is over.
ImportedChain* Import::chain_of(const domain::ChainId& chain) {
  const auto known = chains_.find(chain);
  if (known != chains_.end()) {
    return &known->second;
  }
  const auto held = held_of(reader_, chain);
  if (!held) {
    result_.stopped = held.error();
    return nullptr;
  }
  return &chains_.emplace(chain, ImportedChain{chain, *held, *held, 0, 0, {}, 0}).first->second;
}

std::optional<Bytes> Import::content_of(const std::string& name, std::size_t limit) {
  auto content = stick_.read(name, limit);
  if (!content) {
    result_.refused.push_back({name, RefusedFile::Why::Damaged, content.error().context});
    return std::nullopt;
  }
  return *std::move(content);
}

std::optional<Response> Import::post(const std::string& path, Bytes body) {
  Response response = road_.ask({"POST", path, protocol::kContentType, std::move(body)});
  const bool is_word = response.status == 200 || response.status == 409 ||
                       why_of(words_in(response).first, "").has_value();
  if (!is_word) {
    result_.stopped = Error{ErrorCode::Unavailable, words_in(response).second};
    return std::nullopt;
  }
  return response;
}

void Import::refuse(const std::string& name, const Response& response, bool for_another) {
  using Why = RefusedFile::Why;
  const auto [word, detail] = words_in(response);
  Why why = why_of(word, detail).value_or(Why::Damaged);
  if (for_another && (why == Why::UnknownKiosk || why == Why::Damaged)) {
    why = Why::AnotherCounty;
  }
  result_.refused.push_back({name, why, detail});
}

void Import::enrol(const std::string& name) {
  if (result_.stopped) {
    return;
  }
  auto request = content_of(name, protocol::kStickDocumentMax);
  if (!request) {
    return;
  }
  const auto response = post(protocol::kEnrolmentPath, *std::move(request));
  if (!response) {
    return;
  }
  const auto grant = response->status == 200 ? protocol::open_grant(text_of(response->body))
                                             : Result<protocol::GrantDocument>(Error{});
  if (!grant) {
    refuse(name, *response, false);
    return;
  }
  result_.enrolled.push_back({grant->kiosk, grant->kiosk_name});
  home_[protocol::stick_grant_name(grant->kiosk)] = response->body;
}

// A kiosk's own order makes most of them fit at once; what does not is tried again as long as
// anything fits.
void Import::take_batches() {
  bool moves = true;
  while (moves && !result_.stopped) {
    moves = false;
    std::vector<StickBatchName> waiting = std::exchange(batches_, {});
    for (StickBatchName& batch : waiting) {
      if (!result_.stopped && take_batch(batch)) {
        moves = true;
      } else {
        batches_.push_back(std::move(batch));
      }
    }
    moves = moves && !batches_.empty();
  }
}

// True when it is settled, taken or not; false when entries before it are missing.
bool Import::take_batch(const StickBatchName& batch) {
  const std::string name = protocol::stick_name(batch);
  auto file = content_of(name, protocol::kBatchBytesMax);
  if (!file) {
    return true;
  }
  const auto header = protocol::peek_batch(*file);
  const domain::ChainId chain =
      header ? header->chain : domain::ChainId{batch.run.kiosk, batch.run.epoch};
  ImportedChain* imported = chain_of(chain);
  const auto response =
      imported != nullptr ? post(road_.batch_path, *std::move(file)) : std::nullopt;
  if (!response) {
    return false;
  }
  if (response->status != 200 && response->status != 409) {
    refuse(name, *response, !is_sealed_to(keys_, batch.sealed_to));
    if (result_.refused.back().why == RefusedFile::Why::AnotherCounty) {
      foreign_.insert(chain);
    }
    return true;
  }
  const auto ack = keep_ack(chain, {}, *response);
  if (!ack) {
    return false;
  }
  const bool is_gap =
      response->status == 409 && header && header->first > ack->acknowledged_through + 1;
  if (is_gap) {
    return false;
  }
  ++imported->batches;
  if (response->status == 409) {
    ++imported->forks;
  } else if (header && header->last <= imported->held) {
    ++imported->repeated;
  }
  imported->held = std::max(imported->held, ack->acknowledged_through);
  return true;
}

void Import::ask_head(const domain::ChainId& chain, const std::string& name) {
  // The ack of another county must not be overwritten by ours.
  if (result_.stopped || foreign_.contains(chain)) {
    return;
  }
  auto query = content_of(name, protocol::kStickDocumentMax);
  if (!query) {
    return;
  }
  const auto asked = protocol::peek_head_query(*query);
  const protocol::Nonce nonce = asked ? asked->nonce : protocol::Nonce{};
  const auto response = post(protocol::kHeadPath, *std::move(query));
  if (!response) {
    return;
  }
  if (response->status != 200) {
    refuse(name, *response, false);
    return;
  }
  if (chain_of(chain) != nullptr) {
    keep_ack(chain, nonce, *response);
  }
}

// What is not signed by this county (another program at its address, say) ends the import.
std::optional<protocol::Ack> Import::keep_ack(const domain::ChainId& chain,
                                              const protocol::Nonce& nonce,
                                              const Response& response) {
  Bytes document = protocol::ack_document(response.body, chain, nonce);
  auto ack = protocol::open_ack(document, keys_.sign.public_key());
  if (!ack) {
    result_.stopped =
        Error{ErrorCode::Refused,
              "what answered is not the county of this folder (if its keys were replaced just now: "
              "import once more)"};
    return std::nullopt;
  }
  home_[protocol::stick_ack_name(chain)] = std::move(document);
  return *std::move(ack);
}

void Import::finish() {
  // Sorted, so that the batches of a chain stand together in order.
  std::map<domain::ChainId, Sequence> reached;
  for (const StickBatchName& batch : batches_) {
    const domain::ChainId chain{batch.run.kiosk, batch.run.epoch};
    const auto known = chains_.find(chain);
    if (result_.stopped || known == chains_.end()) {
      continue;
    }
    ImportedChain& imported = known->second;
    ++imported.batches;
    Sequence& covered = reached.emplace(chain, imported.held).first->second;
    if (batch.run.first > covered + 1) {
      imported.missing.push_back({covered + 1, batch.run.first - 1});
    }
    covered = std::max(covered, batch.run.last);
  }
  for (auto& [chain, imported] : chains_) {
    if (home_.contains(protocol::stick_ack_name(chain))) {
      result_.chains.push_back(std::move(imported));
    }
  }
}

// The way to the county's present keys, under the name of each key that a kiosk may have pinned.
void Import::add_rotations() {
  if (keys_.earlier.empty()) {
    return;
  }
  std::vector<std::string> documents;
  for (const EarlierKeys& earlier : keys_.earlier) {
    documents.push_back(earlier.announcement);
  }
  const std::string text = protocol::encode_rotations(documents);
  const Bytes list(text.begin(), text.end());
  home_[protocol::stick_rotations_name(keys_.sign.public_key())] = list;
  for (const EarlierKeys& earlier : keys_.earlier) {
    home_[protocol::stick_rotations_name(earlier.sign)] = list;
  }
}

// What the county has for the kiosks of this stick. Packs come last: they are large, and receipts
// are worth more.
void Import::carry_home() {
  if (!home_.empty()) {
    add_rotations();
  }
  for (const auto& [name, document] : home_) {
    if (auto written = stick_.write(name, document); !written) {
      result_.not_home = written.error();
      return;
    }
    result_.carried_home += name.ends_with(protocol::kStickRotationsEnding) ? 0 : 1;
  }
  if (home_.empty() || road_.packs == nullptr || !keys_.publishing) {
    return;
  }
  auto packs = write_packs(stick_, *road_.packs, *keys_.publishing);
  if (packs) {
    result_.packs = *std::move(packs);
  } else {
    result_.packs_not_home = packs.error();
  }
}

}  // namespace

Result<StickImport> import_stick(Medium& stick, const CountyKeys& keys, sqlite::Database& reader,
                                 const ImportRoad& road) {
  return Import(stick, keys, reader, road).run();
}

Result<void> write_card(Medium& stick, const CountyKeys& keys) {
  return stick.write(protocol::stick_card_name(protocol::key_fingerprint(keys.sign.public_key())),
                     bytes_of(protocol::encode_county_card(keys.card(), keys.sign)));
}

}  // namespace outreach::ledger
