// Whether there is a GPU that is worth asking. Inside this folder only.
#pragma once

#include <string_view>

#include "platform/files/files.h"

namespace outreach {

// A node by which the kernel lets programs draw (drm(7)), in its folder /dev/dri.
bool has_render_node(const Path& folder);
// By what a driver of OpenGL calls itself: those of Mesa and of ANGLE that draw on the CPU. True of
// one that has no name.
bool is_played_by_cpu(std::string_view renderer);

}  // namespace outreach
