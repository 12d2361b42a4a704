// The lists the stall chooses from: the data folder's own, else those that came with the program.
#pragma once

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "sync/domain/catalogue.h"

namespace outreach::kiosk {

// <data>/content/catalogue.json if it is there, else <assets>/content/catalogue.json.
Result<domain::Catalogue> load_catalogue(const Path& data, Files& files);

}  // namespace outreach::kiosk
