#include "platform/text/locale.h"

#include <cstdlib>
#include <libintl.h>
#include <locale.h>

namespace outreach {
namespace {

constexpr const char* kDomains[] = {"zh_CN", "en"};

struct State {
  MessageLanguage language = MessageLanguage::Chinese;
  locale_t locale = nullptr;
};

// The message that every catalogue has: facts about itself.
constexpr const char* kHeader = "";

State& state() {
  static State only;
  return only;
}

const char* message_in(const char* domain, const char* english) {
  const locale_t before = ::uselocale(state().locale);
  const char* words = ::dgettext(domain, english);
  ::uselocale(before);
  return words;
}

}  // namespace

// glibc looks messages up under the locale's name, and translates only where that is not "C". The
// built-in C.UTF-8 serves for both: its name is the folder, and the language is the text domain,
// which may change at any time.
void open_messages(const std::filesystem::path& folder) {
  ::unsetenv("LANGUAGE");  // would take the place of the locale's name
  if (state().locale == nullptr) {
    state().locale = ::newlocale(LC_ALL_MASK, "C.UTF-8", nullptr);
  }
  for (const char* domain : kDomains) {
    ::bindtextdomain(domain, folder.c_str());
    ::bind_textdomain_codeset(domain, "UTF-8");
    // A catalogue is read when its first message is wanted: now, not in the middle of a frame.
    message_in(domain, kHeader);
  }
}

void set_message_language(MessageLanguage language) {
  state().language = language;
}

MessageLanguage message_language() {
  return state().language;
}

const char* tr(const char* english) {
  if (state().locale == nullptr) {
    return english;
  }
  return message_in(kDomains[static_cast<int>(state().language)], english);
}

std::string fill(std::string_view text,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}', open);
    if (open == std::string_view::npos || close == std::string_view::npos) {
      break;
    }
    out += text.substr(0, open);
    const std::string_view name = text.substr(open + 1, close - open - 1);
    std::string_view value = text.substr(open, close - open + 1);
    for (const auto& [key, given] : values) {
      if (key == name) {
        value = given;
      }
    }
    out += value;
    text.remove_prefix(close + 1);
  }
  out += text;
  return out;
}

}  // namespace outreach
