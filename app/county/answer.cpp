#include <algorithm>
#include <string>
#include <unistd.h>
#include <utility>

#include "app/county/commands.h"
#include "app/county/output.h"
#include "app/county/passphrase.h"
#include "app/county/publishing.h"
#include "app/county/question_words.h"
#include "app/county/reading.h"
#include "platform/base/text.h"
#include "platform/json/json.h"
#include "sync/ledger/answers.h"
#include "sync/ledger/pack_shelf.h"

// Answers to residents' questions: what waits for one, giving one, and its way to the kiosks.
namespace outreach::county {
namespace {

constexpr const char* kStandardInput = "-";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Error too_long() {
  return {ErrorCode::TooLarge, "an answer may have " + std::to_string(protocol::kAnswerBytesMax) +
                                   " bytes; nothing was changed, make it shorter"};
}

// As editors write it: a mark of the byte order at the start and carriage returns are no words.
std::string words_in(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  std::string words;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r' || at + 1 == text.size() || text[at + 1] != '\n') {
      words.push_back(text[at]);
    }
  }
  return std::string(trimmed(words));
}

Result<std::string> read_words(const std::string& source, Files& files) {
  // Room for what words_in() takes away: a carriage return for each line.
  constexpr std::size_t kReadMax = 2 * protocol::kAnswerBytesMax;
  if (source != kStandardInput) {
    const auto content = files.read(source, kReadMax);
    if (!content) {
      return content.error().code == ErrorCode::TooLarge ? too_long() : content.error();
    }
    return words_in(text_of(*content));
  }
  auto content = crypto::SecretBytes::make(kReadMax);
  if (!content) {
    return content.error();
  }
  if (auto read = crypto::read_secret(STDIN_FILENO, *content); !read) {
    return read.error().code == ErrorCode::TooLarge ? too_long() : read.error();
  }
  return words_in(content->text());
}

// To a person who is about to type an answer.
Result<void> show_question(sqlite::Database& database, const crypto::SealingKey& casework,
                           const crypto::PublicKey& answer_key) {
  const auto questions = ledger::held_questions(database, casework);
  if (!questions) {
    return questions.error();
  }
  for (const ledger::HeldQuestion& question : *questions) {
    if (question.answer_key == answer_key) {
      complain(line_of_question(question));
      complain(question.words ? question.words->question : "no words: " + question.trouble);
    }
  }
  complain("\nThe answer; Ctrl-D on a line of its own ends it:");
  return {};
}

struct Given {
  crypto::PublicKey answer_key{};
  protocol::AnswerWords words;
};

// What is to be sealed. The passphrase is what tells the question desk from whoever else may use
// this machine: who may not read questions answers none.
Result<Given> read_given(const AnswerGiveCommand& command, const Machine& machine) {
  auto reading = open_for_reading(command.data, machine.files);
  if (!reading) {
    return reading.error();
  }
  const auto key = ledger::find_answer_key(reading->database, command.question);
  if (!key) {
    return key.error();
  }
  const auto passphrase =
      read_passphrase(command.passphrase_file, PassphraseUse::Open, machine.files);
  if (!passphrase) {
    return passphrase.error();
  }
  const auto casework =
      ledger::unlock_casework_key(command.data, passphrase->view(), machine.files);
  if (!casework) {
    return casework.error();
  }
  Given given{*key,
              {command.state,
               command.date.value_or(china_date(machine.clock.now().wall)),
               std::string(trimmed(command.office)),
               {}}};
  if (command.state != protocol::AnswerState::Answered) {
    return given;
  }
  if (command.text_file == kStandardInput && isatty(STDIN_FILENO) != 0) {
    if (auto shown = show_question(reading->database, *casework, *key); !shown) {
      return shown.error();
    }
  }
  auto words = read_words(command.text_file, machine.files);
  if (!words) {
    return words.error();
  }
  given.words.answer = *std::move(words);
  return given;
}

// What has waited longest comes first, so that the least time left is on top.
ledger::AskedQuestions oldest_first(ledger::AskedQuestions asked) {
  std::stable_sort(asked.questions.begin(), asked.questions.end(),
                   [](const ledger::AskedQuestion& a, const ledger::AskedQuestion& b) {
                     return asked_on(a.question) < asked_on(b.question);
                   });
  return asked;
}

Json json_of_asked(const ledger::AskedQuestion& asked, Date today) {
  Json json = json_of_question(asked.question);
  json["asked_on"] = to_iso(asked_on(asked.question));
  json["days_left"] = asked.waits() ? Json(days_left(asked.question, today)) : Json(nullptr);
  json["state"] = asked.state ? Json(protocol::code_of(*asked.state)) : Json(nullptr);
  json["state_date"] = asked.state ? Json(to_iso(asked.date)) : Json(nullptr);
  return json;
}

std::string line_with_state(const ledger::AskedQuestion& asked, Date today) {
  const std::string left =
      asked.waits() ? "  " + days_left_words(days_left(asked.question, today)) : "";
  const std::string state =
      asked.state ? std::string(protocol::code_of(*asked.state)) + " " + to_iso(asked.date)
                  : std::string("waits");
  return line_of_question(asked.question) + "  " + state + left + "\n";
}

std::string asked_words(const AnswerListCommand& command, const ledger::AskedQuestions& asked,
                        Date today) {
  std::string text;
  for (const ledger::AskedQuestion& question : asked.questions) {
    text += command.all || question.waits() ? line_with_state(question, today) : "";
  }
  if (text.empty()) {
    text = "No question waits for an answer.\n";
  }
  if (asked.without_receipt > 0) {
    text += std::to_string(asked.without_receipt) +
            " more were left without a receipt: no answer can reach who asked them here.\n";
  }
  return text;
}

void say_answers_published(bool json, const protocol::PackManifest& manifest, Json said,
                           const std::string& before) {
  if (json) {
    said["answers_version"] = manifest.version;
    said["answers_bytes"] = manifest.bytes();
    said["expires_at"] = to_iso(manifest.expires_at);
    print(write_json_indented(said));
    return;
  }
  print(before + "answers version " + std::to_string(manifest.version) + " is published, " +
        size_words(manifest.bytes()) + ". Kiosks take it with their next receipt.");
}

}  // namespace

ExitCode run(const AnswerListCommand& command, const Machine& machine) {
  auto reading = open_for_reading(command.data, machine.files);
  if (!reading) {
    return fail(reading.error());
  }
  auto asked = ledger::asked_questions(reading->database, command.data, machine.files);
  if (!asked) {
    return fail(asked.error());
  }
  const ledger::AskedQuestions questions = oldest_first(*std::move(asked));
  const Date today = china_date(machine.clock.now().wall);
  if (!command.json) {
    print(asked_words(command, questions, today));
    return ExitCode::Done;
  }
  Json json = Json::object();
  json["county"] = reading->county;
  json["without_receipt"] = questions.without_receipt;
  json["questions"] = Json::array();
  for (const ledger::AskedQuestion& question : questions.questions) {
    if (command.all || question.waits()) {
      json["questions"].push_back(json_of_asked(question, today));
    }
  }
  print(write_json_indented(json));
  return ExitCode::Done;
}

ExitCode run(const AnswerGiveCommand& command, const Machine& machine) {
  // First of all: an answer that no kiosk can be told of is not asked for.
  const auto key = open_publishing_key(command.data, command.key_file, machine);
  if (!key) {
    return fail(key.error());
  }
  const auto given = read_given(command, machine);
  if (!given) {
    return fail(given.error());
  }
  const auto lock = lock_publishing(command.data);
  if (!lock) {
    return fail(lock.error());
  }
  if (auto kept = ledger::keep_answer(command.data, given->words, given->answer_key, machine.files,
                                      machine.random);
      !kept) {
    return fail(kept.error());
  }
  const WallTime now = machine.clock.now().wall;
  const auto life = pack_life(std::nullopt, now);
  const auto published =
      ledger::publish_answers(command.data, {life->made, life->expires, 0}, *key, machine.files);
  if (!published) {
    Error error = published.error();
    error.context =
        "the answer is kept, but kiosks hear of it only after `outreach-county answer "
        "publish`: " +
        error.context;
    return fail(error);
  }
  Json said = Json::object();
  said["name"] = ledger::question_name(given->answer_key);
  said["answer_key"] = to_hex(given->answer_key);
  said["state"] = protocol::code_of(given->words.state);
  say_answers_published(command.json, *published, std::move(said),
                        ledger::question_name(given->answer_key) + " is " +
                            std::string(protocol::code_of(given->words.state)) + "; ");
  return ExitCode::Done;
}

ExitCode run(const AnswerPublishCommand& command, const Machine& machine) {
  const auto life = pack_life(command.expires, machine.clock.now().wall);
  if (!life) {
    return fail(life.error());
  }
  const auto publishing = begin_publishing(command.data, command.key_file, machine);
  if (!publishing) {
    return fail(publishing.error());
  }
  const auto published = ledger::publish_answers(
      command.data, {life->made, life->expires, command.version}, publishing->key, machine.files);
  if (!published) {
    return fail(published.error());
  }
  if (!command.carry.empty()) {
    const ledger::PackShelf shelf(command.data, machine.files);
    if (auto carried = shelf.write_to(protocol::kAnswersPack, command.carry); !carried) {
      return fail(carried.error());
    }
  }
  say_answers_published(command.json, *published, Json::object(), "");
  return ExitCode::Done;
}

}  // namespace outreach::county
