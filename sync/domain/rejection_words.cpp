#include "sync/domain/rejection_words.h"

namespace outreach::domain {
namespace {

// Marks a message for the catalogues, as platform/text does for the screens.
constexpr const char* translatable(const char* english) {
  return english;
}

struct WhatAndRemedy {
  const char* what;
  const char* remedy;
};

WhatAndRemedy entry_for(Rejection reason) {
  switch (reason) {
    case Rejection::UnknownKind:
      return {translatable("The county must update first"),
              translatable("Update the county's program: it counts these by itself then")};
    case Rejection::UnknownOuting:
      return {
          translatable("Its outing is missing"),
          translatable("Wait for the kiosk's other records; they are counted when it is there")};
    case Rejection::BadTarget:
      return {translatable("It corrects something that is not there"),
              translatable("Ask the stall what was meant, and record it again")};
    case Rejection::Damaged:
      return {translatable("Damaged on this machine's disk"),
              translatable("Look for the kiosk's spare card or stick: it may have these whole")};
    case Rejection::BodyMissing:
      return {translatable("Its content did not come along"),
              translatable("Look for the kiosk's spare card or stick: it may have these whole")};
    case Rejection::TooLarge:
      return {translatable("Too long to be read"),
              translatable("Ask the stall what was meant, and record it again")};
    case Rejection::NotText:
    case Rejection::NotAnObject:
    case Rejection::MissingField:
    case Rejection::BadValue:
      break;
  }
  return {translatable("The county could not read it"),
          translatable("Call support: the kiosk's program wrote what it should not")};
}

}  // namespace

const char* words_of(Rejection reason) {
  return entry_for(reason).what;
}

const char* remedy_of(Rejection reason) {
  return entry_for(reason).remedy;
}

}  // namespace outreach::domain
