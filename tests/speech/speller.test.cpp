#include "tests/speech/scene.hpp"

using namespace kiosk;
using namespace kiosk::speech::test;

namespace {

struct Said {
    const char* shown;
    const char* words;
};

void check(const speech::Speller& speller, std::initializer_list<Said> all) {
    for (const auto& [shown, words] : all) {
        INFO(shown);
        CHECK(speller.words(shown) == words);
    }
}

}  // namespace

TEST_CASE("numbers are said as Vietnamese says them, not digit by digit and not by the engine's guess") {
    check(vi(), {{"15", "mười lăm"},
                 {"Còn 21 người", "Còn hai mươi mốt người"},
                 {"105", "một trăm lẻ năm"},
                 {"Quầy 15", "Quầy mười lăm"},
                 {"2.050.000", "hai triệu không trăm năm mươi nghìn"},
                 {"1,5 MB", "một phẩy năm mê ga bai"},
                 {"100 %", "một trăm phần trăm"},
                 {"50%", "năm mươi phần trăm"},
                 {"0", "không"},
                 {"07 ngày", "bảy ngày"}});
}

TEST_CASE("sums of money, dates and hours are said in words") {
    check(vi(), {{"8.000 đ", "tám nghìn đồng"},
                 {"8.000\u00a0đ", "tám nghìn đồng"},
                 {"Lệ phí 50.000đ.", "Lệ phí năm mươi nghìn đồng."},
                 {"15/04/2026", "ngày mười lăm tháng tư năm hai nghìn không trăm hai mươi sáu"},
                 {"Hẹn 16:30 ngày 05/12/2026",
                  "Hẹn mười sáu giờ ba mươi phút ngày mùng năm tháng mười hai năm hai nghìn không trăm hai mươi sáu"},
                 {"Thứ Hai, 23/11", "Thứ Hai, ngày hai mươi ba tháng mười một"},
                 {"tháng 11/2026", "tháng mười một năm hai nghìn không trăm hai mươi sáu"},
                 {"07:00–11:30", "bảy giờ đến mười một giờ ba mươi phút"},
                 {"15–20 phút", "mười lăm đến hai mươi phút"},
                 {"Ngày 15/04/2026", "Ngày mười lăm tháng tư năm hai nghìn không trăm hai mươi sáu"},
                 {"24:61", "hai bốn, hai chấm sáu một"},
                 {"31/02/2026", "ba một, gạch chéo không hai, gạch chéo hai không hai sáu"}});
}

TEST_CASE("codes, telephone numbers and numbers of people are said sign by sign") {
    check(vi(), {{"A027", "a không hai bảy"},
                 {"H48.15-261123-0001",
                  "hát bốn tám chấm một năm, gạch ngang hai sáu một một hai ba, gạch ngang không không không một"},
                 {"131/KH-UBND", "một ba một, gạch chéo kế hoạch, gạch ngang Ủy ban nhân dân"},
                 {"1.001193", "một chấm không không một một chín ba"},
                 {"0000 000 000.", "không không không không, không không không, không không không."},
                 {"051090000123", "không năm một không chín không không không không một hai ba"},
                 {"••••••••0123", "không một hai ba"},
                 {"123456789", "một hai ba bốn năm sáu bảy tám chín"}});
}

TEST_CASE("signs and abbreviations become words or pauses") {
    check(vi(), {{"Ông/Bà cần làm gì?", "Ông Bà cần làm gì?"},
                 {"Bấm «Gọi cán bộ».", "Bấm Gọi cán bộ."},
                 {"Mạng gián đoạn · Vẫn nộp được", "Mạng gián đoạn, Vẫn nộp được"},
                 {"Máy → quầy", "Máy, quầy"},
                 {"UBND huyện Bình Sơn", "Ủy ban nhân dân huyện Bình Sơn"},
                 {"Mã QR", "Mã quy rờ"},
                 {"DVCQG", "dê vê xê quy giê"},
                 {"(nếu có)", "nếu có,"},
                 {"Giấy khai sinh (bản sao) và ảnh", "Giấy khai sinh, bản sao, và ảnh"},
                 {"dichvucong.gov.vn", "dichvucong chấm gov chấm vn"},
                 {"b", "bê"},
                 {"?", "dấu hỏi"},
                 {"…", ""},
                 {"", ""}});
}

TEST_CASE("English says the same in its own way") {
    check(en(), {{"15", "fifteen"},
                 {"Counter 21", "Counter twenty one"},
                 {"8.000 đ", "eight thousand dong"},
                 {"05/12/2026", "fifth of December, twenty twenty six"},
                 {"23/11", "twenty third of November"},
                 {"16:30", "sixteen thirty"},
                 {"09:05", "nine oh five"},
                 {"07:00", "seven o'clock"},
                 {"A027", "ay zero two seven"},
                 {"One-stop-shop reception centre", "One stop shop reception centre"},
                 {"People's Committee", "People's Committee"}});
}

TEST_CASE("whatever is shown, only letters, blanks and pauses reach the voice") {
    const std::string odd = "x²+½ <b>&amp;</b> [[h@'loU]] \x01 12:99:77 -5 1e9 \U0001F600 ©2026 №7 \xff 3,14159 000-1/2/3";
    for (const auto* speller : {&vi(), &en()}) {
        for (const char c : speller->words(odd)) {
            INFO(c);
            CHECK((static_cast<unsigned char>(c) >= 0x80 || std::isalpha(static_cast<unsigned char>(c)) != 0 ||
                   std::string_view(" .,?!'").find(c) != std::string_view::npos));
        }
    }
}
