#include "platform/window/gpu.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

namespace outreach {

bool has_render_node(const Path& folder) {
  std::error_code failed;
  for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end;
       at.increment(failed)) {
    if (at->path().filename().string().starts_with("renderD")) {
      return true;
    }
  }
  return false;
}

bool is_played_by_cpu(std::string_view renderer) {
  constexpr std::array<std::string_view, 4> kPlayed{"llvmpipe", "softpipe", "swrast",
                                                    "SwiftShader"};
  return renderer.empty() ||
         std::any_of(kPlayed.begin(), kPlayed.end(), [&](std::string_view name) {
           return renderer.find(name) != std::string_view::npos;
         });
}

}  // namespace outreach
