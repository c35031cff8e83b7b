#include "kiosk/catalogue/table.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "kiosk/base/csv.hpp"
#include "kiosk/catalogue/facts.hpp"

namespace kiosk::catalogue {
namespace {

template <class Enum>
std::string names(const std::vector<Enum>& values) {
    std::vector<std::string_view> out;
    out.reserve(values.size());
    for (const auto value : values) out.push_back(name(value));
    return fmt::format("{}", fmt::join(out, ", "));
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
                                 names(p.authorities),
                                 p.level,
                                 std::string(name(p.offer)),
                                 names(p.audience)};
    for (const auto channel : {Channel::direct, Channel::online, Channel::post}) {
        const auto* handling = p.handled(channel);
        out.push_back(handling == nullptr ? std::string{} : time_in_words(*handling));
        out.push_back(handling == nullptr ? std::string{} : fee_in_words(*handling));
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
                     "Thời hạn trực tuyến",
                     "Phí trực tuyến",
                     "Thời hạn bưu chính",
                     "Phí bưu chính",
                     "Thành phần hồ sơ",
                     "Kết quả",
                     "Căn cứ pháp lý",
                     "Quyết định công bố",
                     "Nguồn",
                     "Ngày nguồn"});
    for (const auto& procedure : catalogue.procedures()) out += csv_line(cells(procedure, catalogue));
    return out;
}

std::string json(const Catalogue& catalogue) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& procedure : catalogue.procedures()) {
        nlohmann::ordered_json item;
        for (const auto& fact : facts_of(procedure)) item[fact.key] = fact.value;
        list.push_back(std::move(item));
    }
    return nlohmann::ordered_json{{"procedures", std::move(list)}}.dump() + "\n";
}

}  // namespace kiosk::catalogue
