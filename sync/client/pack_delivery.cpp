#include "sync/client/pack_delivery.h"

#include <algorithm>
#include <utility>

#include "sync/client/pack_delivery_state.h"

namespace outreach::client {
namespace {

// Which refusals may end without a newer version: by the clock, by room, by an honest line. What is
// left was signed for this version, and it stays so.
bool may_change(PackRefusal reason) {
  return reason != PackRefusal::Expired && reason != PackRefusal::BadContent &&
         reason != PackRefusal::NotEnrolled;
}

}  // namespace

void PackDelivery::State::take_arrived() {
  // Taking one may bring others: those come with the next tick.
  for (const std::function<void()>& step : std::exchange(arrived, {})) {
    step();
  }
}

void PackDelivery::State::on(const pack::Event& event) {
  for (const pack::Action& action : planner.on(event, now->monotonic.milliseconds)) {
    perform(action);
  }
}

void PackDelivery::State::perform(const pack::Action& action) {
  if (const auto* ask = std::get_if<pack::AskManifest>(&action)) {
    ask_manifest(ask->version);
  } else if (std::holds_alternative<pack::Consider>(action)) {
    consider();
  } else if (const auto* find = std::get_if<pack::FindParts>(&action)) {
    file = find->file;
    work_then([store = with.store, need = needs[file]] { return store->parts(need); },
              [](State& state, Result<Bytes> parts) {
                state.content = parts ? *std::move(parts) : Bytes();
                state.on(pack::PartsFound{state.content.size()});
              });
  } else if (const auto* piece = std::get_if<pack::AskPiece>(&action)) {
    ask_piece(*piece);
  } else if (std::holds_alternative<pack::KeepPiece>(action)) {
    work_then([store = with.store, need = needs[file], offset = kept_from,
               bytes = Bytes(content.begin() + static_cast<std::ptrdiff_t>(kept_from),
                             content.end())] { return store->keep_part(need, offset, bytes); },
              [](State& state, const Result<void>& kept) {
                state.detail = kept ? "" : kept.error().context;
                state.on(kept ? pack::Event{pack::PieceKept{}} : pack::Event{pack::DiskFailed{}});
              });
  } else if (const auto* finish = std::get_if<pack::FinishFile>(&action)) {
    file = finish->file;
    finish_file();
  } else {
    install();
  }
}

void PackDelivery::State::consider() {
  is_document_sound = false;
  work_then(
      [store = with.store, bytes = document, known = time] {
        return store->consider(bytes, known);
      },
      [](State& state, PackStore::Considered result) { state.considered(std::move(result)); });
}

void PackDelivery::State::considered(PackStore::Considered result) {
  if (const auto* why = std::get_if<PackRefused>(&result)) {
    if (why->reason == PackRefusal::ClockDoubted || why->reason == PackRefusal::NoSpace) {
      if (auto known = protocol::read_pack_manifest(document)) {
        manifest = *std::move(known);
        is_document_sound = true;
      }
    }
    refused(*why);
    return;
  }
  if (const auto* error = std::get_if<Error>(&result)) {
    detail = error->context;
    on(pack::DiskFailed{});
    return;
  }
  manifest = std::get<protocol::PackManifest>(std::move(result));
  if (manifest->version != *planner.wanted()) {
    // Signed once, and played back: it would be taken for the version that was asked for.
    const std::string came = std::to_string(manifest->version);
    manifest.reset();
    refused({PackRefusal::NotNewer,
             "version " + came + " came for " + std::to_string(*planner.wanted())});
    return;
  }
  is_document_sound = true;
  work_then([store = with.store, wanted = *manifest] { return store->needed(wanted); },
            [](State& state, Result<std::vector<PackNeed>> listed) {
              if (!listed) {
                state.detail = listed.error().context;
                state.on(pack::DiskFailed{});
                return;
              }
              state.needs = *std::move(listed);
              pack::Considered ready;
              for (const PackNeed& need : state.needs) {
                ready.lengths.push_back(need.length());
              }
              state.on(ready);
            });
}

void PackDelivery::State::refused(const PackRefused& why) {
  detail = why.detail;
  on(pack::Turned{why.reason, may_change(why.reason)});
}

void PackDelivery::State::finish_file() {
  work_then([store = with.store, need = needs[file],
             bytes = content] { return store->finish(need, bytes); },
            [](State& state, const Result<void>& finished) {
              state.detail = finished ? "" : finished.error().context;
              state.content.clear();
              if (finished) {
                state.on(pack::FileKept{});
              } else if (finished.error().code == ErrorCode::Corrupt) {
                PackNeed& need = state.needs[state.file];
                need.delta.reset();
                state.on(pack::FileWrong{need.length()});
              } else {
                state.on(pack::DiskFailed{});
              }
            });
}

void PackDelivery::State::install() {
  work_then([store = with.store, bytes = document,
             wanted = *manifest] { return store->install(bytes, wanted); },
            [](State& state, const std::optional<std::variant<PackRefused, Error>>& failed) {
              state.manifest.reset();
              state.is_document_sound = false;
              if (!failed) {
                state.detail.clear();
                state.on(pack::Installed{});
                if (state.with.installed) {
                  state.with.installed();
                }
              } else if (const auto* why = std::get_if<PackRefused>(&*failed)) {
                state.refused(*why);
              } else {
                state.detail = std::get<Error>(*failed).context;
                state.on(pack::DiskFailed{});
              }
            });
}

PackDelivery::PackDelivery(PackDependencies dependencies, std::string county_url, std::string name,
                           std::uint64_t taken)
    : state_(std::make_shared<State>(std::move(dependencies), std::move(county_url),
                                     std::move(name), taken)) {}

PackDelivery::~PackDelivery() = default;

void PackDelivery::offered(std::uint64_t version) {
  if (state_->now) {
    state_->on(pack::Offered{version});
  }
}

void PackDelivery::installed_elsewhere(std::uint64_t version) {
  if (state_->now) {
    state_->on(pack::InstalledElsewhere{version});
  } else {
    state_->planner.on(pack::InstalledElsewhere{version},
                       0);  // nothing is wanted yet, so nothing is to be done
  }
}

void PackDelivery::person_asked() {
  if (state_->now) {
    state_->on(pack::PersonAsked{});
  }
}

void PackDelivery::tick(Now now, bool line_is_free, PackTime time) {
  State& state = *state_;
  state.now = now;
  state.take_arrived();
  const bool clock_cured = time.is_certain && !state.time.is_certain &&
                           state.planner.refusal() == PackRefusal::ClockDoubted;
  state.time = time;
  if (line_is_free != state.line_is_free) {
    state.line_is_free = line_is_free;
    state.on(pack::LineChanged{line_is_free});
  }
  if (clock_cured) {
    state.on(pack::PersonAsked{});
  }
  if (state.planner.timer() && now.monotonic.milliseconds >= *state.planner.timer()) {
    state.on(pack::TimerFired{});
  }
}

std::optional<std::int64_t> PackDelivery::wait_milliseconds(Now now) const {
  if (!state_->arrived.empty()) {
    return 0;
  }
  const auto at = state_->planner.timer();
  return at ? std::optional(std::max<std::int64_t>(0, *at - now.monotonic.milliseconds))
            : std::nullopt;
}

const std::string& PackDelivery::name() const {
  return state_->name;
}

PackStatus PackDelivery::status() const {
  const PackPlanner& planner = state_->planner;
  return {planner.wanted(),  planner.bytes_left(), planner.refusal(),
          planner.trouble(), state_->detail,       planner.is_under_way()};
}

}  // namespace outreach::client
