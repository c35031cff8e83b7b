#include "kiosk/speech/reading.hpp"

#include "tests/speech/scene.hpp"

using namespace kiosk;
using namespace kiosk::speech;
using namespace kiosk::speech::test;

namespace {

Item item(Kind kind, std::string label) {
    Item out;
    out.kind = kind;
    out.label = std::move(label);
    return out;
}

Item of_person(Kind kind, std::string label, std::string aloud) {
    auto out = item(kind, std::move(label));
    out.personal = true;
    out.aloud = std::move(aloud);
    return out;
}

std::vector<std::string> said(const std::vector<Item>& items, Listener listener) {
    std::vector<std::string> out;
    for (const auto& utterance : read_page(items, listener, vi())) out.push_back(utterance.words);
    return out;
}

std::vector<std::string> words_of(std::vector<Order> orders) {
    std::vector<std::string> out;
    for (const auto& order : orders) {
        if (const auto* say = std::get_if<Say>(&order)) out.push_back(say->words);
        else if (const auto* pause = std::get_if<Pause>(&order)) out.push_back(pause->paused ? "(pause)" : "(on)");
        else out.push_back("(hush)");
    }
    return out;
}

std::uint64_t number_of(const std::vector<Order>& orders) { return std::get<Say>(orders.back()).number; }

}  // namespace

TEST_CASE("a page is read with what must be corrected first, then its words, then what can be touched") {
    auto now = item(Kind::step, "Kê khai");
    now.checked = true;
    auto house = item(Kind::button, "Kết thúc");
    house.house = true;
    auto locked = item(Kind::button, "Tiếp tục");
    locked.enabled = false;
    locked.reason = "Chọn một mục trước.";
    const std::vector<Item> page{item(Kind::button, "Quay lại"),
                                 item(Kind::step, "Thủ tục"),
                                 now,
                                 item(Kind::heading, "Nơi cư trú"),
                                 item(Kind::text, "Ghi như trên thẻ."),
                                 item(Kind::problem, "Nhập tên đường."),
                                 item(Kind::key, "a"),
                                 item(Kind::key, "b"),
                                 locked,
                                 house};
    CHECK(said(page, Listener::hall) ==
          std::vector<std::string>{"Chú ý, Nhập tên đường.", "Kê khai.", "Nơi cư trú.", "Ghi như trên thẻ.", "Nút Quay lại.",
                                   "Bàn phím trên màn hình.", "Nút Tiếp tục, chưa dùng được, Chọn một mục trước."});
}

TEST_CASE("the hall hears that something was entered, headphones hear what") {
    auto choice = of_person(Kind::choice, "Nữ", "Nữ");
    choice.checked = true;
    const std::vector<Item> page{of_person(Kind::field, "Họ và tên: Trần Thị Mẫu", "Họ và tên"), choice,
                                 of_person(Kind::text, "Người nộp: Trần Thị Mẫu", "")};
    CHECK(said(page, Listener::hall) == std::vector<std::string>{"Ô nhập Họ và tên, thông tin đã nhập.", "Lựa chọn Nữ."});
    CHECK(said(page, Listener::one_person) ==
          std::vector<std::string>{"Người nộp, Trần Thị Mẫu.", "Ô nhập Họ và tên, Trần Thị Mẫu.", "Lựa chọn Nữ, đã chọn."});
}

TEST_CASE("what is chosen and ticked is said") {
    auto chosen = item(Kind::choice, "Quận");
    chosen.checked = true;
    auto box = item(Kind::checkbox, "Tôi cam đoan");
    CHECK(read_item(chosen, Listener::hall, vi()) == "Lựa chọn Quận, đã chọn.");
    CHECK(read_item(box, Listener::hall, vi()) == "Ô đánh dấu Tôi cam đoan, chưa đánh dấu.");
}

TEST_CASE("in a page of another language the Vietnamese voice says what stayed Vietnamese") {
    const auto voices = [](const Item& one, const Speller& speller) {
        std::vector<std::string> out;
        for (const auto& part : read_page({one}, Listener::hall, speller)) {
            CHECK(part.item == 0);
            out.push_back(part.language + ": " + part.words);
        }
        return out;
    };
    using Voices = std::vector<std::string>;
    CHECK(voices(item(Kind::row, "Đăng ký khai sinh, no fee, same day"), en()) ==
          Voices{"en: Item.", "vi: Đăng ký khai sinh.", "en: no fee, same day."});
    CHECK(voices(item(Kind::text, "Handled by: Ủy ban nhân dân xã Bình Sơn. Bring the papers."), en()) ==
          Voices{"en: Handled by.", "vi: Ủy ban nhân dân xã Bình Sơn.", "en: Bring the papers."});
    CHECK(voices(item(Kind::text, "Take a number, and wait. An officer of Bình Sơn will help you."), en()) ==
          Voices{"en: Take a number, and wait. An officer of Bình Sơn will help you."});
    CHECK(voices(item(Kind::row, "Birth registration, no fee"), vi()) == Voices{"vi: Mục Birth registration, no fee."});
    Reading reading;
    reading.begin(read_page({item(Kind::button, "Khai sinh lại")}, Listener::hall, en()));
    const auto orders = reading.take_orders();
    REQUIRE(orders.size() == 1);
    CHECK(std::get<Say>(orders[0]).language == "en");
    reading.ended(number_of(orders));
    CHECK(std::get<Say>(reading.take_orders().at(0)).language == "vi");
}

TEST_CASE("sentence follows sentence, and the voice ends with the page") {
    Reading reading;
    reading.begin({{0, "Một."}, {3, "Hai."}});
    auto orders = reading.take_orders();
    CHECK(words_of(orders) == std::vector<std::string>{"Một."});
    CHECK(reading.item() == std::optional<std::size_t>(0));
    reading.ended(number_of(orders) + 7);
    CHECK(reading.take_orders().empty());
    reading.ended(number_of(orders));
    orders = reading.take_orders();
    CHECK(words_of(orders) == std::vector<std::string>{"Hai."});
    CHECK(reading.item() == std::optional<std::size_t>(3));
    reading.ended(number_of(orders));
    CHECK(reading.take_orders().empty());
    CHECK_FALSE(reading.speaking());
    CHECK_FALSE(reading.item());
}

TEST_CASE("the voice pauses, goes on, starts anew and stops at once") {
    Reading reading;
    reading.begin({{0, "Một."}, {1, "Hai."}});
    reading.set_paused(true);
    CHECK_FALSE(reading.speaking());
    CHECK(reading.item() == std::optional<std::size_t>(0));
    reading.set_paused(false);
    CHECK(reading.speaking());
    reading.begin({{0, "Một."}});
    CHECK(words_of(reading.take_orders()) == std::vector<std::string>{"Một.", "(pause)", "(on)", "(hush)", "Một."});
    reading.stop();
    CHECK(words_of(reading.take_orders()) == std::vector<std::string>{"(hush)"});
    CHECK_FALSE(reading.speaking());
    reading.stop();
    CHECK(reading.take_orders().empty());
}

TEST_CASE("a sentence is said again when its pace changes, and the page goes on after it") {
    Reading reading;
    reading.say_again();
    CHECK(reading.take_orders().empty());
    reading.begin({{0, "Một."}, {1, "Hai."}});
    const auto first = number_of(reading.take_orders());
    reading.say_again();
    auto orders = reading.take_orders();
    CHECK(words_of(orders) == std::vector<std::string>{"Một."});
    reading.ended(first);  // of the one that was broken off
    CHECK(reading.take_orders().empty());
    reading.ended(number_of(orders));
    CHECK(words_of(reading.take_orders()) == std::vector<std::string>{"Hai."});
    reading.set_paused(true);
    reading.say_again();
    CHECK(words_of(reading.take_orders()) == std::vector<std::string>{"(pause)", "Hai.", "(pause)"});
}

TEST_CASE("what is touched is said instead of the rest of the page") {
    Reading reading;
    reading.begin({{0, "Một."}, {1, "Hai."}});
    reading.interrupt({{5, "Nút Nộp."}});
    const auto orders = reading.take_orders();
    CHECK(words_of(orders) == std::vector<std::string>{"Một.", "(hush)", "Nút Nộp."});
    reading.ended(number_of(orders));
    CHECK(reading.take_orders().empty());
}
