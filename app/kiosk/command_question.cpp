// question: words left for the county, sealed before they are kept; and its answer, looked up.
#include <string>
#include <unistd.h>

#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "app/kiosk/print_job.h"
#include "app/kiosk/printer_at.h"
#include "app/kiosk/records.h"
#include "app/kiosk/seal_question.h"
#include "app/kiosk/slip_of.h"
#include "platform/crypto/secret.h"
#include "platform/json/json.h"
#include "sync/client/answer_look_up.h"
#include "sync/client/enrolment.h"
#include "sync/protocol/answer.h"
#include "sync/protocol/question.h"

namespace outreach::kiosk {
namespace {

// A line that holds only this ends a question, as in mail since 1971; one that holds only the other
// is followed by how to reach who asked.
constexpr std::string_view kEndLine = ".";
constexpr std::string_view kContactLine = "--contact";

struct SecretWords {
  crypto::SecretBytes question;
  crypto::SecretBytes contact;
  bool is_last = false;  // the input ended
};

Result<SecretWords> room_for_words() {
  auto question = crypto::SecretBytes::make(protocol::kQuestionBytesMax);
  auto contact = crypto::SecretBytes::make(protocol::kContactBytesMax);
  if (!question || !contact) {
    return question ? contact.error() : question.error();
  }
  return SecretWords{std::move(*question), std::move(*contact)};
}

// A line more, as part of the same text.
Result<void> add_line(crypto::SecretBytes& to, ByteView line) {
  if (line.empty()) {
    return {};
  }
  if (to.size() > 0) {
    if (auto added = to.append(bytes_of("\n")); !added) {
      return added;
    }
  }
  return to.append(line);
}

Error in_words(const Error& error) {
  return error.code == ErrorCode::TooLarge
             ? Error{ErrorCode::TooLarge, "a question may have " +
                                              std::to_string(protocol::kQuestionBytesMax) +
                                              " bytes, how to reach somebody " +
                                              std::to_string(protocol::kContactBytesMax) +
                                              "; nothing was saved, make it shorter"}
             : error;
}

// Reads one question. Every byte of it goes from the kernel into locked memory and nowhere else.
Result<SecretWords> read_words(int input) {
  auto words = room_for_words();
  auto line = crypto::SecretBytes::make(protocol::kQuestionBytesMax);
  if (!words || !line) {
    return words ? line.error() : words.error();
  }
  crypto::SecretBytes* into = &words->question;
  while (!words->is_last) {
    const auto ended = crypto::read_secret_line(input, *line);
    if (!ended) {
      return in_words(ended.error());
    }
    words->is_last = *ended;
    if (line->text() == kEndLine) {
      break;
    }
    if (line->text() == kContactLine) {
      into = &words->contact;
    } else if (auto added = add_line(*into, line->view()); !added) {
      return in_words(added.error());
    }
  }
  return words;
}

Result<journal::Sequence> outing_now(journal::Journal& journal) {
  const auto open = journal::open_outing(journal.database());
  if (!open) {
    return open.error();
  }
  return *open && (*open)->chain == journal.chain_number() ? (*open)->sequence
                                                           : journal::Sequence{0};
}

struct Kept {
  journal::Sequence sequence = 0;
  domain::Receipt receipt;  // told once, and kept nowhere
};

Result<Kept> keep(const SecretWords& words, const Options& options, Records& records,
                  const crypto::PublicKey& casework) {
  auto sealed = seal_for_county(options.topic, words.question.view(), words.contact.view(),
                                casework, records.random);
  if (!sealed) {
    return sealed.error();
  }
  const auto outing = outing_now(*records.journal);
  if (!outing) {
    return outing.error();
  }
  const std::array draft{journal::Draft{
      {std::move(sealed->question), domain::kStaffSelfService, std::nullopt}, *outing}};
  const auto appended = records.journal->append(draft);
  if (!appended) {
    return with_advice(appended.error());
  }
  return Kept{appended->front().sequence, sealed->receipt};
}

// The receipt was told already: without paper it is written down.
void hand_receipt(const Options& options, const std::string& county,
                  const domain::Receipt& receipt) {
  auto picture =
      set_slip(receipt_slip(county, receipt), dots_of_paper(options.paper), assets_folder());
  const auto printed = picture ? put_on_paper(options, *picture) : picture.error();
  if (picture) {
    wipe(*picture);
  }
  if (!printed) {
    complain({printed.error().code,
              "the question is saved, but its receipt is not on paper, so write it down: " +
                  printed.error().context});
  }
}

Result<crypto::PublicKey> casework_key(const Options& options, Files& files) {
  const auto grant = client::load_grant(options.data, files);
  if (!grant) {
    return grant.error();
  }
  if (!*grant) {
    return Error{ErrorCode::Refused,
                 "questions are sealed to the county, and this kiosk knows none yet: "
                 "outreach-kiosk enrol --county URL --code CODE"};
  }
  if (!(*grant)->document.casework_key) {
    return Error{ErrorCode::Refused,
                 "the county had no casework key when this kiosk was enrolled, so nobody could "
                 "open a question; have the county make one (outreach-county casework create) and "
                 "enrol again"};
  }
  return *(*grant)->document.casework_key;
}

// From standard input, not from the command line: other users of the machine see that.
Result<domain::Receipt> read_receipt() {
  constexpr std::size_t kTypedBytesMax = 100;
  auto typed = crypto::SecretBytes::make(kTypedBytesMax);
  if (!typed) {
    return typed.error();
  }
  const auto ended = crypto::read_secret_line(STDIN_FILENO, *typed);
  if (!ended && ended.error().code != ErrorCode::TooLarge) {
    return ended.error();
  }
  const auto receipt = ended ? domain::Receipt::read(typed->text()) : std::nullopt;
  if (!receipt) {
    return Error{ErrorCode::InvalidInput,
                 "this is no receipt: it has twelve digits, and one of them is wrong or missing"};
  }
  return *receipt;
}

std::string answer_words(const protocol::AnswerWords& answer) {
  const std::string day = to_iso(answer.date);
  switch (answer.state) {
    case protocol::AnswerState::Accepted:
      return "accepted on " + day + ": " + (answer.office.empty() ? "the county" : answer.office) +
             " has it";
    case protocol::AnswerState::PassedOn:
      return "passed on to " + answer.office + " on " + day;
    case protocol::AnswerState::Answered:
      break;
  }
  return "answered on " + day + (answer.office.empty() ? "" : " by " + answer.office) + ":\n" +
         answer.answer;
}

Json answer_json(const protocol::AnswerWords& answer) {
  Json json = Json::object();
  json["state"] = protocol::code_of(answer.state);
  json["date"] = to_iso(answer.date);
  json["office"] = answer.office.empty() ? Json(nullptr) : Json(answer.office);
  json["answer"] = answer.answer.empty() ? Json(nullptr) : Json(answer.answer);
  return json;
}

}  // namespace

int look_up(const Options& options) {
  SystemFiles files;
  const auto casework = casework_key(options, files);
  if (!casework) {
    return complain(casework.error());
  }
  const auto grant = client::load_grant(options.data, files);
  if (!grant) {
    return complain(grant.error());
  }
  const auto receipt = read_receipt();
  if (!receipt) {
    return complain(receipt.error());
  }
  const auto answer = client::look_up_answer(
      pack_store(options.data, protocol::kAnswersPack, *grant, files), *receipt, *casework);
  if (!answer) {
    return complain(answer.error());
  }
  print(options.json ? write_json_indented(answer_json(*answer)) : answer_words(*answer));
  return kExitDone;
}

int question(const Options& options) {
  auto records = Records::open(options);
  if (!records) {
    return complain(records.error());
  }
  const auto catalogue = load_catalogue(options.data, (*records)->files);
  if (!options.topic.empty() && catalogue && catalogue->topic(options.topic) == nullptr) {
    return complain({ErrorCode::InvalidInput,
                     "the county's list has no topic '" + options.topic + "'; nothing was saved"});
  }
  const auto casework = casework_key(options, (*records)->files);
  if (!casework) {
    return complain(casework.error());
  }
  speak_on_paper(options, (*records)->files);
  bool has_saved = false;
  while (true) {
    const auto words = read_words(STDIN_FILENO);
    if (!words) {
      return complain(words.error());
    }
    if (words->question.size() > 0) {
      const auto kept = keep(*words, options, **records, *casework);
      if (!kept) {
        return complain(kept.error());
      }
      print("saved as entry " + std::to_string(kept->sequence) +
            ", sealed: nobody here can read it again; the receipt that opens the answer is told "
            "this once: " +
            kept->receipt.grouped());
      std::fflush(stdout);
      if (!options.printer.empty()) {
        hand_receipt(options, catalogue ? catalogue->county : std::string(), kept->receipt);
      }
      has_saved = true;
    }
    if (words->is_last) {
      return has_saved
                 ? kExitDone
                 : complain({ErrorCode::InvalidInput, "there were no words; nothing was saved"});
    }
  }
}

}  // namespace outreach::kiosk
