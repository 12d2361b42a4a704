// Kiosks renamed, closed and replaced, and new keys, by the commands an office has.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "platform/json/json.h"
#include "tests/support/catch.h"
#include "tests/support/certificates.h"
#include "tests/support/process.h"
#include "tests/support/program.h"
#include "tests/support/program_json.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {
namespace {

const std::string kCounty = built_program("outreach-county");
const std::string kKiosk = built_program("outreach-kiosk");

Ended done(const std::string& program, const std::vector<std::string>& words, int code = 0) {
  Ended ended = run_program(program, words);
  INFO(ended.out << ended.err);
  CHECK(ended.exit_code == code);
  return ended;
}

// A county that serves, and kiosks beside it.
struct Office {
  explicit Office(const std::vector<std::string>& serving = {}) : serving_words(serving) {
    done(kCounty, {"init", "--data", path, "--name", "曲沃县信访局"});
    serve();
  }
  void serve() {
    std::vector<std::string> words{kCounty, "serve",    "--data",
                                   path,    "--listen", "127.0.0.1:" + port};
    words.insert(words.end(), serving_words.begin(), serving_words.end());
    served.emplace(words);
    const auto line = served->line_that_begins("listening on ");
    REQUIRE(line);
    url = line->substr(line->find("http"));
    port = url.substr(url.rfind(':') + 1);
  }
  Ended ask(std::vector<std::string> words, int code = 0) const {
    words.insert(words.begin() + 1, {"--data", path});
    return done(kCounty, words, code);
  }
  Json kiosks() const {
    return printed_json(ask({"kiosks", "--json"}))["kiosks"];
  }
  std::string kiosk_folder(const std::string& name) const {
    return folder / name;
  }
  void enrol(const std::string& name, const std::string& code,
             const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"enrol",  "--data", kiosk_folder(name), "--county", url,
                                   "--code", code};
    words.insert(words.end(), more.begin(), more.end());
    done(kKiosk, words);
  }
  std::string code_for(const std::string& name) const {
    return text_member(printed_json(ask({"enrol", "--name", name, "--json"})), "code").value();
  }
  // A sheet of one outing and one handout of `copies`.
  void record(const std::string& name, int copies) const {
    const std::string sheet = folder / "sheet.csv";
    std::ifstream sample(std::string(OUTREACH_SOURCE_FOLDER) + "/assets/demo/quwo-2021.csv");
    std::string head;
    std::string first;
    std::getline(sample, head);
    std::getline(sample, first);
    std::ofstream(sheet) << head << "\n" << first << "\n";
    for (int i = 0; i < copies; ++i) {
      done(kKiosk, {"import-sheet", "--data", kiosk_folder(name), "--again", sheet});
    }
  }
  Ended sync(const std::string& name, int code = 0) const {
    return done(kKiosk, {"sync", "--data", kiosk_folder(name), "--json", "--patience", "5"}, code);
  }

  TemporaryFolder folder;
  std::string path = folder / "county";
  std::vector<std::string> serving_words;
  std::string url;
  std::string port = "0";
  std::optional<Process> served;
};

TEST_CASE("Fleet: a kiosk is renamed, revoked and taken back while the county serves",
          "[end-to-end][county]") {
  const Office office;
  office.enrol("a", office.code_for("一号"));
  office.record("a", 1);
  office.sync("a");
  office.ask({"rename", "--kiosk", "一号", "--name", "城关"});
  office.ask(
      {"revoke", "--kiosk", "一号", "--reason", "丢失"});  // the new name waits for a request
  office.record("a", 1);
  CHECK(text_member(printed_json(office.sync("a", 4)), "trouble") == "revoked");
  const Json kiosk = office.kiosks()[0];
  CHECK(text_member(kiosk, "name") == "城关");
  CHECK(bool_member(kiosk, "revoked") == true);
  CHECK(text_member(kiosk, "revoked_for") == "丢失");
  const Ended list = office.ask({"kiosks"});
  CHECK(list.out.find("REVOKED") != std::string::npos);
  office.ask({"reinstate", "--kiosk", "城关"});
  CHECK(text_member(printed_json(office.sync("a")), "trouble") == "none");
  for (const char* command : {"rename", "revoke", "reinstate", "replace"}) {
    std::vector<std::string> words{command, "--kiosk", "谁"};
    if (std::string(command) == "rename") {
      words.insert(words.end(), {"--name", "x"});
    } else if (std::string(command) == "revoke") {
      words.insert(words.end(), {"--reason", "x"});
    }
    CHECK(office.ask(words, 3).err.find("kiosks") != std::string::npos);
  }
}

TEST_CASE("Fleet: a broken kiosk's successor takes its name, and both stay counted",
          "[end-to-end][county]") {
  const Office office;
  office.enrol("old", office.code_for("一号"));
  office.record("old", 1);
  office.sync("old");
  const Json slip = printed_json(office.ask({"replace", "--kiosk", "一号", "--json"}));
  office.enrol("new", text_member(slip, "code").value());
  office.record("new", 1);
  office.sync("new");
  const Json kiosks = office.kiosks();
  REQUIRE(kiosks.size() == 2);
  CHECK(text_member(kiosks[0], "name") == "一号");
  CHECK(text_member(kiosks[1], "name") == "一号");
  CHECK(bool_member(kiosks[0], "revoked") != bool_member(kiosks[1], "revoked"));
  const Json tally = printed_json(office.ask({"tally", "--by", "kiosk", "--json"}));
  CHECK(tally["rows"].size() == 2);
  CHECK(tally["not_counted"].empty());
}

TEST_CASE("Fleet: new keys reach a kiosk that knows the old ones, while the county serves",
          "[end-to-end][county]") {
  const Office office;
  office.enrol("a", office.code_for("一号"));
  office.record("a", 1);
  office.sync("a");
  CHECK(office.ask({"rotate-key"}).out.find("sign-1.key") != std::string::npos);
  office.record("a", 1);
  office.sync("a");
  office.ask({"rotate-key", "--keys", "sign"});
  office.record("a", 1);
  office.sync("a");
  office.enrol("b", office.code_for("二号"));
  office.record("b", 1);
  office.sync("b");
  CHECK(bool_member(printed_json(office.ask({"verify", "--json"})), "whole") == true);
  office.ask({"rotate-key", "--keys", "casework"}, 2);
}

TEST_CASE(
    "Fleet: a page and a QR code carry the address and the code, and a kiosk takes what a "
    "scanner reads",
    "[end-to-end][county]") {
  const Office office;
  const std::string page = office.folder / "page.html";
  const Json made = printed_json(office.ask(
      {"enrol", "--name", "<一号>", "--address", office.url + "/", "--page", page, "--json"}));
  const std::string code = text_member(made, "code").value();
  CHECK(text_member(made, "slip") == office.url + "/#" + code);
  std::ostringstream html;
  html << std::ifstream(page).rdbuf();
  CHECK(html.str().find(code) != std::string::npos);
  CHECK(html.str().find("<svg") != std::string::npos);
  CHECK(html.str().find("&lt;一号&gt;") != std::string::npos);
  CHECK(html.str().find("<一号>") == std::string::npos);
  done(kKiosk,
       {"enrol", "--data", office.kiosk_folder("a"), "--code", text_member(made, "slip").value()});
  CHECK(text_member(office.kiosks()[0], "name") == "<一号>");
  const Ended shown = office.ask({"enrol", "--name", "二号", "--address", office.url});
  CHECK(shown.out.find("▀") != std::string::npos);
  office.ask({"enrol", "--name", "三号", "--page", page}, 2);
  office.ask({"enrol", "--name", "三号", "--address", "10.0.0.5:8080"}, 2);
}

TEST_CASE("Fleet: a county that serves HTTPS, and a kiosk that trusts its issuer or its key alone",
          "[end-to-end][county]") {
  CertificateMaker maker;
  const Certificate certificate = maker.issue("IP:127.0.0.1");
  const Office office({"--tls-certificate", certificate.certificate.string(), "--tls-key",
                       certificate.key.string()});
  CHECK(office.url.rfind("https://", 0) == 0);
  const std::string issuer = office.folder / "issuer.pem";
  std::ofstream(issuer) << maker.issuer_pem();
  office.enrol("a", office.code_for("一号"), {"--county-ca", issuer});
  office.record("a", 1);
  office.sync("a");
  office.enrol("b", office.code_for("二号"), {"--county-key", maker.pin_of(certificate)});
  office.record("b", 1);
  office.sync("b");
  const Ended untrusting = done(kKiosk,
                                {"enrol", "--data", office.kiosk_folder("c"), "--county",
                                 office.url, "--code", office.code_for("三号")},
                                1);
  CHECK(untrusting.err.find("tls-refused") != std::string::npos);
}

TEST_CASE("Fleet: a stick is taken in over HTTPS by the county that serves, and by no other",
          "[end-to-end][county]") {
  CertificateMaker maker;
  const Certificate certificate = maker.self_signed("DNS:county.example");
  const Office office({"--tls-certificate", certificate.certificate.string(), "--tls-key",
                       certificate.key.string()});
  office.enrol("a", office.code_for("一号"), {"--county-key", maker.pin_of(certificate)});
  office.record("a", 2);
  const std::string stick = office.folder / "stick";
  std::filesystem::create_directory(stick);
  done(kKiosk, {"stick", "--data", office.kiosk_folder("a"), "--to", stick});

  const std::string listening = office.path + "/listening.json";
  std::stringstream written;
  written << std::ifstream(listening).rdbuf();
  auto other = parse_json(written.str());
  REQUIRE(other);
  CHECK(other->at("pinned_key") == maker.pin_of(certificate));
  (*other)["pinned_key"] = maker.pin_of(maker.self_signed("DNS:county.example"));
  std::ofstream(listening) << write_json(*other);
  constexpr int kIncomplete = 6;
  const Json refused = printed_json(office.ask({"import", "--from", stick, "--json"}, kIncomplete));
  CHECK(refused.at("chains").empty());

  std::ofstream(listening) << written.str();
  const Json taken = printed_json(office.ask({"import", "--from", stick, "--json"}));
  CHECK(taken.at("chains").at(0).at("taken") == 3);
  done(kKiosk, {"stick", "--data", office.kiosk_folder("a"), "--to", stick});
  const Ended status = done(kKiosk, {"status", "--data", office.kiosk_folder("a"), "--json"});
  CHECK(printed_json(status).at("acknowledged") == 3);
}

}  // namespace
}  // namespace outreach::testing
