#include "kiosk/catalogue/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/base/csv.hpp"
#include "kiosk/catalogue/facts.hpp"

namespace kiosk::catalogue {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 3> offer_words{"Nộp tại máy", "Nộp tại máy, mang bản chính đến sau", "Làm tại quầy"};
constexpr std::array<std::string_view, 5> authority_words{"Cấp xã", "Cấp huyện", "Cấp tỉnh", "Cấp bộ", "Cơ quan khác"};
constexpr std::array<std::string_view, 8> audience_words{
    "Công dân Việt Nam", "Người Việt Nam định cư ở nước ngoài",   "Người nước ngoài", "Cán bộ, công chức, viên chức",
    "Doanh nghiệp",      "Doanh nghiệp có vốn đầu tư nước ngoài", "Tổ chức",          "Hợp tác xã"};

template <class Enum, std::size_t count>
std::string in_vietnamese(const std::vector<Enum>& values, const std::array<std::string_view, count>& words) {
    std::vector<std::string_view> out;
    out.reserve(values.size());
    for (const auto value : values) out.push_back(words.at(static_cast<std::size_t>(value)));
    return fmt::format("{}", fmt::join(out, ", "));
}

/// As the law calls the level last.
std::string level_name(const Catalogue& catalogue, const std::string& id) {
    const auto* level = catalogue.level(id);
    if (level == nullptr) return id;
    const auto last = std::max_element(level->labels.begin(), level->labels.end(),
                                       [](const auto& a, const auto& b) { return a.valid.from < b.valid.from; });
    return last == level->labels.end() ? id : last->name.vi;
}

std::string papers(const Procedure& procedure) {
    std::vector<std::string> out;
    for (const auto& component : procedure.components)
        out.push_back(fmt::format("{} ({})", component.name.vi, copies_in_words(component)));
    return fmt::format("{}", fmt::join(out, "; "));
}

std::string results(const Procedure& procedure) {
    std::vector<std::string> out;
    for (const auto& result : procedure.results)
        out.push_back(result.code.empty() ? result.name.vi : result.code + " " + result.name.vi);
    return fmt::format("{}", fmt::join(out, "; "));
}

std::vector<std::string> cells(const Procedure& p, const Catalogue& catalogue) {
    const auto* field = catalogue.field(p.field);
    std::vector<std::string> out{p.code,
                                 p.local_code,
                                 p.name.vi,
                                 p.short_name.vi,
                                 field == nullptr ? p.field : field->name.vi,
                                 in_vietnamese(p.authorities, authority_words),
                                 level_name(catalogue, p.level),
                                 std::string(offer_words.at(static_cast<std::size_t>(p.offered()))),
                                 in_vietnamese(p.audience, audience_words)};
    for (const auto channel : {Channel::direct, Channel::online, Channel::post}) {
        const auto* handling = p.handled(channel);
        out.push_back(handling == nullptr ? std::string{} : time_in_words(*handling));
        out.push_back(handling == nullptr ? std::string{} : fee_in_words(*handling));
        out.push_back(handling == nullptr ? std::string{} : handling->fee_note.vi);
    }
    out.push_back(papers(p));
    out.push_back(results(p));
    out.push_back(fmt::format("{}", fmt::join(p.legal_basis, ", ")));
    out.push_back(p.decision);
    out.push_back(p.source);
    out.push_back(p.source_date.iso());
    return out;
}

}  // namespace

std::string csv(const Catalogue& catalogue) {
    std::string out(byte_order_mark);
    out += csv_line({"Mã thủ tục",
                     "Mã địa phương",
                     "Tên thủ tục",
                     "Tên ngắn",
                     "Lĩnh vực",
                     "Cấp thực hiện",
                     "Mức độ",
                     "Làm được tại máy",
                     "Đối tượng",
                     "Thời hạn trực tiếp",
                     "Phí trực tiếp",
                     "Ghi chú phí trực tiếp",
                     "Thời hạn trực tuyến",
                     "Phí trực tuyến",
                     "Ghi chú phí trực tuyến",
                     "Thời hạn bưu chính",
                     "Phí bưu chính",
                     "Ghi chú phí bưu chính",
                     "Thành phần hồ sơ",
                     "Kết quả",
                     "Căn cứ pháp lý",
                     "Quyết định công bố",
                     "Nguồn",
                     "Ngày nguồn"});
    for (const auto& procedure : catalogue.procedures()) out += csv_line(cells(procedure, catalogue));
    return out;
}

}  // namespace kiosk::catalogue
