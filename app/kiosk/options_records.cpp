// The commands about the records themselves, and what is seldom done.
#include <CLI/CLI.hpp>

#include "app/kiosk/options_groups.h"

namespace outreach::kiosk {
namespace {

void add_question(CLI::App& app, Options& options) {
  CLI::App* question = add_task(
      app, "question", "Seal a question for the county: words on standard input, '.' ends one",
      options, Task::Question);
  question->add_option("--topic", options.topic, "Its topic, an id of the county's list");
  add_printer(*question, options);
  question->footer(
      "A line '--contact' is followed by how to reach who asked. The words are sealed to the "
      "county's casework key\nbefore they are kept; nobody at the kiosk can read them again. The "
      "receipt that is told opens the answer: look-up.\nWith --printer it is "
      "put on paper as well.");
  CLI::App* look_up = question->add_subcommand(
      "look-up", "Open the county's answer with the receipt, read from standard input");
  look_up->fallthrough();
  // The inner command's own callback would be called first, and overruled.
  question->callback(
      [&options, look_up] { options.task = look_up->parsed() ? Task::LookUp : Task::Question; });
}

void add_erase(CLI::App& app, Options& options, OptionWords& words) {
  CLI::App* erase =
      add_task(app, "erase", "Erase what one entry says, by law; its place and its count stay",
               options, Task::Erase);
  erase->add_option("SEQUENCE", options.sequence, "The entry's number, as export shows it")
      ->required()
      ->check(CLI::PositiveNumber);
  erase->add_option("--reason", words.erasure_reason, "Why")
      ->check(CLI::IsMember({"person_asked", "court_order", "recorded_by_mistake"}))
      ->capture_default_str();
  erase->add_option("--epoch", options.epoch, "Of an earlier epoch, in hexadecimal")
      ->type_name("HEX");
  erase->add_option("--staff", options.staff, "Who erases")->required();
}

void add_mirror(CLI::App& app, Options& options, OptionWords& words) {
  CLI::App* mirror = add_task(
      app, "mirror", "Keep a second copy of the records on another medium, such as an SD card",
      options, Task::Mirror);
  CLI::Option* folder =
      mirror->add_option("DIR", words.mirror, "A folder on that medium, which must be there");
  mirror->add_flag("--same-disk", options.same_disk,
                   "Allow a folder on the records' own disk, such as another partition: it saves "
                   "nothing when that disk fails");
  mirror->add_flag("--off", options.mirror_off, "Write no mirror any more")->excludes(folder);
  CLI::App* recover =
      add_task(app, "recover", "Rebuild lost records from their mirror; --data says where", options,
               Task::Recover);
  recover->add_option("--from", words.mirror, "The mirror's folder")->required()->type_name("DIR");
  recover->add_option("--kiosk", options.kiosk, "Which kiosk's, where the mirror holds several")
      ->type_name("HEX");
}

void add_packs(CLI::App& app, Options& options, OptionWords& words) {
  CLI::App* packs =
      add_task(app, "packs", "Which content is installed, which was before, until when it is good",
               options, Task::Packs);
  packs->add_option("--name", words.pack_name, "Of the pack that is meant")
      ->check(CLI::IsMember({"content", "answers"}))
      ->capture_default_str()
      ->type_name("content|answers");
  CLI::Option* back = packs->add_flag("--roll-back", options.roll_back,
                                      "Put the version before back; again, the later one");
  packs
      ->add_option("--install", words.pack_folder,
                   "Install the pack in this folder, as `outreach-county publish --carry` (of "
                   "answers, `answer publish --carry`) wrote it")
      ->excludes(back)
      ->type_name("DIR");
}

}  // namespace

void add_record_commands(CLI::App& app, Options& options, OptionWords& words) {
  add_question(app, options);
  add_erase(app, options, words);
  add_mirror(app, options, words);
  add_packs(app, options, words);
  add_task(app, "supervisor-pin", "Set the supervisor's PIN, read from standard input", options,
           Task::SupervisorPin);
}

}  // namespace outreach::kiosk
