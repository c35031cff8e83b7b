#include "ui/screens/phone_part.hpp"

#include <algorithm>

#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

/// What stood in the way, and what to do.
TextId failed_sentence(Code code) {
    if (code == Code::refused) return text::signin_failed_account;
    if (code == Code::untrusted) return text::signin_failed_proof;
    return text::signin_failed_line;
}

/// As people type it.
std::string_view without_scheme(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    return url.starts_with(scheme) ? url.substr(scheme.size()) : url;
}

struct Draw {
    Frame& frame;
    const ScreenContext& ctx;

    void operator()(const signin::Beginning&) const { frame.spinner(ctx(text::signin_beginning)); }
    void operator()(const signin::Waiting& waiting) const {
        const auto& grant = waiting.grant;
        frame.qr(frame.qr_of(grant.whole_address.empty() ? grant.address : grant.whole_address), ctx(text::signin_qr));
        frame.second_column();
        const auto whole = std::chrono::ceil<std::chrono::seconds>(std::min(grant.good_for, signin::longest_good_for));
        const int left = frame.seconds_until(waiting.until, ctx.now);
        frame.countdown(ctx(text::signin_waiting, fmt::arg("time", wording::minutes(left))), left,
                        static_cast<int>(whole.count()));
        if (waiting.unanswered >= silences_told) frame.notice(Tone::warn, Icon::wifi_off, ctx(text::signin_no_answer));
        frame.facts({{Icon::cellphone, ctx(text::signin_code), grant.user_code}});
        frame.point(Icon::web, ctx(text::signin_address, fmt::arg("address", without_scheme(grant.address))));
        frame.point(Icon::lock, ctx(text::signin_privacy));
    }
    void operator()(const signin::SignedIn&) const { frame.spinner(ctx(text::signin_beginning)); }
    void operator()(const signin::Denied&) const {
        frame.notice(Tone::warn, Icon::close_circle, ctx(text::signin_denied), ctx(text::signin_denied_body));
    }
    void operator()(const signin::Expired&) const {
        frame.notice(Tone::warn, Icon::clock, ctx(text::signin_expired), ctx(text::signin_expired_body));
    }
    void operator()(const signin::Failed& failed) const {
        frame.notice(Tone::bad, Icon::alert_circle, ctx(text::signin_failed),
                     ctx(failed_sentence(failed.why.code), fmt::arg("account", account_name(ctx))));
    }
};

}  // namespace

std::string account_name(const ScreenContext& ctx) {
    return ctx.settings.sign_in ? ctx(ctx.settings.sign_in->profile.name) : std::string{};
}

void draw_phone_sign_in(Frame& frame, const visit::PhoneSignIn& sign_in, const ScreenContext& ctx) {
    frame.title(ctx(text::signin_title, fmt::arg("account", account_name(ctx))));
    if (sign_in.waits()) frame.hint(ctx(text::signin_hint));
    std::visit(Draw{frame, ctx}, sign_in.flow);
    if (!sign_in.waits() && frame.primary("phone.again", ctx(text::signin_again), {.icon = Icon::refresh, .reason = {}}))
        ctx.emit(visit::PhoneSignInChosen{ctx.new_id()});
}

}  // namespace kiosk::ui
