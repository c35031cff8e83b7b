// Whom an officer calls: everybody to whose dossier or letter the portal has said no.

#include "kiosk/app/staff_outbox.hpp"

#include "tests/portal/submissions.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;

namespace {

struct Refusals {
    Refusals() : store(store::Store::open_in_memory(settings(), ids).value()) {}
    static settings::Settings settings() {
        settings::Settings out;
        out.kiosk_id = "K01";
        return out;
    }
    void withdraw(const std::string& code) {
        REQUIRE(store->letters().record({ids.make(stage::monday_morning), dossier::LetterKind::withdrawal, code,
                                         stage::monday_morning, Personal("{}")}));
    }
    SeededIds ids{5};
    std::unique_ptr<store::Store> store;
};

}  // namespace

TEST_CASE("whoever's wish to withdraw was refused is called at the number left with the dossier") {
    Refusals town;
    auto wish = stage::pressed(town.ids, stage::monday_morning, 0, 0);
    const auto row = town.store->dossiers().record(wish);
    REQUIRE(row);
    town.withdraw(row->provisional_code);
    town.withdraw("000.00.53.H48-261123-0009");
    const auto rows = town.store->outbox().list();
    REQUIRE(rows);
    for (const auto& one : *rows) {
        if (one.kind != store::Outbox::Kind::letter) continue;
        REQUIRE(town.store->outbox().mark_in_flight(one.id, stage::monday_morning));
        REQUIRE(town.store->outbox().refuse(one.id, "Hồ sơ đã có kết quả", stage::monday_morning));
    }
    const auto answer = app::list_callbacks(*town.store);
    REQUIRE(answer);
    const auto& people = answer->at("callbacks");
    REQUIRE(people.size() == 2);
    int known = 0;
    for (const auto& person : people) {
        CHECK(person.at("kind") == "withdrawal");
        CHECK(person.at("refusal") == "Hồ sơ đã có kết quả");
        if (person.at("provisional_code") == row->provisional_code) {
            ++known;
            CHECK(person.at("name") == "Đinh Thị Ánh");
            CHECK(person.at("procedure_name") == "Đăng ký khai sinh");
        } else {
            CHECK(person.contains("error"));  // of another kiosk: said, not left out
        }
    }
    CHECK(known == 1);
}
