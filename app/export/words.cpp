#include "app/export/words.h"

namespace outreach::exports {

std::string_view word_of(domain::Dimension dimension) {
  using domain::Dimension;
  switch (dimension) {
    case Dimension::Day:
      return "日期";
    case Dimension::Month:
      return "月份";
    case Dimension::Year:
      return "年份";
    case Dimension::Township:
      return "乡镇";
    case Dimension::Place:
      return "地点";
    case Dimension::OutingKind:
      return "场次类型";
    case Dimension::Topic:
      return "咨询事项";
    case Dimension::Pathway:
      return "途径";
    case Dimension::Department:
      return "部门";
    case Dimension::Outcome:
      return "办理结果";
    case Dimension::Leaflet:
      return "资料";
    case Dimension::Rated:
      return "评价对象";
    case Dimension::Face:
      return "评价";
    case Dimension::Staff:
      return "记录人";
    case Dimension::Kiosk:
      return "终端";
  }
  return {};
}

std::string_view word_of(domain::OutingKind kind) {
  using domain::OutingKind;
  switch (kind) {
    case OutingKind::Market:
      return "集市";
    case OutingKind::Fair:
      return "集会";
    case OutingKind::Square:
      return "广场";
    case OutingKind::TownshipVisit:
      return "乡镇接访";
    case OutingKind::VillageVisit:
      return "进村入户";
    case OutingKind::JointVisit:
      return "信访举报直通车";
    case OutingKind::LeaderReception:
      return "领导接访";
    case OutingKind::Other:
      return "其他";
  }
  return {};
}

std::string word_of_key(domain::Dimension dimension, const std::string& key,
                        const domain::Catalogue& catalogue) {
  using domain::Dimension;
  std::string_view word;
  if (dimension == Dimension::Topic) {
    return catalogue.name_of_topic(key);
  }
  if (dimension == Dimension::Department) {
    return catalogue.name_of_department(key);
  }
  if (dimension == Dimension::Leaflet) {
    return catalogue.name_of_leaflet(key);
  }
  if (dimension == Dimension::OutingKind && catalogue.outing_kind(key) != nullptr) {
    return catalogue.name_of_outing_kind(key);
  }
  if (const auto kind = domain::outing_kind_from(key); dimension == Dimension::OutingKind && kind) {
    word = word_of(*kind);
  } else if (const auto pathway = domain::pathway_from(key);
             dimension == Dimension::Pathway && pathway) {
    word = domain::sheet_word(*pathway);
  } else if (const auto outcome = domain::outcome_from(key);
             dimension == Dimension::Outcome && outcome) {
    word = domain::sheet_word(*outcome);
  } else if (const auto rated = domain::rated_from(key); dimension == Dimension::Rated && rated) {
    word = domain::sheet_word(*rated);
  } else if (const auto face = domain::face_from(key); dimension == Dimension::Face && face) {
    word = domain::sheet_word(*face);
  }
  return word.empty() ? key : std::string(word);
}

}  // namespace outreach::exports
