#include "ui/hall/desk_sign_in.hpp"

#include <fmt/format.h>

#include "kiosk/texts/ids.hpp"
#include "ui/hall/head.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

class SignIn {
public:
    SignIn(Frame& frame, const SignInScene& scene, const SignInHost& host)
        : frame_(frame), scene_(scene), host_(host), texts_(scene.languages.in(scene.language)) {}

    void draw() {
        auto chrome = hall_head(scene_.settings, texts_, scene_.wall);
        const auto& other = scene_.languages.after(scene_.language);
        chrome.utility = {{"desk.language", Icon::translate, other(text::language_name)}};
        frame_.chrome(std::move(chrome));
        if (frame_.tapped("desk.language")) host_.other_language(other.code());
        const auto* counter = scene_.settings.queue.counter(scene_.counter);
        const auto title =
            fmt::format("{} · {}", texts_(text::web_sign_in), counter == nullptr ? scene_.counter : texts_(counter->name));
        if (frame_.portrait()) {
            head(title);
            account();
            password();
        } else {
            beside_keyboard(title);
        }
        keyboard();
    }

private:
    static constexpr std::size_t longest_bytes = 128;

    void head(const std::string& title) {
        frame_.title(title);
        frame_.hint(texts_(text::desk_sign_in_hint));
        static_cast<void>(say_problem());
    }
    /// False: there is none.
    bool say_problem() {
        const auto say = [&](Tone tone, Icon icon, const std::string& words) {
            frame_.notice(tone, icon, words);
            return true;
        };
        if (scene_.checking) return say(Tone::info, Icon::timer_sand, texts_(text::desk_checking));
        switch (scene_.problem) {
            case SignInProblem::none: return false;
            case SignInProblem::wrong: return say(Tone::bad, Icon::close_circle, texts_(text::web_sign_in_wrong));
            case SignInProblem::pause: return paused() && say(Tone::warn, Icon::lock, pause_words());
            case SignInProblem::over: return say(Tone::info, Icon::clock, texts_(text::web_sign_in_again));
            case SignInProblem::not_allowed: return say(Tone::bad, Icon::lock, texts_(text::desk_not_allowed));
            case SignInProblem::failed: return say(Tone::bad, Icon::alert_circle, texts_(text::desk_failed));
        }
        broken("every SignInProblem has words");
    }
    [[nodiscard]] bool paused() const { return scene_.problem == SignInProblem::pause && scene_.now < scene_.pause_until; }
    [[nodiscard]] std::string pause_words() {
        const int seconds = frame_.seconds_until(scene_.pause_until, scene_.now);
        return texts_(text::web_sign_in_pause, fmt::arg("seconds", seconds));
    }
    /// A wide keyboard leaves room for the field alone that is typed into: words stand beside it, and the other one.
    void beside_keyboard(const std::string& title) {
        const bool at_password = scene_.draft.at_password;
        if (at_password) password();
        else account();
        frame_.second_column();
        frame_.section(title);
        if (!say_problem()) frame_.paragraph(texts_(text::desk_sign_in_hint));
        if (!at_password) return;
        Row row;
        row.icon = Icon::account;
        row.title = scene_.draft.account.empty() ? texts_(text::web_account) : scene_.draft.account;
        if (frame_.row("desk.account", std::move(row))) move_to(false);
    }
    void account() {
        TextField field;
        field.icon = Icon::account;
        field.personal = false;
        field.focused = !scene_.draft.at_password;
        if (frame_.text_field("desk.account", texts_(text::web_account), scene_.draft.account, std::move(field)))
            move_to(false);
    }
    void password() {
        TextField field;
        field.icon = Icon::lock;
        field.masked = true;
        field.focused = scene_.draft.at_password;
        if (frame_.text_field("desk.password", texts_(text::web_password), scene_.draft.password.reveal(), std::move(field)))
            move_to(true);
    }
    void move_to(bool password) {
        auto draft = scene_.draft;
        draft.at_password = password;
        host_.typed(std::move(draft));
    }
    void keyboard() {
        const auto& draft = scene_.draft;
        const bool at_password = draft.at_password;
        const bool whole = !draft.account.empty() && !draft.password.empty();
        auto keys = wording::keyboard(
            at_password ? Layout::letters : Layout::email,  // an id has small letters, digits and _
            texts_(at_password ? text::web_sign_in : text::keys_next), at_password ? "desk.password" : "desk.account",
            at_password ? draft.password.reveal() : std::string_view(draft.account), texts_);
        keys.words.done_enabled = !scene_.checking && !paused() && (at_password ? whole : !draft.account.empty());
        const bool may_go_on = keys.words.done_enabled;
        const auto typed = frame_.keyboard(std::move(keys));
        if (!typed || scene_.checking) return;
        if (typed->key.kind == Key::Kind::done) {
            if (!may_go_on) return;
            if (at_password) host_.sign_in();
            else move_to(true);
            return;
        }
        if (typed->text.size() > longest_bytes) return;
        auto next = draft;
        if (at_password) next.password = Personal(typed->text);
        else next.account = typed->text;
        host_.typed(std::move(next));
    }

    Frame& frame_;
    const SignInScene& scene_;
    const SignInHost& host_;
    const Texts& texts_;
};

}  // namespace

void draw_sign_in_page(Frame& frame, const SignInScene& scene, const SignInHost& host) { SignIn(frame, scene, host).draw(); }

}  // namespace kiosk::ui
