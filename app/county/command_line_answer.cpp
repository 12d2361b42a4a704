#include "app/county/command_line_answer.h"

#include <CLI/CLI.hpp>

#include "app/county/typed_date.h"
#include "platform/base/time.h"

namespace outreach::county {
namespace {

constexpr const char* kList = "list";
constexpr const char* kGive = "give";
constexpr const char* kPublish = "publish";

CLI::App* add_answer_command(CLI::App& answer, const char* name, const char* about,
                             TypedAnswer& typed) {
  CLI::App* command = answer.add_subcommand(name, about);
  command->callback([&typed, name] { typed.what = name; });
  command->add_option("--data", typed.data, "The county's data folder")
      ->required()
      ->type_name("FOLDER");
  command->add_flag("--json", typed.json, "Print JSON, for programs");
  return command;
}

void add_key(CLI::App* command, TypedAnswer& typed) {
  command
      ->add_option("--key", typed.key_file,
                   "Where publishing.key is, when it is not kept in the county's folder")
      ->type_name("FILE");
}

void describe_give(CLI::App& answer, TypedAnswer& typed) {
  CLI::App* give = add_answer_command(
      answer, kGive,
      "Answer one, sealed to the receipt of who asked, and publish it; needs the passphrase",
      typed);
  give->add_option("QUESTION", typed.question, "Its name, as `answer list` and `questions` show it")
      ->required();
  give->add_option("--state", typed.state,
                   "answered: with the words; accepted: the office has it; passed_on: to --office")
      ->check(CLI::IsMember({"answered", "accepted", "passed_on"}))
      ->type_name("answered|accepted|passed_on");
  give->add_option("--text", typed.text,
                   "The words of `answered`, in UTF-8; - reads standard input (after the "
                   "passphrase's line, where that comes from there too)")
      ->type_name("FILE");
  give->add_option("--office", typed.office, "Who answers, or who has it now")->type_name("NAME");
  give->add_option("--date", typed.date, "The office's day; else today")->type_name("DATE");
  give->add_option("--passphrase-file", typed.passphrase_file,
                   "Its first line is the passphrase; - reads standard input. Asked for at the "
                   "terminal without this")
      ->type_name("FILE");
  add_key(give, typed);
}

}  // namespace

void describe_answer(CLI::App& app, TypedAnswer& typed) {
  CLI::App* answer =
      app.add_subcommand("answer", "Answer residents' questions; kiosks carry every answer");
  answer->require_subcommand(1);
  add_answer_command(*answer, kList,
                     "Which questions wait for an answer, the oldest first, with the days left; "
                     "opens none of them",
                     typed)
      ->add_flag("--all", typed.all, "Also those that are answered");
  describe_give(*answer, typed);
  CLI::App* publish = add_answer_command(
      *answer, kPublish,
      "Publish the answers anew: to kiosks without a network, or before they expire", typed);
  add_key(publish, typed);
  publish->add_option("--expires", typed.expires, "The last day they are good for; else a year")
      ->type_name("DATE");
  publish->add_option("--version", typed.version,
                      "Its number, when kiosks know higher ones than this county does any more");
  publish
      ->add_option("--carry", typed.carry,
                   "Also write them there as plain files, for kiosks without a network")
      ->type_name("FOLDER");
}

std::optional<Result<Command>> read_answer_command(const TypedAnswer& typed) {
  if (typed.what == kList) {
    return Command(AnswerListCommand{typed.data, typed.all, typed.json});
  }
  if (typed.what == kGive) {
    const auto date = read_date(typed.date, "--date");
    if (!date) {
      return date.error();
    }
    const auto state = protocol::answer_state_from(typed.state);
    return Command(AnswerGiveCommand{
        typed.data, typed.question, state.value_or(protocol::AnswerState::Answered), typed.office,
        *date, typed.text, typed.passphrase_file, typed.key_file, typed.json});
  }
  if (typed.what == kPublish) {
    const auto expires = read_date(typed.expires, "--expires");
    if (!expires) {
      return expires.error();
    }
    return Command(AnswerPublishCommand{typed.data, typed.key_file, *expires, typed.version,
                                        typed.carry, typed.json});
  }
  return std::nullopt;
}

}  // namespace outreach::county
