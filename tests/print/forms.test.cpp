#include "kiosk/print/forms.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <random>

#include "kiosk/print/sheet.hpp"
#include "kiosk/print/vocabulary.hpp"
#include "kiosk/typeset/pdf.hpp"
#include "tests/print/samples.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::print;

namespace {

const catalogue::Procedure& procedure(std::string_view code) {
    const auto* found = samples::catalogue_of_tree().procedure(code);
    REQUIRE(found != nullptr);
    return *found;
}

Content papers(const catalogue::Procedure& of) { return papers_content(of, samples::catalogue_of_tree(), samples::press()); }

Content confirmation() {
    return confirmation_content(samples::confirmation(), samples::birth_registration(), nullptr, samples::press());
}

Content blank(std::string_view code) {
    const auto& of = procedure(code);
    const auto* form = samples::catalogue_of_tree().form(of.form);
    REQUIRE(form != nullptr);
    return blank_content(of, *form, samples::catalogue_of_tree(), {2026, 11, 26}, samples::press());
}

/// Leaves the file for somebody who wants to look at it: KIOSK_FORM_FILES=folder.
Pdf taken(const Result<Pdf>& pdf, const std::string& name) {
    if (!pdf) FAIL(pdf.error().detail);
    if (const char* folder = std::getenv("KIOSK_FORM_FILES"))
        REQUIRE(write_file(std::filesystem::path(folder) / (name + ".pdf"), pdf->bytes));
    CHECK(typeset::check_pdf(pdf->bytes));
    return *pdf;
}

/// A folder of forms with one file, gone with it.
class FormFolder {
public:
    explicit FormFolder(std::string_view toml) : path_(std::filesystem::path(KIOSK_BUILD_DIR) / "print-test") {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
        write("form.toml", toml);
    }
    ~FormFolder() { std::filesystem::remove_all(path_); }
    FormFolder(const FormFolder&) = delete;
    FormFolder& operator=(const FormFolder&) = delete;
    void write(const std::string& name, std::string_view toml) const { REQUIRE(write_file(path_ / name, toml)); }
    [[nodiscard]] auto load() const { return Forms::load(path_); }

private:
    std::filesystem::path path_;
};

std::string form_text(std::string_view more) {
    return fmt::format("form = \"test\"\nname = {{ vi = \"Thử\" }}\nabout = \"confirmation\"\nversion = \"1\"\n{}\n", more);
}

}  // namespace

TEST_CASE("the centre's forms are there, by name and by the law's number") {
    for (const auto* name : {"receipt", "01", "supplement", "02", "refusal", "03", "apology", "04", "control", "05",
                             "register", "06", "confirmation", "papers", "blank_form", "declaration"}) {
        INFO(name);
        CHECK(samples::forms().find(name, {2026, 11, 26}) != nullptr);
    }
    CHECK(samples::forms().find("receipt", {1800, 1, 1}) == nullptr);
    CHECK(samples::forms().find("", {2026, 11, 26}) == nullptr);
}

TEST_CASE("content has every name that the vocabulary promises, and no other") {
    for (const auto& content : {confirmation(), papers(procedure("1.001193")), blank("1.001193")}) {
        const auto& known = vocabulary(content.subject);
        std::set<std::string_view> own;
        for (const auto name : known.values)
            if (!common_names().contains(name)) own.insert(name);
        std::set<std::string_view> given;
        for (const auto& [name, value] : content.values) given.insert(name);
        CHECK(given == own);
        std::set<std::string_view> lists;
        for (const auto& [name, columns] : known.lists) lists.insert(name);
        std::set<std::string_view> given_lists;
        for (const auto& [name, rows] : content.lists) {
            given_lists.insert(name);
            for (const auto& row : rows) {
                std::set<std::string_view> columns;
                for (const auto& [column, value] : row) columns.insert(column);
                CHECK(columns == known.lists.at(name));
            }
        }
        CHECK(given_lists == lists);
        CHECK(known.questions == !content.sections.empty());
    }
}

TEST_CASE("a form is the same bytes for the same moment") {
    const auto first =
        taken(set_form(samples::form("confirmation"), confirmation(), samples::press(), samples::morning()), "confirmation");
    const auto second = set_form(samples::form("confirmation"), confirmation(), samples::press(), samples::morning());
    CHECK(first.pages == 1);
    CHECK(first.bytes == second->bytes);
    const auto later = set_form(samples::form("confirmation"), confirmation(), samples::press(), samples::morning() + 1min);
    CHECK(first.bytes != later->bytes);
}

TEST_CASE("every procedure has its list of papers, and those with an e-form a form to fill by hand") {
    const auto& data = samples::catalogue_of_tree();
    std::set<std::string> forms_seen;
    int lists = 0;
    for (const auto& each : data.procedures()) {
        INFO(each.code);
        if (++lists % 40 == 1)
            taken(set_form(samples::form("papers"), papers(each), samples::press(), samples::morning()),
                  "papers-" + each.code);
        if (each.form.empty() || !forms_seen.insert(each.form).second) continue;
        const auto pdf = taken(set_form(samples::form("blank_form"), blank(each.code), samples::press(), samples::morning()),
                               "blank-" + each.form);
        CHECK(pdf.pages >= 1);
    }
    CHECK(forms_seen.size() >= 5);
}

TEST_CASE("a form to fill by hand is addressed to the unit that receives on that day, not to one that has ended") {
    const auto& of = procedure("1.001193");
    const auto addressed = [&](const LocalDate& day) {
        const auto* form = samples::catalogue_of_tree().form(of.form);
        auto settings = samples::press().settings;
        settings.centre.unit = "binh_son";
        const slips::Press of_district{settings, samples::press().texts};
        return samples::plain(
            blank_content(of, *form, samples::catalogue_of_tree(), day, of_district).values.at("unit.name"));
    };
    CHECK(addressed({2025, 6, 30}) == "UBND huyện Bình Sơn");
    CHECK(addressed({2025, 7, 1}) == "UBND xã Bình Sơn");
}

TEST_CASE("signatures stand with the sentence that they sign and the last of what it is about, wherever the page ends") {
    constexpr double width_pt = 480;
    const auto content = blank("1.004837");
    const auto& form = samples::form("blank_form");
    Sheet sheet(form, content, width_pt);
    REQUIRE(add_blocks(sheet).has_value());
    const auto signatures = sheet.pieces().back().bands.size();
    for (double height_pt = 400; height_pt < 800; height_pt += 5) {
        CAPTURE(height_pt);
        CHECK(typeset::lay_out(sheet.pieces(), height_pt).back().size() >= signatures + 2);
    }
}

TEST_CASE("long names and many papers take more pages and are not refused") {
    const auto pdf = taken(set_form(samples::form("papers"), papers([] {
                                        auto out = samples::many_papers();
                                        out.name.vi = samples::long_name();
                                        while (out.components.size() < 60) out.components.push_back(out.components.front());
                                        return out;
                                    }()),
                                    samples::press(), samples::morning()),
                           "papers-many");
    CHECK(pdf.pages >= 3);
    auto endless = samples::many_papers();
    endless.components[0].name.vi = std::string(8'000, 'W');
    CHECK(taken(set_form(samples::form("papers"), papers(endless), samples::press(), samples::morning()), "papers-endless")
              .pages > 3);
}

TEST_CASE("the list of papers says what a fee counts, what the source adds, who is exempt and by which law") {
    const auto content = papers(procedure("2.000815"));
    const auto& fee = content.lists.at("handling").front().at("fee");
    CHECK(samples::plain(fee).starts_with("2.000 đ/trang. "));
    catalogue::Procedure of;
    of.exemptions = {{{"Hộ nghèo", ""}, {"giấy chứng nhận", ""}, 50}};
    of.legal_basis = {"60/2014/QH13", "123/2015/NĐ-CP"};
    const auto own = papers(of);
    CHECK(samples::plain(own.lists.at("exemptions").at(0).at("text")) ==
          "Hộ nghèo: giảm 50%. Chứng minh bằng: giấy chứng nhận");
    CHECK(samples::plain(own.values.at("procedure.legal")) == "60/2014/QH13; 123/2015/NĐ-CP");
}

TEST_CASE("a form is about its own subject, and waits until what it needs is known") {
    const auto wrong = set_form(samples::form("papers"), confirmation(), samples::press(), samples::morning());
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == Code::bad_usage);
    const auto officer = set_form(samples::form("03"), {}, samples::press(), samples::morning());
    REQUIRE_FALSE(officer);
    const auto early = set_form(samples::form("01"), {}, samples::press(), samples::morning());
    REQUIRE_FALSE(early);
    CHECK(early.error().detail ==
          "receipt cannot be printed yet: dossier.code is what it is about, and the dossier has none; it comes with a later "
          "step of the dossier (kiosk print --help)");
}

TEST_CASE("a mistake in a form is found with its line, its key and what to do") {
    struct Mistake {
        const char* more;
        int line;
        const char* key;
        const char* what;
    };
    const Mistake mistakes[] = {
        {"[[block]]\nkind = \"title\"\ntext = \"{dossier.cod}\"", 7, "block[1].text",
         "Nothing here is called {dossier.cod}."},
        {"[[block]]\nkind = \"title\"\ntext = \"Mã {dossier.code\"", 7, "block[1].text", "A brace has no partner."},
        {"[[block]]\nkind = \"picture\"", 6, "block[1].kind", "“picture”"},
        {"[[block]]\nkind = \"items\"\nlist = \"papers\"\ntext = \"{name}\"", 7, "block[1].list", "no list “papers”"},
        {"[[block]]\nkind = \"items\"\nlist = \"originals\"\ntext = \"{channel}\"", 8, "block[1].text", "{channel}"},
        {"[[block]]\nkind = \"questions\"", 6, "block[1].kind", "no e-form"},
        {"[[block]]\nkind = \"text\"\ntext = \"x\"\nwhen = \"dossier\"", 8, "block[1].when", "dossier"},
        {"[[block]]\nkind = \"text\"\ntext = \"x\"\ncolour = \"red\"", 8, "block[1].colour", "not known here"},
        {"[[block]]\nkind = \"table\"\nlist = \"originals\"\ncolumn = [{ head = \"a\", width_mm = 100 }, { head = \"b\", "
         "width_mm = 100 }]",
         8, "block[1].column", "175 mm"},
        {"needs = [\"accepted_at\"]\n[[block]]\nkind = \"space\"", 5, "needs", "accepted_at"},
        {"size_pt = 3\n[[block]]\nkind = \"space\"", 5, "size_pt", "outside"},
        {"valid_from = 2026-02-01\nvalid_to = 2026-01-01\n[[block]]\nkind = \"space\"", 6, "valid_to", "before it begins"},
        {"", 1, "", "no [[block]]"},
    };
    for (const auto& mistake : mistakes) {
        const FormFolder folder(form_text(mistake.more));
        const auto loaded = folder.load();
        INFO(mistake.more);
        REQUIRE_FALSE(loaded);
        const auto& finding = loaded.error().front();
        INFO(finding.text());
        CHECK(finding.line == mistake.line);
        CHECK(finding.key == mistake.key);
        CHECK(finding.what.find(mistake.what) != std::string::npos);
        CHECK_FALSE(finding.remedy.empty());
        CHECK(loaded.error().size() == 1);
    }
}

TEST_CASE("what a citizen carries away never has the second factor beside the code") {
    const std::string body =
        "form = \"test\"\nname = { vi = \"Thử\" }\nabout = \"dossier\"\nversion = \"1\"\nfor = \"FOR\"\n"
        "foot = \"{dossier.code}\"\n[[block]]\nkind = \"fields\"\nline = [{ label = \"Số\", value = \"{VALUE}\" }]\n";
    const auto with = [&](const std::string& reader, const std::string& value) {
        auto text = body;
        text.replace(text.find("FOR"), 3, reader);
        text.replace(text.find("VALUE"), 5, value);
        return text;
    };
    for (const auto* secret : {"holder.number", "holder.phone", "submitter.number", "submitter.phone"}) {
        const auto refused = FormFolder(with("citizen", secret)).load();
        REQUIRE_FALSE(refused);
        CHECK(refused.error().front().line == 9);
        CHECK(refused.error().front().remedy.find(std::string(secret) + "_veiled") != std::string::npos);
        CHECK(FormFolder(with("citizen", std::string(secret) + "_veiled")).load());
        CHECK(FormFolder(with("office", secret)).load());
    }
    CHECK(veiled_number(Personal("051190000123")) == "051•••••••••");
    CHECK(veiled_number(Personal("0905000777")) == "090•••••••");
    CHECK(veiled_number(Personal("12345")) == "•••••");
    CHECK(veiled_number(Personal("")).empty());
}

TEST_CASE("of two versions the one in force is printed, and two for one day are refused") {
    const std::string block = "[[block]]\nkind = \"space\"\n";
    const FormFolder folder(form_text("valid_to = 2026-06-30\n" + block));
    auto newer = form_text("valid_from = 2026-07-01\n" + block);
    newer.replace(newer.find("version = \"1\""), 13, "version = \"2\"");
    folder.write("newer.toml", newer);
    const auto loaded = folder.load();
    REQUIRE(loaded);
    CHECK((*loaded)->find("test", {2026, 6, 30})->version == "1");
    CHECK((*loaded)->find("test", {2026, 7, 1})->version == "2");
    folder.write("third.toml", form_text(block));
    const auto twice = folder.load();
    REQUIRE_FALSE(twice);
    CHECK(twice.error().front().what.find("for the same days") != std::string::npos);
}

TEST_CASE("a form that is cut or garbled is refused whole or read whole") {
    const auto text = read_file(samples::print_folder() / "receipt.toml");
    REQUIRE(text);
    std::mt19937_64 engine(26);
    int refused = 0;
    for (int round = 0; round < 60; ++round) {
        auto damaged = *text;
        if (round % 3 == 0) damaged.resize(engine() % damaged.size());
        else damaged[engine() % damaged.size()] = static_cast<char>(engine());
        const auto loaded = FormFolder(damaged).load();
        if (loaded) continue;
        ++refused;
        for (const auto& finding : loaded.error()) {
            CHECK_FALSE(finding.what.empty());
            CHECK_FALSE(finding.remedy.empty());
        }
    }
    CHECK(refused > 20);
}
