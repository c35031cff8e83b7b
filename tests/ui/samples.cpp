#include "tests/ui/samples.hpp"

namespace kiosk::ui {
namespace {

const std::vector<std::string> step_names{"Thủ tục", "Người nộp", "Tờ khai", "Giấy tờ", "Kiểm tra", "Nộp phí"};

QrMatrix pattern(int side) {
    QrMatrix matrix{side, {}};
    unsigned state = 7;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const auto finder = [&](int left, int top) {
                const int dx = x - left;
                const int dy = y - top;
                if (dx < 0 || dy < 0 || dx > 6 || dy > 6) return -1;
                const bool ring = dx == 0 || dy == 0 || dx == 6 || dy == 6;
                return ring || (dx > 1 && dx < 5 && dy > 1 && dy < 5) ? 1 : 0;
            };
            state = state * 1664525U + 1013904223U;
            bool dark = (state >> 24 & 1U) != 0;
            for (const int corner : {finder(0, 0), finder(side - 7, 0), finder(0, side - 7)}) {
                if (corner >= 0) dark = corner == 1;
            }
            matrix.dark.push_back(dark);
        }
    }
    return matrix;
}

const Picture& scanned_page() {
    static const Picture page = [] {
        std::vector<std::uint32_t> pixels;
        for (int y = 0; y < 877; ++y) {
            for (int x = 0; x < 620; ++x) {
                const bool line = y > 90 && y < 780 && y % 38 < 9 && x > 60 && x < 560 - (y / 38 % 4) * 60;
                pixels.push_back(line ? 0xFF9A958A : 0xFFFEFCF5);
            }
        }
        return Picture{620, 877, std::move(pixels)};
    }();
    return page;
}

void home(Frame& frame) {
    frame.title("Xin chào! Ông/Bà cần làm gì?");
    frame.hint("Chạm vào một ô để bắt đầu. Cần giúp, bấm «Gọi cán bộ».");
    frame.hero("home.submit", Icon::upload, "Nộp hồ sơ", "Khai và nộp thủ tục hành chính tại máy này");
    frame.second_column();
    frame.tiles(2,
                {{"home.ticket", Icon::ticket_account, "Lấy số thứ tự", "Gặp cán bộ tại quầy\nĐang chờ: 6 người", true, {}},
                 {"home.lookup", Icon::qrcode_scan, "Tra cứu hồ sơ", "Quét mã QR trên giấy hẹn", true, {}},
                 {"home.pay", Icon::cash_multiple, "Nộp phí, lệ phí", "Quét VietQR bằng điện thoại", true, {}},
                 {"home.guide", Icon::help_circle, "Xem hướng dẫn", "Thành phần hồ sơ, thời hạn, mức phí", true, {}}});
}

void detail(Frame& frame) {
    frame.steps(0, step_names);
    frame.title("Đăng ký khai sinh");
    frame.hint("Mã thủ tục 1.001193 · Lĩnh vực Hộ tịch");
    frame.chips(
        {{Icon::check_circle, "Dịch vụ công toàn trình", Tone::ok}, {Icon::account, "Được ủy quyền nộp thay", Tone::info}});
    frame.facts({{Icon::clock, "Thời hạn", "Trong ngày"},
                 {Icon::cash_multiple, "Lệ phí", "Miễn phí"},
                 {Icon::file_multiple, "Giấy tờ cần", "3 loại"}});
    frame.section("Ông/Bà cần mang theo");
    Row row{Icon::file_document,
            Tone::ok,
            {},
            "Giấy chứng sinh",
            "Bản chính. Nếu không có: văn bản của người làm chứng.",
            "Bắt buộc",
            Tone::bad,
            true,
            {},
            Icon::pencil};
    frame.row("", row);
    row.title = "Căn cước của cha hoặc mẹ";
    row.body = "Máy đọc mã QR trên thẻ, không cần bản sao.";
    frame.row("", row);
    row = {Icon::file_document,
           Tone::neutral,
           {},
           "Giấy chứng nhận kết hôn",
           "Chỉ cần nếu dữ liệu chưa có trên hệ thống hộ tịch.",
           "Tùy trường hợp",
           Tone::neutral,
           true,
           {},
           Icon::pencil};
    frame.row("", row);
    frame.back("detail.back", "Quay lại");
    frame.primary("detail.start", "Bắt đầu nộp", {Icon::arrow_right, true, {}, false, -1});
}

void form(Frame& frame) {
    frame.steps(2, step_names);
    frame.title("Họ, chữ đệm, tên của trẻ");
    frame.hint("Câu 3 trên 9. Viết đúng như trên Giấy chứng sinh.");
    frame.notice(Tone::bad, Icon::alert_circle, "Tên có chữ số «0». Bỏ chữ số này đi.",
                 "Họ tên chỉ gồm chữ cái, dấu cách và dấu gạch nối.");
    TextField field;
    field.error = "Tên có chữ số «0». Bỏ chữ số này đi.";
    frame.text_field("form.name", "Họ, chữ đệm, tên khai sinh", "Đinh Thị Ngữ Ế0", field);
    frame.section("Giới tính");
    frame.choice("form.male", "Nam", false);
    frame.choice("form.female", "Nữ", true);
    frame.back("form.back", "Quay lại");
    frame.primary("form.next", "Câu tiếp theo", {Icon::arrow_right, true, {}, false, -1});
}

void identify(Frame& frame) {
    frame.steps(1, step_names);
    frame.title("Đặt mã QR trên thẻ căn cước vào ô đọc");
    frame.hint("Đặt mặt có mã QR hướng lên, giữ yên 2 giây. Máy không chụp ảnh khuôn mặt.");
    frame.art(Art::card_front_2021, {Icon::timer_sand, "Đang chờ thẻ…", Tone::info});
    frame.notice(Tone::info, Icon::lock, {},
                 "Quét thẻ chỉ để điền sẵn họ tên, ngày sinh, nơi cư trú vào tờ khai. Thông tin chưa nộp sẽ bị xóa khi "
                 "Ông/Bà kết thúc.");
    frame.quiet_button("ident.other", Icon::account_card_details, "Không có thẻ? Nhập số định danh");
    frame.back("ident.back", "Quay lại");
    frame.primary("ident.next", "Tiếp tục", {Icon::arrow_right, false, "Chưa đọc được thẻ.", false, -1});
}

void scan(Frame& frame) {
    frame.steps(3, step_names);
    frame.title("Quét Giấy chứng sinh – trang 2");
    frame.hint("Giấy tờ 1 trên 3. Đặt giấy úp mặt xuống kính, đậy nắp, rồi bấm «Quét trang».");
    frame.picture("scan.page", scanned_page(), "Trang 2", {Icon::check_circle, "Rõ nét", Tone::ok});
    frame.buttons(
        {{"scan.again", Icon::refresh, "Quét lại", true}, {"scan.more", Icon::file_document, "Quét thêm trang", true}});
    frame.section("Đã quét 2 trang");
    frame.thumbnails("scan.thumb", {{&scanned_page(), "Trang 1", false, Tone::neutral},
                                    {&scanned_page(), "Trang 2", true, Tone::neutral}});
    frame.back("scan.back", "Quay lại");
    frame.primary("scan.done", "Xong giấy tờ này", {Icon::arrow_right, true, {}, false, -1});
}

void review(Frame& frame) {
    frame.steps(4, step_names);
    frame.title("Kiểm tra trước khi nộp");
    frame.hint("Sai chỗ nào bấm «Sửa» ở dòng đó.");
    const auto line = [&](std::string id, std::string caption, std::string value) {
        Row row;
        row.caption = std::move(caption);
        row.title = std::move(value);
        row.action = "Sửa";
        frame.row(id, row);
    };
    line("review.procedure", "Thủ tục", "Đăng ký khai sinh");
    line("review.submitter", "Người nộp", "Đinh Văn Ngữ · Căn cước ••••••••0123");
    line("review.child", "Tên của trẻ", "Đinh Thị Ngữ Ế");
    line("review.birth", "Ngày sinh", "02/11/2025 · Nữ");
    line("review.place", "Nơi sinh", "Trung tâm Y tế Ba Tơ, tỉnh Quảng Ngãi");
    line("review.papers", "Giấy tờ đã quét", "Giấy chứng sinh (2 trang)\nGiấy chứng nhận kết hôn (1 trang)");
    frame.checkbox("review.declare", "Tôi cam đoan nội dung khai là đúng sự thật và chịu trách nhiệm trước pháp luật.",
                   true);
    frame.checkbox("review.sms", "Nhận tin nhắn qua số điện thoại (không bắt buộc).", false);
    frame.back("review.back", "Quay lại");
    frame.primary("review.submit", "Nộp hồ sơ", {Icon::arrow_right, true, {}, false, -1});
}

void done(Frame& frame) {
    frame.outcome(Tone::ok, Icon::check, "Đã nộp hồ sơ trực tuyến",
                  "Phiếu xác nhận đang in ở khe bên dưới. Xin nhận phiếu.");
    frame.code_card({pattern(29),
                     {{Icon::none, "Mã hồ sơ", "H48.29-261124-0123"},
                      {Icon::none, "Giờ nộp", "09:42, Thứ Hai 23/11/2026"},
                      {Icon::none, "Nơi nhận kết quả", "Quầy 3 – Hộ tịch"}},
                     "Lấy lại thẻ căn cước và giấy tờ gốc trước khi rời máy."});
    frame.section("Tiếp theo");
    frame.point(Icon::clock, "Cán bộ kiểm tra hồ sơ và cấp giấy hẹn.");
    frame.point(Icon::qrcode_scan, "Quét mã trên phiếu để xem hồ sơ đến đâu.");
    frame.secondary("done.print", "In lại", {Icon::printer, true, {}, false, -1});
    frame.primary("done.end", "Kết thúc", {Icon::exit_to_app, true, {}, false, 18});
}

void ticket(Frame& frame) {
    frame.title("Số của Ông/Bà");
    frame.ticket(
        {"LĨNH VỰC HỘ TỊCH",
         "A027",
         {{Icon::none, "Quầy", "3"}, {Icon::none, "Trước Ông/Bà", "6 người"}, {Icon::none, "Chờ khoảng", "15–20 phút"}}});
    frame.paragraph("Phiếu đang in. Xin ngồi chờ, loa và bảng điện tử sẽ gọi số của Ông/Bà.");
    frame.primary("ticket.done", "Xong", {Icon::check, true, {}, false, -1});
}

void lookup(Frame& frame) {
    using State = TimelineItem::State;
    frame.title("Hồ sơ H48.29-261124-0123");
    frame.hint("Đăng ký khai sinh · Người nộp: Đ*** V** Ngữ");
    frame.notice(Tone::warn, Icon::alert_circle, "Cần bổ sung 1 giấy tờ", "Hạn bổ sung: 28/11/2026");
    frame.timeline({{State::done, "Đã tiếp nhận", "Máy tự phục vụ số 1", "08:15 · 24/11", Icon::none},
                    {State::done, "Đã kiểm tra giấy tờ", "Quầy 3", "08:40 · 24/11", Icon::none},
                    {State::problem, "Chờ Ông/Bà bổ sung",
                     "Thiếu: Giấy chứng nhận kết hôn (bản chính). Mang đến Quầy 3 hoặc quét tại máy này.", "09:10 · 24/11",
                     Icon::file_multiple},
                    {State::waiting, "Trả kết quả", "Quầy 3", {}, Icon::home}});
    frame.back("lookup.back", "Quay lại");
    frame.primary("lookup.supplement", "Quét giấy tờ bổ sung", {Icon::camera, true, {}, false, -1});
}

void pick(Frame& frame) {
    frame.steps(0, step_names);
    frame.title("Ông/Bà muốn làm thủ tục nào?");
    TextField field;
    field.focused = true;
    field.icon = Icon::magnify;
    field.clear_label = "Xóa";
    frame.text_field("pick.search", {}, "đăng ký kha", field);
    frame.filters({{"pick.all", "Tất cả", false},
                   {"pick.civil", "Hộ tịch", true},
                   {"pick.land", "Đất đai", false},
                   {"pick.stay", "Cư trú", false}});
    frame.scroll_from_here();
    frame.second_column();
    const auto hit = [&](std::string id, Icon icon, std::string title, std::string body) {
        Row row;
        row.icon = icon;
        row.title = std::move(title);
        row.body = std::move(body);
        frame.row(id, row);
    };
    hit("pick.1", Icon::baby, "Đăng ký khai sinh", "Miễn phí · Trong ngày");
    hit("pick.2", Icon::account_multiple, "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con",
        "Miễn phí · 03 ngày làm việc");
    hit("pick.3", Icon::domain, "Đăng ký khai sinh có yếu tố nước ngoài", "75.000 đ · 05 ngày làm việc");
    hit("pick.4", Icon::refresh, "Đăng ký lại khai sinh", "8.000 đ · 05 ngày làm việc");
    Keyboard keyboard;
    keyboard.words = {"Dấu cách", "Tìm", "Xóa một chữ", "Chữ hoa", "Có dấu", "Cách gõ", true};
    keyboard.field = "pick.search";
    keyboard.text = "đăng ký kha";
    keyboard.suggestions = {{"đăng ký khai sinh", "Gợi ý: đăng ký khai sinh", "đăng ký khai sinh "},
                            {"đăng ký khai tử", "Gợi ý: đăng ký khai tử", "đăng ký khai tử "}};
    frame.keyboard(std::move(keyboard));
}

void digits(Frame& frame) {
    frame.title("Nhập 4 số cuối");
    frame.hint("Bốn số cuối của số định danh người nộp.");
    TextField field;
    field.focused = true;
    field.masked = true;
    frame.text_field("digits.value", "4 số cuối", "012", field);
    frame.back("digits.back", "Quay lại");
    Keyboard keyboard;
    keyboard.layout = Layout::digits;
    keyboard.words = {{}, "Xong", "Xóa một số", {}, {}, {}, false};
    frame.keyboard(std::move(keyboard));
}

void wait(Frame& frame) {
    frame.title("Đang gửi hồ sơ");
    frame.spinner("Đang chờ Cổng Dịch vụ công trả lời");
    frame.progress("Đã gửi 3 trên 5 trang", 3, 5);
    frame.countdown("Còn 12 giây", 12, 30);
    frame.qr(pattern(33), "Quét bằng điện thoại để mở tiếp ở nhà");
    frame.big_number("A027");
    frame.primary("wait.stop", "Dừng lại", {Icon::close, true, {}, true, -1});
}

void idle(Frame& frame) {
    review(frame);
    frame.dialog({"Ông/Bà còn ở đó không?",
                  "Để bảo vệ thông tin cá nhân, máy sẽ xóa dữ liệu đang nhập và về màn hình đầu.",
                  Icon::timer,
                  Tone::warn,
                  27,
                  30,
                  {{"idle.end", "Kết thúc", Tone::bad, false}, {"idle.stay", "Tôi vẫn ở đây", Tone::neutral, true}}});
}

void attract(Frame& frame) {
    frame.attract({"Bộ phận Một cửa",
                   "UBND huyện Bình Sơn",
                   "Làm thủ tục\nnhanh, rõ, tận tâm",
                   "Nộp hồ sơ · Lấy số · Tra cứu · Nộp phí",
                   {},
                   "Không quen dùng máy? Bấm «Gọi cán bộ» ở bất cứ trang nào.",
                   "attract.start",
                   "Chạm để bắt đầu",
                   {{"attract.vi", Icon::none, "Tiếng Việt", true}, {"attract.en", Icon::none, "English", true}},
                   {{"attract.reach", Icon::none, "Đưa nút xuống thấp", true}},
                   {}});
}

void pin(Frame& frame) {
    frame.title("Nhập mã PIN của cán bộ");
    frame.hint("Thứ tự các phím thay đổi mỗi lần.");
    frame.pin_dots(3, 6, "Đã nhập 3 trong 6 số");
    frame.second_column();
    frame.pin_pad({"5730918264", true, {}, "Phím số", "Xóa một số"});
    frame.back("back", "Quay lại");
}

void touch(Frame& frame) {
    frame.title("Kiểm tra cảm ứng");
    frame.touch_check("touch.target", {{{6, -11, "1,3 mm", Tone::ok}, {-70, 20, "7,3 mm", Tone::bad}}, "Điểm 3 trong 5"});
    frame.back("back", "Quay lại");
}

void ruler(Frame& frame) {
    frame.title("Thước 50 mm");
    frame.ruler("Hình vuông cạnh 50 mm");
    frame.back("back", "Quay lại");
}

}  // namespace

Chrome sample_chrome() {
    Chrome chrome;
    chrome.centre = "Bộ phận Một cửa";
    chrome.place = "UBND huyện Bình Sơn, tỉnh Quảng Ngãi";
    chrome.clock = "09:42";
    chrome.date = "Thứ Hai, 23/11";
    chrome.turn = {"Xem tiếp", "Xem phần trên"};
    chrome.utility = {{"utility.help", Icon::bell, "Gọi cán bộ", false, false},
                      {"utility.size", Icon::format_size, "Cỡ chữ", false, false},
                      {"utility.contrast", Icon::contrast_circle, "Tương phản", false, false},
                      {"utility.speak", Icon::volume_high, "Đọc to", false, false},
                      {"utility.language", Icon::translate, "English", false, false},
                      {"utility.end", Icon::logout, "Kết thúc", false, true}};
    return chrome;
}

std::vector<DrawnPage> drawn_pages() {
    std::vector<DrawnPage> out{{"home", home},     {"detail", detail},   {"form", form},     {"identify", identify},
                               {"scan", scan},     {"review", review},   {"done", done},     {"ticket", ticket},
                               {"lookup", lookup}, {"pick", pick},       {"digits", digits}, {"wait", wait},
                               {"idle", idle},     {"attract", attract}, {"pin", pin},       {"touch", touch},
                               {"ruler", ruler}};
    for (auto& sample : out) {
        sample.draw = [draw = sample.draw](Frame& frame) {
            frame.chrome(sample_chrome());
            draw(frame);
        };
    }
    return out;
}

}  // namespace kiosk::ui
