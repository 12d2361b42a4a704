// Chinese by Pinyin inside the program: letters go in, hanzi come out. librime composes; the
// county's words are ours. What people here spell as they speak (n and l, z and zh, in and ing, f
// and hu, ...) is understood, and what is spelt exactly comes first among single hanzi.
//
// Nothing is learnt: the same letters give the same candidates, whoever chose what before. Nothing
// is written anywhere, and of the disk only the folder "pinyin" of the assets is read, by
// open_pinyin().
//
// What a person types is held in memory while it is composed. clear(), a finished choose() and the
// destructor overwrite our own copies and end librime's session, which then lets go of all of its.
// Not in our hands: librime frees its copies without overwriting them, the stack keeps what calls
// left on it, and text that choose() has returned is its caller's. A program that must leave
// nothing overwrites memory as it is freed (replace operator delete; librime's frees then go
// through it).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/files.h"

namespace outreach {

// On one page.
inline constexpr std::size_t kCandidatesShown = 7;
// Letters and apostrophes composed at once; more are ignored. A sentence of 12 hanzi has about 36.
// What is no syllables ("zhzhzh...") takes time that grows with the square: at 40 about a frame.
inline constexpr std::size_t kLettersMax = 40;
// Beyond this candidate nobody turns pages, and every key has to list them.
inline constexpr std::size_t kCandidatesMax = 350;
// County words beyond these are left out: each is looked at for every key.
inline constexpr std::size_t kCountyWordsMax = 2'000;
// Hanzi of a county word; longer ones are left out. 县人力资源和社会保障局 has 11.
inline constexpr std::size_t kCountyWordHanziMax = 32;

struct Composition {
  // What is chosen so far, then the letters that are not, split into syllables:
  // "村委会bu'gong'kai". Empty when nothing is composed.
  std::string shown;
  std::vector<std::string> candidates;  // of this page, at most kCandidatesShown, best first
  bool has_more = false;                // pages after this one
  bool has_before = false;
};

// Control thread. A key takes about a millisecond; no call opens a file.
class PinyinEngine {
 public:
  virtual ~PinyinEngine() = default;

  // As it is now; the reference stays good until the engine is gone, what it shows until the next
  // call.
  virtual const Composition& composition() const = 0;
  // One of a-z ("v" stands for ü), or an apostrophe between two syllables. Anything else is
  // ignored, and so is an apostrophe without a letter before it. Shows the first page.
  virtual void type(char letter_or_apostrophe) = 0;
  // Takes back what was done last: straight after a choice the choice, else the last letter. Where
  // no letter is left, the last choice is opened again. Shows the first page; nothing composed:
  // does nothing.
  virtual void erase() = 0;
  // To later (positive) or earlier pages; stops at the last and the first.
  virtual void turn_page(int by) = 0;
  // Takes a candidate of the shown page. Returns the whole text once no letter is left, which also
  // clears; empty while a rest is composed, whose candidates are then shown, and for a number that
  // no candidate has.
  virtual std::string choose(std::size_t candidate) = 0;
  // Forgets what is composed, as far as the head of this file says.
  virtual void clear() = 0;
};

// Reads the data from "pinyin" below `assets` and loads librime: 20 ms and more, and the disk, so
// not on the control thread; whose the engine is from then on. `county_words` are found besides the
// dictionary, and before it, when the letters spell one whole, exactly, as people here speak, or,
// from three letters on, by the first letters of its syllables; words of one hanzi, or with
// anything in them that has no Pinyin, are left out. They are places and departments, no secrets.
// NotFound without the data or librime, naming the file; Corrupt when librime cannot use it;
// Refused while another engine is open, because librime's state is the process's.
Result<std::unique_ptr<PinyinEngine>> open_pinyin(const Path& assets,
                                                  const std::vector<std::string>& county_words);

}  // namespace outreach
