// What people come back for once a dossier is filed, as whole processes: papers on A4, supplements, ratings, withdrawals.

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/town/town.hpp"

using namespace kiosk;
using namespace kiosk::test;
namespace fs = std::filesystem;

namespace {

/// What a paper that came out on A4 says.
std::string words_of(const Town& town, const std::string& name) {
    const auto text = town.folder() / (name + ".txt");
    const auto paper = town.folder() / "pictures" / (name + ".pdf");
    REQUIRE(std::system(("pdftotext -layout " + paper.string() + " " + text.string()).c_str()) == 0);
    return read_file(text).value_or("");
}

/// What citizens asked for; rows of progress follow every dossier and are looked at elsewhere.
nlohmann::json wishes_in(const nlohmann::json& record) {
    auto out = nlohmann::json::array();
    for (const auto& letter : record["letters"]) {
        if (letter["letter"] != "progress") out.push_back(letter);
    }
    return out;
}

}  // namespace

TEST_CASE("a rating given and a dossier withdrawn while the portal is down are told later, once, and the timeline says so") {
    const Town town("letters");
    const auto played = town.play("tests/flows/letters.txt");
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
    const auto list = town.portal({"list", "--json"});
    REQUIRE(list.code == 0);
    const auto record = nlohmann::json::parse(list.out);
    REQUIRE(record["dossiers"].size() == 1);
    CHECK(record["dossiers"][0]["status"] == 7);
    const auto letters = wishes_in(record);
    REQUIRE(letters.size() == 2);
    CHECK(letters[0]["letter"] == "rating");
    CHECK(letters[0]["answers"].size() == 3);
    CHECK(letters[0]["answers"][1]["value"] == 3);
    CHECK(letters[0]["reasons"] == nlohmann::json{"waited"});
    CHECK(letters[1]["letter"] == "withdrawal");
    CHECK(letters[1]["refusal"] == "");
    CHECK(list.out.find("0123\"") == std::string::npos);  // the digits that proved it are nobody's to read
}

TEST_CASE("an office that is late apologises on form 04, which is printed at look-up as the portal sent it") {
    const Town town("apology");
    const auto played = town.play("tests/flows/paper_apology.txt");
    INFO(played.out << played.errors);
    REQUIRE(played.code == 0);
    const auto words = words_of(town, "apology");
    CHECK(words.find("PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ") != std::string::npos);
    CHECK(words.find("Chờ xác minh") != std::string::npos);
}

TEST_CASE("the receipt and what an officer wrote come out on A4 at look-up, and nothing of them stays on the disk") {
    const Town town("papers");
    const auto flow = [](const char* name) {
        return a_submission() + read_file(fs::path(KIOSK_SOURCE_DIR) / "tests/flows" / name).value();
    };
    const auto played = town.play(town.file("papers.txt", flow("paper_refusal.txt") + flow("paper_receipt.txt")));
    INFO(played.out << played.errors);
    REQUIRE(played.code == 0);
    const auto words = [&](const std::string& name) { return words_of(town, name); };
    const auto receipt = words("receipt");
    CHECK(receipt.find("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ") != std::string::npos);
    CHECK(receipt.find("Đ*** T** Thử") != std::string::npos);
    CHECK(receipt.find("0123") == std::string::npos);
    const auto refusal = words("refusal");
    CHECK(refusal.find("PHIẾU TỪ CHỐI GIẢI QUYẾT HỒ SƠ") != std::string::npos);
    CHECK(refusal.find("Giấy chứng sinh bị mờ") != std::string::npos);
    CHECK(words("control").find("PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ") != std::string::npos);
    for (const auto& entry : fs::recursive_directory_iterator(town.kiosk_data())) {
        if (!entry.is_regular_file()) continue;
        INFO(entry.path().string());
        CHECK(read_file(entry.path(), 1U << 30).value_or("").find("%PDF-") == std::string::npos);
    }
}

TEST_CASE("papers that an authority asks for go to the portal at once, or wait here while it is away, and arrive once") {
    for (const char* name : {"supplement_online", "supplement_offline"}) {
        CAPTURE(name);
        const Town town(name);
        const auto flow = read_file(fs::path(KIOSK_SOURCE_DIR) / "tests/flows" / (name + std::string(".txt"))).value();
        const auto played = town.play(town.file("supplement.txt", a_submission() + flow));
        INFO(played.out << played.errors);
        REQUIRE(played.code == 0);
        const auto list = town.portal({"list", "--json"});
        REQUIRE(list.code == 0);
        const auto record = nlohmann::json::parse(list.out);
        CHECK(record["dossiers"][0]["status"] == 4);
        const auto letters = wishes_in(record);
        REQUIRE(letters.size() == 1);
        const auto& letter = letters[0];
        CHECK(letter["letter"] == "supplement");
        CHECK(letter["refusal"] == "");
        REQUIRE(letter["papers"][0]["pages"].size() == 1);
        const auto page = letter["papers"][0]["pages"][0]["id"].get<std::string>();
        CHECK(fs::exists(town.portal_data() / ("page-" + page)));
        CHECK(list.out.find("0123\"") == std::string::npos);
        const auto left = town.on_data({"outbox", "list", "--json"});
        CHECK(left.out == "{\"items\":[],\"refused\":[],\"kept_drafts\":0}\n");
    }
}

TEST_CASE(
    "who signs in by telephone files as proven, pays by a code, and a payment in two halves settles without anybody there") {
    const Town town("phone");
    const auto played = town.play("tests/flows/phone.txt");
    INFO(played.out << played.errors);
    REQUIRE(played.code == 0);
    const auto list = town.portal({"list", "--json"});
    REQUIRE(list.code == 0);
    const auto record = nlohmann::json::parse(list.out);
    REQUIRE(record["dossiers"].size() == 1);
    const auto shown = town.portal({"show", record["dossiers"][0]["code"], "--json"});
    REQUIRE(shown.code == 0);
    const auto submission = nlohmann::json::parse(shown.out)["submission"];
    CHECK(submission["identified_by"] == "signed_in");
    CHECK(submission["outcome"] == "online");
    CHECK(submission["submitter"]["number"] == "051190000123");
}
