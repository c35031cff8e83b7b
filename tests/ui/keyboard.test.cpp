// The keyboard on its pages, touched as a finger touches it: through the stage, its pointer and its nodes.

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/ui/sample.hpp"
#include "ui/screen_host.hpp"
#include "ui/stage.hpp"
#include "ui/typing.hpp"

using namespace kiosk;
using namespace kiosk::ui;

namespace {

/// Somebody before the glass.
class Typist {
public:
    explicit Typist(std::string_view where) : visit(sample(where)), stage(unpainted_stage()) { look(); }

    void touch(std::string_view id) {
        now_ = now_ + 600ms;
        const auto tapped = stage->tap(id, now_);
        INFO(id << ": " << (tapped ? std::string{} : tapped.error().detail));
        REQUIRE(tapped);
        look();
    }
    /// One key a letter; a blank is the space bar, < takes one letter back.
    void press(std::string_view keys) {
        for (const char key : keys)
            touch(key == ' ' ? "key.space" : key == '<' ? "key.backspace" : std::string("key.") + key);
    }
    template <class State>
    [[nodiscard]] const State& at() const {
        REQUIRE(std::holds_alternative<State>(visit.state));
        return std::get<State>(visit.state);
    }
    [[nodiscard]] std::string name() const {
        return std::string(at<visit::TypingPerson>().filing.draft.submitter.name.reveal());
    }
    [[nodiscard]] std::string answer(std::string_view key) const {
        const auto* kept = at<visit::FillingForm>().filing.draft.answer(key);
        return kept == nullptr ? std::string{} : std::string(kept->reveal());
    }
    /// Every touch is said to the visit, as the kiosk does; then the page is drawn as it is now.
    void look() {
        for (int round = 0; round < 3; ++round) {
            std::vector<visit::Event> said;
            const auto ctx = context(
                visit, [&](visit::Event event) { said.push_back(std::move(event)); }, now_,
                [this] { return ids_.make(morning); });
            stage->draw(now_, [&](Frame& frame) { host_.draw(frame, ctx); });
            for (const auto& event : said) step(event);
        }
    }
    void step(const visit::Event& event) {
        const auto& data = test::public_data();
        visit = visit::step(visit, event, {now_, morning, data.settings, *data.catalogue}).visit;
    }

    visit::Visit visit;
    std::unique_ptr<Stage> stage;

private:
    SeededIds ids_{7};
    ScreenHost host_;
    Monotonic now_{1s};
};

}  // namespace

TEST_CASE("Telex and VNI are one touch away, and stay chosen for this visit only") {
    Typist typist("typing_person");
    typist.touch("key.method.telex");
    typist.press("ddinh vawn nguwx");
    CHECK(typist.name() == "Đinh Văn Ngữ");
    CHECK(typist.stage->find("key.method.telex")->checked);
    typist.touch("key.method.vni");
    typist.press(" e61");
    CHECK(typist.name() == "Đinh Văn Ngữ Ế");
    typist.press("1");
    CHECK(typist.name() == "Đinh Văn Ngữ Ê1");
    typist.press("<<");
    CHECK(typist.name() == "Đinh Văn Ngữ ");
    typist.touch("person.next");
    CHECK(typist.visit.preferences.typing_method == kiosk::typing::Method::vni);
    typist.step(visit::EndConfirmed{});
    typist.visit.state = visit::AskingIfPresent{std::make_shared<const visit::State>(typist.visit.state), {}};
    typist.step(visit::EndConfirmed{});
    CHECK(std::holds_alternative<visit::Attracting>(typist.visit.state));
    CHECK(typist.visit.preferences.typing_method == kiosk::typing::Method::direct);
}

TEST_CASE("the direct letters take a tone back by its key, and need no way of typing to be known") {
    Typist typist("typing_person");
    for (const char* key : {"key.đ", "key.i", "key.n", "key.h", "key.nang"}) typist.touch(key);
    CHECK(typist.name() == "Định");
    typist.touch("key.nang");
    CHECK(typist.name() == "Đinh");
}

TEST_CASE("in numbers nothing is composed, whatever is chosen") {
    Typist typist("typing_person");
    typist.touch("key.method.vni");
    typist.touch("person.number");
    CHECK(typist.stage->find("key.method.vni") == nullptr);
    typist.press("a1105");
    CHECK(typist.at<visit::TypingPerson>().filing.draft.submitter.number.reveal() == "A1105");
}

TEST_CASE("an address is offered from the province's own units and taken with one touch") {
    Typist typist("filling_form_address");
    typist.touch("form.noiCuTru");
    REQUIRE(typist.stage->find("suggestion.1") != nullptr);
    CHECK(typist.stage->find("suggestion.1")->label == "Gợi ý: phường Nghĩa Lộ");
    typist.touch("suggestion.1");
    CHECK(typist.answer("noiCuTru") == "Tổ 3, phường Nghĩa Lộ, tỉnh Quảng Ngãi");
    CHECK(typist.stage->find("suggestion.1") == nullptr);
}

TEST_CASE("what one person typed is offered to nobody") {
    Typist first("typing_person");
    first.press("zzunique");
    Typist second("filling_form_address");
    second.touch("form.noiCuTru");
    for (int i = 0; i < 40 && second.stage->find("suggestion.1") != nullptr; ++i) second.press("<");
    second.press("zzu");
    CHECK(second.stage->find("suggestion.1") == nullptr);
}

TEST_CASE("every letter of a form's time can be typed: no question asks for what its keyboard lacks") {
    Typist typist("filling_form_date_problems");
    typist.touch("form.gioMat");
    typist.press("<<<<<<16:30");
    CHECK(typist.answer("gioMat") == "16:30");
}

namespace {

/// What an audit of one page looks at, in these circumstances.
void audit(Stage& stage, Sample one, const Display& display) {
    const auto ctx = context(one.visit);
    ScreenHost host;
    show(stage, one, [&](Frame& frame) { host.draw(frame, ctx); });
    INFO(one.name << (display.portrait() ? " portrait" : " landscape") << " size " << static_cast<int>(display.text_size)
                  << (display.low_reach ? " low reach" : ""));
    REQUIRE(stage.typed_into());
    const auto& [whole, seen] = *stage.typed_into();
    INFO(fmt::format("field {}..{} in {}..{}", whole.top, whole.bottom, seen.top, seen.bottom));
    CHECK(whole.top >= seen.top);
    CHECK(whole.bottom <= seen.bottom);
    CHECK(stage.cut().empty());
    const int least = static_cast<int>(20 * px_per_mm(display)) - 1;
    Nodes keys;
    for (const auto& node : stage.nodes()) {
        const bool key = node.role == Role::key || node.id.starts_with("suggestion.") || node.id == "key.done";
        if (key && node.touchable()) keys.push_back(node);
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (std::min(keys[i].rect.width(), keys[i].rect.height()) < least) FAIL_CHECK("small: " << keys[i].id);
        for (std::size_t k = i + 1; k < keys.size(); ++k) {
            if (keys[i].rect.overlaps(keys[k].rect)) FAIL_CHECK(keys[i].id << " over " << keys[k].id);
        }
    }
}

std::vector<Sample> samples_with_keyboard() {
    std::vector<Sample> out;
    for (const auto& one : all_samples()) {
        const auto ctx = context(one.visit);
        ScreenHost host;
        PageMemory memory;
        Frame frame({}, true, memory);
        host.draw(frame, ctx);
        if (const auto page = frame.take(); page.keyboard || !one.touched.empty()) out.push_back(one);
    }
    return out;
}

}  // namespace

TEST_CASE("the field that is typed into, with its label and its sentence, is seen whole above the keyboard") {
    const auto typed = samples_with_keyboard();
    REQUIRE(typed.size() > 20);
    for (const bool portrait : {true, false}) {
        for (const auto size : {TextSize::normal, TextSize::large, TextSize::largest}) {
            Display display;
            if (!portrait) std::swap(display.width_px, display.height_px);
            display.text_size = size;
            const auto stage = unpainted_stage(display);
            for (const bool low_reach : {false, true}) {
                if (low_reach && !portrait) continue;
                display.low_reach = low_reach;
                REQUIRE(stage->set_display(display));
                for (auto one : typed) {
                    one.visit.preferences.language = size == TextSize::large ? "en" : "vi";
                    audit(*stage, one, display);
                }
            }
        }
    }
}
