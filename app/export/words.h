// The Chinese words of files for people: column heads and the names behind codes and ids. They are
// those of the paper sheet and of the county's report, whatever language the screen has.
#pragma once

#include <string>
#include <string_view>

#include "sync/domain/catalogue.h"
#include "sync/domain/tally.h"

namespace outreach::exports {

std::string_view word_of(domain::Dimension dimension);
std::string_view word_of(domain::OutingKind kind);
// The name behind a key of a tally row; the key itself where there is none.
std::string word_of_key(domain::Dimension dimension, const std::string& key,
                        const domain::Catalogue& catalogue);

}  // namespace outreach::exports
