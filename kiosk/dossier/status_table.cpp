#include "kiosk/dossier/status_table.hpp"

#include <algorithm>
#include <array>

namespace kiosk::dossier {
namespace {

using enum Status;

constexpr std::array after_registered{accepted, not_accepted};
constexpr std::array after_accepted{processing};
constexpr std::array after_processing{supplement_asked, payment_asked, withdrawal_asked, stopped, finished};
constexpr std::array after_asking{processing, withdrawal_asked, stopped};
constexpr std::array after_finished{returned};

constexpr std::array<StatusRow, 10> table{{
    {registered, "Mới đăng ký", "Registered", StatusClock::not_started, after_registered},
    {accepted, "Được tiếp nhận", "Accepted", StatusClock::runs, after_accepted},
    {not_accepted, "Không được tiếp nhận", "Not accepted", StatusClock::ended, {}},
    {processing, "Đang xử lý", "In process", StatusClock::runs, after_processing},
    {supplement_asked, "Yêu cầu bổ sung giấy tờ", "Papers asked for", StatusClock::paused, after_asking},
    {payment_asked, "Yêu cầu thực hiện nghĩa vụ tài chính", "Payment asked for", StatusClock::paused, after_asking},
    {withdrawal_asked, "Công dân yêu cầu rút hồ sơ", "Withdrawn by the citizen", StatusClock::ended, {}},
    {stopped, "Dừng xử lý", "Stopped", StatusClock::ended, {}},
    {finished, "Đã xử lý xong", "Finished", StatusClock::ended, after_finished},
    {returned, "Đã trả kết quả", "Result given out", StatusClock::ended, {}},
}};

}  // namespace

std::span<const StatusRow> status_table() { return table; }

const StatusRow& row_of(Status status) { return table.at(static_cast<std::size_t>(status) - 1); }

std::optional<Status> parse_status(int number) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const StatusRow& row) { return static_cast<int>(row.status) == number; });
    return found == table.end() ? std::nullopt : std::optional(found->status);
}

bool may_become(Status from, Status to) {
    const auto next = row_of(from).becomes;
    return std::find(next.begin(), next.end(), to) != next.end();
}

bool may_be_withdrawn(const StatusView& view) {
    if (view.prepared || view.waiting_for_delivery || !view.refusal.empty()) return false;
    if (view.withdrawal && view.withdrawal->answer != AskedWithdrawal::Answer::refused) return false;
    return may_become(view.status, Status::withdrawal_asked);
}

bool may_be_supplemented(const StatusView& view) {
    if (view.prepared || view.waiting_for_delivery || !view.refusal.empty()) return false;
    if (view.withdrawal && view.withdrawal->answer == AskedWithdrawal::Answer::on_its_way) return false;
    if (view.supplement && view.supplement->answer == AskedWithdrawal::Answer::on_its_way) return false;
    return view.status == Status::supplement_asked;
}

bool waits_for_collection(const StatusView& view) {
    return view.status == Status::finished && view.return_by != ReturnBy::post;
}

const std::string& supplement_request(const StatusView& view) {
    static const std::string nothing;
    for (auto step = view.steps.rbegin(); step != view.steps.rend(); ++step) {
        if (step->status == Status::supplement_asked) return step->note;
    }
    return nothing;
}

}  // namespace kiosk::dossier
