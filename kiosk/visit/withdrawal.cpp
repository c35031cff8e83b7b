#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

using Answer = dossier::AskedWithdrawal::Answer;

/// The dossier again, with what has become of the wish.
Next answered(ReadingStatus reading, PressId press, Answer answer, std::string words, const Inputs& in) {
    auto& view = reading.view;
    const auto asked_at = view.withdrawal ? view.withdrawal->asked_at : in.wall;
    view.withdrawal = dossier::AskedWithdrawal{press, asked_at, answer, std::move(words)};
    if (answer == Answer::taken) {
        view.status = dossier::Status::withdrawal_asked;
        view.steps.push_back({view.status, in.wall, {}});
    }
    return {std::move(reading), {}};
}

dossier::Withdrawal wish_of(const ReadingStatus& reading) { return {reading.view.code, reading.digits}; }

/// The portal's answer came while the page was read.
bool waits_for(const ReadingStatus& s, PressId press) {
    return s.view.withdrawal && s.view.withdrawal->press == press && s.view.withdrawal->answer == Answer::on_its_way;
}

}  // namespace

Next on(const ReadingStatus& s, const WithdrawalWanted&, const Inputs&) {
    if (!dossier::may_be_withdrawn(s.view) || s.receipt == Delivery::printing || s.printing_a4()) return {s, {}};
    return {ConfirmingWithdrawal{s, std::nullopt, std::nullopt}, {}};
}
Next on(const ReadingStatus& s, const WithdrawalTaken& e, const Inputs& in) {
    if (!waits_for(s, e.press)) return {s, {}};
    return answered(s, e.press, Answer::taken, {}, in);
}
Next on(const ReadingStatus& s, const WithdrawalRefused& e, const Inputs& in) {
    if (!waits_for(s, e.press)) return {s, {}};
    return answered(s, e.press, Answer::refused, e.words, in);
}

Next on(const ConfirmingWithdrawal& s, const WithdrawalConfirmed& e, const Inputs& in) {
    const auto press = s.press.value_or(e.press);
    return {Withdrawing{s.reading, press, false, in.now + limits::writing_down},
            {RecordWithdrawal{press, wish_of(s.reading)}}};
}
Next on(const ConfirmingWithdrawal& s, const WentBack&, const Inputs&) { return {s.reading, {}}; }

Next on(const Withdrawing& s, const WithdrawalRecorded& e, const Inputs& in) {
    if (e.press != s.press || s.recorded) return {s, {}};
    auto reading = s.reading;
    reading.view.withdrawal = dossier::AskedWithdrawal{s.press, in.wall, Answer::on_its_way, {}};
    if (!in.situation.portal_connected) return {std::move(reading), {}};
    return {Withdrawing{std::move(reading), s.press, true, in.now + limits::withdrawing}, {}};
}
Next on(const Withdrawing& s, const WithdrawalNotRecorded& e, const Inputs&) {
    if (e.press != s.press || s.recorded) return {s, {}};
    return {ConfirmingWithdrawal{s.reading, s.press, e.code}, {}};
}
Next on(const Withdrawing& s, const WithdrawalTaken& e, const Inputs& in) {
    if (e.press != s.press) return {s, {}};
    return answered(s.reading, e.press, Answer::taken, {}, in);
}
Next on(const Withdrawing& s, const WithdrawalRefused& e, const Inputs& in) {
    if (e.press != s.press) return {s, {}};
    return answered(s.reading, e.press, Answer::refused, e.words, in);
}
Next on(const Withdrawing& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    if (s.recorded) return {s.reading, {}};  // it is on its way, and the page says so
    // The store has not answered, and nobody may leave not knowing: the same press again is the same wish.
    return {Withdrawing{s.reading, s.press, false, in.now + limits::writing_down},
            {RecordWithdrawal{s.press, wish_of(s.reading)}}};
}

}  // namespace kiosk::visit
