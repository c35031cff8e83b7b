#include "ui/typing.hpp"

#include "tests/support/catch.hpp"
#include "ui/keyboard.hpp"

namespace kiosk::ui::typing {
namespace {

/// What the keyboard's keys of these ids make of an empty text.
std::string typed(const std::vector<std::string>& ids, Capitals capitals = Capitals::none) {
    std::string text;
    bool shift = false;
    for (const auto& id : ids) {
        if (id == "key.shift") {
            shift = true;
            continue;
        }
        const auto key = key_of(id, shift);
        REQUIRE(key);
        text = press(text, *key, capitals);
        shift = false;
    }
    return text;
}

}  // namespace

TEST_CASE("every Vietnamese word can be typed with the direct letters, the tone after it") {
    for (const auto* word :
         {"hòa",    "hoàn",  "thúy",  "khuỷu", "nghiễm", "Quảng Ngãi", "quý",   "giếng", "gìn", "Đỗ Thị Ngữ",
          "chuyện", "người", "ngoài", "thuở",  "xóa",    "hủy",        "khóa",  "mía",   "cửa", "Ế",
          "tuyển",  "ướt",   "yểu",   "Hrê",   "đường",  "ở",          "quyền", "nghĩa"}) {
        CAPTURE(word);
        CHECK(typed(keys_for(word)) == word);
    }
}

TEST_CASE("a tone typed early moves when the word goes on") {
    CHECK(typed({"key.h", "key.o", "key.a", "key.huyen", "key.n"}) == "hoàn");
    CHECK(typed({"key.t", "key.o", "key.sac", "key.a", "key.n"}) == "toán");
}

TEST_CASE("the same tone again takes it away, another replaces it") {
    CHECK(with_tone("má", "´") == "ma");
    CHECK(with_tone("má", "`") == "mà");
    CHECK(with_tone("ban má", ".") == "ban mạ");
}

TEST_CASE("a tone on what is no Vietnamese syllable changes nothing") {
    CHECK(with_tone("", "´").empty());
    CHECK(with_tone("bcd", "´") == "bcd");
    CHECK(with_tone("data", "´") == "data");
    CHECK(with_tone("an ", "´") == "an ");
}

TEST_CASE("backspace takes one visible letter") {
    CHECK(press("Ngữ", {Key::Kind::backspace, {}}) == "Ng");
    CHECK(press("e\u0323", {Key::Kind::backspace, {}}).empty());
    CHECK(press("", {Key::Kind::backspace, {}}).empty());
}

TEST_CASE("names get their capitals by themselves") {
    CHECK(typed({"key.đ", "key.i", "key.n", "key.h", "key.space", "key.v", "key.ă", "key.n"}, Capitals::words) ==
          "Đinh Văn");
}

TEST_CASE("the keys of every layout mean something and have names of their own") {
    const KeyboardWords words{"Dấu cách", "Xong", "Xóa một chữ", "Chữ hoa", true};
    for (const auto layout : {Layout::letters, Layout::digits, Layout::decimal, Layout::code, Layout::email}) {
        std::vector<std::string> seen;
        for (const auto& row : keyboard_rows(layout, words, false, false)) {
            for (const auto& cap : row.keys) {
                CAPTURE(cap.id);
                CHECK(std::find(seen.begin(), seen.end(), cap.id) == seen.end());
                CHECK((key_of(cap.id, false) || cap.id == "key.shift" || cap.id == "key.symbols"));
                CHECK_FALSE((cap.label.empty() && cap.spoken.empty()));
                seen.push_back(cap.id);
            }
        }
    }
}

}  // namespace kiosk::ui::typing
