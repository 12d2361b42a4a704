#include "tests/bench/peer_page.h"

#include <array>

namespace outreach::bench {
namespace {

struct PageTile {
  const char* tone;
  const char* art;
  const char* title;
  const char* hint;
};
constexpr std::array<PageTile, 5> kPageTiles{
    {{"guide", "home-guide", "我该找谁", "说说出了啥事，告诉您找哪个部门、怎么办"},
     {"book", "home-book", "看口袋书", "漫画讲政策，能看也能听"},
     {"ask", "home-ask", "留言提问", "不用写名字，给您回执号"},
     {"look", "home-look", "查答复", "拿着回执号，看有没有回信"},
     {"rate", "home-rate", "评一评", "今天的服务好不好"}}};

struct PageButton {
  const char* icon;
  const char* words;
};
constexpr std::array<PageButton, 5> kPageButtons{{{"listen", "听一听"},
                                                  {"big-type", "大字"},
                                                  {"contrast", "高对比"},
                                                  {"language", "English"},
                                                  {"staff", "工作人员"}}};

// Places and colours of residents' home at 1280x800.
constexpr const char* kPageHead = R"html(<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>曲沃县信访局</title><style>
* { box-sizing: border-box; margin: 0; }
body { width: 1280px; height: 800px; overflow: hidden; background: #f8f0e0; color: #231f1a;
  font-family: "Noto Sans CJK SC", sans-serif; }
.awning { position: absolute; left: 0; top: 0; width: 1280px; height: 32px; overflow: hidden; }
h1 { position: absolute; left: 40px; top: 46px; font-size: 46px; }
.place { position: absolute; right: 40px; top: 60px; font-size: 28px; font-weight: bold; color: #83300f; }
.tiles { position: absolute; left: 40px; top: 122px; width: 1200px; height: 540px; display: grid;
  grid-template-columns: 360px 1fr 1fr; grid-template-rows: 1fr 1fr; gap: 20px; }
.tile { border: 2px solid; border-bottom-width: 8px; border-radius: 12px; overflow: hidden; display: flex; }
.tile img { width: 46%; height: 100%; object-fit: contain; }
.tile div { flex: 1; align-self: center; padding: 18px; }
.tile h2 { font-size: 44px; } .tile p { font-size: 28px; line-height: 1.4; }
.guide { grid-row: 1 / 3; flex-direction: column; background: #1e3f66; color: #fff; border-color: #152c49; }
.guide img { width: 100%; height: 356px; object-fit: cover; } .guide h2 { font-size: 60px; }
.book { background: #fbe0cf; border-color: #83300f; } .ask { background: #dde6ef; border-color: #1e3f66; }
.look { background: #d9e8da; border-color: #1d5b45; } .rate { background: #fae9bd; border-color: #8f6410; }
.bar { position: absolute; left: 40px; top: 686px; width: 1200px; height: 94px; display: grid;
  grid-template-columns: 288px repeat(4, 1fr); gap: 20px; }
.bar button { border: 2px solid #8a7b57; border-bottom-width: 6px; border-radius: 10px; background: #fffdf7;
  font: bold 34px "Noto Sans CJK SC", sans-serif; }
.bar button:first-child { background: #eeb84a; border-color: #a77713; }
.bar img { width: 40px; height: 40px; vertical-align: middle; margin-right: 10px; }
</style></head><body>
)html";

std::string image(const Path& folder, const char* name) {
  return "<img src=\"file://" + (folder / (std::string(name) + ".svg")).string() +
         "\" decoding=\"sync\" alt=\"\">";
}

}  // namespace

std::string peer_page(const Path& assets) {
  std::string page = kPageHead;
  page += "<div class=\"awning\">" + image(assets / "art", "awning") + "</div>\n";
  page += "<h1>您好，想办什么事？点一点</h1><div class=\"place\">曲沃县信访局 · 东关集会</div>\n";
  page += "<div class=\"tiles\">\n";
  for (const PageTile& tile : kPageTiles) {
    page += "<div class=\"tile " + std::string(tile.tone) + "\">" +
            image(assets / "art", tile.art) + "<div><h2>" + tile.title + "</h2><p>" + tile.hint +
            "</p></div></div>\n";
  }
  page += "</div><div class=\"bar\">\n";
  for (const PageButton& button : kPageButtons) {
    page += "<button>" + image(assets / "icons", button.icon) + button.words + "</button>\n";
  }
  return page + "</div></body></html>\n";
}

}  // namespace outreach::bench
