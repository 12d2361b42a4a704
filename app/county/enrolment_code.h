// A one-time code, made and shown to whoever enrols a kiosk: as text, as a QR code with the
// county's address for a scanner, on a page to print.
#pragma once

#include <optional>
#include <string>

#include "app/county/commands.h"
#include "sync/ledger/keys.h"

namespace outreach::county {

// InvalidInput is said before a code is made: an address that is none, a page without an address.
ExitCode print_new_code(const Path& data, const std::string& kiosk_name,
                        const ledger::CountyKeys& keys, const Machine& machine,
                        const CodeOptions& options,
                        const std::optional<domain::KioskId>& replaces = {});

}  // namespace outreach::county
