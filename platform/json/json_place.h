// Where in a JSON text a value stands, to tell a person who edits it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace outreach {

// Member names, and positions in lists counted from 0, from the outermost inwards.
using JsonPlace = std::vector<std::string>;

// The line, from 1, where that value begins; of what encloses it, as far inwards as there is
// something. `text` is one that parse_json takes.
std::size_t line_of(std::string_view text, const JsonPlace& place);
// The line of the byte at `position`, as parse_json names one.
std::size_t line_of_byte(std::string_view text, std::size_t position);

}  // namespace outreach
