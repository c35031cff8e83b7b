// What the hall hears, word for word.

#include "kiosk/voice/wording.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using kiosk::voice::Wording;

namespace {

const Languages& languages() {
    static const auto all = Languages::open(std::filesystem::path(KIOSK_BUILD_DIR) / "locale").value();
    return all;
}

settings::Settings centre(std::vector<std::string> spoken) {
    settings::Settings out;
    out.queue.voice.languages = std::move(spoken);
    out.queue.counters = {{"3", {"Quầy 3", ""}, {"papers"}},
                          {"7", {"Quầy 7", ""}, {"papers"}, {"phòng Tư pháp", "the justice office"}},
                          {"8", {"Quầy 8", ""}, {"papers"}, {"bàn hướng dẫn", ""}}};
    return out;
}

std::string said(const settings::Settings& settings, const std::string& number, const std::string& counter) {
    const auto wording = Wording::open(settings, languages());
    REQUIRE(wording);
    std::string out;
    for (const auto& spoken : wording->of({{}, number, counter, 1, {}}))
        out += (out.empty() ? "" : " | ") + spoken.language + ": " + spoken.words;
    return out;
}

/// What stands between "có số thứ tự" and "đến", and after it.
std::string number_said(const std::string& number) {
    const auto all = said(centre({"vi"}), number, "3");
    const std::string before = "vi: Xin mời công dân có số thứ tự ";
    const std::string after = " đến quầy số ba";
    REQUIRE(all.starts_with(before));
    REQUIRE(all.ends_with(after));
    return all.substr(before.size(), all.size() - before.size() - after.size());
}
std::string counter_said(const std::string& counter) {
    const auto all = said(centre({"vi"}), "A1", counter);
    const std::string before = "vi: Xin mời công dân có số thứ tự a một đến ";
    REQUIRE(all.starts_with(before));
    return all.substr(before.size());
}

}  // namespace

TEST_CASE("a number is called in every language, digits one by one and the counter as a number") {
    CHECK(said(centre({"vi", "en"}), "A012", "3") ==
          "vi: Xin mời công dân có số thứ tự a không một hai đến quầy số ba | "
          "en: Now calling number ay zero one two to counter three");
    CHECK(said(centre({"en"}), "101", "21") == "en: Now calling number one zero one to counter twenty one");
}

TEST_CASE("every letter and digit of a number has its name") {
    const std::vector<std::pair<const char*, const char*>> names = {
        {"A", "a"},     {"B", "bê"},  {"C", "xê"},     {"D", "dê"},  {"Đ", "đê"},    {"E", "e"},    {"F", "ép"},
        {"G", "giê"},   {"H", "hát"}, {"I", "i"},      {"J", "gi"},  {"K", "ca"},    {"L", "e lờ"}, {"M", "em mờ"},
        {"N", "en nờ"}, {"O", "o"},   {"P", "pê"},     {"Q", "quy"}, {"R", "e rờ"},  {"S", "ét"},   {"T", "tê"},
        {"U", "u"},     {"V", "vê"},  {"W", "vê kép"}, {"X", "ích"}, {"Y", "i dài"}, {"Z", "dét"},  {"0", "không"},
        {"1", "một"},   {"2", "hai"}, {"3", "ba"},     {"4", "bốn"}, {"5", "năm"},   {"6", "sáu"},  {"7", "bảy"},
        {"8", "tám"},   {"9", "chín"}};
    for (const auto& [sign, name] : names) CHECK(number_said(sign) == name);
    // Together they are what each is alone: no hundred, no abbreviation, no telephone number.
    CHECK(number_said("A015") == "a không một năm");
    CHECK(number_said("101") == "một không một");
    CHECK(number_said("2155") == "hai một năm năm");
    CHECK(number_said("QR001") == "quy e rờ không không một");
    CHECK(number_said("A07-K1") == "a không bảy ca một");
    CHECK(number_said("A001B") == "a không không một bê");
}

TEST_CASE("counters are said as numbers, or by the words that the centre gives them") {
    const std::vector<std::pair<const char*, const char*>> counters = {{"1", "quầy số một"},
                                                                       {"4", "quầy số bốn"},
                                                                       {"5", "quầy số năm"},
                                                                       {"10", "quầy số mười"},
                                                                       {"11", "quầy số mười một"},
                                                                       {"15", "quầy số mười lăm"},
                                                                       {"20", "quầy số hai mươi"},
                                                                       {"21", "quầy số hai mươi mốt"},
                                                                       {"24", "quầy số hai mươi tư"},
                                                                       {"25", "quầy số hai mươi lăm"},
                                                                       {"101", "quầy số một trăm lẻ một"},
                                                                       {"05", "quầy số năm"},
                                                                       {"B2", "quầy số bê hai"},
                                                                       {"7", "phòng Tư pháp"},
                                                                       {"8", "bàn hướng dẫn"}};
    for (const auto& [counter, words] : counters) CHECK(counter_said(counter) == words);
    CHECK(said(centre({"en"}), "A1", "7") == "en: Now calling number ay one to the justice office");
    CHECK(said(centre({"en"}), "A1", "8") == "en: Now calling number ay one to counter eight");
}

TEST_CASE("the centre's own sentence is said with its marks") {
    auto settings = centre({"vi"});
    settings.queue.voice.sentence.vi = "Số {number}: mời vào {counter}!";
    settings.queue.voice.counter.vi = "cửa {id}";
    CHECK(said(settings, "C9", "12") == "vi: Số xê chín, mời vào cửa mười hai!");
    settings.queue.voice.sentence.vi = "{counter}, {number}";
    CHECK(said(settings, "C9", "12") == "vi: cửa mười hai, xê chín");
    CHECK_FALSE(Wording::open(centre({"xx"}), languages()));
}
