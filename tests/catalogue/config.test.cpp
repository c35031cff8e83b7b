#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/catalogue.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shipped_catalogue.hpp"

using namespace kiosk;
using namespace kiosk::catalogue;
using test::shipped;

TEST_CASE("the training configuration has nothing to find fault with") {
    const auto settings = settings::load(std::filesystem::path(KIOSK_SOURCE_DIR) / "config/kiosk.toml");
    if (!settings)
        for (const auto& finding : settings.error()) UNSCOPED_INFO(finding.text());
    REQUIRE(settings.has_value());
    const auto catalogue = Catalogue::load(*settings);
    if (!catalogue)
        for (const auto& finding : catalogue.error()) UNSCOPED_INFO(finding.text());
    REQUIRE(catalogue.has_value());
    CHECK((*catalogue)->procedures().size() >= 200);
}

namespace {}  // namespace

TEST_CASE("every procedure, field, paper and question has its words in Vietnamese and English") {
    const auto data = shipped();
    const auto both = [](const LocalText& text) { return !text.vi.empty() && !text.en.empty(); };
    // For these the source names no legal basis; the screen says that it is not known.
    const std::set<std::string> source_names_none{"1.014371", "1.014208", "1.014832", "3.000250",
                                                  "1.002211", "2.000950", "2.000930", "2.002080"};
    for (const auto& procedure : data->procedures()) {
        CAPTURE(procedure.code);
        CHECK(both(procedure.name));
        CHECK(both(procedure.short_name));
        CHECK(letter_count(procedure.short_name.vi) <= 40);
        CHECK(letter_count(procedure.short_name.en) <= 40);
        CHECK_FALSE(procedure.handling.empty());
        CHECK_FALSE(procedure.audience.empty());
        CHECK_FALSE(procedure.authorities.empty());
        CHECK(procedure.legal_basis.empty() == source_names_none.contains(procedure.code));
        CHECK(procedure.handled_on({2025, 6, 30}) != nullptr);
        CHECK(procedure.handled_on({2025, 7, 1}) != nullptr);
        for (const auto& handling : procedure.handling)
            if (handling.fee_dong.value_or(0) > 0) CHECK_FALSE(handling.fees.empty());
        for (const auto& component : procedure.components) CHECK(both(component.name));
        const auto* form = data->form(procedure.form);
        CHECK((form != nullptr) == (procedure.offer != Offer::in_person));
        for (const auto& page : form == nullptr ? std::vector<FormPage>{} : form->pages) {
            CHECK(both(page.title));
            for (const auto& question : page.questions) {
                CAPTURE(question.key);
                CHECK(both(question.label));
                for (const auto& option : question.options) CHECK(both(option.label));
            }
        }
    }
    for (const auto& field : data->fields()) {
        CHECK(both(field.name));
        CHECK_FALSE(data->in_field(field.id).empty());
    }
    for (const auto& event : data->life_events()) {
        CAPTURE(event.id);
        CHECK(both(event.name));
        CHECK_FALSE(data->in_life_event(event.id).empty());
    }
}

TEST_CASE("the catalogue holds every kind of procedure that the screens must know") {
    const auto data = shipped();
    const auto some = [&](auto&& holds) { return std::any_of(data->procedures().begin(), data->procedures().end(), holds); };
    const auto may = [](const Procedure& p, ApplicantKind kind) {
        return std::find(p.applicants.begin(), p.applicants.end(), kind) != p.applicants.end();
    };
    CHECK(some([&](const Procedure& p) { return p.applicants.size() == 1 && may(p, ApplicantKind::organisation); }));
    CHECK(some([&](const Procedure& p) { return may(p, ApplicantKind::authorised); }));
    CHECK(some([&](const Procedure& p) { return p.offer == Offer::in_person; }));
    CHECK(some([&](const Procedure& p) { return p.offer == Offer::submit; }));
    CHECK(some([&](const Procedure& p) { return p.offer == Offer::submit_then_originals; }));
    CHECK(some([&](const Procedure& p) { return p.parts.size() > 1; }));
    CHECK(data->procedure("1.001612.000.00.00.H48") == data->procedure("1.001612"));
    CHECK(data->procedure("9.999999") == nullptr);
    CHECK(data->unit("binh_son")->code_on({2022, 9, 21}) == "000.00.53.H48");
    CHECK(data->unit("binh_minh")->code_on({2022, 9, 21}).empty());
}

TEST_CASE("twelve of the most asked procedures have a form of their own, and no form is there for nobody") {
    const auto data = shipped();
    std::set<std::string> reached;
    for (const auto& procedure : data->procedures())
        if (procedure.offer != Offer::in_person) reached.insert(procedure.form);
    std::set<std::string> there;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(KIOSK_SOURCE_DIR) / "config/forms"))
        if (entry.path().extension() == ".json") there.insert(entry.path().stem().string());
    CHECK(reached == there);
    for (const char* code : {"1.001193", "1.000894", "1.000656", "1.004873", "2.000635", "1.004859", "1.004837", "1.001022",
                             "1.001612", "1.004222", "1.004194", "1.010038"}) {
        CAPTURE(code);
        CHECK(data->procedure(code)->form != "chung");
    }
}

TEST_CASE("no two procedures have the same short name") {
    std::set<std::string> vi;
    std::set<std::string> en;
    const auto data = shipped();
    for (const auto& procedure : data->procedures()) {
        CAPTURE(procedure.code);
        CHECK(vi.insert(procedure.short_name.vi).second);
        CHECK(en.insert(procedure.short_name.en).second);
    }
}

TEST_CASE("a level has the name that its day gave it") {
    const auto data = shipped();
    const auto* full = data->level("full");
    REQUIRE(full != nullptr);
    CHECK(full->number == "4");
    CHECK(full->label_on({2021, 9, 17})->vi == "Dịch vụ công mức độ 4");
    CHECK(full->label_on({2026, 11, 26})->vi == "Dịch vụ công trực tuyến toàn trình");
}

TEST_CASE("a paper of authorisation is asked only of those who come for somebody else") {
    const auto data = shipped();
    const auto* birth = data->procedure("1.001193");
    REQUIRE(birth != nullptr);
    CHECK(birth->authorisation == "civil_status");
    const auto& paper = birth->components.back();
    CHECK(paper.id == "authorisation");
    CHECK(paper.asked_of(ApplicantKind::authorised));
    CHECK_FALSE(paper.asked_of(ApplicantKind::relative));
}

TEST_CASE("a fee is a price times a quantity, or one sum for the dossier") {
    const auto data = shipped();
    const auto* extract = data->procedure("2.000635");
    REQUIRE(extract != nullptr);
    CHECK(extract->handled(Channel::online)->fee_dong == 8'000);
    CHECK(extract->handled(Channel::online)->fee_for(3) == 24'000);
    CHECK(data->procedure("1.004194")->handled(Channel::online)->fee_for(3) == 7'000);
    CHECK(data->procedure("1.001193")->handled(Channel::direct)->fee_for(3) == 0);
    CHECK_FALSE(data->procedure("1.004884")->handled(Channel::direct)->fee_for(3).has_value());
}

TEST_CASE("a field lists its procedures in Vietnamese alphabetical order") {
    const auto data = shipped();
    const auto list = data->in_field("civil_status");
    REQUIRE(list.size() > 10);
    CHECK(std::is_sorted(list.begin(), list.end(), [](const Procedure* a, const Procedure* b) {
        return collate(a->short_name.vi, b->short_name.vi) < 0;
    }));
    CHECK(data->in_field("nothing").empty());
}

TEST_CASE("the configuration is in normal form C and puts the tone where people here put it") {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::filesystem::path(KIOSK_SOURCE_DIR) / "config")) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream out;
        out << in.rdbuf();
        const auto text = out.str();
        CAPTURE(entry.path().string());
        CHECK(is_utf8(text));
        CHECK(nfc(text) == text);
        const auto small = lower(text);
        for (const char* wrong : {"xoá", "huỷ", "khoá", "hoà ", "hoả ", "thuỷ", "tuỳ", "uỷ ", "khoẻ"}) {
            CAPTURE(wrong);
            CHECK(small.find(wrong) == std::string::npos);
        }
    }
}
