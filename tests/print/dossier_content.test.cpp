#include "kiosk/print/dossier_content.hpp"

#include "kiosk/print/forms.hpp"
#include "kiosk/print/vocabulary.hpp"
#include "tests/print/samples.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::print;
using dossier::FullDossier;
using dossier::Status;

namespace {

dossier::HistoryStep step(Status status, WallTime at, std::string words = {}, std::string_view officer = {}) {
    dossier::HistoryStep out;
    out.status = status;
    out.at = at;
    out.words = std::move(words);
    out.officer = Personal(officer);
    return out;
}

dossier::FiledPaper paper(std::string name, dossier::PaperQuality quality, int count) {
    dossier::FiledPaper out;
    out.name = std::move(name);
    out.quality = quality;
    out.count = count;
    return out;
}

FullDossier accepted() {
    FullDossier out;
    out.codes = {"000.00.53.H48-261123-0099", "TAM-K01-261123-0001"};
    out.procedure_code = "1.001193";
    out.procedure_name = "Đăng ký khai sinh";
    out.holder.name = Personal("Đinh Gia Bảo");
    out.holder.personal_number = Personal("051326000456");
    out.holder.phone = Personal("0905000888");
    out.holder.address = Personal("Thôn Đông, xã Bình Châu");
    out.receiving_unit.name = "UBND huyện Bình Sơn";
    out.processing_unit.name = "Phòng Tư pháp";
    out.submitted_at = samples::morning();
    out.due = samples::morning() + 48h;
    out.papers = {paper("Giấy chứng sinh", dossier::PaperQuality::original, 1),
                  paper("Giấy chứng sinh", dossier::PaperQuality::copy, 2),
                  paper("Giấy chứng nhận kết hôn", dossier::PaperQuality::certified_copy, 1)};
    dossier::FeeItem fee;
    fee.name = "Lệ phí";
    fee.unit_price_dong = 8'000;
    fee.quantity = 3;
    out.fees = {fee};
    out.history = {step(Status::registered, samples::morning()),
                   step(Status::accepted, samples::morning() + 30min, "", "Lê Thị Nhận")};
    return out;
}

Content content_of(const FullDossier& dossier) {
    return dossier_content(dossier, samples::catalogue_of_tree(), samples::press());
}

std::string value(const Content& content, std::string_view name) {
    const auto found = content.values.find(name);
    REQUIRE(found != content.values.end());
    return samples::plain(found->second);
}

void check_names(const Content& content) {
    const auto& known = vocabulary(content.subject);
    for (const auto name : known.values) {
        INFO(name);
        CHECK(content.values.contains(name) != common_names().contains(name));
    }
    CHECK(content.values.size() + common_names().size() == known.values.size());
    for (const auto& [name, columns] : known.lists) {
        INFO(name);
        const auto list = content.lists.find(name);
        REQUIRE(list != content.lists.end());
        for (const auto& row : list->second) {
            CHECK(row.size() == columns.size());
            for (const auto& [column, text] : row) CHECK(columns.contains(column));
        }
    }
}

}  // namespace

TEST_CASE("a dossier says every name of its vocabulary, known or not") {
    check_names(content_of(accepted()));
    FullDossier bare;
    bare.history = {step(Status::registered, samples::morning())};
    check_names(content_of(bare));
    check_names(book_content({accepted(), bare}, {}, {}, samples::press()));
}

TEST_CASE("papers of one name are one row, fees are added up and spelt") {
    const auto content = content_of(accepted());
    const auto& papers = content.lists.at("papers");
    REQUIRE(papers.size() == 2);
    CHECK(papers[0].at("originals") == Personal("1"));
    CHECK(papers[0].at("certified").empty());
    CHECK(papers[0].at("copies") == Personal("2"));
    CHECK(papers[1].at("certified") == Personal("1"));
    CHECK(value(content, "fees.total") == "24.000 đ");
    CHECK(value(content, "fees.words") == "Hai mươi tư nghìn đồng");
    CHECK(value(content, "submitter.name") == "Đinh Gia Bảo");
    CHECK(value(content, "accepted_at") == "10 giờ 12 phút, ngày 23/11/2026");
    CHECK(value(content, "due_words") == "Ngày hai mươi lăm tháng mười một năm hai nghìn không trăm hai mươi sáu");
    CHECK(value(content, "receiver.name") == "Lê Thị Nhận");
    CHECK(value(content, "holder.number_veiled") == "051•••••••••");
    auto free = accepted();
    free.fees[0].exemption = "Hộ nghèo";
    CHECK(value(content_of(free), "fees.total") == "Không thu");
    CHECK(value(content_of(free), "fees.words").empty());
    free.fees[0].percent_off = 50;
    CHECK(value(content_of(free), "fees.total") == "12.000 đ");
    free.due.reset();
    CHECK(value(content_of(free), "due_at") == samples::plain(Personal(samples::press().texts(TextId{"slip.unknown"}))));
}

TEST_CASE("a receipt says what nobody knows as unknown, and that a procedure is free where its source says so") {
    const auto unknown = samples::plain(Personal(samples::press().texts(TextId{"slip.unknown"})));
    auto dossier = accepted();
    dossier.fees.clear();
    CHECK(value(content_of(dossier), "fees.total") == "Không thu");  // 1.001193 costs nothing on any channel
    CHECK(value(content_of(dossier), "fees.words").empty());
    dossier.procedure_code = "1.004884";  // the provincial council decides, and the source does not say how much
    CHECK(value(content_of(dossier), "fees.total") == unknown);
    dossier.procedure_code = "9.999999";
    CHECK(value(content_of(dossier), "fees.total") == unknown);
    CHECK(value(content_of(dossier), "processing_time") == unknown);
    auto view = status_view(dossier);
    CHECK(receipt_content(view, samples::catalogue_of_tree(), samples::press()).values.at("fees.total") ==
          Personal(unknown));
}

TEST_CASE("a later stage that only the dossier knows is on the receipt all the same, in its place") {
    auto dossier = accepted();  // of a procedure without parts
    dossier.later_stages = {{3, std::nullopt, samples::morning() + 96h}, {2, samples::morning() + 48h, std::nullopt}};
    const auto stages = content_of(dossier).lists.at("stages");
    REQUIRE(stages.size() == 2);
    CHECK(stages[0].at("no") == Personal("2"));
    CHECK(samples::plain(stages[0].at("received_at")) == "09 giờ 42 phút, ngày 25/11/2026");
    CHECK(stages[1].at("no") == Personal("3"));
    CHECK(samples::plain(stages[1].at("due_at")) == "09 giờ 42 phút, ngày 27/11/2026");
    CHECK_FALSE(stages[1].at("name").empty());
    CHECK(set_form(samples::form("01"), content_of(dossier), samples::press(), samples::morning()));
}

TEST_CASE("what is missing is asked for line by line, until it has come") {
    auto dossier = accepted();
    dossier.history.push_back(step(Status::supplement_asked, samples::morning() + 2h, "Thiếu bản chính", "Võ Văn Kiểm"));
    dossier::SupplementRound asked;
    asked.asked_at = samples::morning() + 2h;
    asked.asked_by = Personal("Võ Văn Kiểm");
    asked.what = "Giấy chứng sinh\n\n  Giấy chứng nhận kết hôn  ";
    dossier.supplements = {asked};
    const auto content = content_of(dossier);
    REQUIRE(content.lists.at("missing").size() == 2);
    CHECK(content.lists.at("missing")[1].at("name") == Personal("Giấy chứng nhận kết hôn"));
    CHECK(value(content, "supplement.reason") == "Thiếu bản chính");
    CHECK(set_form(samples::form("02"), content, samples::press(), samples::morning()));
    dossier.supplements[0].answered_at = samples::morning() + 3h;
    CHECK(content_of(dossier).lists.at("missing").empty());
}

TEST_CASE("the receipt of a linked procedure says what its later stages are, and when as far as the office said") {
    CHECK(content_of(accepted()).lists.at("stages").empty());
    auto dossier = accepted();
    dossier.procedure_code = "2.000986";  // birth, then residence and the health insurance card
    dossier.later_stages = {{2, samples::morning() + 48h, samples::morning() + 96h}};
    const auto content = content_of(dossier);
    const auto& stages = content.lists.at("stages");
    REQUIRE_FALSE(stages.empty());
    for (const auto& stage : stages) {
        CHECK(stage.at("no") == Personal("2"));
        CHECK_FALSE(stage.at("name").empty());
        CHECK(samples::plain(stage.at("received_at")) == "09 giờ 42 phút, ngày 25/11/2026");
        CHECK(samples::plain(stage.at("due_at")) == "09 giờ 42 phút, ngày 27/11/2026");
    }
    CHECK(set_form(samples::form("01"), content, samples::press(), samples::morning()));
}

TEST_CASE("sets, book and receipt number are printed as the office gave them, and left to write where it did not") {
    auto dossier = accepted();
    CHECK(value(content_of(dossier), "sets").empty());
    CHECK(value(content_of(dossier), "book.volume").empty());
    dossier.sets = 2;
    dossier.book = {"03", "0117"};
    dossier.receipt_number = "21/0001";
    const auto content = content_of(dossier);
    CHECK(value(content, "sets") == "2");
    CHECK(value(content, "book.volume") == "03");
    CHECK(value(content, "book.number") == "0117");
    CHECK(value(content, "receipt.number") == "21/0001");
    CHECK(book_content({dossier}, {}, {}, samples::press()).lists.at("dossiers")[0].at("sets") == Personal("2"));
}

TEST_CASE("a receipt exists once the dossier is accepted") {
    CHECK(set_form(samples::form("01"), content_of(accepted()), samples::press(), samples::morning()));
    auto early = accepted();
    early.history.pop_back();
    CHECK_FALSE(set_form(samples::form("01"), content_of(early), samples::press(), samples::morning()));
}

TEST_CASE("a register holds what was accepted in its days, in that order") {
    std::vector<FullDossier> all;
    for (int day = 5; day >= 0; --day) {
        auto each = accepted();
        each.holder.name = Personal("Người " + std::to_string(day));
        each.history[1].at = samples::morning() + 24h * day;
        all.push_back(std::move(each));
    }
    all.push_back(accepted());
    all.back().history.pop_back();  // not accepted
    const auto whole = book_content(all, {}, {}, samples::press());
    REQUIRE(whole.lists.at("dossiers").size() == 6);
    CHECK(whole.lists.at("dossiers")[0].at("holder") == Personal("Người 0"));
    CHECK(value(whole, "book.from") == "23/11/2026");
    CHECK(value(whole, "book.to") == "28/11/2026");
    const auto part = book_content(all, LocalDate{2026, 11, 24}, LocalDate{2026, 11, 25}, samples::press());
    REQUIRE(part.lists.at("dossiers").size() == 2);
    CHECK(part.lists.at("dossiers")[0].at("no") == Personal("1"));
    CHECK(value(part, "book.count") == "2");
    CHECK(part.lists.at("dossiers")[0].at("contact") == Personal("Thôn Đông, xã Bình Châu, 0905000888"));
}

TEST_CASE("a receipt from a look-up says what the portal said, masks the name, and leaves the rest to be written by hand") {
    const auto& press = samples::press();
    auto view = status_view(accepted());
    view.from_portal = true;
    const auto content = receipt_content(view, samples::catalogue_of_tree(), press);
    CHECK(content.values.at("dossier.code").reveal() == "000.00.53.H48-261123-0099");
    CHECK(content.values.at("holder.name").reveal() == "Đ*** G** Bảo");
    CHECK(content.values.at("due_at") == content_of(accepted()).values.at("due_at"));
    CHECK(content.values.at("accepted_at") == content_of(accepted()).values.at("accepted_at"));
    for (const char* unknown : {"submitter.name", "holder.number", "holder.phone", "result_way", "receiver.name"}) {
        CAPTURE(unknown);
        CHECK(content.values.at(unknown).empty());
    }
    CHECK(content.lists.at("papers").size() == 2);
    CHECK(samples::plain(content.values.at("fees.total")) == "Không thu");
    CHECK(content.lists.at("papers").front().at("originals").empty());
    CHECK_FALSE(content.values.at("source").empty());
    CHECK(content_of(accepted()).values.at("source").empty());
    const auto pdf = set_form(samples::form("receipt"), content, press, samples::morning());
    REQUIRE(pdf.has_value());
    CHECK(pdf->pages == 1);
}

TEST_CASE("there is no receipt for a dossier that has only its provisional code, or that nobody has accepted") {
    auto view = status_view(accepted());
    view.code = view.provisional_code;
    const auto& press = samples::press();
    const auto set = [&] {
        return set_form(samples::form("receipt"), receipt_content(view, samples::catalogue_of_tree(), press), press,
                        samples::morning());
    };
    CHECK(set().error().code == Code::not_found);
    view = status_view(accepted());
    view.accepted_at.reset();
    CHECK(set().error().code == Code::not_found);
}
