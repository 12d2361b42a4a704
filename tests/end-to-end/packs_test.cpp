// Content from a folder at the county to a kiosk's screens, by both programs.
// Long because each kind of content goes that way.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "platform/base/bytes.h"
#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"
#include "tests/support/wave_file.h"

namespace outreach::testing {
namespace {

namespace fs = std::filesystem;

struct Packs {
  Packs() {
    fs::copy(source_file("assets/content"), content, fs::copy_options::recursive);
  }
  Ended publish(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"publish", content, "--data",
                                   (stall.folder() / "county").string()};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(built_program("outreach-county"), words);
  }
  Ended check() const {
    return run_program(built_program("outreach-county"), {"publish", content, "--check"});
  }
  // In place of what stands there; gives its line.
  std::size_t edit(const std::string& name, const std::string& from, const std::string& to) const {
    const fs::path path = fs::path(content) / name;
    std::ifstream in(path);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    std::ofstream(path) << text;
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(at);
    return static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
  }
  void write(const std::string& name, const std::string& text) const {
    const fs::path path = fs::path(content) / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  Json packs() const {
    return stall.kiosk_json({"packs"});
  }
  std::int64_t installed() const {
    const Json json = packs();
    return json["installed"].is_null() ? 0 : json["installed"]["version"].get<std::int64_t>();
  }

  StallPrograms stall;
  std::string content = (stall.folder() / "content").string();
};

TEST_CASE("Packs: published at the county, taken by the kiosk, shown, and put back",
          "[end-to-end][pack]") {
  Packs packs;
  packs.stall.enrol();
  const Ended first = packs.publish();
  INFO(first.err);
  REQUIRE(first.exit_code == 0);
  CHECK(first.out.find("version 1: 3 files") != std::string::npos);
  REQUIRE(packs.stall.play_lines("see \"曲沃县信访局\"\nquit\n").exit_code == 0);
  CHECK(packs.stall.sync().exit_code == 0);
  CHECK(packs.installed() == 1);

  packs.edit("catalogue.json", "\"county\": \"曲沃县信访局\"", "\"county\": \"新曲沃信访局\"");
  REQUIRE(packs.publish().exit_code == 0);
  // It asks the county when it starts; the ack tells of the version, and at home, with nothing on
  // its way, it is in use.
  const Ended day = packs.stall.play_lines("see \"曲沃县信访局\"\nsee \"新曲沃信访局\"\nquit\n");
  INFO(day.err);
  CHECK(day.exit_code == 0);
  CHECK(packs.installed() == 2);
  CHECK(packs.packs()["previous"]["version"] == 1);

  CHECK(packs.stall.kiosk({"packs", "--roll-back"}).exit_code == 0);
  CHECK(packs.installed() == 1);
  CHECK(packs.stall.sync().exit_code == 0);
  CHECK(packs.installed() == 1);  // what was put back is not fetched again
  CHECK(packs.stall.play_lines("see \"曲沃县信访局\"\nquit\n").exit_code == 0);
}

TEST_CASE(
    "Packs: a leaflet's pages are read on the kiosk, in place of its comic, and a broken one is "
    "passed by",
    "[end-to-end][pack]") {
  Packs packs;
  packs.stall.enrol();
  // A picture of one pixel; then only what a picture begins with.
  const auto webp =
      from_hex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700");
  REQUIRE(webp);
  packs.write("leaflets/legal-aid-card/1.webp", std::string(text_of(*webp)));
  packs.write("leaflets/legal-aid-card/2.png", "\x89PNG\r\n\x1A\nnothing more");
  const Ended published = packs.publish();
  INFO(published.err);
  REQUIRE(published.exit_code == 0);
  CHECK(packs.stall.sync().exit_code == 0);
  REQUIRE(packs.installed() == 1);
  const Ended reading = packs.stall.play_lines(
      "tap \"更多\"\ntap \"交给居民自己用\"\ntap \"点这里开始\"\ntap \"看口袋书\"\n"
      "tap \"法律援助便民卡\"\nsee \"第 1 页（共 2 页）\"\ntap \"放大\"\n"
      "gone \"这一页看不了\"\ntap \"下一页\"\nsee \"第 2 页（共 2 页）\"\n"
      "see \"这一页看不了\"\ntap \"看完了\"\nsee \"再看一遍\"\nquit\n");
  INFO(reading.err);
  CHECK(reading.exit_code == 0);
}

TEST_CASE("Packs: --check says everything that is wrong, with file and line, and changes nothing",
          "[end-to-end][pack]") {
  Packs packs;
  const Ended sound = packs.check();
  INFO(sound.err);
  CHECK(sound.exit_code == 0);
  CHECK(sound.out.find("can be published") != std::string::npos);

  packs.edit("catalogue.json", "\"pathway\": \"arbitration\"", "\"pathway\": \"arbitrary\"");
  packs.edit("guide.json", "{\"law\": \"信访工作条例\", \"article\": \"第十七条\"",
             "{\"law\": \"信访条例\", \"article\": \"第十七条\"");
  packs.edit("outings.json", "东关集会", "西关集会");
  packs.write("leaflets/legal-aid-card/1.png", "no picture");
  packs.write("leaflets/nobody/1.png", "no leaflet");
  packs.write("notes.txt", "left over");
  fs::create_symlink("/etc/passwd", fs::path(packs.content) / "link.json");
  const Ended wrong = packs.check();
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.out.empty());
  for (const char* said :
       {"catalogue.json:26: ",
        "guide.json:17: guide, citations: row 1: law 《信访条例》 is superseded",
        "outings.json:3: ", "leaflets/legal-aid-card/1.png: not a PNG",
        "leaflets/nobody: not a folder", "notes.txt: ", "link.json: ", "7 to put right"}) {
    INFO(said << "\n" << wrong.err);
    CHECK(wrong.err.find(said) != std::string::npos);
  }
}

TEST_CASE("Packs: --check says where the guide's tree is wrong, with its line",
          "[end-to-end][pack]") {
  Packs packs;
  const std::size_t lost =
      packs.edit("guide.json", "\"result\": \"wages-left\"", "\"result\": \"wages-lost\"");
  const std::size_t left =
      packs.edit("guide.json", "\"id\": \"wages-left\"", "\"id\": \"wages-left\"");
  const std::size_t start = packs.edit("guide.json", "\"from\": ", "\"since\": ");
  const std::size_t report =
      packs.edit("guide.json", "\"takes_no_question\": true", "\"takes_no_question\": false");
  const Ended wrong = packs.check();
  CHECK(wrong.exit_code == 2);
  const auto says = [&](std::size_t line, const std::string& what) {
    INFO(line << " " << what << "\n" << wrong.err);
    CHECK(wrong.err.find("guide.json:" + std::to_string(line) + ": " + what) != std::string::npos);
  };
  says(lost, "guide, choices: row 2: result is none of the results: wages-lost");
  says(left, "guide, results: row 2: no choice leads to it from the first: wages-left");
  says(report, "guide, results: row 22: takes_no_question is not true");
  // What is missing has no line: that of the clock, where `what` stands four lines above it.
  says(start - 5, "guide, clocks: row 1: from is missing: never a deadline without what starts");
  CHECK(wrong.err.find("4 to put right") != std::string::npos);
}

TEST_CASE("Packs: what is wrong is not published, and the version does not move",
          "[end-to-end][pack]") {
  Packs packs;
  packs.stall.enrol();
  packs.write("guide.json", "{\n  \"acts\": [,]\n}");
  const Ended refused = packs.publish();
  CHECK(refused.exit_code == 2);
  CHECK(refused.err.find("guide.json:2: ") != std::string::npos);
  fs::remove(fs::path(packs.content) / "guide.json");
  CHECK(packs.publish().out.find("version 1: ") != std::string::npos);
  CHECK(packs.publish({"--version", "9"}).out.find("version 9: ") != std::string::npos);
  CHECK(packs.publish({"--version", "9"}).exit_code == 2);
  CHECK(packs.publish({"--expires", "2020-01-01"}).exit_code == 2);
}

TEST_CASE("Packs: pages of a PDF become pictures, or it is said what is missing",
          "[end-to-end][pack]") {
  Packs packs;
  packs.stall.enrol();
  // The smallest PDF with a page; its reader repairs the missing table.
  packs.write("leaflets/legal-aid-card/a.pdf",
              "%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 "
              "R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 "
              "150]>>endobj\ntrailer<</Root 1 0 R>>\n");
  const Ended published = packs.publish();
  if (published.exit_code != 0) {
    CHECK(published.err.find("install the package poppler-utils") != std::string::npos);
    WARN("no pdftoppm here: only its absence is tested");
    return;
  }
  CHECK(published.out.find("version 1: 4 files") != std::string::npos);
  CHECK(packs.check().exit_code == 0);
  CHECK_FALSE(fs::exists(packs.stall.folder() / "county" / "pages.part"));
  packs.write("leaflets/legal-aid-card/b.pdf", "not a PDF");
  const Ended refused = packs.publish();
  CHECK(refused.exit_code == 2);
  CHECK(refused.err.find("b.pdf: not a PDF") != std::string::npos);
  packs.write("leaflets/legal-aid-card/b.pdf", "%PDF-1.1\nnothing more");
  CHECK(packs.publish().err.find("b.pdf: pdftoppm cannot read it") != std::string::npos);
}

std::string sound_file(std::size_t samples) {
  return std::string(text_of(wave_file(std::vector<std::int16_t>(samples, 100))));
}

TEST_CASE("Packs: what may be recorded is listed, and a recorded clip goes to the kiosks",
          "[end-to-end][pack]") {
  Packs packs;
  packs.stall.enrol();
  const auto list = [&] {
    return run_program(built_program("outreach-county"), {"clips", packs.content});
  };
  const Ended all = list();
  INFO(all.err);
  REQUIRE(all.exit_code == 0);
  REQUIRE(all.out.starts_with("say-0001.wav "));
  const std::string first = all.out.substr(0, all.out.find('\n'));
  const std::string words = first.substr(first.find(' ') + 1);
  packs.write("clips/clips.txt", "# recorded by the office\n" + first + "\n");
  packs.write("clips/say-0001.wav", sound_file(20'000));
  const Ended published = packs.publish();
  INFO(published.err);
  REQUIRE(published.exit_code == 0);
  CHECK(published.out.find("version 1: 4 files") != std::string::npos);
  CHECK(packs.stall.sync().exit_code == 0);
  CHECK(packs.installed() == 1);
  // What is recorded is listed no more.
  const Ended rest = list();
  CHECK(rest.out.find(" " + words + "\n") == std::string::npos);
  CHECK(std::count(rest.out.begin(), rest.out.end(), '\n') + 1 ==
        std::count(all.out.begin(), all.out.end(), '\n'));
}

TEST_CASE("Packs: --check says what is wrong with each clip, and what to do",
          "[end-to-end][pack]") {
  Packs packs;
  packs.write("clips/clips.txt",
              "a.wav 您好\nb.wav 您好\nc.wav 第一句。第二句\nd.wav\ne.wav 再见\nf.wav 请坐\n"
              "long.wav 慢走\n");
  packs.write("clips/a.wav", sound_file(10));
  packs.write("clips/f.wav", "no sound");
  packs.write("clips/g.wav", sound_file(10));
  packs.write("clips/long.wav", sound_file(181 * 22'050));
  const Ended wrong = packs.check();
  INFO(wrong.err);
  CHECK(wrong.exit_code == 2);
  for (const char* said :
       {"clips/clips.txt:2: the same words as in line 1",
        "clips/clips.txt:3: said in several breaths, each needs a file of its own: 第一句 | 第二句",
        "clips/clips.txt:4: nothing of this is said", "clips/clips.txt:5: there is no file e.wav",
        "clips/f.wav: not a WAV file of 16 bits", "clips/g.wav: not in clips.txt",
        "clips/long.wav: longer than three minutes"}) {
    INFO(said);
    CHECK(wrong.err.find(said) != std::string::npos);
  }
  fs::remove(fs::path(packs.content) / "clips" / "clips.txt");
  CHECK(packs.check().err.find("clips/clips.txt: missing") != std::string::npos);
}

TEST_CASE("Packs: carried by hand to a kiosk without a network, and refused where it was changed",
          "[end-to-end][pack]") {
  Packs packs;
  packs.stall.enrol();
  const std::string stick = (packs.stall.folder() / "stick").string();
  REQUIRE(packs.publish({"--carry", stick}).exit_code == 0);
  const fs::path manifest = fs::path(stick) / "manifest.pack";
  fs::copy(manifest, fs::path(stick) / "kept");
  std::ofstream(manifest, std::ios::app) << "x";
  const Ended changed = packs.stall.kiosk({"packs", "--install", stick});
  CHECK(changed.exit_code == 1);
  CHECK(changed.err.find("bad_signature") != std::string::npos);
  fs::remove(manifest);
  fs::rename(fs::path(stick) / "kept", manifest);
  const Ended installed = packs.stall.kiosk({"packs", "--install", stick});
  INFO(installed.err);
  CHECK(installed.exit_code == 0);
  CHECK(packs.installed() == 1);
  CHECK(packs.stall.kiosk({"packs", "--install", stick}).err.find("not_newer") !=
        std::string::npos);
}

TEST_CASE("Packs: the publishing key may be kept away from the server", "[end-to-end][pack]") {
  Packs packs;
  packs.stall.enrol();
  const fs::path key = packs.stall.folder() / "county" / "publishing.key";
  const std::string away = (packs.stall.folder() / "stick.key").string();
  fs::rename(key, away);
  const Ended without = packs.publish();
  CHECK(without.exit_code == 3);
  CHECK(without.err.find("say where with --key") != std::string::npos);
  CHECK(packs.publish({"--key", away}).exit_code == 0);
  std::ofstream(away, std::ios::binary) << std::string(32, 'x');
  CHECK(packs.publish({"--key", away}).exit_code == 4);
}

}  // namespace
}  // namespace outreach::testing
