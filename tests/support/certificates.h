// Certificates for TLS tests, made by the openssl command as an office would make them.
#pragma once

#include <filesystem>
#include <string>

#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {

using Path = std::filesystem::path;

struct Certificate {
  Path certificate;  // PEM files
  Path key;
};

class CertificateMaker {
 public:
  // An issuer of its own; `name` tells several apart.
  explicit CertificateMaker(const std::string& name = "issuer");

  // Of the issuer itself: what is to be trusted.
  std::string issuer_pem() const;
  // `names` as in subjectAltName; the dates as 20300101000000Z.
  Certificate issue(const std::string& names, const std::string& from = "20200101000000Z",
                    const std::string& to = "21200101000000Z");
  // Signed by nobody but itself.
  Certificate self_signed(const std::string& names);
  // "sha256//..." of the public key in it.
  std::string pin_of(const Certificate& certificate) const;

 private:
  Path new_file(const std::string& ending);

  TemporaryFolder folder_;
  int files_ = 0;
  Certificate issuer_;
};

}  // namespace outreach::testing
