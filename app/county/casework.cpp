#include "sync/ledger/casework.h"

#include <string>

#include "app/county/commands.h"
#include "app/county/output.h"
#include "app/county/passphrase.h"
#include "app/county/question_words.h"
#include "app/county/reading.h"
#include "platform/json/json.h"
#include "sync/ledger/keys.h"

// The question desk: the key that opens residents' words, and the words: of questions, and besides
// a face.
namespace outreach::county {
namespace {

Json json_of_opened(const ledger::HeldQuestion& question) {
  Json json = json_of_question(question);
  json["question"] = question.words ? Json(question.words->question) : Json(nullptr);
  json["contact"] =
      question.words && question.words->contact ? Json(*question.words->contact) : Json(nullptr);
  json["trouble"] = text_or_null(question.trouble);
  return json;
}

std::string text_of_question(const ledger::HeldQuestion& question) {
  std::string text = line_of_question(question) + "\n";
  if (!question.words) {
    return text + "  no words: " + question.trouble + "\n\n";
  }
  text += question.words->question + "\n";
  if (question.words->contact) {
    text += "contact: " + *question.words->contact + "\n";
  }
  return text + "\n";
}

Json json_of_words(const ledger::HeldRatingWords& held) {
  Json json = Json::object();
  json["kiosk_name"] = held.kiosk_name;
  json["day"] = held.day;
  json["place"] = text_or_null(held.place);
  json["rated"] = domain::code_of(held.rated);
  json["face"] = domain::code_of(held.face);
  json["words"] = held.words ? Json(*held.words) : Json(nullptr);
  json["trouble"] = text_or_null(held.trouble);
  return json;
}

std::string text_of_words(const ledger::HeldRatingWords& held) {
  return held.day + (held.place.empty() ? "" : " " + held.place) + "  " + held.kiosk_name + "  " +
         std::string(domain::code_of(held.rated)) + ": " + std::string(domain::code_of(held.face)) +
         "\n" + (held.words ? *held.words : "  no words: " + held.trouble) + "\n\n";
}

struct OpenedDesk {
  Reading reading;
  crypto::SealingKey casework;
};

Result<OpenedDesk> open_desk(const Path& data, const std::string& passphrase_file,
                             const Machine& machine) {
  auto reading = open_for_reading(data, machine.files);
  if (!reading) {
    return reading.error();
  }
  const auto passphrase = read_passphrase(passphrase_file, PassphraseUse::Open, machine.files);
  if (!passphrase) {
    return passphrase.error();
  }
  auto key = ledger::unlock_casework_key(data, passphrase->view(), machine.files);
  if (!key) {
    return key.error();
  }
  return OpenedDesk{*std::move(reading), *std::move(key)};
}

}  // namespace

ExitCode run(const CaseworkCreateCommand& command, const Machine& machine) {
  const auto keys = ledger::load_keys(command.data, machine.files);
  if (!keys) {
    return fail(keys.error());
  }
  if (keys->casework) {
    return fail({ErrorCode::AlreadyExists,
                 command.data.string() +
                     " has a casework key already: questions are sealed to it, so it is kept"});
  }
  const auto passphrase =
      read_passphrase(command.passphrase_file, PassphraseUse::Choose, machine.files);
  if (!passphrase) {
    return fail(passphrase.error());
  }
  const auto made =
      ledger::create_casework_key(command.data, passphrase->view(), machine.files, machine.random);
  if (!made) {
    return fail(made.error());
  }
  print(kCaseworkKeyMade);
  return ExitCode::Done;
}

ExitCode run(const QuestionsCommand& command, const Machine& machine) {
  auto desk = open_desk(command.data, command.passphrase_file, machine);
  if (!desk) {
    return fail(desk.error());
  }
  const auto questions = ledger::held_questions(desk->reading.database, desk->casework);
  if (!questions) {
    return fail(questions.error());
  }
  if (command.json) {
    Json json = Json::object();
    json["county"] = desk->reading.county;
    json["questions"] = Json::array();
    for (const ledger::HeldQuestion& question : *questions) {
      json["questions"].push_back(json_of_opened(question));
    }
    print(write_json_indented(json));
    return ExitCode::Done;
  }
  std::string text = questions->empty() ? "No question has arrived yet.\n" : "";
  for (const ledger::HeldQuestion& question : *questions) {
    text += text_of_question(question);
  }
  print(text);
  return ExitCode::Done;
}

ExitCode run(const RatingWordsCommand& command, const Machine& machine) {
  auto desk = open_desk(command.data, command.passphrase_file, machine);
  if (!desk) {
    return fail(desk.error());
  }
  const auto all = ledger::held_rating_words(desk->reading.database, desk->casework);
  if (!all) {
    return fail(all.error());
  }
  if (command.json) {
    Json json = Json::object();
    json["county"] = desk->reading.county;
    json["words"] = Json::array();
    for (const ledger::HeldRatingWords& held : *all) {
      json["words"].push_back(json_of_words(held));
    }
    print(write_json_indented(json));
    return ExitCode::Done;
  }
  std::string text = all->empty() ? "Nobody has said more than a face yet.\n" : "";
  for (const ledger::HeldRatingWords& held : *all) {
    text += text_of_words(held);
  }
  print(text);
  return ExitCode::Done;
}

}  // namespace outreach::county
