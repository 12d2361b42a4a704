// The kiosk without its window, enrolled by stick.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/kiosk/shell.h"
#include "platform/crypto/crypto.h"
#include "platform/files/medium.h"
#include "sync/client/enrolment.h"
#include "sync/journal/journal.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/answer.h"
#include "sync/protocol/pack.h"
#include "sync/protocol/stick.h"
#include "tests/app/kiosk/windowless_kiosk.h"
#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::kiosk {

// A stall with a folder for a stick, enrolled by stick with a county that is only its keys.
class KioskWithStick : public WindowlessKiosk {
 public:
  KioskWithStick() {
    sign_.emplace(crypto::SigningKey::generate(random_));
    publishing_.emplace(crypto::SigningKey::generate(random_));
    transport_.emplace(crypto::SealingKey::generate(random_));
    std::filesystem::create_directory(folder_ / "stick");
    options_.stick = folder_ / "stick";
    start_at_home();
  }
  void start_at_home() {
    start();
    until([](const core::View& view) { return view.frame.screen == core::ScreenName::Home; });
  }
  void record() {
    open_outing();
    hand_out(5);
    until_saved();
    say(core::GoTo{core::ScreenName::Delivery});
  }
  core::DeliveryView delivery() const {
    return std::get<core::DeliveryView>(shell_->view().screen);
  }
  core::ReturnedView returned() const {
    return std::get<core::ReturnedView>(shell_->view().screen);
  }
  void until_idle() {
    until([](const core::View& view) {
      const auto* delivery = std::get_if<core::DeliveryView>(&view.screen);
      return delivery != nullptr && delivery->stick == core::StickState::There;
    });
  }
  // As the county's enrol --to and import do, and the kiosk's enrol --request-to.
  // `casework`: what questions are sealed to; none: this county takes none.
  void grant(std::optional<crypto::PublicKey> casework = {}) {
    close();
    auto medium = open_medium(protocol::stick_folder(options_.stick), WhenMissing::Make);
    REQUIRE(medium);
    const auto identity = journal::load_or_create_identity(options_.data, files_, random_);
    REQUIRE(identity);
    const protocol::CountyCard card{"曲沃县信访局", sign_->public_key(), transport_->public_key()};
    const std::string fingerprint = protocol::key_fingerprint(sign_->public_key());
    REQUIRE((*medium)->write(protocol::stick_card_name(fingerprint),
                             bytes_of(protocol::encode_county_card(card, *sign_))));
    REQUIRE(client::request_by_stick(**medium, protocol::write_code({{1, 2, 3, 4, 5}, fingerprint}),
                                     *identity, options_.data, files_, random_));
    const protocol::GrantDocument grant{card.county,
                                        "偏远一号",
                                        identity->kiosk,
                                        identity->key.public_key(),
                                        card.sign_key,
                                        card.transport_key,
                                        clock_.now().wall,
                                        casework,
                                        publishing_->public_key()};
    REQUIRE((*medium)->write(protocol::stick_grant_name(identity->kiosk),
                             bytes_of(protocol::encode_grant(grant, *sign_))));
    start_at_home();
  }
  // As the county's import does.
  void acknowledge_all(std::vector<protocol::QuarantinedEntry> returned = {}) {
    auto reader = journal::open_reader(options_.data);
    REQUIRE(reader);
    const auto chains = journal::chains(*reader);
    REQUIRE(chains);
    const journal::ChainRow& chain = chains->back();
    protocol::Ack ack;
    ack.chain = chain.id;
    ack.acknowledged_through = ack.newest = chain.head.sequence;
    ack.head = chain.head.hash;
    ack.county_time = clock_.now().wall;
    ack.quarantined = std::move(returned);
    auto medium = open_medium(protocol::stick_folder(options_.stick), WhenMissing::Make);
    REQUIRE(medium);
    REQUIRE(
        (*medium)->write(protocol::stick_ack_name(chain.id), protocol::encode_ack(ack, *sign_)));
  }
  // As the county's import does when it has published something.
  void publish(std::uint64_t version) {
    const std::string catalogue =
        R"({"county":"新曲沃信访局","leaflets":[],"departments":[],"topics":[],"places":[],)"
        R"("staff":[]})";
    put_pack(protocol::kContentPack, version, protocol::kCataloguePath, bytes_of(catalogue));
  }
  // The same, once it has answered something.
  void publish_answers(std::uint64_t version, std::vector<protocol::SealedAnswer> answers) {
    const auto file = protocol::encode_answers(std::move(answers));
    REQUIRE(file);
    put_pack(protocol::kAnswersPack, version, protocol::kAnswersPath, *file);
  }
  std::size_t batches() const {
    std::size_t count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(protocol::stick_folder(options_.stick))) {
      count += entry.path().extension() == ".batch" ? 1 : 0;
    }
    return count;
  }
  // From here on the county is reached there, and by no stick.
  void reach_county_at(const std::string& url) {
    close();
    options_.stick.clear();
    options_.county_url = url;
    start_at_home();
  }
  const Path& stick() const {
    return options_.stick;
  }

 private:
  void put_pack(const char* name, std::uint64_t version, const char* path, ByteView content) {
    const auto hash = crypto::sha256(content);
    const auto manifest =
        protocol::encode_pack_manifest({name,
                                        version,
                                        clock_.now().wall,
                                        clock_.now().wall + std::chrono::hours(24),
                                        {{path, content.size(), hash, {}}}},
                                       *publishing_);
    REQUIRE(manifest);
    auto medium = open_medium(protocol::stick_folder(options_.stick), WhenMissing::Make);
    REQUIRE(medium);
    REQUIRE((*medium)->write(protocol::stick_file_name(hash), content));
    REQUIRE(
        (*medium)->write(protocol::stick_pack_name(publishing_->public_key(), name), *manifest));
  }

  testing::SeededRandom random_{7};
  SystemFiles files_;
  std::optional<crypto::SigningKey> sign_;
  std::optional<crypto::SigningKey> publishing_;
  std::optional<crypto::SealingKey> transport_;
};

}  // namespace outreach::kiosk
