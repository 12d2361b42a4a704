#include "app/county/enrolment_page.h"

#include "platform/text/locale.h"

namespace outreach::county {
namespace {

constexpr const char* kStyle =
    "body{font-family:'Noto Serif CJK SC',serif;max-width:17cm;margin:2cm auto;color:#111}"
    "svg{width:7cm;height:7cm;display:block;margin:1cm 0}"
    ".code{font:bold 22pt monospace;letter-spacing:.06em}li{margin:.4em 0}";

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string item(const std::string& text) {
  return "<li>" + escaped(text) + "</li>";
}

}  // namespace

std::string html_of(const EnrolmentPage& page) {
  const std::string title = fill(tr("{county}: new machine \"{kiosk}\""),
                                 {{"county", page.county}, {"kiosk", page.kiosk_name}});
  return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>" + escaped(title) +
         "</title><style>" + kStyle + "</style></head><body><h1>" + escaped(title) + "</h1>" +
         "<p class=\"code\">" + escaped(page.code) + "</p>" + qr_as_svg(page.squares) + "<ol>" +
         item(tr("On the new machine, scan this code or type the characters above")) +
         item(fill(tr("The county's address is {address}"), {{"address", page.address}})) +
         item(fill(tr("One machine, once, until {time}"), {{"time", to_iso(page.valid_until)}})) +
         item(tr("Do not hand this page on; after use it is worth nothing")) +
         "</ol></body></html>\n";
}

}  // namespace outreach::county
