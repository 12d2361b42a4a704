// What 库存 asks to have explained, as a check of 能收摊吗.
#include <cstdlib>
#include <string>

#include "app/ui/delivery_facts.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {

FactCard stock_card(const core::StockDifference& stock) {
  FactCard card{
      .icon = "stock",
      .title = tr("Stock off"),
      .value = fill(tr("{n} copies"), {{"n", with_thousands(std::abs(stock.difference))}}),
      .meaning = stock.name,
      .standing = Standing::Attention,
      .action = tr("Explain"),
      .intent = core::GoTo{core::ScreenName::Stock}};
  if (stock.leaflets > 1) {
    card.value = fill(tr("{n} leaflets"), {{"n", std::to_string(stock.leaflets)}});
    card.meaning = tr("Explain them under Stock");
  }
  return card;
}

}  // namespace outreach::ui
