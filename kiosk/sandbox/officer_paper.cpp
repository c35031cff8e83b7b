#include "kiosk/sandbox/officer_paper.hpp"

#include <fmt/format.h>

#include <vector>

#include "kiosk/dossier/status_table.hpp"
#include "kiosk/sandbox/desk.hpp"
#include "kiosk/typeset/pages.hpp"
#include "kiosk/typeset/pdf.hpp"
#include "kiosk/typeset/words.hpp"

namespace kiosk::sandbox {
namespace {

using dossier::OfficerForm;
using dossier::Status;
using typeset::Align;

constexpr double margin_pt = 25 * typeset::points_per_mm;
constexpr double width_pt = typeset::a4_short_pt - 2 * margin_pt;
constexpr double between_lines_pt = 6;

std::string_view title_of(OfficerForm form) {
    switch (form) {
        case OfficerForm::refusal: return "PHIẾU TỪ CHỐI GIẢI QUYẾT HỒ SƠ";
        case OfficerForm::apology: return "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ";
        case OfficerForm::control: return "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ";
        case OfficerForm::result: return "KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH (BẢN ĐIỆN TỬ)";
    }
    broken("a form has a title");
}

std::string moment_of(WallTime at) {
    const auto t = local_time(at);
    return fmt::format("{:02} giờ {:02} phút, ngày {:02}/{:02}/{}", t.hour, t.minute, t.date.day, t.date.month, t.date.year);
}

std::string_view step_name(Status status) {
    switch (status) {
        case Status::registered: return "Nộp hồ sơ";
        case Status::accepted: return "Tiếp nhận";
        case Status::not_accepted: return "Không tiếp nhận";
        case Status::processing: return "Giải quyết";
        case Status::supplement_asked: return "Yêu cầu bổ sung";
        case Status::payment_asked: return "Yêu cầu nộp phí, lệ phí";
        case Status::withdrawal_asked: return "Công dân yêu cầu rút hồ sơ";
        case Status::stopped: return "Dừng giải quyết";
        case Status::finished: return "Giải quyết xong";
        case Status::returned: return "Trả kết quả";
    }
    broken("a status has a name");
}

/// Sets lines one below the other on as many pages as they take.
class Letter {
public:
    void line(std::string_view text, double size = 13, Align align = Align::left,
              typeset::Weight weight = typeset::Weight::regular) {
        typeset::Type type;
        type.size = size;
        type.align = align;
        type.weight = weight;
        type.face = typeset::Face::serif;
        type.surface = typeset::Surface::page;
        const typeset::Words words(text, type, width_pt);
        typeset::Piece piece;
        for (std::size_t i = 0; i < words.line_count(); ++i) {
            piece.bands.push_back({words.line_height(i), [words, i](cairo_t* to, double x, double y, typeset::Edge) {
                                       words.draw_line(to, i, x, y);
                                   }});
        }
        pieces_.push_back(std::move(piece));
        typeset::Piece gap;
        gap.space = true;
        gap.bands.push_back({between_lines_pt, [](cairo_t*, double, double, typeset::Edge) {}});
        pieces_.push_back(std::move(gap));
    }
    void fact(std::string_view label, std::string_view value) { line(fmt::format("{}: {}", label, value)); }

    [[nodiscard]] Result<std::string> pdf(const typeset::PdfInfo& info) const {
        const auto pages = typeset::lay_out(pieces_, typeset::a4_long_pt - 2 * margin_pt);
        return typeset::pdf_bytes(info, {}, pages.size(), [&](cairo_t* to, std::size_t page) {
            for (const auto& placed : pages[page]) placed.band->draw(to, margin_pt, margin_pt + placed.y, placed.edge);
        });
    }

private:
    std::vector<typeset::Piece> pieces_;
};

void write_words(Letter& letter, const Record& record, const OfficerPaper& paper) {
    const std::string reason = paper.reason.empty() ? "(người tập huấn không ghi)" : paper.reason;
    switch (paper.form) {
        case OfficerForm::refusal: return letter.fact("Lý do từ chối", reason);
        case OfficerForm::apology:
            if (paper.due_before) letter.fact("Ngày hẹn trả cũ", moment_of(*paper.due_before));
            letter.fact("Lý do chậm", reason);
            if (paper.due_after) letter.fact("Thời gian hẹn trả lại", moment_of(*paper.due_after));
            return letter.line("Cơ quan xin lỗi Ông/Bà vì sự chậm trễ này.");
        case OfficerForm::control:
            for (const auto& step : record.steps)
                if (step.at <= paper.at) letter.fact(step_name(step.status), moment_of(step.at));
            return;
        case OfficerForm::result: return letter.line("Hồ sơ đã được giải quyết. Đây là bản điện tử của kết quả.");
    }
}

}  // namespace

std::string_view number(OfficerForm form) {
    switch (form) {
        case OfficerForm::refusal: return "03";
        case OfficerForm::apology: return "04";
        case OfficerForm::control: return "05";
        case OfficerForm::result: return "result";
    }
    broken("a form has a number");
}

std::vector<OfficerForm> forms_for(const Record& record, Status to, WallTime now) {
    if (to == Status::not_accepted) return {OfficerForm::refusal};
    if (to == Status::finished) return {OfficerForm::control, OfficerForm::result};
    // After a wait for the citizen the clock goes on: what is late then was late, and apologised for, when it was asked.
    if (dossier::row_of(record.status()).clock == dossier::StatusClock::paused) return {};
    const bool goes_on = to == Status::processing || to == Status::supplement_asked || to == Status::payment_asked;
    if (goes_on && record.due_at && *record.due_at < now) return {OfficerForm::apology};
    return {};
}

Result<Personal> officer_paper_pdf(const Record& record, const OfficerPaper& paper) {
    Letter letter;
    letter.line("CỔNG TẬP HUẤN – GIẤY NÀY KHÔNG CÓ GIÁ TRỊ", 11, Align::centre, typeset::Weight::bold);
    letter.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, Align::centre, typeset::Weight::bold);
    letter.line("Độc lập - Tự do - Hạnh phúc", 13, Align::centre);
    letter.line(title_of(paper.form), 15, Align::centre, typeset::Weight::bold);
    letter.fact("Mã hồ sơ", record.any_code());
    letter.fact("Tiếp nhận hồ sơ của", record.holder.reveal());
    letter.fact("Nội dung yêu cầu giải quyết", record.procedure_name);
    letter.fact("Thời gian nộp", moment_of(record.submitted_at));
    write_words(letter, record, paper);
    letter.line(fmt::format("Lập lúc {}", moment_of(paper.at)), 12, Align::right);
    auto bytes = letter.pdf(
        {std::string(title_of(paper.form)), "Cổng tập huấn", fmt::format("Mẫu {}", number(paper.form)), "vi-VN", paper.at});
    if (!bytes) return fail(std::move(bytes));
    return Personal(*bytes);
}

}  // namespace kiosk::sandbox
