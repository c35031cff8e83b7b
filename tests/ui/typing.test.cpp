#include "ui/typing.hpp"

#include "tests/support/catch.hpp"
#include "ui/keyboard.hpp"

namespace kiosk::ui::typing {
namespace {

using kiosk::typing::Method;
using kiosk::typing::ToneStyle;

/// What the keys of these ids make of what stands in the field; after "key.symbols" the page of signs is open, or shut again.
std::string typed(Keyboard keyboard, const std::vector<std::string>& ids) {
    Writing writing;
    KeyFaces faces;
    for (const auto& id : ids) {
        if (id == "key.shift") faces.shift = true;
        if (id == "key.symbols") faces.symbols = !faces.symbols;
        if (const auto method = method_of(id)) keyboard.method = *method;
        const auto key = key_of(id, keyboard, faces);
        if (!key) continue;
        keyboard.text = press(keyboard, *key, writing);
        faces.shift = false;
    }
    return keyboard.text;
}

std::string typed(const std::vector<std::string>& ids, Capitals capitals = Capitals::none) {
    Keyboard keyboard;
    keyboard.capitals = capitals;
    return typed(std::move(keyboard), ids);
}

/// "hoaf <" -> key.h key.o key.a key.f key.space key.backspace; ^ is shift, # the page of signs.
std::vector<std::string> ids_of(std::string_view keys) {
    std::vector<std::string> ids;
    for (const char key : keys) {
        const std::string name(1, key);
        ids.push_back(key == '<'   ? "key.backspace"
                      : key == ' ' ? "key.space"
                      : key == '^' ? "key.shift"
                      : key == '#' ? "key.symbols"
                                   : "key." + name);
    }
    return ids;
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
    struct Row {
        const char* given;
        const char* tone;
        const char* then;
    };
    constexpr Row table[] = {
        {"má", "´", "ma"},     {"má", "`", "mà"},         {"ban má", ".", "ban mạ"}, {"", "´", ""},
        {"bcd", "´", "bcd"},   {"data", "´", "data"},     {"an ", "´", "an "},       {"12a", "´", "12a"},
        {"«hoa", "`", "«hòa"}, {"Đăk Hà", "`", "Đăk Ha"}, {"hoa", "`", "hòa"},       {"ho\u0300a", "`", "hoa"}};
    for (const auto& [given, tone, then] : table) {
        INFO(given << " " << tone);
        Writing writing;
        Keyboard keyboard;
        keyboard.text = given;
        CHECK(press(keyboard, {Key::Kind::tone, tone}, writing) == then);
    }
    CHECK(with_tone("hoa", "`", ToneStyle::modern) == "hoà");
    CHECK(with_tone("khoe", "?", ToneStyle::modern) == "khoẻ");
}

TEST_CASE("Telex and VNI compose while typing, take back what is repeated, and delete by visible letter") {
    struct Row {
        Method method;
        const char* given;
        const char* keys;
        const char* then;
    };
    constexpr Row table[] = {
        {Method::telex, "", "tieengs vieetj", "tiếng việt"},
        {Method::telex, "", "^ddinhj", "Định"},
        {Method::telex, "", "hoaf", "hòa"},
        {Method::telex, "", "hofan", "hoàn"},
        {Method::telex, "", "ass", "as"},
        {Method::telex, "", "asss", "ass"},
        {Method::telex, "", "ass<s", "á"},
        {Method::telex, "", "nghieexm<<eexm", "nghiễm"},
        {Method::telex, "", "ddd", "dd"},
        {Method::telex, "", "web refresh", "web refresh"},
        {Method::telex, "Nguyên", "x", "Nguyễn"},
        {Method::telex, "Nguyên ", "x", "Nguyên x"},
        {Method::telex, "nguye\u0302\u0303n", "<", "nguyễ"},
        {Method::telex, "nguye\u0302\u0303", "n", "nguyễn"},
        {Method::telex, "e\u0323", "<", ""},
        {Method::telex, "Thôn 3", "s", "Thôn 3s"},
        {Method::telex, "", "a#/#s", "a/s"},
        {Method::vni, "", "D9inh5 Va8n Ngu74", "Định Văn Ngữ"},
        {Method::vni, "", "a11", "a1"},
        {Method::vni, "", "a111", "a11"},
        {Method::vni, "", "To63 12", "Tổ 12"},
        {Method::vni, "", "ma#1#2", "ma12"},
        {Method::vni, "K", "12", "K12"},
        {Method::direct, "", "hoaf", "hoaf"},
        {Method::direct, "hoà", "n", "hoàn"},
    };
    for (const auto& [method, given, keys, then] : table) {
        INFO("given " << given << " when " << keys);
        Keyboard keyboard;
        keyboard.method = method;
        keyboard.text = given;
        CHECK(typed(keyboard, ids_of(keys)) == then);
    }
}

TEST_CASE("the way of typing changes in the middle of a word without losing it") {
    CHECK(typed({"key.v", "key.i", "key.ê", "key.t", "key.method.telex", "key.j"}) == "việt");
    CHECK(typed({"key.method.vni", "key.v", "key.i", "key.e", "key.6", "key.t", "key.method.direct", "key.nang"}) == "việt");
}

TEST_CASE("the tones of oa, oe and uy stand where the centre's setting puts them") {
    for (const auto method : {Method::telex, Method::vni}) {
        Keyboard keyboard;
        keyboard.method = method;
        keyboard.tones = ToneStyle::modern;
        CHECK(typed(keyboard, ids_of(method == Method::telex ? "hoaf" : "hoa2")) == "hoà");
        keyboard.tones = ToneStyle::traditional;
        CHECK(typed(keyboard, ids_of(method == Method::telex ? "thuys" : "thuy1")) == "thúy");
    }
}

TEST_CASE("in codes, numbers and e-mail addresses nothing is composed, whatever the way of typing") {
    struct Row {
        Layout layout;
        const char* keys;
        const char* then;
    };
    constexpr Row table[] = {{Layout::email, "ass.dd@aa.vn", "ass.dd@aa.vn"},
                             {Layout::email, "aw1", "aw1"},
                             {Layout::code, "h48aaf", "h48aaf"},
                             {Layout::digits, "0511", "0511"},
                             {Layout::decimal, "12,5", "12,5"}};
    for (const auto method : {Method::direct, Method::telex, Method::vni}) {
        for (const auto& [layout, keys, then] : table) {
            INFO(keys);
            Keyboard keyboard;
            keyboard.layout = layout;
            keyboard.method = method;
            CHECK(typed(keyboard, ids_of(keys)) == then);
        }
    }
    Keyboard mail;
    mail.layout = Layout::email;
    CHECK(typed(mail, {"key.a", "key.@", "key.b", "key..com"}) == "a@b.com");
    CHECK(typed(mail, {"key.a", "key.@", "key.b", "key..vn"}) == "a@b.vn");
}

TEST_CASE("a word is not gone on with in another field") {
    Writing writing;
    Keyboard first;
    first.method = Method::telex;
    first.field = "a";
    for (const char* key : {"a", "s", "s"}) first.text = press(first, {Key::Kind::text, key}, writing);
    CHECK(first.text == "as");
    Keyboard second = first;
    second.field = "b";
    second.text = "as";
    CHECK(press(first, {Key::Kind::text, "f"}, writing) == "asf");
    second.text = "a";
    CHECK(press(second, {Key::Kind::text, "f"}, writing) == "à");
}

TEST_CASE("a suggestion that is taken is what stands in the field") {
    Keyboard keyboard;
    keyboard.text = "Tổ 3, nghia l";
    keyboard.suggestions = {{"phường Nghĩa Lộ", {}, "Tổ 3, phường Nghĩa Lộ, tỉnh Quảng Ngãi"}};
    CHECK(typed(keyboard, {"suggestion.1"}) == "Tổ 3, phường Nghĩa Lộ, tỉnh Quảng Ngãi");
    CHECK(typed(keyboard, {"suggestion.2"}) == keyboard.text);
}

TEST_CASE("names get their capitals by themselves, and the keys show it") {
    CHECK(typed({"key.đ", "key.i", "key.n", "key.h", "key.space", "key.v", "key.ă", "key.n"}, Capitals::words) ==
          "Đinh Văn");
    Keyboard telex;
    telex.method = Method::telex;
    telex.capitals = Capitals::words;
    CHECK(typed(telex, ids_of("ddinh vawn nguwx")) == "Đinh Văn Ngữ");
    CHECK(wants_capital("Đinh ", Capitals::words));
    CHECK_FALSE(wants_capital("Đinh", Capitals::words));
    CHECK_FALSE(wants_capital("", Capitals::none));
}

TEST_CASE("the keys of every layout mean something and have names of their own") {
    for (const auto layout :
         {Layout::letters, Layout::address, Layout::digits, Layout::decimal, Layout::code, Layout::email}) {
        for (const auto method : {Method::direct, Method::telex, Method::vni}) {
            for (const bool symbols : {false, true}) {
                Keyboard keyboard;
                keyboard.layout = layout;
                keyboard.method = method;
                keyboard.words = {"Dấu cách",
                                  "Xong",
                                  "Xóa một chữ",
                                  "Chữ hoa",
                                  "Có dấu",
                                  "Cách gõ",
                                  {"Sắc", "Huyền", "Hỏi", "Ngã", "Nặng"},
                                  true};
                const KeyFaces faces{false, false, symbols};
                auto rows = keyboard_rows(keyboard, faces);
                rows.push_back({0, method_keys(keyboard)});
                CHECK(rows.back().keys.empty() != is_vietnamese(layout));
                std::vector<std::string> seen;
                for (const auto& row : rows) {
                    for (const auto& cap : row.keys) {
                        CAPTURE(cap.id);
                        CHECK(std::find(seen.begin(), seen.end(), cap.id) == seen.end());
                        CHECK((key_of(cap.id, keyboard, faces) || method_of(cap.id) || cap.id == "key.shift" ||
                               cap.id == "key.symbols"));
                        CHECK_FALSE((cap.label.empty() && cap.spoken.empty()));
                        seen.push_back(cap.id);
                    }
                }
            }
        }
    }
}

}  // namespace kiosk::ui::typing
