#include "sync/client/pack_content.h"

#include <string>
#include <utility>

#include "platform/json/json.h"
#include "sync/domain/catalogue_file.h"
#include "sync/protocol/answer.h"

namespace outreach::client {
namespace {

// A file of the pack as JSON; null where the pack has none of that path.
Result<Json> json_in(const protocol::PackManifest& manifest, const PackReader& read,
                     const char* path) {
  const protocol::PackFile* file = manifest.file(path);
  if (file == nullptr) {
    return Json(nullptr);
  }
  const auto bytes = read(*file);
  if (!bytes) {
    return bytes.error();
  }
  auto json = parse_json(text_of(*bytes));
  if (!json) {
    return Error{ErrorCode::InvalidInput, std::string(path) + ": " + json.error().context};
  }
  return json;
}

Result<void> check_answers(const protocol::PackManifest& manifest, const PackReader& read) {
  const protocol::PackFile* file = manifest.file(protocol::kAnswersPath);
  if (file == nullptr) {
    return Error{ErrorCode::InvalidInput, std::string(protocol::kAnswersPath) + " is missing"};
  }
  const auto bytes = read(*file);
  if (!bytes) {
    return bytes.error();
  }
  const auto answers = protocol::decode_answers(*bytes);
  return answers ? Result<void>() : Error{ErrorCode::InvalidInput, answers.error().context};
}

}  // namespace

Result<PackContent> read_pack_content(const protocol::PackManifest& manifest,
                                      const PackReader& read) {
  const auto catalogue = json_in(manifest, read, protocol::kCataloguePath);
  const auto guide = json_in(manifest, read, protocol::kGuidePath);
  const auto outings = json_in(manifest, read, protocol::kOutingsPath);
  for (const auto* file : {&catalogue, &guide, &outings}) {
    if (!*file) {
      return file->error();
    }
  }
  std::vector<domain::ContentProblem> problems;
  PackContent content;
  content.catalogue = domain::read_catalogue(*catalogue, problems);
  if (!guide->is_null()) {
    const domain::GuideLife life{china_date(manifest.made_at), china_date(manifest.expires_at)};
    content.guide = domain::read_guide(*guide, content.catalogue, life, problems);
  }
  if (!outings->is_null()) {
    content.outings = domain::read_planned_outings(*outings, content.catalogue, problems);
  }
  return problems.empty() ? Result<PackContent>(std::move(content))
                          : Error{ErrorCode::InvalidInput, problems.front().what};
}

Result<void> check_pack_content(const protocol::PackManifest& manifest, const PackReader& read) {
  if (manifest.name == protocol::kAnswersPack) {
    return check_answers(manifest, read);
  }
  const auto content = read_pack_content(manifest, read);
  return content ? Result<void>() : content.error();
}

}  // namespace outreach::client
