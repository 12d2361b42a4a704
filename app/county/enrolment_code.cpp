#include "app/county/enrolment_code.h"

#include "app/county/enrolment_page.h"
#include "app/county/output.h"
#include "platform/files/medium.h"
#include "platform/json/json.h"
#include "platform/qr/qr.h"
#include "sync/ledger/ledger.h"
#include "sync/ledger/stick_import.h"
#include "sync/protocol/stick.h"

namespace outreach::county {
namespace {

Result<void> check(const CodeOptions& options) {
  if (!options.address.empty() && !protocol::is_county_url(options.address)) {
    return Error{ErrorCode::InvalidInput,
                 "--address takes where kiosks reach the county, such as http://10.0.0.5:8080, not "
                 "\"" +
                     options.address + "\""};
  }
  if (!options.page.empty() && options.address.empty()) {
    return Error{ErrorCode::InvalidInput, "--page needs --address: it is in the page's QR code"};
  }
  if (!options.stick.empty() && !options.address.empty()) {
    return Error{ErrorCode::InvalidInput,
                 "--to is for a kiosk that reaches no server, --address for one that does"};
  }
  return {};
}

struct NewCode {
  std::string code;
  std::string slip;     // empty without an address
  QrSquares squares{};  // of the slip
  WallTime valid_until{};
};

ledger::CodeTerms terms_of(const CodeOptions& options,
                           const std::optional<domain::KioskId>& replaces) {
  return {options.stick.empty() ? ledger::kCodeLifetime : ledger::kStickCodeLifetime, replaces};
}

Result<void> write_card(const Path& stick_root, const ledger::CountyKeys& keys) {
  const auto stick = open_medium(protocol::stick_folder(stick_root), WhenMissing::Make);
  const auto written = stick ? ledger::write_card(**stick, keys) : stick.error();
  return written ? written : about_stick(written.error(), stick_root);
}

Result<NewCode> make_code(const Path& data, const std::string& kiosk_name,
                          const ledger::CountyKeys& keys, const Machine& machine,
                          const CodeOptions& options, const ledger::CodeTerms& terms) {
  NewCode made;
  made.valid_until = machine.clock.now().wall + terms.lifetime;
  auto code = ledger::create_code(data, kiosk_name, keys, machine.clock, machine.files,
                                  machine.random, terms);
  if (!code) {
    return code.error();
  }
  made.code = std::move(*code);
  if (options.address.empty()) {
    return made;
  }
  std::string address = options.address;
  while (address.ends_with('/')) {
    address.pop_back();
  }
  made.slip = protocol::write_slip({address, made.code});
  auto squares = make_qr(made.slip);
  if (!squares) {
    return squares.error();
  }
  made.squares = std::move(*squares);
  return made;
}

std::string json_of_code(const NewCode& made, const std::string& kiosk_name,
                         const ledger::CodeTerms& terms) {
  Json json = Json::object();
  json["code"] = made.code;
  json["kiosk_name"] = kiosk_name;
  json["valid_hours"] = terms.lifetime.count();
  json["valid_until"] = to_iso(made.valid_until);
  if (!made.slip.empty()) {
    json["slip"] = made.slip;
  }
  if (terms.replaces) {
    json["replaces"] = to_hex(*terms.replaces);
  }
  return write_json_indented(json);
}

}  // namespace

ExitCode print_new_code(const Path& data, const std::string& kiosk_name,
                        const ledger::CountyKeys& keys, const Machine& machine,
                        const CodeOptions& options,
                        const std::optional<domain::KioskId>& replaces) {
  if (const auto sound = check(options); !sound) {
    return fail(sound.error());
  }
  if (!options.stick.empty()) {
    if (const auto written = write_card(options.stick, keys); !written) {
      return fail(written.error());
    }
  }
  const ledger::CodeTerms terms = terms_of(options, replaces);
  const auto made = make_code(data, kiosk_name, keys, machine, options, terms);
  if (!made) {
    return fail(made.error());
  }
  if (!options.page.empty()) {
    const std::string page = html_of(
        {keys.county, kiosk_name, made->code, options.address, made->valid_until, made->squares});
    if (auto written = machine.files.write_atomically(options.page, bytes_of(page), kOwnerOnly);
        !written) {
      return fail(written.error());
    }
  }
  if (options.json) {
    print(json_of_code(*made, kiosk_name, terms));
    return ExitCode::Done;
  }
  if (!made->slip.empty()) {
    print(qr_for_terminal(made->squares));
  }
  print(made->code + "\nFor one kiosk, \"" + kiosk_name + "\", for the next " +
        std::to_string(terms.lifetime.count()) + " hours." +
        (replaces ? " When it is used, the old device of this name is closed." : "") +
        (options.stick.empty()
             ? ""
             : " The county's card is on the stick. At the kiosk: outreach-kiosk enrol "
               "--request-to STICK --code CODE; then bring the stick back."));
  return ExitCode::Done;
}

}  // namespace outreach::county
