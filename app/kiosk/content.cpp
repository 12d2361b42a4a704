#include "app/kiosk/content.h"

#include <utility>

#include "app/kiosk/leaflet_shelf.h"
#include "platform/clock/clock.h"
#include "platform/json/json.h"
#include "sync/client/pack_content.h"

namespace outreach::kiosk {
namespace {

// Far above a county's lists (a few KiB).
constexpr std::size_t kOwnListBytesMax = 1 << 20;

void complain_too(Content& content, const std::string& what) {
  content.complaint += (content.complaint.empty() || what.empty() ? "" : "; ") + what;
}

void complain_of(Content& content, const Path& path, const std::string& why) {
  complain_too(content, path.string() + ": " + why);
}

void fill_shelf(Content& content, const client::PackStore* store,
                const protocol::PackManifest* manifest, Files& files) {
  LeafletShelf shelf = leaflet_shelf(content.catalogue, assets_folder(), store, manifest, files);
  content.leaflets = std::move(shelf.leaflets);
  complain_too(content, shelf.complaint);
}

// What lies beside the lists. None: it is not there, or cannot be read, which is complained about.
std::optional<Json> own_file(const Path& path, Content& content, Files& files) {
  if (!files.exists(path)) {
    return std::nullopt;
  }
  const auto bytes = files.read(path, kOwnListBytesMax);
  if (!bytes) {
    complain_of(content, path, bytes.error().context);
    return std::nullopt;
  }
  auto json = parse_json(text_of(*bytes));
  if (!json) {
    complain_of(content, path, json.error().context);
    return std::nullopt;
  }
  return *std::move(json);
}

// A stall counts without a plan.
void load_own_plan(const Path& folder, Content& content, Files& files) {
  const Path path = folder / protocol::kOutingsPath;
  const auto json = own_file(path, content, files);
  if (!json) {
    return;
  }
  std::vector<domain::ContentProblem> problems;
  auto planned = domain::read_planned_outings(*json, content.catalogue, problems);
  if (problems.empty()) {
    content.planned = std::move(planned);
  } else {
    complain_of(content, path, problems.front().what);
  }
}

// A stall counts without a guide, too. One that is no pack's lives as long as this program: it was
// right when that was built.
void load_own_guide(const Path& folder, Content& content, Files& files) {
  const Path path = folder / protocol::kGuidePath;
  const auto json = own_file(path, content, files);
  if (!json) {
    return;
  }
  const Date built = china_date(build_time());
  std::vector<domain::ContentProblem> problems;
  auto guide = domain::read_guide(*json, content.catalogue, {built, built}, problems);
  if (problems.empty()) {
    content.guide = std::make_shared<const domain::Guide>(std::move(guide));
  } else {
    complain_of(content, path, problems.front().what);
  }
}

Result<Content> load_own_content(const Path& data, Files& files) {
  const Path own = data / "content";
  const Path folder =
      files.exists(own / protocol::kCataloguePath) ? own : assets_folder() / "content";
  const Path path = folder / protocol::kCataloguePath;
  const auto bytes = files.read(path, kOwnListBytesMax);
  if (!bytes) {
    return bytes.error();
  }
  auto catalogue = domain::parse_catalogue(text_of(*bytes));
  if (!catalogue) {
    return Error{catalogue.error().code, path.string() + ": " + catalogue.error().context, 0};
  }
  Content content;
  content.catalogue = *std::move(catalogue);
  load_own_plan(folder, content, files);
  load_own_guide(folder, content, files);
  fill_shelf(content, nullptr, nullptr, files);
  return content;
}

Result<Content> from_pack(const client::PackStore& store, std::uint64_t version, Files& files) {
  const auto manifest = store.manifest(version);
  if (!manifest) {
    return manifest.error();
  }
  auto read = client::read_pack_content(
      *manifest, [&](const protocol::PackFile& file) { return store.read(file); });
  if (!read) {
    return read.error();
  }
  Content content;
  content.catalogue = std::move(read->catalogue);
  content.planned = std::move(read->outings);
  content.guide = std::make_shared<const domain::Guide>(std::move(read->guide));
  content.facts = {version, 0, manifest->made_at, manifest->expires_at};
  fill_shelf(content, &store, &*manifest, files);
  content.clips = recorded_clips(store, *manifest);
  return content;
}

}  // namespace

Result<Content> load_content(const Path& data, const client::PackStore& store, Files& files) {
  std::string complaint;
  const auto standing = store.standing();
  if (!standing) {
    complaint = standing.error().context;
  } else {
    for (const std::uint64_t version : {standing->installed, standing->previous}) {
      if (version == 0) {
        continue;
      }
      auto content = from_pack(store, version, files);
      if (content) {
        content->facts.previous = version == standing->installed ? standing->previous : 0;
        complain_too(*content, complaint);
        return content;
      }
      complaint = "content pack " + std::to_string(version) + ": " + content.error().context;
    }
  }
  auto content = load_own_content(data, files);
  if (content && !complaint.empty()) {
    content->complaint =
        content->complaint.empty() ? complaint : complaint + "; " + content->complaint;
  }
  return content;
}

Result<domain::Catalogue> load_catalogue(const Path& data, Files& files) {
  const auto grant = client::load_grant(data, files);
  auto content = load_content(
      data, pack_store(data, protocol::kContentPack, grant ? *grant : std::nullopt, files), files);
  if (!content) {
    return content.error();
  }
  return std::move(content->catalogue);
}

client::PackStore pack_store(const Path& data, const char* name,
                             const std::optional<client::Grant>& grant, Files& files) {
  return {data, name, grant ? grant->document.publishing_key : std::optional<crypto::PublicKey>(),
          files};
}

client::PackTime pack_time(Now now,
                           const std::optional<std::pair<WallTime, MonotonicTime>>& county_time) {
  if (now.wall_trusted) {
    return {now.wall, true};
  }
  if (county_time) {
    const std::int64_t since = now.monotonic.milliseconds - county_time->second.milliseconds;
    return {county_time->first + std::chrono::milliseconds(since), true};
  }
  return {build_time(), false};
}

}  // namespace outreach::kiosk
