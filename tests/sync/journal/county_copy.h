// What a county makes of a kiosk's entries: the same tables and the same counting, in memory.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sync/journal/entry_store.h"
#include "sync/journal/projection.h"
#include "sync/journal/schema.h"
#include "tests/sync/journal/stall.h"

namespace outreach::testing {

class CountyCopy {
 public:
  CountyCopy() : database_(opened()) {
    REQUIRE(journal::prepare_schema(database_));
    store_.emplace(*journal::EntryStore::prepare(database_));
    projection_.emplace(*journal::Projection::prepare(database_));
  }

  // The next entry of that chain arrives.
  void take(const domain::ChainId& id, const journal::Entry& entry) {
    auto known = store_->find_chain(id);
    REQUIRE(known);
    const journal::ChainRow chain = *known ? **known : *store_->add_chain(id);
    REQUIRE(chain.head.sequence + 1 == entry.envelope.sequence);
    REQUIRE(store_->add_entry(chain.number, entry));
    REQUIRE(store_->set_head(chain.number, {entry.envelope.sequence, entry.hash}));
    if (const auto rejection = counted(chain.number, entry)) {
      REQUIRE(store_->add_quarantine(chain.number, entry.envelope.sequence, code_of(*rejection)));
    }
  }

  // Tries again what was set aside, oldest epoch first, as a county does when more has arrived.
  void reinterpret(const std::vector<journal::ChainRow>& kiosk_chains) {
    for (const journal::ChainRow& kiosk_chain : kiosk_chains) {
      const auto chain = store_->find_chain(kiosk_chain.id);
      REQUIRE(chain);
      if (!*chain) {
        continue;
      }
      const journal::ChainNumber number = (*chain)->number;
      const auto aside = store_->quarantine(number, (*chain)->head.sequence);
      REQUIRE(aside);
      for (const journal::SetAside& item : *aside) {
        const auto entry = journal::read_entries(database_, number, item.sequence, 1, 1 << 20);
        REQUIRE(entry);
        if (!counted(number, entry->front())) {
          REQUIRE(database_.execute("DELETE FROM quarantine WHERE chain=" + std::to_string(number) +
                                    " AND sequence=" + std::to_string(item.sequence)));
        }
      }
    }
  }

  std::int64_t set_aside() {
    return *database_.integer("SELECT COUNT(*) FROM quarantine");
  }
  sqlite::Database& database() {
    return database_;
  }

 private:
  static sqlite::Database opened() {
    auto database = sqlite::Database::open(":memory:", {});
    REQUIRE(database);
    return *std::move(database);
  }

  std::optional<domain::Rejection> counted(journal::ChainNumber chain,
                                           const journal::Entry& entry) {
    if (!entry.body) {
      return domain::Rejection::BodyMissing;
    }
    const auto decoded = domain::decode_body(entry.envelope.kind, *entry.body);
    if (const auto* reason = std::get_if<domain::Rejection>(&decoded)) {
      return *reason;
    }
    const auto applied =
        projection_->apply(chain, entry.envelope, std::get<domain::Record>(decoded));
    REQUIRE(applied);
    return *applied;
  }

  sqlite::Database database_;
  std::optional<journal::EntryStore> store_;
  std::optional<journal::Projection> projection_;
};

inline std::vector<journal::ChainRow> chains_of(journal::Journal& journal) {
  const auto all = journal::chains(journal.database());
  REQUIRE(all);
  return *all;
}

inline std::vector<journal::Entry> entries_of(journal::Journal& journal,
                                              const journal::ChainRow& chain,
                                              journal::Sequence through) {
  auto entries = journal::read_entries(journal.database(), chain.number, 1, through, 1 << 26);
  REQUIRE(entries);
  return *std::move(entries);
}

}  // namespace outreach::testing
