#pragma once
/// Invented dossiers as the button «Nộp hồ sơ» hands them to the store: for tests and benchmarks alike.

#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/dossier/letter.hpp"
#include "kiosk/dossier/submission.hpp"
#include "kiosk/store/store.hpp"

namespace stage {

using namespace kiosk;

inline const WallTime monday_morning = wall_time({{2026, 11, 23}, 9, 42, 0});

struct PageOf {
    Uuid id;
    std::string bytes;
};

/// How long it takes online.
inline catalogue::Handling within(int working_days) {
    catalogue::Handling out;
    out.channel = catalogue::Channel::online;
    out.working_days = working_days;
    out.fee_dong = 0;
    return out;
}

/// An invented mother registers her child; her number ends in 0123.
inline std::string body(const Uuid& id, WallTime submitted_at, const std::vector<PageOf>& pages = {},
                        const catalogue::Handling& handling = within(2), std::string_view provisional_code = "") {
    catalogue::Procedure procedure;
    procedure.code = "1.001193";
    procedure.local_code = "1.001193.000.00.00.H48";
    procedure.name = {"Đăng ký khai sinh", "Birth registration"};
    procedure.handling = {handling};
    catalogue::Component component;
    component.id = "chung-sinh";
    component.name.vi = "Giấy chứng sinh";
    procedure.components = {component};
    dossier::Draft draft;
    draft.procedure = procedure.code;
    draft.applicant = catalogue::ApplicantKind::self;
    draft.identified_by = dossier::IdentifiedBy::card;
    draft.submitter = {Personal("Đinh Thị Ánh"), Personal("051190000123"), Personal(""),
                       Personal("1990-02-03"),   Personal("Nữ"),           Personal("Xã Bình Châu")};
    for (const auto& page : pages) {
        draft.paper("chung-sinh")
            .pages.push_back({page.id, dossier::PageSource::scanner,
                              std::make_shared<dossier::PageBytes>(page.bytes, "image/png"), nullptr});
    }
    dossier::Header header;
    header.id = id;
    header.provisional_code = std::string(provisional_code);
    header.submitted_at = submitted_at;
    header.kiosk_id = "K01";
    header.unit = "binh-son";
    header.unit_code = "000.00.53.H48";
    header.outcome = dossier::Outcome::submitted_online;
    return dossier::submission_json(draft, procedure, nullptr, header);
}

/// What was done with it at the kiosk.
inline store::NewProgress row_of_progress(Ids& ids, WallTime at) {
    const dossier::LetterHead head{ids.make(at), at, "K01", "BINHSON", "binh-son"};
    return {head.id, [head](std::string_view code) {
                return dossier::progress_json(head, {std::string(code), dossier::Status::registered, head.written_at,
                                                     "Công dân nộp hồ sơ tại máy tự phục vụ K01"});
            }};
}

/// A dossier with pages of about so many bytes each.
inline store::NewDossier pressed(Ids& ids, WallTime at, int pages, std::size_t page_bytes) {
    store::NewDossier dossier;
    dossier.id = ids.make(at);
    std::vector<PageOf> page_list;
    for (int i = 0; i < pages; ++i) {
        const PageOf page{ids.make(at), "picture " + std::to_string(i) + std::string(page_bytes, 'x')};
        page_list.push_back(page);
        dossier.pages.push_back({page.id, "chung-sinh", std::make_shared<dossier::PageBytes>(page.bytes, "image/png")});
    }
    dossier.outcome = dossier::Outcome::submitted_online;
    dossier.procedure_code = "1.001193";
    dossier.procedure_name = "Đăng ký khai sinh";
    dossier.submitted_at = at;
    dossier.make_body = [id = dossier.id, at, page_list](std::string_view code) -> Result<Personal> {
        return Personal(body(id, at, page_list, within(2), code));
    };
    dossier.factor_numbers = {Personal("051190000123")};
    return dossier;
}

}  // namespace stage
