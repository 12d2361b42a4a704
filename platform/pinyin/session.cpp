#include "platform/pinyin/session.h"

#include <atomic>
#include <cstring>
#include <dlfcn.h>
#include <rime_api.h>
#include <utility>

namespace outreach {
namespace {

constexpr const char* kLibrary = "librime.so.1";
constexpr const char* kSchema = "outreach";
constexpr int kBackSpace = 0xff08;  // as in X11's keysyms, which librime takes
constexpr int kNoModifiers = 0;
// Of glog, whose worst is 3: librime would log letters, and to files.
constexpr int kNothingIsLogged = 4;
// Where librime might want to write. Not a folder, and never one, so nothing can be made in it.
constexpr const char* kNowhere = "/dev/null";

std::atomic<bool>& library_is_open() {
  static std::atomic<bool> is_open = false;
  return is_open;
}

// Loaded at first use and kept: with what it brings, librime takes 5 MB and some milliseconds that
// a kiosk without its keyboard need not spend. Nullptr where it is not installed.
const RimeApi* loaded_api() {
  static const RimeApi* const api = []() -> const RimeApi* {
    void* library = ::dlopen(kLibrary, RTLD_LAZY | RTLD_LOCAL);
    void* get = library == nullptr ? nullptr : ::dlsym(library, "rime_get_api");
    return get == nullptr ? nullptr : reinterpret_cast<decltype(&rime_get_api)>(get)();
  }();
  return api;
}

// While a library or a session is open.
const RimeApi& rime() {
  return *loaded_api();
}

// librime takes pointers to what it is told, and may keep them.
RimeTraits traits_for(const char* data) {
  // No "levers", which deploy and write, and no plug-ins that a machine may have.
  static const char* modules[] = {"core", "dict", "gears", nullptr};
  RimeTraits traits{};
  RIME_STRUCT_INIT(RimeTraits, traits);
  traits.shared_data_dir = kNowhere;
  traits.user_data_dir = kNowhere;
  traits.prebuilt_data_dir = data;
  traits.staging_dir = data;
  traits.distribution_name = "outreach";
  traits.distribution_code_name = "outreach";
  traits.distribution_version = "1";
  traits.app_name = "rime.outreach";
  traits.modules = modules;
  traits.min_log_level = kNothingIsLogged;
  traits.log_dir = kNowhere;
  return traits;
}

// Its logging may be set up once in a process, by whoever comes first.
void set_up_logging(RimeTraits& traits) {
  static const bool done = [&] {
    rime().setup(&traits);
    return true;
  }();
  static_cast<void>(done);
}

std::uintptr_t new_session() {
  const RimeSessionId session = rime().create_session();
  if (session != 0) {
    rime().select_schema(session, kSchema);
  }
  return session;
}

// What librime returns are copies; they are overwritten before it frees them.
void overwrite_copy(char* text) {
  if (text != nullptr) {
    explicit_bzero(text, std::strlen(text));
  }
}

void free_context(RimeContext& context) {
  overwrite_copy(context.composition.preedit);
  overwrite_copy(context.commit_text_preview);
  for (int i = 0; i < context.menu.num_candidates; ++i) {
    overwrite_copy(context.menu.candidates[i].text);
  }
  rime().free_context(&context);
}

}  // namespace

void overwrite(std::string& text) {
  text.resize(text.capacity());
  explicit_bzero(text.data(), text.size());
  text.clear();
}

void overwrite(std::vector<std::string>& texts) {
  for (std::string& text : texts) {
    overwrite(text);
  }
  texts.clear();
}

Result<std::unique_ptr<RimeLibrary>> RimeLibrary::open(const Path& data) {
  if (loaded_api() == nullptr) {
    return Error{ErrorCode::NotFound, std::string("opening Pinyin: ") + kLibrary};
  }
  if (library_is_open().exchange(true)) {
    return Error{ErrorCode::Refused, "opening Pinyin: another engine is open"};
  }
  std::unique_ptr<RimeLibrary> library(new RimeLibrary(data.string()));
  RimeTraits traits = traits_for(library->data_.c_str());
  set_up_logging(traits);
  rime().initialize(&traits);
  return library;
}

RimeLibrary::~RimeLibrary() {
  rime().finalize();
  library_is_open() = false;
}

Result<std::unique_ptr<RimeSession>> RimeSession::open() {
  std::unique_ptr<RimeSession> session(new RimeSession(new_session()));
  // It says nothing of data that it cannot read; it then has no candidates.
  session->type('a');
  if (session->candidates(1).empty()) {
    return Error{ErrorCode::Corrupt, "opening Pinyin: librime has no candidates from its data"};
  }
  session->clear();
  return session;
}

RimeSession::~RimeSession() {
  rime().destroy_session(session_);
}

void RimeSession::type(char letter) {
  rime().process_key(session_, letter, kNoModifiers);
}

bool RimeSession::erase() {
  const char* input = rime().get_input(session_);
  const std::size_t before = input == nullptr ? 0 : std::strlen(input);
  rime().process_key(session_, kBackSpace, kNoModifiers);
  input = rime().get_input(session_);
  return input != nullptr && std::strlen(input) + 1 == before;
}

bool RimeSession::choose(std::size_t candidate) {
  return rime().select_candidate(session_, candidate) != False;
}

void RimeSession::clear() {
  rime().clear_composition(session_);
}

void RimeSession::renew() {
  // In this order the two share the dictionary in memory, and it is not read again.
  const std::uintptr_t next = new_session();
  rime().destroy_session(session_);
  session_ = next;
}

std::string RimeSession::rest() const {
  RimeContext context{};
  RIME_STRUCT_INIT(RimeContext, context);
  std::string rest;
  if (rime().get_context(session_, &context) != False) {
    if (context.composition.preedit != nullptr) {
      rest = context.composition.preedit + context.composition.sel_start;
    }
    free_context(context);
  }
  return rest;
}

std::vector<std::string> RimeSession::candidates(std::size_t limit) const {
  std::vector<std::string> found;
  RimeCandidateListIterator candidate{};
  if (rime().candidate_list_begin(session_, &candidate) != False) {
    while (found.size() < limit && rime().candidate_list_next(&candidate) != False) {
      found.emplace_back(candidate.candidate.text);
      overwrite_copy(candidate.candidate.text);
    }
    rime().candidate_list_end(&candidate);
  }
  return found;
}

}  // namespace outreach
