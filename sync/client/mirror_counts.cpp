#include "sync/client/mirror_counts.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "sync/client/mirror_files.h"

namespace outreach::client {
namespace {

// Columns after `chain` and their types: i integer, t text, n text or NULL, b blob.
struct CountedTable {
  const char* name;
  const char* columns;
  std::string_view types;
};
constexpr std::array<CountedTable, kCountedTables> kTables{{
    {"outing", "sequence,kind,place,township,date,staff,sheet,amount,closed,planned", "itttttniii"},
    {"consultation", "sequence,outing,people,topic,pathway,department,outcome,staff", "iiittttt"},
    {"handout", "sequence,outing,leaflet,copies,staff", "iitit"},
    {"question", "sequence,outing,topic,amount", "iiti"},
    {"taken_over", "sequence,from_epoch,from_sequence,from_time,content", "ibiib"},
    {"erased", "sequence,by_sequence", "ii"},
    {"stock", "sequence,outing,leaflet,movement,copies,staff", "iittit"},
    {"rating", "sequence,outing,rated,face,staff", "iittt"},
    {"self_service", "sequence,outing,leaflet,seconds,take_aways,staff", "iitiit"},
}};

// A file's layout, by its first bytes: how many of the tables it has, and whether its outings say
// that they were planned. What an earlier one lacks nobody had when it was written.
struct Layout {
  std::string_view magic;
  std::size_t tables;
  bool has_planned;
};
constexpr std::array<Layout, 3> kLayouts{
    {{"OUTRCNT1", 6, false}, {"OUTRCNT2", 7, true}, {"OUTRCNT3", kCountedTables, true}}};
constexpr std::string_view kMagic = kLayouts.back().magic;
constexpr std::size_t kOutingTable = 0;

Error corrupt(const char* what) {
  return {ErrorCode::Corrupt, std::string("counts: ") + what};
}

Counts::Value value_of(const sqlite::Statement& row, int column, char type) {
  if (row.is_null(column)) {
    return std::monostate{};
  }
  if (type == 'i') {
    return row.integer(column);
  }
  if (type == 'b') {
    const ByteView blob = row.blob(column);
    return Bytes(blob.begin(), blob.end());
  }
  return std::string(row.text(column));
}

// An integer as zigzag; the rest with its length before it, NULL as length 0 and all others one
// more.
void write_value(ByteWriter& out, const Counts::Value& value, char type) {
  if (type == 'i') {
    const auto* number = std::get_if<std::int64_t>(&value);
    out.zigzag(number != nullptr ? *number : 0);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    out.varint(text->size() + 1).text(*text);
  } else if (const auto* blob = std::get_if<Bytes>(&value)) {
    out.varint(blob->size() + 1).raw(*blob);
  } else {
    out.varint(0);
  }
}

Counts::Value read_value(ByteReader& in, char type) {
  if (type == 'i') {
    return in.zigzag();
  }
  const std::uint64_t length = in.varint();
  if (length == 0 || length - 1 > in.remaining()) {
    return std::monostate{};
  }
  const ByteView bytes = in.raw(static_cast<std::size_t>(length - 1));
  if (type == 'b') {
    return Bytes(bytes.begin(), bytes.end());
  }
  return std::string(text_of(bytes));
}

Counts::Row read_row(ByteReader& in, std::size_t table, const Layout& layout) {
  const std::string_view types = kTables.at(table).types;
  const bool lacks_planned = !layout.has_planned && table == kOutingTable;
  Counts::Row row;
  for (const char type : types.substr(0, types.size() - (lacks_planned ? 1 : 0))) {
    row.push_back(read_value(in, type));
  }
  if (lacks_planned) {
    row.emplace_back(std::int64_t{0});
  }
  return row;
}

Result<void> read_payload(ByteReader& in, const Layout& layout, Counts& counts) {
  counts.position = static_cast<journal::ChainNumber>(in.varint());
  const auto ended = in.raw(in.u8());
  counts.ended = std::string(text_of(ended));
  if (in.u8() != 0) {
    counts.counted_through = in.varint();
  }
  counts.pruned_through = in.varint();
  counts.rows_through = in.varint();
  for (std::size_t table = 0; table < layout.tables; ++table) {
    const std::uint64_t rows = in.varint();
    if (rows > in.remaining()) {
      return corrupt("it is cut");
    }
    for (std::uint64_t i = 0; i < rows && !in.failed(); ++i) {
      counts.tables.at(table).push_back(read_row(in, table, layout));
    }
  }
  return in.failed() || in.remaining() != 0 ? corrupt("it is cut or has been added to")
                                            : Result<void>();
}

}  // namespace

Result<Counts> read_counts(sqlite::Database& database, const journal::ChainRow& chain,
                           journal::Sequence through, std::uint64_t without_body) {
  Counts counts;
  counts.chain = chain.id;
  counts.as_of = chain.head.sequence;
  counts.without_body = without_body;
  counts.rows_through = through;
  counts.position = chain.number;
  counts.ended = chain.ended;
  counts.counted_through = chain.counted_through;
  counts.pruned_through = chain.pruned_through;
  for (std::size_t table = 0; table < kTables.size(); ++table) {
    const CountedTable& what = kTables.at(table);
    auto select = database.prepare(std::string("SELECT ") + what.columns + " FROM " + what.name +
                                   " WHERE chain=? AND sequence<=? ORDER BY sequence");
    if (!select) {
      return select.error();
    }
    select->bind(1, chain.number).bind(2, through);
    const auto read = sqlite::each_row(*select, [&] {
      Counts::Row row;
      for (std::size_t column = 0; column < what.types.size(); ++column) {
        row.push_back(value_of(*select, static_cast<int>(column), what.types[column]));
      }
      counts.tables.at(table).push_back(std::move(row));
    });
    if (!read) {
      return read.error();
    }
  }
  return counts;
}

Bytes encode_counts(const Counts& counts, const crypto::SigningKey& key, Random& random) {
  ByteWriter payload;
  payload.varint(static_cast<std::uint64_t>(counts.position));
  payload.u8(static_cast<std::uint8_t>(counts.ended.size())).text(counts.ended);
  payload.u8(counts.counted_through ? 1 : 0);
  if (counts.counted_through) {
    payload.varint(*counts.counted_through);
  }
  payload.varint(counts.pruned_through).varint(counts.rows_through);
  for (std::size_t table = 0; table < kTables.size(); ++table) {
    payload.varint(counts.tables.at(table).size());
    for (const Counts::Row& row : counts.tables.at(table)) {
      for (std::size_t column = 0; column < row.size(); ++column) {
        write_value(payload, row[column], kTables.at(table).types[column]);
      }
    }
  }
  ByteWriter out;
  out.text(kMagic).raw(counts.chain.kiosk).raw(counts.chain.epoch);
  out.u64(counts.as_of).u64(counts.without_body);
  out.raw(crypto::seal(mirror_sealing_key(key).public_key(), payload.bytes(), random));
  out.raw(key.sign(out.bytes()));
  return out.take();
}

Result<Counts> open_counts(ByteView file, const crypto::SigningKey& key) {
  if (file.size() < kMagic.size() + crypto::kSignatureBytes || file.size() > kCountsBytesMax) {
    return corrupt("its size is impossible");
  }
  const std::size_t signed_size = file.size() - crypto::kSignatureBytes;
  crypto::Signature signature{};
  std::copy(file.begin() + static_cast<std::ptrdiff_t>(signed_size), file.end(), signature.begin());
  if (!crypto::verify(key.public_key(), file.first(signed_size), signature)) {
    return Error{ErrorCode::Refused, "counts: not signed by this kiosk, or changed since"};
  }
  ByteReader in(file.first(signed_size));
  const std::string magic(text_of(in.raw(kMagic.size())));
  const auto* const layout = std::find_if(kLayouts.begin(), kLayouts.end(),
                                          [&](const Layout& one) { return one.magic == magic; });
  if (layout == kLayouts.end()) {
    return Error{ErrorCode::Unsupported, "counts: not of this version"};
  }
  Counts counts;
  counts.chain.kiosk = in.array<16>();
  counts.chain.epoch = in.array<16>();
  counts.as_of = in.u64();
  counts.without_body = in.u64();
  const auto payload = mirror_sealing_key(key).open(in.raw(in.remaining()));
  if (!payload) {
    return payload.error();
  }
  ByteReader inside(*payload);
  if (auto read = read_payload(inside, *layout, counts); !read) {
    return read.error();
  }
  return counts;
}

namespace {

void bind_row(sqlite::Statement& insert, journal::ChainNumber chain, const Counts::Row& row) {
  insert.bind(1, chain);
  for (std::size_t column = 0; column < row.size(); ++column) {
    const int at = static_cast<int>(column) + 2;
    if (const auto* number = std::get_if<std::int64_t>(&row[column])) {
      insert.bind(at, *number);
    } else if (const auto* text = std::get_if<std::string>(&row[column])) {
      insert.bind(at, std::string_view(*text));
    } else if (const auto* blob = std::get_if<Bytes>(&row[column])) {
      insert.bind(at, ByteView(*blob));
    } else {
      insert.bind_null(at);
    }
  }
}

}  // namespace

Result<void> restore_counts(sqlite::Database& database, journal::ChainNumber chain,
                            const Counts& counts) {
  for (std::size_t table = 0; table < kTables.size(); ++table) {
    const CountedTable& what = kTables.at(table);
    std::string places = "?";
    for (std::size_t column = 0; column < what.types.size(); ++column) {
      places += ",?";
    }
    auto remove = database.prepare(std::string("DELETE FROM ") + what.name +
                                   " WHERE chain=? AND sequence<=?");
    if (!remove) {
      return remove.error();
    }
    if (auto done = remove->bind(1, chain).bind(2, counts.rows_through).run(); !done) {
      return done;
    }
    auto insert = database.prepare(std::string("INSERT INTO ") + what.name + "(chain," +
                                   what.columns + ") VALUES(" + places + ")");
    if (!insert) {
      return insert.error();
    }
    for (const Counts::Row& row : counts.tables.at(table)) {
      bind_row(*insert, chain, row);
      if (auto done = insert->run(); !done) {
        return done;
      }
    }
  }
  return {};
}

}  // namespace outreach::client
