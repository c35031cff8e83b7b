#pragma once
/// What is never said, and what things are called: the words of the product and of the law, as data. A phrase is written small;
/// texts are compared in small letters.

#include <array>
#include <string_view>

namespace kiosk::test {

enum class Scope {
    anywhere,     ///< in a sentence, in pages and in the configuration
    in_pages,     ///< in a sentence of a page or slip; laws and people's own words in the configuration may have it
    whole_label,  ///< as all that a text says; in a sentence it is right
};

struct Forbidden {
    std::string_view language;
    std::string_view phrase;
    Scope scope;
    std::string_view instead;
};

inline constexpr std::array<Forbidden, 57> forbidden{{
    // Says neither what happened nor what to do, or fills the line.
    {"vi", "không hợp lệ", Scope::anywhere, "say what is wrong and how it is written"},
    {"vi", "lỗi hệ thống", Scope::anywhere, "say what the machine could not do"},
    {"vi", "mã lỗi", Scope::anywhere, "say what happened"},
    {"vi", "vui lòng", Scope::anywhere, "leave it out"},
    {"vi", "ok", Scope::whole_label, "a verb"},
    {"en", "invalid", Scope::anywhere, "say what is wrong and how it is written"},
    {"en", "not valid", Scope::whole_label, "say what is wrong and how it is written"},
    {"en", "system error", Scope::anywhere, "say what the machine could not do"},
    {"en", "error code", Scope::anywhere, "say what happened"},
    {"en", "please", Scope::anywhere, "leave it out"},
    {"en", "kindly", Scope::anywhere, "leave it out"},
    {"en", "ok", Scope::whole_label, "a verb"},
    // People are «Ông/Bà».
    {"vi", "quý khách", Scope::anywhere, "Ông/Bà"},
    {"vi", "quý vị", Scope::anywhere, "Ông/Bà"},
    {"vi", "khách hàng", Scope::in_pages, "Ông/Bà"},
    {"vi", "anh/chị", Scope::anywhere, "Ông/Bà"},
    {"vi", "phụ nữ mang thai", Scope::anywhere, "người mang thai"},
    {"en", "pregnant women", Scope::anywhere, "people who are pregnant"},
    // Another word than the product's, or the law's.
    {"vi", "xác thực", Scope::whole_label, "Người nộp"},
    {"vi", "làm hộ", Scope::whole_label, "Được ủy quyền nộp thay"},
    {"vi", "làm hộ được", Scope::anywhere, "Được ủy quyền nộp thay"},
    {"vi", "nộp hộ", Scope::anywhere, "nộp thay"},
    {"vi", "nếu có", Scope::whole_label, "Tùy trường hợp"},
    {"vi", "hủy", Scope::whole_label, "Để sau, Không lưu, Quay lại: what really happens"},
    {"vi", "hủy bỏ", Scope::whole_label, "Để sau, Không lưu, Quay lại: what really happens"},
    {"vi", "chứng minh thư", Scope::in_pages, "CMND"},
    {"vi", "căn cước công dân", Scope::in_pages, "căn cước"},
    {"vi", "biên nhận", Scope::in_pages, "giấy tiếp nhận hồ sơ và hẹn trả kết quả"},
    {"vi", "phiếu tiếp nhận", Scope::in_pages, "giấy tiếp nhận hồ sơ và hẹn trả kết quả"},
    {"vi", "hồ sơ nháp", Scope::anywhere, "hồ sơ soạn dở"},
    {"vi", "bản nháp", Scope::in_pages, "hồ sơ soạn dở"},
    {"vi", "mã tạm thời", Scope::anywhere, "mã hồ sơ tạm"},
    {"vi", "tình trạng hồ sơ", Scope::in_pages, "trạng thái hồ sơ"},
    {"vi", "ki-ốt", Scope::anywhere, "máy tự phục vụ"},
    {"vi", "ki ốt", Scope::anywhere, "máy tự phục vụ"},
    {"vi", "cửa số", Scope::in_pages, "quầy"},
    {"vi", "cổng dvc", Scope::anywhere, "Cổng Dịch vụ công"},
    {"vi", "trang dịch vụ công", Scope::anywhere, "Cổng Dịch vụ công"},
    {"vi", "chế độ thử", Scope::anywhere, "chế độ tập huấn"},
    {"en", "provisional number", Scope::anywhere, "provisional code"},
    {"en", "civil id", Scope::anywhere, "identity card"},
    {"en", "help desk", Scope::anywhere, "counter"},
    // Invented: nothing tells staff, nobody promised a call, an hour, a bank, a next step or a success.
    {"vi", "đã báo cán bộ", Scope::anywhere, "Bấm «Gọi cán bộ»"},
    {"vi", "cán bộ đang bận", Scope::anywhere, "Chưa có cán bộ trả lời"},
    {"vi", "đang xem hồ sơ", Scope::anywhere, "what the status says"},
    {"vi", "sẽ gọi", Scope::anywhere, "what the number is sent for"},
    {"vi", "có tin nhắn", Scope::anywhere, "leave it out"},
    {"vi", "nhắn tin", Scope::in_pages, "leave it out"},
    {"vi", "2 giờ làm việc", Scope::anywhere, "the time that the data says"},
    {"vi", "kho bạc nhà nước", Scope::in_pages, "the bank that the data says"},
    {"vi", "h48.29", Scope::anywhere, "the unit of the configuration"},
    {"vi", "nói để nhập", Scope::anywhere, "leave it out"},
    {"vi", "hồ sơ được giải quyết tiếp", Scope::in_pages, "Tra cứu để xem trạng thái hồ sơ"},
    {"en", "have been told", Scope::anywhere, "Touch “Call staff”"},
    {"en", "has been told", Scope::anywhere, "Touch “Call staff”"},
    {"en", "officers are busy", Scope::anywhere, "No officer has answered yet"},
    {"en", "is being looked at", Scope::anywhere, "what the status says"},
}};

/// What the text of this id is, or has in it, letter by letter.
struct Called {
    std::string_view id;
    std::string_view words;
};

inline constexpr std::array<Called, 56> called{{
    {"slip.code", "Mã hồ sơ"},
    {"done.code", "Mã hồ sơ"},
    {"lookup.code_label", "Mã hồ sơ"},
    {"slip.provisional_code", "Mã hồ sơ tạm"},
    {"done.provisional", "Mã hồ sơ tạm"},
    {"slip.confirm.title", "Phiếu xác nhận nộp hồ sơ"},
    {"slip.confirm.not_receipt", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"},
    {"lookup.hint", "giấy tiếp nhận hồ sơ và hẹn trả kết quả"},
    {"slip.procedure", "Thủ tục"},
    {"slip.receipt.papers", "Thành phần hồ sơ"},
    {"slip.ticket.title", "Số thứ tự"},
    {"home.ticket", "Lấy số thứ tự"},
    {"done.ticket", "Số thứ tự"},
    {"slip.counter", "Quầy"},
    {"ticket.counter", "Quầy"},
    {"slip.fee", "Phí, lệ phí"},
    {"details.fee", "Phí, lệ phí"},
    {"purpose.pay", "phí, lệ phí"},
    {"home.submit", "Nộp hồ sơ"},
    {"home.look_up", "Tra cứu"},
    {"home.guidance", "hướng dẫn"},
    {"purpose.supplement", "Bổ sung"},
    {"purpose.collect", "Nhận kết quả"},
    {"review.holder", "Chủ hồ sơ"},
    {"review.applicant", "Người nộp"},
    {"step.person", "Người nộp"},
    {"details.authorised", "Được ủy quyền nộp thay"},
    {"details.conditional", "Tùy trường hợp"},
    {"slip.paper.conditional", "Tùy trường hợp"},
    {"value.depends", "Tùy trường hợp"},
    {"slip.draft.title", "hồ sơ soạn dở"},
    {"draft.found", "Hồ sơ soạn dở"},
    {"slip.confirm.online", "Đã nộp trực tuyến"},
    {"slip.confirm.prepared", "Đã chuẩn bị hồ sơ"},
    {"done.prepared", "Đã chuẩn bị hồ sơ"},
    {"status.due", "Hẹn trả kết quả"},
    {"house.help", "Gọi cán bộ"},
    {"help.coming", "Cán bộ đang đến"},
    {"withdraw.button", "Rút hồ sơ"},
    {"another.button", "Làm thủ tục khác"},
    {"feedback.title", "Phản ánh, kiến nghị"},
    {"staff.today", "Hôm nay"},
    {"house.training", "Chế độ tập huấn"},
    {"slip.receipt.from_portal", "máy tự phục vụ"},
    {"slip.receipt.from_portal", "Cổng Dịch vụ công"},
    {"card.title", "Đặt mã QR trên thẻ căn cước vào ô đọc"},
    {"idle.title", "Ông/Bà còn ở đó không?"},
    {"end.body", "Thông tin chưa nộp sẽ bị xóa khi Ông/Bà kết thúc. Hồ sơ đã nộp được mã hóa và chỉ giữ đến khi gửi xong."},
    {"review.declare", "đúng sự thật và chịu trách nhiệm trước pháp luật về nội dung khai"},
    // The national table of statuses.
    {"status.registered", "Mới đăng ký"},
    {"status.accepted", "Đã tiếp nhận"},
    {"status.not_accepted", "Không được tiếp nhận"},
    {"status.processing", "Đang xử lý"},
    {"status.stopped", "Dừng xử lý"},
    {"status.finished", "Đã có kết quả"},
    {"status.returned", "Đã trả kết quả"},
}};

}  // namespace kiosk::test
