// What a script does at the training portal.

#include "kiosk/commands/script_player.hpp"
#include "kiosk/commands/training_client.hpp"

namespace kiosk::commands {
namespace {

/// What the person with the telephone would type.
std::optional<std::string> shown_user_code(const visit::State& state) {
    const visit::PhoneSignIn* sign_in = nullptr;
    if (const auto* filing = std::get_if<visit::SigningInByPhone>(&state)) sign_in = &filing->sign_in;
    if (const auto* list = std::get_if<visit::SigningInToList>(&state)) sign_in = &list->sign_in;
    const auto* waiting = sign_in == nullptr ? nullptr : std::get_if<signin::Waiting>(&sign_in->flow);
    return waiting == nullptr ? std::nullopt : std::optional(waiting->grant.user_code);
}

}  // namespace

Result<Done> ScriptPlayer::portal(const std::string& argument) {
    if (places_.portal_data.empty()) return fail(Code::bad_usage, "no training portal: give --portal-data");
    auto rest = argument;
    const auto what = first_word(rest);
    nlohmann::ordered_json body;
    std::string path = "training/faults";
    if (what == "clear") {
        body = {{"faults", nlohmann::ordered_json::array()}};
    } else if (what == "fault") {
        nlohmann::ordered_json fault = {{"name", first_word(rest)}};
        if (!rest.empty()) fault["times"] = std::atoi(rest.c_str());
        body = {{"faults", nlohmann::ordered_json::array({fault})}};
    } else if (what == "move") {
        path = "training/move";
        const int status = std::atoi(first_word(rest).c_str());
        std::optional<int> days;
        if (rest.starts_with('+')) days = std::atoi(first_word(rest).c_str());
        body = {{"code", dossier_code_}, {"status", status}, {"note", rest}};
        if (days) body["working_days"] = *days;
    } else if (what == "sign-in") {
        path = "training/sign-in";
        const auto code = shown_user_code(kiosk_.app().visit().state);
        if (!code) return fail(Code::bad_usage, "no code to sign in with is on the screen");
        body = {{"user_code", *code}, {"approve", rest != "no"}, {"person", 1}};
    } else if (what == "pay") {
        path = "training/pay";
        body = {{"code", payment_code_}};
        if (const auto amount = first_word(rest); !amount.empty()) body["amount"] = std::atoll(amount.c_str());
        if (!rest.empty()) body["times"] = std::atoi(rest.c_str());
    } else {
        return fail(
            Code::bad_usage,
            "portal fault NAME [TIMES], clear, move STATUS [+WORKING_DAYS] [NOTE], sign-in [no] or pay [AMOUNT] [TIMES]");
    }
    auto answer = ask_training_portal(places_.portal_data, training_post(path, body));
    if (!answer) return fail(std::move(answer));
    return Done{};
}

Result<Done> ScriptPlayer::keep_portal_time() {
    if (places_.portal_data.empty()) return Done{};
    const auto real = SystemClock().wall();
    const auto ahead = clock_.wall() - real;
    // Codes and slips show minutes, so that a few seconds go unnoticed; not every touch needs a call.
    constexpr Duration least_lead = 500ms;  // longer than the call takes that sets the clock
    constexpr Duration most_lead = 3s;
    if (told_ahead_ && *told_ahead_ >= ahead + least_lead && *told_ahead_ <= ahead + most_lead) return Done{};
    const WallTime told{
        std::chrono::floor<std::chrono::seconds>((clock_.wall() + most_lead).since_epoch)};  // as it is written
    auto answer = ask_training_portal(places_.portal_data, training_post("training/clock", {{"now", iso_time(told)}}));
    if (!answer) return fail(std::move(answer));
    told_ahead_ = told - real;
    return Done{};
}

}  // namespace kiosk::commands
