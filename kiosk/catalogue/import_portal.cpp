#include <fmt/format.h>

#include "kiosk/catalogue/import_draft.hpp"
#include "kiosk/catalogue/import_values.hpp"

namespace kiosk::catalogue {
namespace {

constexpr std::string_view portal_source = "Cổng Dịch vụ công quốc gia, dịch vụ LayThuTuc";

void read_portal_time(const PortalJson& time, Handling& handling, Draft& draft) {
    draft.set_time(handling, portal_text(time, "THOIGIANGIAIQUYET"), portal_text(time, "DONVITINH"));
    draft.not_taken("handling", portal_text(time, "MOTA"));
    for (const auto& fee : portal_list(time, "PHILEPHI")) {
        const auto about = portal_text(fee, "MOTA");
        draft.add_fee(handling, portal_text(fee, "MAPHILEPHI"), about,
                      fmt::format("{} {}", portal_text(fee, "SOTIEN"), portal_text(fee, "DONVI")), about);
        draft.not_taken_but(fee, {"MAPHILEPHI", "MOTA", "SOTIEN", "DONVI"});
    }
    draft.not_taken_but(time, {"THOIGIANGIAIQUYET", "DONVITINH", "MOTA", "PHILEPHI"});
}

void read_portal_channels(const PortalJson& object, Draft& draft) {
    for (const auto& way : portal_list(object, "CACHTHUCTHUCHIEN")) {
        const auto named = portal_text(way, "KENH");
        const auto& times = portal_list(way, "THOIGIAN");
        if (times.empty()) (void)draft.add_channel(import_values::channel(named), named);
        for (const auto& time : times)
            if (auto* handling = draft.add_channel(import_values::channel(named), named))
                read_portal_time(time, *handling, draft);
        draft.not_taken_but(way, {"KENH", "THOIGIAN"});
    }
}

void read_portal_papers(const PortalJson& object, Draft& draft) {
    for (const auto& group : portal_list(object, "THANHPHANHOSO")) {
        for (const auto& paper : portal_list(group, "GIAYTO")) {
            Component component;
            component.code = portal_text(paper, "MAGIAYTO");
            component.blank = portal_text(paper, "TENMAUDON");
            const auto url = portal_text(paper, "URL");
            if (url.starts_with("https://")) component.blank_url = url;
            else draft.not_taken("component", url);
            draft.add_component(portal_text(paper, "TENGIAYTO"), std::move(component));
            draft.not_taken_but(paper, {"MAGIAYTO", "TENGIAYTO", "TENMAUDON", "URL"});
        }
        draft.not_taken_but(group, {"GIAYTO"});
    }
    if (!draft.procedure.components.empty())
        draft.look_at("component", "The source does not say how many originals and copies.",
                      "One original each is written; correct it.");
}

void read_portal_field(const PortalJson& object, Draft& draft) {
    for (const auto& field : portal_list(object, "LINHVUCTHUCHIEN")) {
        if (!draft.procedure.field.empty()) {
            draft.not_taken("field", portal_text(field, "TENLINHVUC"));
            continue;
        }
        draft.procedure.field = portal_text(field, "TENLINHVUC");
        draft.field_code = portal_text(field, "MALINHVUC");
    }
}

}  // namespace

void read_portal_object(const PortalJson& object, Draft& draft) {
    auto& p = draft.procedure;
    p.code = portal_text(object, "MATTHC");
    p.name.vi = portal_text(object, "TENTTHC");
    p.source = portal_source;
    read_portal_field(object, draft);
    read_portal_channels(object, draft);
    read_portal_papers(object, draft);
    for (const auto& who : portal_list(object, "DOITUONGTHUCHIEN")) draft.add_audience(portal_text(who, "TENDOITUONG"));
    for (const auto& result : portal_list(object, "KETQUATHUCHIEN"))
        draft.add_result(portal_text(result, "MAKETQUA"), portal_text(result, "TENKETQUA"));
    for (const auto& law : portal_list(object, "CANCUPHAPLY")) {
        const auto number = portal_text(law, "SOVANBAN");  // names the law; its title adds nothing
        if (number.empty()) draft.not_taken("legal_basis", portal_text(law, "TENVANBAN"));
        else p.legal_basis.push_back(number);
    }
    for (const auto& agency : portal_list(object, "COQUANTHUCHIEN")) {
        draft.agencies.emplace_back(portal_text(agency, "MADONVI"), portal_text(agency, "TENDONVI"));
        draft.not_taken_but(agency, {"MADONVI", "TENDONVI"});
    }
    draft.add_requirement(portal_text(object, "YEUCAU"));
    draft.not_taken_but(object, {"MATTHC", "TENTTHC", "LINHVUCTHUCHIEN", "CACHTHUCTHUCHIEN", "THANHPHANHOSO",
                                 "DOITUONGTHUCHIEN", "KETQUATHUCHIEN", "CANCUPHAPLY", "COQUANTHUCHIEN", "YEUCAU"});
}

}  // namespace kiosk::catalogue
