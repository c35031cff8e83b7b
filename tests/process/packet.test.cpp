// kiosk packet as a process, and our schema checker before a judge: ajv, over whole and spoiled packets.

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "kiosk/base/files.hpp"
#include "kiosk/packet/build.hpp"
#include "kiosk/packet/packet_json.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/made_dossier.hpp"
#include "tests/town/town.hpp"

namespace {

namespace fs = std::filesystem;
using namespace kiosk;
using Json = nlohmann::ordered_json;

const fs::path source = KIOSK_SOURCE_DIR;

/// Every place in a JSON value, as the list of steps to it.
void collect(Json& value, std::vector<Json*>& out) {
    out.push_back(&value);
    if (value.is_structured())
        for (auto& inner : value) collect(inner, out);
}

/// One thing about a packet changed at random: another value, another kind, a key more or less.
Json spoiled(Json packet, test::Dice& dice) {
    std::vector<Json*> places;
    collect(packet, places);
    Json& place = *dice.pick(places);
    const std::vector<Json> others{"",
                                   "x",
                                   7,
                                   -7,
                                   true,
                                   nullptr,
                                   "1",
                                   "0",
                                   "11",
                                   "True",
                                   Json::array(),
                                   Json::object(),
                                   "20210229000000",
                                   "20240229235959",
                                   "H48-210917-0001",
                                   std::string(1'001, 'a'),
                                   "https://a",
                                   "KQ.G15.000031",
                                   2.5};
    if (place.is_object() && !place.empty() && dice.one_in(2)) {
        auto at = place.begin();
        std::advance(at, dice.number<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(place.size()) - 1));
        place.erase(at.key());
    } else if (place.is_object() && dice.one_in(2)) {
        place["KhongCo"] = "x";
    } else if (place.is_array() && dice.one_in(2)) {
        place.clear();
    } else {
        place = dice.pick(others);
    }
    return packet;
}

std::vector<std::string> cases(const packet::Profile& profile, test::Dice& dice) {
    std::vector<std::string> out{"{}", "[]", "7", "null", R"({"error_code":"0"})", R"({"service":"KhongCo"})"};
    for (int i = 0; i < 25; ++i) {
        const auto dossier = test::made_dossier(dice);
        std::vector<decltype(packet::Call::body)> bodies{packet::DossierSync{false, {packet::dossier_of(dossier)}},
                                                         packet::CodeQuery{dossier.codes.official},
                                                         packet::ListQuery{"LayDanhMucTonGiao"}};
        for (auto& rows : packet::progress_of(dossier)) bodies.emplace_back(std::move(rows));
        for (auto& body : bodies) {
            packet::Call call;
            call.sender = "000.00.00.H48";
            call.body = std::move(body);
            const auto json = Json::parse(packet::write(call, profile));
            out.push_back(json.dump());
            for (int j = 0; j < 25; ++j) out.push_back(spoiled(json, dice).dump());
            const Json::json_pointer number("/data/0/DanhSachHoSoBoSung/0/HoSoBoSungId");
            if (!json.contains(number)) continue;
            auto negative = json;  // chance would seldom bring a number below zero to a place that takes numbers
            negative[number] = -7;
            out.push_back(negative.dump());
        }
    }
    return out;
}

}  // namespace

TEST_CASE("our schema checker and ajv say the same of whole and of spoiled packets") {
    const auto packages = source / "build/peers/node_modules";
    INFO("./dev peers installs the judge");
    REQUIRE(fs::exists(packages / "ajv"));
    const test::Scene scene("packet_judge");
    const auto texts_file = scene.folder() / "texts";
    const auto verdicts_file = scene.folder() / "verdicts";
    const auto seed = test::seed();
    CAPTURE(seed);
    test::Dice dice(seed);
    for (const std::string name : {"2020", "current"}) {
        const auto profile = packet::Profile::load(source / "config/portal", name);
        REQUIRE(profile);
        const auto texts = cases(*profile, dice);
        std::string lines;
        for (const auto& text : texts) lines += text + "\n";
        REQUIRE(write_file(texts_file, lines));
        const auto command = "NODE_PATH=" + packages.string() + " node " +
                             (source / "tests/peers/packet_judge.mjs").string() + " " +
                             (source / "config/portal" / ("packet-" + name + ".schema.json")).string() + " " +
                             texts_file.string() + " >" + verdicts_file.string();
        REQUIRE(std::system(command.c_str()) == 0);
        std::istringstream verdicts(read_file(verdicts_file).value_or(""));
        std::set<std::string> fired;
        std::size_t valid = 0;
        for (const auto& text : texts) {
            std::string verdict;
            REQUIRE(std::getline(verdicts, verdict));
            std::istringstream words(verdict);
            for (std::string word; words >> word;) fired.insert(word);
            const bool ours = profile->schema().check(text).empty();
            valid += ours ? 1 : 0;
            CAPTURE(name, text, verdict);
            CHECK(ours == (verdict == "valid"));
        }
        CHECK(valid > 100);
        CHECK(texts.size() - valid > 500);
        for (const auto* keyword : {"type", "required", "additionalProperties", "enum", "pattern", "format", "minLength",
                                    "maxLength", "minItems", "minimum"}) {
            CAPTURE(name, keyword);
            CHECK(fired.contains(keyword));
        }
    }
}

TEST_CASE("kiosk packet makes packets, checks them, and exits with 0, 1 or 2") {
    const test::Scene scene("packet");
    const auto sample = (source / "tests/packet/finished_dossier.json").string();
    for (const std::string profile : {"2020", "current"}) {
        for (const std::string service : {"DongBoHoSoMC", "CapNhatTienDoHoSoMC", "TraCuuHoSo"}) {
            CAPTURE(profile, service);
            const auto built = scene.run({"packet", "build", "--profile", profile, "--service", service, sample});
            REQUIRE(built.code == 0);
            CHECK(scene.run({"packet", "check", "--profile", profile, "-"}, built.out).code == 0);
        }
    }
    const auto golden = (source / "tests/packet/golden/finished_current.json").string();
    const auto refused = scene.run({"packet", "check", "--profile", "2020", "--json", golden});
    CHECK(refused.code == 1);
    const auto findings = Json::parse(refused.out, nullptr, false);
    REQUIRE(findings.is_array());
    CHECK(findings.at(0).at("key") == "$.data[0].KenhThucHien");
    CHECK(findings.at(0).at("file") == golden);
    CHECK_FALSE(findings.at(0).at("remedy").get<std::string>().empty());

    const auto line = scene.run({"packet", "build", "--profile", "current", "--json", sample});
    CHECK(std::count(line.out.begin(), line.out.end(), '\n') == 1);
    CHECK(test::are_json_lines(line.out));

    CHECK(scene.run({"packet", "check", "--profile", "1999", golden}).has("2020, current"));
    CHECK(scene.run({"packet", "build", "--profile", "2020", "--service", "KhongCo", sample}).code == 2);
    CHECK(scene.run({"packet", "check", "--profile", "2020", "/nowhere.json"}).code == 1);
    CHECK(scene.run({"packet", "build", "--profile", "2020", "/nowhere.json"}).code == 1);
    CHECK(scene.run({"packet", "build", "--help"}).has("history"));
}

TEST_CASE("bad files are said with place and remedy and make no packet") {
    const test::Scene scene("packet_bad");
    const auto good = read_file(source / "tests/packet/finished_dossier.json").value_or("");
    const auto refused = [&](const std::string& text, const std::string& words) {
        const auto file = scene.file("bad.json", text);
        const auto said = scene.run({"packet", "build", "--profile", "current", file});
        CAPTURE(words, said.errors);
        CHECK(said.code == 1);
        CHECK(said.out.empty());
        CHECK(said.has(words));
        CHECK(scene.run({"packet", "check", "--profile", "current", file}).code == 1);
    };
    const auto with = [&](std::string_view old, std::string_view replacement) {
        auto text = good;
        return text.replace(text.find(old), old.size(), replacement);
    };
    refused(good.substr(0, 700), "cut off");
    refused("", "cut off");
    refused(with("2021-09-24T08:30", "2021-02-30T08:30"), "$.due");
    refused(with("\"count\": 2", "\"count\": \"2\""), "$.papers[2].count");
    refused(with("000.00.53.H48-210917-0001", ""), "$.codes.official");
    refused(with("000.00.53.H48-210917-0001", "000.00.53.H48-210932-0001"), "$.codes.official");
    refused(with("000.00.53.H48-210917-0001", "000.00.53.H48-210932-0001"), "no day yyMMdd that exists");
    refused(with("\"field_code\": \"TLHDH\",", ""), "$.data[0].MaLinhVuc");
    refused(with("Phòng", "Ph\xF2ng"), "not UTF-8");
    refused(std::string(10U << 20, 'x'), "8 MiB");
    refused(std::string(300'000, '['), "nested deeper");
}
