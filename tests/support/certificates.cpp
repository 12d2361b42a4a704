#include "tests/support/certificates.h"

#include <fstream>
#include <sstream>
#include <vector>

#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

const std::string kOpenssl = "/usr/bin/openssl";

std::string openssl(const std::vector<std::string>& words) {
  const Ended ended = run_program(kOpenssl, words);
  if (ended.exit_code != 0) {
    FAIL(ended.err);
  }
  return ended.out;
}

void write_text(const Path& path, const std::string& text) {
  std::ofstream(path) << text;
}

std::vector<std::string> new_key(const Path& key) {
  return {"-newkey", "ec",      "-pkeyopt",  "ec_paramgen_curve:P-256",
          "-nodes",  "-keyout", key.string()};
}

std::vector<std::string> joined(std::vector<std::string> words,
                                const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace

CertificateMaker::CertificateMaker(const std::string& name)
    : issuer_{new_file("pem"), new_file("key")} {
  openssl(joined(
      joined({"req", "-x509", "-days", "3650", "-subj", "/CN=" + name}, new_key(issuer_.key)),
      {"-out", issuer_.certificate.string()}));
  write_text(folder_.path() / "database", "");
  const std::string folder = folder_.path().string();
  write_text(folder_.path() / "ca.cnf", "[ca]\ndefault_ca=d\n[d]\ndatabase=" + folder +
                                            "/database\nnew_certs_dir=" + folder +
                                            "\nrand_serial=yes\ndefault_md=sha256\npolicy=p\n"
                                            "unique_subject=no\n[p]\n");
}

Path CertificateMaker::new_file(const std::string& ending) {
  return folder_.path() / (std::to_string(++files_) + "." + ending);
}

std::string CertificateMaker::issuer_pem() const {
  std::ostringstream text;
  text << std::ifstream(issuer_.certificate).rdbuf();
  return text.str();
}

Certificate CertificateMaker::issue(const std::string& names, const std::string& from,
                                    const std::string& to) {
  Certificate made{new_file("pem"), new_file("key")};
  const Path request = new_file("csr");
  const Path extensions = new_file("ext");
  write_text(extensions, "subjectAltName=" + names + "\n");
  openssl(joined(joined({"req", "-subj", "/CN=county"}, new_key(made.key)),
                 {"-out", request.string()}));
  openssl({"ca",
           "-batch",
           "-notext",
           "-config",
           (folder_.path() / "ca.cnf").string(),
           "-cert",
           issuer_.certificate.string(),
           "-keyfile",
           issuer_.key.string(),
           "-in",
           request.string(),
           "-out",
           made.certificate.string(),
           "-startdate",
           from,
           "-enddate",
           to,
           "-extfile",
           extensions.string(),
           "-subj",
           "/CN=county"});
  return made;
}

Certificate CertificateMaker::self_signed(const std::string& names) {
  Certificate made{new_file("pem"), new_file("key")};
  openssl(joined(joined({"req", "-x509", "-days", "3650", "-subj", "/CN=county", "-addext",
                         "subjectAltName=" + names},
                        new_key(made.key)),
                 {"-out", made.certificate.string()}));
  return made;
}

std::string CertificateMaker::pin_of(const Certificate& certificate) const {
  const std::string base = folder_.path().string() + "/pin";
  write_text(base + ".pem",
             openssl({"x509", "-in", certificate.certificate.string(), "-pubkey", "-noout"}));
  openssl({"pkey", "-pubin", "-in", base + ".pem", "-outform", "der", "-out", base + ".der"});
  openssl({"dgst", "-sha256", "-binary", "-out", base + ".hash", base + ".der"});
  std::string text = openssl({"base64", "-A", "-in", base + ".hash"});
  while (!text.empty() && text.back() == '\n') {
    text.pop_back();
  }
  return "sha256//" + text;
}

}  // namespace outreach::testing
