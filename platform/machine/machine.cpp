#include "platform/machine/machine.h"

#include <algorithm>
#include <array>

#include "platform/base/bytes.h"
#include "platform/base/text.h"
#include "platform/crypto/crypto.h"

namespace outreach {

namespace {

// Before every value, so that the digest is of no use against other programs' digests of the same.
constexpr std::string_view kTag = "outreach machine mark 1";
constexpr std::size_t kDigestSize = 16;  // bytes; 2^64 machines until two are expected to agree
constexpr std::size_t kValueMax =
    4096;  // one page is the most that the kernel gives in such a file
constexpr std::size_t kShortestValue = 4;  // shorter are fillers: "0", "-", "N/A"
constexpr std::size_t kNameMax = 32;       // characters of a mark's name in the stored line
constexpr std::size_t kMarksMax = 32;      // in the stored line

struct Source {
  std::string_view name;
  std::string_view path;  // below the root
};
// The first file that says something gives the mark.
constexpr std::array kSources{
    Source{"machine-id", "etc/machine-id"},
    Source{"board-serial", "proc/device-tree/serial-number"},
    Source{"board-serial", "sys/firmware/devicetree/base/serial-number"},
    Source{"product-uuid", "sys/class/dmi/id/product_uuid"},
    Source{"product-board", "sys/class/dmi/id/board_serial"},
    Source{"card", "sys/block/mmcblk0/device/cid"},
};

// What makers and systems leave where a number belongs, in lower case. The last is one UUID that
// whole series of boards carry.
constexpr std::array<std::string_view, 13> kFillers{"none",
                                                    "default string",
                                                    "to be filled by o.e.m.",
                                                    "to be filled by o.e.m",
                                                    "not specified",
                                                    "not applicable",
                                                    "system serial number",
                                                    "base board serial number",
                                                    "0123456789",
                                                    "123456789",
                                                    "uninitialized",
                                                    "unknown",
                                                    "03000200-0400-0500-0006-000700080009"};

bool is_between(char letter, char first, char last) {
  return letter >= first && letter <= last;
}

// The device tree ends its texts with a NUL, and kernels disagree about upper case.
std::string tidied(std::string_view content) {
  std::string value(content.substr(0, content.find('\0')));
  value = trimmed(value);
  for (char& letter : value) {
    letter = static_cast<char>(is_between(letter, 'A', 'Z') ? letter - 'A' + 'a' : letter);
  }
  return value;
}

bool is_filler(const std::string& value) {
  std::string letters = value;
  std::erase_if(letters,
                [](char letter) { return letter == '-' || letter == ' ' || letter == ':'; });
  const bool one_letter_only = std::all_of(letters.begin(), letters.end(), [&letters](char letter) {
    return letter == letters.front();
  });
  return letters.size() < kShortestValue || one_letter_only ||
         std::find(kFillers.begin(), kFillers.end(), value) != kFillers.end();
}

std::string digest_of(std::string_view name, std::string_view value) {
  const ByteView end(reinterpret_cast<const std::uint8_t*>(""), 1);  // a NUL between the parts
  const crypto::Hash hash = crypto::Sha256()
                                .update(bytes_of(kTag))
                                .update(end)
                                .update(bytes_of(name))
                                .update(end)
                                .update(bytes_of(value))
                                .finish();
  return to_hex(ByteView(hash).first(kDigestSize));
}

const MachineMark* find(const MachineIdentity& identity, std::string_view name) {
  const auto mark = std::find_if(identity.begin(), identity.end(),
                                 [name](const MachineMark& each) { return each.name == name; });
  return mark != identity.end() ? &*mark : nullptr;
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= kNameMax &&
         std::all_of(text.begin(), text.end(), [](char letter) {
           return is_between(letter, 'a', 'z') || is_between(letter, '0', '9') || letter == '-';
         });
}

bool is_digest(std::string_view text) {
  return text.size() == 2 * kDigestSize && std::all_of(text.begin(), text.end(), [](char letter) {
           return is_between(letter, '0', '9') || is_between(letter, 'a', 'f');
         });
}

}  // namespace

MachineIdentity read_machine_identity(Files& files, const Path& root) {
  MachineIdentity identity;
  for (const Source& source : kSources) {
    if (find(identity, source.name) != nullptr) {
      continue;
    }
    const Result<Bytes> content = files.read(root / source.path, kValueMax);
    const std::string value = content ? tidied(text_of(*content)) : std::string();
    if (!is_filler(value)) {
      identity.push_back({std::string(source.name), digest_of(source.name, value)});
    }
  }
  return identity;
}

bool is_same_machine(const MachineIdentity& stored, const MachineIdentity& now) {
  return std::all_of(stored.begin(), stored.end(), [&now](const MachineMark& mark) {
    const MachineMark* present = find(now, mark.name);
    return present == nullptr || present->digest == mark.digest;
  });
}

std::string write_machine_identity(const MachineIdentity& identity) {
  std::string text;
  for (const MachineMark& mark : identity) {
    text += (text.empty() ? "" : " ") + mark.name + "=" + mark.digest;
  }
  return text;
}

std::optional<MachineIdentity> read_from_text(std::string_view text) {
  MachineIdentity identity;
  if (text.empty()) {
    return identity;
  }
  for (const std::string_view word : split(text, ' ')) {
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const std::string_view digest =
        equals != std::string_view::npos ? word.substr(equals + 1) : std::string_view();
    if (!is_name(name) || !is_digest(digest) || find(identity, name) != nullptr ||
        identity.size() == kMarksMax) {
      return std::nullopt;
    }
    identity.push_back({std::string(name), std::string(digest)});
  }
  return identity;
}

}  // namespace outreach
