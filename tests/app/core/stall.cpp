#include "tests/app/core/stall.h"

#include "platform/base/time.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

domain::Leaflet leaflet(const std::string& id, const std::string& name) {
  return {{id, name, {}}, "cover-guide"};
}

}  // namespace

domain::Catalogue sample_catalogue() {
  domain::Catalogue catalogue;
  catalogue.county = "曲沃县信访局";
  catalogue.leaflets = {
      leaflet("guide", "我该找谁办事指南"),    leaflet("aid", "法律援助便民卡"),
      leaflet("land", "土地承包纠纷解决指南"), leaflet("flow", "复查复核流程图"),
      leaflet("wage", "农民工工资维权手册"),   leaflet("pocket", "信访条例漫画口袋书"),
      leaflet("civil", "民法典漫画册")};
  catalogue.leaflets.front().item.english = "Who to ask";
  catalogue.leaflets.front().barcode = "6901234567892";
  catalogue.topics = {
      {{"land", "农村土地承包", {}}, "land", domain::Pathway::Arbitration, "agriculture"},
      {{"wages", "拖欠工资", {}}, "wage", domain::Pathway::Arbitration, "labour"}};
  catalogue.departments = {{"agriculture", "县农业农村局", {}},
                           {"labour", "县人力资源和社会保障局", {}}};
  catalogue.places = {{"东关集会", "乐昌镇", domain::OutingKind::Fair}};
  catalogue.staff = {"张", "李", "王"};
  return catalogue;
}

Now at(std::string_view clock) {
  const int minutes =
      ((clock[0] - '0') * 10 + (clock[1] - '0')) * 60 + (clock[3] - '0') * 10 + (clock[4] - '0');
  const auto midnight = std::chrono::sys_days{std::chrono::year{2021} / 1 / 10} - kChinaOffset;
  return {midnight + std::chrono::minutes(minutes), {std::int64_t{minutes} * 60'000}, true};
}

Stall::Stall() : now_(at("08:00")) {
  input(Event{snapshot()});
}

void Stall::input(Input input) {
  Step step = update(std::move(state_), input, now_);
  state_ = std::move(step.state);
  for (const Command& command : step.commands) {
    if (const auto* append = std::get_if<Append>(&command)) {
      asked_.push_back(*append);
    } else if (std::holds_alternative<ScramblePad>(command)) {
      pads_ += 1;
      this->input(Event{PadScrambled{kStallPad}});
    } else {
      commands_.push_back(command);
    }
  }
}

void Stall::open() {
  input(Intent{GoTo{ScreenName::OpenOuting}});
  input(Intent{
      OpenOuting{{domain::OutingKind::Fair, "东关集会", "乐昌镇", china_date(now_.wall)}, "张"}});
  input(Intent{AnswerDay{true}});
  save_all();
}

void Stall::hand_out(const std::string& leaflet, int copies) {
  input(Intent{HandOut{leaflet, copies}});
}

void Stall::consult(int people, const std::string& topic) {
  input(Intent{RecordConsultation{
      {people, topic, domain::Pathway::Arbitration, "labour", domain::Outcome::GuidedToPathway}}});
}

void Stall::set_pins(StaffPins pins) {
  pins_ = std::move(pins);
  input(Event{StaffPinsChanged{pins_}});
}

void Stall::set_plan(std::vector<domain::PlannedOuting> planned) {
  planned_ = std::move(planned);
  restart();
}

void Stall::undo() {
  input(Intent{UndoLast{}});
}

void Stall::save_next() {
  REQUIRE_FALSE(asked_.empty());
  const Append append = asked_.front();
  asked_.pop_front();
  const Sequence sequence = journal_.size() + 1;
  const bool opens = std::holds_alternative<domain::OutingOpened>(append.record.content);
  const bool may_stand_alone = std::holds_alternative<domain::Remark>(append.record.content) ||
                               std::holds_alternative<domain::Question>(append.record.content) ||
                               std::holds_alternative<domain::Erasure>(append.record.content) ||
                               std::holds_alternative<domain::Rating>(append.record.content) ||
                               std::holds_alternative<domain::SelfService>(append.record.content);
  const Sequence outing = opens ? sequence : append.outing;
  // What the journal would refuse, the face must not ask for.
  CHECK_FALSE(domain::check(append.record));
  CHECK((opens || may_stand_alone || outing > 0));
  journal_.push_back({sequence, outing, now_.wall, append.record});
  if (append.also) {
    CHECK_FALSE(domain::check(append.also->record));
    journal_.push_back({sequence + 1, outing, now_.wall, append.also->record});
  }
  input(Event{Recorded{append.ticket, sequence, outing, now_.wall}});
  if (append.also) {
    input(Event{Recorded{append.also->ticket, sequence + 1, outing, now_.wall}});
  }
}

void Stall::fail_next(ErrorCode code) {
  REQUIRE_FALSE(asked_.empty());
  const Append append = asked_.front();
  asked_.pop_front();
  input(Event{NotRecorded{append.ticket, code, "append"}});
  if (append.also) {
    input(Event{NotRecorded{append.also->ticket, code, "append"}});
  }
}

void Stall::save_all() {
  while (!asked_.empty()) {
    save_next();
  }
}

void Stall::acknowledge(Sequence through, std::vector<SetAsideEntry> set_aside) {
  acknowledged_ = through;
  set_aside_ = std::move(set_aside);
  DeliveryChanged event;
  event.link = DeliveryView::Link::Idle;
  event.acknowledged_through = acknowledged_;
  event.set_aside = set_aside_;
  event.last_ack_at = now_.wall;
  input(Event{event});
}

void Stall::restart() {
  asked_.clear();
  input(Event{snapshot()});
}

View Stall::view() const {
  return make_view(state_, now_);
}

DeliveryView Stall::delivery() {
  const ScreenName before = state_.screen;
  input(Intent{GoTo{ScreenName::Delivery}});
  const auto view = screen<DeliveryView>();
  input(Intent{GoTo{before}});
  return view;
}

Started Stall::snapshot() const {
  Started event;
  event.catalogue = sample_catalogue();
  event.settings = state_.settings;
  event.enrolled = acknowledged_ > 0;
  event.built = std::chrono::year{2020} / 12 / 31;
  event.pins = pins_;
  event.planned = planned_;
  event.journal.head = journal_.size();
  event.journal.acknowledged_through = acknowledged_;
  event.journal.set_aside = set_aside_;
  event.journal.last_ack_at = state_.delivery.last_ack_at;
  for (const Durable& entry : journal_) {
    event.journal.newest_outing = entry.outing == 0 ? event.journal.newest_outing : entry.outing;
  }
  if (acknowledged_ < journal_.size()) {
    event.journal.oldest_waiting_at = journal_[acknowledged_].device_time;
  }
  for (const Durable& entry : journal_) {
    if (const auto* opened = std::get_if<domain::OutingOpened>(&entry.record.content)) {
      event.journal.outing = CurrentOuting{entry.sequence, *opened, {}};
    } else if (std::holds_alternative<domain::OutingClosed>(entry.record.content) &&
               event.journal.outing) {
      event.journal.outing->is_closed = true;
    } else if (const auto* correction = std::get_if<domain::Correction>(&entry.record.content);
               correction != nullptr && event.journal.outing &&
               correction->target == event.journal.outing->sequence) {
      event.journal.outing.reset();
    }
  }
  if (event.journal.outing) {
    for (const Durable& entry : journal_) {
      if (entry.outing == event.journal.outing->sequence) {
        event.journal.outing->entries.push_back({entry.sequence, entry.device_time, entry.record});
      }
    }
  }
  return event;
}

}  // namespace outreach::core
