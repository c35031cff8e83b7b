#include "kiosk/dossier/full_dossier.hpp"

#include "kiosk/dossier/status_table.hpp"
#include "tests/dossier/samples.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config_copy.hpp"

using namespace kiosk;
using namespace kiosk::dossier;

namespace {

WallTime at_hour(int day, int hour) { return wall_time({{2026, 11, day}, hour, 0, 0}); }

HistoryStep at_step(Status status, WallTime when, std::string words = "") {
    HistoryStep out;
    out.status = status;
    out.at = when;
    out.words = std::move(words);
    out.officer = Personal("Cán bộ một cửa");
    return out;
}

FullDossier registered() {
    FullDossier out;
    out.codes.provisional = "TAM-K1-261123-0001";
    out.history = {at_step(Status::registered, at_hour(23, 8))};
    return out;
}

WorkingTime all_week() {
    settings::Hours hours;
    for (int day = 0; day < 5; ++day) hours.weekday[day] = {{450, 690}, {810, 1020}};
    return WorkingTime(hours);
}

SubmissionView submission(Outcome outcome, IdentifiedBy identified_by) {
    auto draft = samples::draft();
    draft.identified_by = identified_by;
    Header header;
    header.id = SeededIds(3).make(at_hour(23, 8));
    header.provisional_code = "TAM-K1-261123-0001";
    header.submitted_at = at_hour(23, 8);
    header.outcome = outcome;
    auto read = read_submission(submission_json(draft, samples::birth_registration(), nullptr, header));
    REQUIRE(read);
    return *read;
}

}  // namespace

TEST_CASE("every row of the national table is there, in order, with a name, and its moves end where it says") {
    int number = 0;
    for (const auto& row : status_table()) {
        CHECK(static_cast<int>(row.status) == ++number);
        CHECK_FALSE(row.name_vi.empty());
        CHECK_FALSE(row.name_en.empty());
        CHECK(&row_of(row.status) == &row);
        if (row.becomes.empty()) CHECK(row.clock == StatusClock::ended);
        for (const auto next : row.becomes) CHECK(may_become(row.status, next));
    }
    CHECK(number == 10);
    CHECK_FALSE(parse_status(0));
    CHECK_FALSE(parse_status(11));
}

TEST_CASE("online is only the channel of who signed in, or of a province that lets the kiosk file for others") {
    using enum IdentifiedBy;
    for (const auto by : {nothing, card, other_paper, officer}) {
        CHECK(channel_of(Outcome::submitted_online, by, false) == Channel::direct);
        CHECK(channel_of(Outcome::submitted_online, by, true) == Channel::online);
        CHECK(channel_of(Outcome::prepared, by, true) == Channel::direct);
    }
    CHECK(channel_of(Outcome::submitted_online, signed_in, false) == Channel::online);
    CHECK(channel_of(Outcome::prepared, signed_in, false) == Channel::direct);
}

TEST_CASE("a submission becomes a dossier in state 1: for whom, which papers, where from") {
    const auto view = submission(Outcome::submitted_online, IdentifiedBy::signed_in);
    const auto out = full_dossier(view, catalogue::Catalogue{}, false);
    CHECK(out.status() == Status::registered);
    CHECK(out.codes.official.empty());
    CHECK(out.codes.provisional == "TAM-K1-261123-0001");
    CHECK(out.channel == Channel::online);
    CHECK(out.applicant == ApplicantKind::relative);
    CHECK(out.submitter.personal_number.reveal() == "051190000123");
    CHECK(out.holder.name.reveal() == "Đinh Gia Bảo");
    CHECK(out.holder.number().empty());
    REQUIRE(out.papers.size() == 2);
    CHECK(out.papers[0].origin == PaperOrigin::scanned);
    CHECK(out.papers[0].files.size() == 1);
    CHECK(out.papers[1].origin == PaperOrigin::on_paper);
    CHECK(out.papers[1].files.empty());
    CHECK(out.fees.empty());
}

TEST_CASE("the official code comes beside the provisional one, at submission or at acceptance, and stays") {
    settings::DossierRules rules;
    auto dossier = registered();
    SECTION("at submission") {
        CHECK(take_code(dossier, "000.00.53.h48-261123-0001", rules));
        CHECK(dossier.codes == DossierCodes{"000.00.53.H48-261123-0001", "TAM-K1-261123-0001"});
        CHECK(take_code(dossier, "000.00.53.H48-261123-0001", rules));
        CHECK(take_code(dossier, "000.00.53.H48-261123-0002", rules).error().code == Code::busy);
    }
    SECTION("at acceptance") {
        rules.code_taken = settings::DossierRules::CodeTaken::at_acceptance;
        CHECK(take_code(dossier, "H48.22-261123-0001", rules).error().code == Code::bad_usage);
        REQUIRE(accept(dossier, at_step(Status::accepted, at_hour(23, 9)), std::nullopt));
        CHECK(take_code(dossier, "H48.22-261123-0001", rules));
    }
    CHECK(take_code(dossier, "TAM-K1-261123-0002", rules).error().code == Code::bad_usage);
    CHECK(take_code(dossier, "no code", rules).error().code == Code::bad_usage);
}

TEST_CASE("a dossier goes from state to state as the table lets it, and a refused step leaves it as it was") {
    auto dossier = registered();
    const auto before = dossier;
    CHECK(move(dossier, at_step(Status::finished, at_hour(23, 9))).error().code == Code::bad_usage);
    CHECK(move(dossier, at_step(Status::accepted, at_hour(22, 9))).error().code ==
          Code::bad_usage);  // before its submission
    CHECK(accept(dossier, at_step(Status::not_accepted, at_hour(23, 9)), std::nullopt).error().code == Code::bad_usage);
    CHECK(ask_supplement(dossier, at_step(Status::supplement_asked, at_hour(23, 9))).error().code == Code::bad_usage);
    CHECK(take_supplement(dossier, at_step(Status::processing, at_hour(23, 9)), "", all_week()).error().code ==
          Code::bad_usage);
    CHECK(dossier == before);
}

TEST_CASE("a supplement is asked for, comes, and moves the due date by what was left") {
    auto dossier = registered();
    const settings::DossierRules rules;
    const auto due = due_after_days(all_week(), rules, at_hour(23, 9), 2);
    REQUIRE(due);
    REQUIRE(accept(dossier, at_step(Status::accepted, at_hour(23, 9)), *due));
    REQUIRE(move(dossier, at_step(Status::processing, at_hour(23, 10))));
    REQUIRE(ask_supplement(dossier, at_step(Status::supplement_asked, at_hour(24, 9), "Thiếu giấy chứng sinh")));
    CHECK(punctuality(dossier, std::nullopt, all_week(), at_hour(30, 9)) == Punctuality::on_time);
    CHECK(take_supplement(dossier, at_step(Status::stopped, at_hour(26, 9)), "", all_week()).error().code ==
          Code::bad_usage);
    REQUIRE(take_supplement(dossier, at_step(Status::processing, at_hour(26, 9)), "Đã đủ", all_week()));
    CHECK(take_supplement(dossier, at_step(Status::processing, at_hour(26, 10)), "", all_week()).error().code ==
          Code::bad_usage);

    REQUIRE(dossier.supplements.size() == 1);
    const auto& supplement = dossier.supplements.front();
    CHECK(supplement.what == "Thiếu giấy chứng sinh");
    CHECK(supplement.due_before == at_hour(25, 9));
    CHECK(supplement.due_after == at_hour(27, 9));
    CHECK(dossier.due == at_hour(27, 9));
    REQUIRE(move(dossier, at_step(Status::finished, at_hour(27, 9))));
    REQUIRE(move(dossier, at_step(Status::returned, at_hour(30, 9))));
    CHECK(punctuality(dossier, std::nullopt, all_week(), at_hour(30, 10)) == Punctuality::on_time);
    CHECK(dossier.first(Status::accepted) == at_hour(23, 9));
}

TEST_CASE("a dossier carries the national code of its field once the province has given it, and none before") {
    const test::ConfigCopy copy;
    auto view = submission(Outcome::prepared, IdentifiedBy::card);
    view.field = "civil_status";
    const auto before = copy.load();
    REQUIRE(before.has_value());
    CHECK(full_dossier(view, **before, false).field_code.empty());
    CHECK(full_dossier(view, **before, false).field_name == "Hộ tịch");
    copy.replace("catalogue/fields.toml", "id = \"civil_status\"", "id = \"civil_status\"\ncode = \"G15-HT02\"");
    const auto after = copy.load();
    REQUIRE(after.has_value());
    CHECK(full_dossier(view, **after, false).field_code == "G15-HT02");
}

TEST_CASE("how the result returns and how many copies are paid for is what the person answered") {
    const test::ConfigCopy copy;
    const auto data = copy.load();
    REQUIRE(data.has_value());
    auto view = submission(Outcome::submitted_online, IdentifiedBy::signed_in);
    view.procedure_code = "2.000635";
    view.form = "trich_luc";
    const auto answered = [](const char* key, const char* value) {
        SubmittedAnswer out;
        out.key = key;
        out.value = Personal(value);
        return out;
    };
    view.answers = {answered("soBan", "3"), answered("nhanKetQua", "truc_tiep")};
    auto out = full_dossier(view, **data, false);
    CHECK(out.return_by == ReturnBy::direct);
    CHECK(out.return_address.empty());
    REQUIRE(out.fees.size() == 1);
    CHECK(out.fees[0].quantity == 3);
    CHECK(out.fees[0].amount_dong() == 3 * out.fees[0].unit_price_dong);
    view.answers = {answered("loai", "khai_sinh\nket_hon"), answered("soBan", "3")};
    CHECK(full_dossier(view, **data, false).fees[0].quantity == 6);
    view.answers = {answered("nhanKetQua", "buu_chinh"), answered("diaChiNhan", "Thôn Mẫu, xã Bình Minh")};
    out = full_dossier(view, **data, false);
    CHECK(out.return_by == ReturnBy::post);
    CHECK(out.return_address == Personal("Thôn Mẫu, xã Bình Minh"));
    CHECK(out.fees[0].quantity == 1);
}

TEST_CASE(
    "an exemption takes off as much as it says, all of it when it does not say, and no fraction of a đồng is collected") {
    FeeItem fee;
    fee.unit_price_dong = 8'000;
    fee.quantity = 3;
    fee.percent_off = 50;
    CHECK(fee.amount_dong() == 24'000);  // without a reason nothing is taken off
    fee.exemption = "Hộ cận nghèo";
    CHECK(fee.amount_dong() == 12'000);
    fee.percent_off.reset();
    CHECK(fee.amount_dong() == 0);
    fee.percent_off = 100;
    CHECK(fee.amount_dong() == 0);
    fee.unit_price_dong = 333;
    fee.quantity = 1;
    fee.percent_off = 50;
    CHECK(fee.amount_dong() == 166);
    fee.unit_price_dong = 1'000'000'000'000;
    fee.quantity = 100'000;
    fee.percent_off = 1;
    CHECK(fee.amount_dong() == 99'000'000'000'000'000);
}
