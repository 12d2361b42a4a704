// Whether there is a GPU that is worth asking.
#include "platform/window/gpu.h"

#include <fstream>

#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace outreach {
namespace {

TEST_CASE("GPU: there is one where the kernel has a node for drawing", "[window]") {
  const testing::TemporaryFolder folder;
  CHECK_FALSE(has_render_node(folder / "nothing"));
  CHECK_FALSE(has_render_node(folder.path()));
  std::ofstream(folder / "card0") << "";
  CHECK_FALSE(has_render_node(folder.path()));
  std::ofstream(folder / "renderD128") << "";
  CHECK(has_render_node(folder.path()));
}

TEST_CASE("GPU: one that the CPU plays is told by its name", "[window]") {
  CHECK(is_played_by_cpu("llvmpipe (LLVM 15.0.6, 256 bits)"));
  CHECK(is_played_by_cpu("softpipe"));
  CHECK(is_played_by_cpu("ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device))"));
  CHECK(is_played_by_cpu(""));
  CHECK_FALSE(is_played_by_cpu("V3D 4.2"));
  CHECK_FALSE(is_played_by_cpu("Mesa Intel(R) UHD Graphics 600 (GLK 2)"));
  CHECK_FALSE(is_played_by_cpu("Mali-G52 (Panfrost)"));
}

}  // namespace
}  // namespace outreach
