#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/csv.hpp"
#include "kiosk/catalogue/facts.hpp"
#include "kiosk/review/coverage.hpp"

namespace kiosk::review {
namespace {

constexpr const char* not_known = "Chưa rõ";

std::string number(std::int64_t count) { return std::to_string(count); }

std::string promised(const catalogue::Procedure& procedure) {
    for (const auto channel : {catalogue::Channel::online, catalogue::Channel::direct}) {
        const auto* handling = procedure.handled(channel);
        if (handling == nullptr) continue;
        if (auto words = catalogue::time_in_words(*handling); !words.empty()) return words;
    }
    return not_known;
}

std::string most_missing(const ProcedureReview& row) {
    constexpr std::size_t named = 3;
    std::vector<std::string> out;
    for (const auto& paper : row.papers) {
        if (out.size() == named || paper.missing + paper.later == 0) break;
        out.push_back(fmt::format("{} ({})", paper.name, paper.missing + paper.later));
    }
    return fmt::format("{}", fmt::join(out, "; "));
}

std::string one_if(const catalogue::Level* level, std::string_view number) {
    if (level == nullptr) return "";
    return level->number == number ? "1" : "0";
}

const std::vector<std::string>& heads() {
    static const std::vector<std::string> out{"STT",
                                              "Mã thủ tục",
                                              "Tên thủ tục",
                                              "Lĩnh vực",
                                              "Cấp thực hiện",
                                              "Mức độ hiện nay",
                                              "Mức độ đề xuất",
                                              "Nhóm lý do",
                                              "Lý do",
                                              "Mức độ 3",
                                              "Mức độ 4",
                                              "Lượt tìm",
                                              "Lượt hỏi tại máy",
                                              "Muốn nộp tại máy mà chưa được",
                                              "Bắt đầu nộp",
                                              "Hồ sơ nộp trực tuyến",
                                              "Hồ sơ chuẩn bị để nộp tại quầy",
                                              "Tỷ lệ nộp trực tuyến (%)",
                                              "Tỷ lệ thanh toán trực tuyến (%)",
                                              "Thời hạn giải quyết",
                                              "Trả đúng hạn",
                                              "Trả quá hạn",
                                              "Tra cứu thấy quá hạn",
                                              "Tỷ lệ đúng hạn (%)",
                                              "Giấy tờ hay thiếu"};
    return out;
}

std::vector<std::string> cells(const ProcedureReview& row, std::size_t index, const Coverage& coverage,
                               const catalogue::Catalogue& catalogue) {
    const auto& procedure = *row.procedure;
    const auto* field = catalogue.field(procedure.field);
    return {number(static_cast<std::int64_t>(index) + 1),
            procedure.code,
            procedure.name.vi,
            field == nullptr ? procedure.field : field->name.vi,
            authority_names(procedure),
            level_name(row.proposal.now, coverage.day),
            level_name(row.proposal.proposed, coverage.day),
            reason_groups(row.proposal),
            reason_words(row.proposal),
            one_if(row.proposal.now, "3"),
            one_if(row.proposal.now, "4"),
            number(row.searches),
            number(row.visits),
            number(row.could_not()),
            number(row.begun),
            number(row.filed_online),
            number(row.prepared),
            percent_words(row.online_percent()),
            "",  // no kiosk takes payments yet
            promised(procedure),
            number(row.promises.in_time),
            number(row.promises.late),
            number(row.promises.overdue),
            percent_words(row.promises.kept_percent()),
            most_missing(row)};
}

/// The rates of one authority, in the columns of the levels.
std::vector<std::string> cells(const LevelRates& rates) {
    std::vector<std::string> out(heads().size());
    out[2] = fmt::format("{}: {} thủ tục, tỷ lệ trên số đã rõ mức độ (%)", rates.authority, rates.procedures);
    out[5] = fmt::format("{} {}", rates.unknown, "thủ tục chưa rõ mức độ");
    out[9] = percent_words(rates.percent(rates.level_3));
    out[10] = percent_words(rates.percent(rates.level_4));
    return out;
}

}  // namespace

std::string level_name(const catalogue::Level* level, const LocalDate& day) {
    const auto* label = level == nullptr ? nullptr : level->label_on(day);
    return label == nullptr ? not_known : label->vi;
}

std::string authority_names(const catalogue::Procedure& procedure) {
    std::vector<std::string_view> out;
    for (const auto authority : procedure.authorities) out.push_back(vietnamese_name(authority));
    return out.empty() ? not_known : fmt::format("{}", fmt::join(out, ", "));
}

std::string reason_groups(const Proposal& proposal) {
    std::vector<std::string_view> out;
    for (const auto reason : proposal.reasons()) out.push_back(vietnamese_name(reason));
    return fmt::format("{}", fmt::join(out, "; "));
}

std::string reason_words(const Proposal& proposal) {
    std::vector<std::string_view> out;
    for (const auto& obstacle : proposal.obstacles) out.push_back(obstacle.what);
    return fmt::format("{}", fmt::join(out, "; "));
}

std::string percent_words(std::optional<double> percent) {
    if (!percent) return {};
    auto out = fmt::format("{:.1f}", *percent);
    std::replace(out.begin(), out.end(), '.', ',');
    return out;
}

std::string coverage_csv(const Coverage& coverage, const catalogue::Catalogue& catalogue) {
    std::string out(byte_order_mark);
    out += csv_line(heads());
    for (std::size_t i = 0; i < coverage.procedures.size(); ++i)
        out += csv_line(cells(coverage.procedures[i], i, coverage, catalogue));
    for (const auto& rates : coverage.rates) out += csv_line(cells(rates));
    return out;
}

}  // namespace kiosk::review
