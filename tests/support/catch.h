// The one include of Catch2, so that its header and target names are known in one place.
#pragma once

#include <catch_amalgamated.hpp>
