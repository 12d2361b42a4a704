#include "platform/http/pinned_key.h"

#include <array>
#include <cstdio>
#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

namespace outreach::http {

Result<std::string> pinned_key_of(const std::filesystem::path& certificate_file) {
  const Error unusable{ErrorCode::InvalidInput,
                       "there is no certificate in " + certificate_file.string()};
  const std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(certificate_file.c_str(), "r"),
                                                       &BIO_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      file ? PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr) : nullptr, &X509_free);
  if (!certificate) {
    return unusable;
  }
  unsigned char* info = nullptr;
  const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &info);
  if (size <= 0) {
    return unusable;
  }
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(info, static_cast<std::size_t>(size), hash.data());
  OPENSSL_free(info);
  constexpr std::size_t kBase64Bytes = 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1;
  std::array<unsigned char, kBase64Bytes> text{};
  EVP_EncodeBlock(text.data(), hash.data(), static_cast<int>(hash.size()));
  return "sha256//" + std::string(reinterpret_cast<const char*>(text.data()));
}

}  // namespace outreach::http
