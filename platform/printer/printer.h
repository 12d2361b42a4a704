// Receipt printers as things that take bytes: one at a device file, one on the network. What the
// bytes say is platform/printer/escpos.h. Every call is bounded, but may wait as long as it says
// below: never call one on the control thread. A printer is used by one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/printer/escpos.h"

namespace outreach {

// How long a printer is waited for.
struct PrintPatience {
  // While it takes not one byte. A printer that cools its head or feeds a dark picture pauses for a
  // second or two; ten is a lid that is open, and a person who waits any longer pulls the plug.
  std::chrono::milliseconds pause{10'000};
  // For a whole job, however busily it goes on. Two metres of paper take a slow printer (50 mm a
  // second) 40 s, the day's slip over a serial line of 9,600 baud a minute and a half.
  std::chrono::milliseconds job{120'000};
  // For the answer to "what keeps you from printing". DLE EOT is answered within milliseconds;
  // printers that do not know it never answer.
  std::chrono::milliseconds answer{1'000};
};

// Raw printing over TCP, as every network printer offers it ("JetDirect", "AppSocket").
inline constexpr std::uint16_t kPrinterPort = 9100;

class Printer {
 public:
  virtual ~Printer() = default;

  // Success means that the printer (or, at a device file, the kernel's driver) has taken every
  // byte; whether ink is on paper only a person sees. After an error some of the slip may be on
  // paper. Errors say what to do:
  //   NotFound      no such device: not plugged in, or off
  //   Unavailable   off, out of reach, in use by another program, out of paper, went away half way
  //   Refused       this user may not use the device
  //   InvalidInput  the address or the path is none of a printer
  // Nothing is retried: half a slip twice is worse than a person who taps again.
  virtual Result<void> print(ByteView bytes) = 0;
  // What it says of itself, without printing anything. Errors as above; a printer that is there and
  // says nothing is Ready. While print() fails with Unavailable this may tell why.
  virtual Result<PrinterState> look() = 0;
};

// /dev/usb/lp0 (usblp), /dev/ttyUSB0, /dev/ttyS0 (the speed stays as the system has set it), a FIFO
// or a plain file, to which jobs are appended. It is opened for each call and created by none, so a
// printer may be plugged in and out at any time.
class DeviceFilePrinter final : public Printer {
 public:
  explicit DeviceFilePrinter(Path device, PrintPatience patience = {});
  Result<void> print(ByteView bytes) override;
  // By the port's status lines (LPGETSTATUS) where the driver has them.
  Result<PrinterState> look() override;

 private:
  Path device_;
  PrintPatience patience_;
};

// The address is IPv4 or IPv6 in figures: looking up a name takes as long as its servers like, and
// a stall has none.
class NetworkPrinter final : public Printer {
 public:
  explicit NetworkPrinter(std::string address, std::uint16_t port = kPrinterPort,
                          PrintPatience patience = {});
  Result<void> print(ByteView bytes) override;
  // By DLE EOT 2.
  Result<PrinterState> look() override;

 private:
  std::string address_;
  std::uint16_t port_;
  PrintPatience patience_;
};

}  // namespace outreach
