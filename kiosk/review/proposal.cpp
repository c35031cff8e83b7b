#include "kiosk/review/proposal.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace kiosk::review {
namespace {

using catalogue::Channel;
using catalogue::Offer;
using catalogue::Procedure;

struct Case {
    const Procedure& procedure;
    std::int64_t without_device;
};

constexpr int highest = 4;

/// One obstacle: when it stands, and which level (number) it leaves possible.
struct Rule {
    const char* id;
    Reason reason;
    int leaves;
    const char* what;
    bool (*stands)(const Case&);
};

bool wants_originals(const Case& c) {
    const auto& all = c.procedure.components;
    return c.procedure.offer == Offer::submit_then_originals ||
           std::any_of(all.begin(), all.end(), [](const auto& component) {
               return component.required && !component.form && !component.present_only && component.originals > 0;
           });
}

bool costs_something(const Case& c) {
    const auto& all = c.procedure.handling;
    return std::any_of(all.begin(), all.end(), [](const auto& h) { return h.fee_dong.value_or(0) > 0; });
}

constexpr std::array proposal_rules{
    Rule{"officials_only", Reason::legal, 2, "Chỉ dành cho cán bộ, công chức",
         [](const Case& c) { return c.procedure.for_officials_only(); }},
    Rule{"no_online_channel", Reason::legal, 2, "Chưa công bố cách thức thực hiện trực tuyến",
         [](const Case& c) { return c.procedure.handled(Channel::online) == nullptr; }},
    Rule{"officer_confirms", Reason::legal, 3, "Phải có mặt để cán bộ kiểm tra",
         [](const Case& c) { return c.procedure.identification == catalogue::Identification::officer; }},
    Rule{"in_person_only", Reason::legal, 3, "Chỉ nhận trực tiếp tại quầy",
         [](const Case& c) { return c.procedure.offer == Offer::in_person && !c.procedure.for_officials_only(); }},
    Rule{"originals", Reason::legal, 3, "Phải nộp hoặc đối chiếu bản chính", wants_originals},
    Rule{"no_form", Reason::technical, highest, "Chưa có biểu mẫu điện tử",
         [](const Case& c) { return c.procedure.form.empty(); }},
    Rule{"untested", Reason::technical, highest, "Chưa kiểm thử đạt", [](const Case& c) { return c.procedure.untested; }},
    Rule{"no_payment", Reason::technical, highest, "Có phí, lệ phí mà chưa thanh toán trực tuyến được", costs_something},
    Rule{"no_device", Reason::equipment, highest, "Máy không quét được giấy tờ khi người dân cần",
         [](const Case& c) { return c.without_device > 0; }},
};

int number_of(const catalogue::Level* level) {
    int out = 0;
    if (level != nullptr) std::from_chars(level->number.data(), level->number.data() + level->number.size(), out);
    return out;
}

const catalogue::Level* level_with(const catalogue::Catalogue& catalogue, int number) {
    const auto& all = catalogue.levels();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& level) { return number_of(&level) == number; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::string_view name(Reason reason) {
    switch (reason) {
        case Reason::legal: return "legal";
        case Reason::technical: return "technical";
        case Reason::equipment: return "equipment";
    }
    return "";
}

std::string_view vietnamese_name(Reason reason) {
    switch (reason) {
        case Reason::legal: return "pháp lý";
        case Reason::technical: return "kỹ thuật";
        case Reason::equipment: return "thiết bị";
    }
    return "";
}

std::string_view vietnamese_name(catalogue::Authority authority) {
    using catalogue::Authority;
    switch (authority) {
        case Authority::commune: return "Cấp xã";
        case Authority::district: return "Cấp huyện";
        case Authority::province: return "Cấp tỉnh";
        case Authority::ministry: return "Cấp bộ";
        case Authority::other: return "Cơ quan khác";
    }
    return "";
}

std::vector<Reason> Proposal::reasons() const {
    std::vector<Reason> out;
    for (const auto reason : {Reason::legal, Reason::technical, Reason::equipment}) {
        if (std::any_of(obstacles.begin(), obstacles.end(), [&](const auto& o) { return o.reason == reason; }))
            out.push_back(reason);
    }
    return out;
}

Proposal propose(const Procedure& procedure, const catalogue::Catalogue& catalogue, std::int64_t without_device) {
    Proposal out;
    out.now = catalogue.level(procedure.level);
    int possible = highest;
    for (const auto& rule : proposal_rules) {
        if (!rule.stands({procedure, without_device})) continue;
        out.obstacles.push_back({rule.reason, rule.id, rule.what});
        possible = std::min(possible, rule.leaves);
    }
    out.proposed = possible > number_of(out.now) ? level_with(catalogue, possible) : out.now;
    return out;
}

}  // namespace kiosk::review
