// Compile-time choices of Dear ImGui, the same in every unit that includes it (IMGUI_USER_CONFIG).
#pragma once

#include <cstdio>
#include <cstdlib>

namespace outreach {

// A face that stops in front of a queue of people is worse than one wrong pixel: a release build
// names the broken expectation and goes on, a debug build stops.
inline void imgui_complaint(const char* expectation, const char* file, int line) {
  std::fprintf(stderr, "imgui: %s:%d: expected %s\n", file, line, expectation);
#ifndef NDEBUG
  std::abort();
#endif
}

}  // namespace outreach

#define IM_ASSERT(expectation)          \
  ((expectation) ? static_cast<void>(0) \
                 : ::outreach::imgui_complaint(#expectation, __FILE__, __LINE__))

// Names of people and villages use characters beyond U+FFFF.
#define IMGUI_USE_WCHAR32
#define IMGUI_ENABLE_FREETYPE
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FONT
