// A stall day as a list of inputs: drives `update` and plays the journal that answers its commands.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "app/core/counting.h"
#include "app/core/make_view.h"
#include "app/core/update.h"

namespace outreach::core {

domain::Catalogue sample_catalogue();
Now at(std::string_view clock);  // "10:42" in China on 2021-01-10
inline constexpr PadOrder kStallPad{7, 2, 9, 0, 5, 1, 8, 3, 6, 4};

class Stall {
 public:
  Stall();

  void input(Input input);
  // Opens an outing at 东关集会 and makes it durable.
  void open();
  void hand_out(const std::string& leaflet, int copies);
  void consult(int people, const std::string& topic = "wages");
  void undo();
  // Who has a PIN from here on, also after a restart.
  void set_pins(StaffPins pins);
  // Starts anew with this plan of the county's.
  void set_plan(std::vector<domain::PlannedOuting> planned);

  // Answers the oldest append the journal was asked for.
  void save_next();
  void fail_next(ErrorCode code);
  void save_all();
  // The county's signed word on everything up to this entry.
  void acknowledge(Sequence through, std::vector<SetAsideEntry> set_aside = {});
  // The program ends here, with everything in flight lost, and starts on what is durable.
  void restart();

  View view() const;
  template <typename Screen>
  Screen screen() const {
    return std::get<Screen>(view().screen);
  }
  DeliveryView delivery();  // goes there and back
  const AppState& state() const {
    return state_;
  }
  const std::deque<Append>& asked() const {
    return asked_;
  }
  const std::vector<Command>& commands() const {
    return commands_;
  }
  // How often a pad was opened; each opening is answered with kStallPad.
  int pads() const {
    return pads_;
  }
  struct Durable {
    Sequence sequence = 0;
    Sequence outing = 0;
    WallTime device_time{};
    domain::Record record;
  };
  const std::vector<Durable>& journal() const {
    return journal_;
  }
  void set_time(Now now) {
    now_ = now;
  }
  Now now() const {
    return now_;
  }

 private:
  Started snapshot() const;

  AppState state_;
  Now now_;
  std::deque<Append> asked_;
  std::vector<Command> commands_;  // other than appends and orders for the pad
  int pads_ = 0;
  std::vector<Durable> journal_;
  Sequence acknowledged_ = 0;
  StaffPins pins_;
  std::vector<domain::PlannedOuting> planned_;
  std::vector<SetAsideEntry> set_aside_;
};

}  // namespace outreach::core
