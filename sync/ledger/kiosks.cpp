#include "sync/ledger/kiosks.h"

#include "platform/json/json.h"
#include "sync/journal/row.h"
#include "sync/ledger/ledger.h"

namespace outreach::ledger {
namespace {

constexpr std::size_t kCodeFileMax = 4'096;
constexpr std::string_view kCodeTag = "outreach-code--1";

// Codes are kept by their hash: whoever reads the folder cannot enrol with them.
crypto::Hash code_hash(const std::array<std::uint8_t, 5>& secret,
                       const crypto::PublicKey& county_key) {
  return crypto::Sha256().update(bytes_of(kCodeTag)).update(county_key).update(secret).finish();
}

Error refused(const char* what) {
  return {ErrorCode::Refused, what};
}

// The kiosk that used this code, if any.
Result<std::optional<domain::KioskId>> used_by(sqlite::Database& database,
                                               const crypto::Hash& hash) {
  auto select = database.prepare("SELECT kiosk FROM kiosk WHERE code_hash=?");
  if (!select) {
    return select.error();
  }
  const auto row = select->bind(1, ByteView(hash)).step();
  if (!row) {
    return row.error();
  }
  return *row ? std::optional(journal::array_column<16>(*select, 0)) : std::nullopt;
}

struct CodeFile {
  std::string name;
  std::optional<domain::KioskId> replaces;
};

Result<CodeFile> read_code_file(const Path& path, Files& files, WallTime now) {
  const auto bytes = files.read(path, kCodeFileMax);
  if (!bytes) {
    return bytes.error().code == ErrorCode::NotFound ? refused("no such code") : bytes.error();
  }
  const auto json = parse_json(text_of(*bytes));
  const auto name = json ? text_member(*json, "kiosk_name") : std::nullopt;
  const auto expires = json ? integer_member(*json, "expires_at") : std::nullopt;
  const auto replaces = json ? text_member(*json, "replaces") : std::nullopt;
  const auto replaced = replaces ? array_from_hex<16>(*replaces) : std::nullopt;
  if (!name || !expires || (replaces && !replaced)) {
    return Error{ErrorCode::Corrupt, path.string() + " cannot be read"};
  }
  if (unix_milliseconds(now) > *expires) {
    return refused("this code is too old");
  }
  return CodeFile{*name, replaced};
}

Result<void> insert_kiosk(sqlite::Database& database, const protocol::GrantDocument& grant,
                          const crypto::Hash& code) {
  auto insert = database.prepare(
      "INSERT INTO kiosk(kiosk,key,name,code_hash,enrolled_at) VALUES(?,?,?,?,?) "
      "ON CONFLICT(kiosk) DO UPDATE SET "
      "name=excluded.name,code_hash=excluded.code_hash,enrolled_at=excluded.enrolled_at");
  if (!insert) {
    return insert.error();
  }
  return insert->bind(1, ByteView(grant.kiosk))
      .bind(2, ByteView(grant.kiosk_key))
      .bind(3, grant.kiosk_name)
      .bind(4, ByteView(code))
      .bind(5, unix_milliseconds(grant.issued_at))
      .run();
}

// What the old device brought stays and counts; nothing more is taken from it.
Result<void> close_replaced(sqlite::Database& database, const domain::KioskId& replaced,
                            const domain::KioskId& successor, WallTime now) {
  if (replaced == successor) {
    return {};  // the device came back whole: it goes on
  }
  auto close = database.prepare(
      "UPDATE kiosk SET revoked=1,revoked_for='replaced',revoked_at=?3,replaced_by=?2 "
      "WHERE kiosk=?1");
  if (!close) {
    return close.error();
  }
  return close->bind(1, ByteView(replaced))
      .bind(2, ByteView(successor))
      .bind(3, unix_milliseconds(now))
      .run();
}

}  // namespace

Result<std::optional<KioskRow>> find_kiosk(sqlite::Database& database,
                                           const domain::KioskId& kiosk) {
  auto select = database.prepare(
      "SELECT key,name,enrolled_at,revoked,revoked_for,replaced_by FROM kiosk WHERE kiosk=?");
  if (!select) {
    return select.error();
  }
  const auto row = select->bind(1, ByteView(kiosk)).step();
  if (!row) {
    return row.error();
  }
  std::optional<KioskRow> found;
  if (*row) {
    found = KioskRow{journal::array_column<32>(*select, 0),
                     std::string(select->text(1)),
                     journal::wall_time_column(*select, 2),
                     select->integer(3) != 0,
                     !select->is_null(5),
                     std::string(select->text(4))};
  }
  return found;
}

Result<protocol::GrantDocument> redeem_code(sqlite::Database& database, const Path& folder,
                                            const protocol::EnrolmentRequest& request,
                                            const CountyKeys& keys, Files& files, WallTime now) {
  const crypto::Hash hash = code_hash(request.secret, keys.sign.public_key());
  protocol::GrantDocument grant;
  grant.county = keys.county;
  grant.kiosk = domain::kiosk_id_of(request.kiosk_key);
  grant.kiosk_key = request.kiosk_key;
  grant.sign_key = keys.sign.public_key();
  grant.transport_key = keys.transport.public_key();
  grant.issued_at = now;
  grant.casework_key = keys.casework;
  grant.publishing_key = keys.publishing;

  const auto user = used_by(database, hash);
  if (!user) {
    return user.error();
  }
  const auto known = find_kiosk(database, grant.kiosk);
  if (!known) {
    return known.error();
  }
  if (*known && (*known)->revoked) {
    return refused("this kiosk was revoked");
  }
  if (*user) {
    if (**user != grant.kiosk || !*known) {
      return refused("this code was used by another kiosk");
    }
    grant.kiosk_name = (*known)->name;
    return grant;
  }
  const Path path = folder / kCodesFolder / to_hex(hash);
  auto code = read_code_file(path, files, now);
  if (!code) {
    return code.error();
  }
  grant.kiosk_name = code->name;
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  auto stored = insert_kiosk(database, grant, hash);
  if (stored && code->replaces) {
    stored = close_replaced(database, *code->replaces, grant.kiosk, now);
  }
  if (stored) {
    stored = transaction->commit();
  }
  if (!stored) {
    return stored.error();
  }
  // The row alone decides from here on; a file that stays is only litter.
  (void)files.remove(path).has_value();
  return grant;
}

Result<std::string> create_code(const Path& folder, const std::string& kiosk_name,
                                const CountyKeys& keys, Clock& clock, Files& files, Random& random,
                                const CodeTerms& terms) {
  if (!is_line(kiosk_name)) {
    return Error{ErrorCode::InvalidInput, "a kiosk's name must be 1 to 60 characters"};
  }
  const protocol::EnrolmentCode code{random.array<5>(),
                                     protocol::key_fingerprint(keys.sign.public_key())};
  Json json = Json::object();
  json["kiosk_name"] = kiosk_name;
  json["expires_at"] = unix_milliseconds(clock.now().wall + terms.lifetime);
  if (terms.replaces) {
    json["replaces"] = to_hex(*terms.replaces);
  }
  const Path path = folder / kCodesFolder / to_hex(code_hash(code.secret, keys.sign.public_key()));
  if (auto made = files.make_folders(folder / kCodesFolder); !made) {
    return made.error();
  }
  if (auto written = files.write_atomically(path, bytes_of(write_json(json)), kOwnerOnly);
      !written) {
    return written.error();
  }
  return protocol::write_code(code);
}

}  // namespace outreach::ledger
