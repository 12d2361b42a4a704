#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "sync/protocol/enrolment.h"

namespace outreach::protocol {
namespace {

// Crockford's base 32: no I, L, O or U, so that what is read aloud or copied by hand is not
// confused.
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kSecretCharacters = 8;
constexpr std::size_t kFingerprintCharacters = 11;
constexpr std::size_t kCodeCharacters = kSecretCharacters + kFingerprintCharacters + 1;
constexpr std::size_t kGroup = 4;

std::string base32(ByteView bytes, std::size_t characters) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const std::uint8_t byte : bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 5 && out.size() < characters) {
      held -= 5;
      out += kAlphabet[(bits >> held) & 31U];
    }
  }
  return out;
}

std::size_t value_of(char character) {
  return kAlphabet.find(character);
}

// Luhn's check modulo 32: finds every single wrong character and nearly every swap of neighbours.
char check_character(std::string_view text) {
  std::size_t factor = 2;
  std::size_t sum = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    const std::size_t product = factor * value_of(text[i]);
    sum += product / kAlphabet.size() + product % kAlphabet.size();
    factor = factor == 2 ? 1 : 2;
  }
  return kAlphabet[(kAlphabet.size() - sum % kAlphabet.size()) % kAlphabet.size()];
}

// Upper case, separators dropped, look-alikes mapped. Empty when a character is none of ours.
std::string normalised(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r') {
      continue;
    }
    if (c >= 'a' && c <= 'z') {
      c = static_cast<char>(c - 'a' + 'A');
    }
    if (c == 'O') {
      c = '0';
    } else if (c == 'I' || c == 'L') {
      c = '1';
    }
    if (value_of(c) == std::string_view::npos) {
      return {};
    }
    out += c;
  }
  return out;
}

}  // namespace

std::string key_fingerprint(const crypto::PublicKey& county_key) {
  return base32(crypto::sha256(county_key), kFingerprintCharacters);
}

std::string write_code(const EnrolmentCode& code) {
  std::string plain = base32(code.secret, kSecretCharacters) + code.key_fingerprint;
  plain += check_character(plain);
  std::string out;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (i > 0 && i % kGroup == 0) {
      out += '-';
    }
    out += plain[i];
  }
  return out;
}

Result<EnrolmentCode> read_code(std::string_view text) {
  const std::string plain = normalised(text);
  if (plain.size() != kCodeCharacters ||
      check_character(std::string_view(plain).substr(0, kCodeCharacters - 1)) != plain.back()) {
    return Error{ErrorCode::InvalidInput,
                 "this is not a complete enrolment code (20 letters and digits): check it against "
                 "the county's page"};
  }
  EnrolmentCode code;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kSecretCharacters; ++i) {
    bits = (bits << 5) | value_of(plain[i]);
  }
  for (std::size_t i = 0; i < code.secret.size(); ++i) {
    code.secret[i] = static_cast<std::uint8_t>(bits >> (8 * (code.secret.size() - 1 - i)));
  }
  code.key_fingerprint = plain.substr(kSecretCharacters, kFingerprintCharacters);
  return code;
}

std::string write_slip(const EnrolmentSlip& slip) {
  return slip.county_url + "/#" + slip.code;
}

Result<EnrolmentSlip> read_slip(std::string_view text) {
  const std::size_t mark = text.find('#');
  if (mark == std::string_view::npos) {
    return Error{ErrorCode::InvalidInput, "this is no slip of a county: it has no address"};
  }
  EnrolmentSlip slip{std::string(text.substr(0, mark)), std::string(text.substr(mark + 1))};
  while (slip.county_url.ends_with('/')) {
    slip.county_url.pop_back();
  }
  if (!is_county_url(slip.county_url)) {
    return Error{ErrorCode::InvalidInput,
                 "this is no slip of a county: \"" + slip.county_url + "\" is no address"};
  }
  return slip;
}

bool is_county_url(std::string_view text) {
  const std::string_view host = text.starts_with("http://")    ? text.substr(7)
                                : text.starts_with("https://") ? text.substr(8)
                                                               : std::string_view();
  return !host.empty() && !host.starts_with('/') && text.find('#') == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace outreach::protocol
