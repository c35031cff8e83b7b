// Every page of the gallery is read aloud from the nodes that were drawn; what is about a person stays out of the hall.

#include <set>

#include "kiosk/base/text.hpp"
#include "kiosk/speech/pace.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"
#include "tests/ui/sample.hpp"
#include "ui/gallery.hpp"
#include "ui/reader.hpp"
#include "ui/screen_host.hpp"

using namespace kiosk;
using namespace kiosk::ui;
using speech::Listener;

namespace {

void draw(ui::Stage& stage, const Sample& sample) {
    const auto ctx = context(sample.visit, [](const visit::Event&) {});
    ScreenHost host;
    show(stage, sample, [&](Frame& frame) { host.draw(frame, ctx); });
}

/// What an engine may be given.
bool speakable(const std::string& words) {
    for (const char c : words) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (!letter && std::string_view(" .,?!'").find(c) == std::string_view::npos) return false;
    }
    return words.find("\u00b7") == std::string::npos && words.find("\u2192") == std::string::npos &&
           words.find("\u2022") == std::string::npos && words.find("\u2013") == std::string::npos;
}

void add(std::set<std::string>& secrets, const Personal& value) {
    constexpr std::size_t least = 5;  // shorter ones («Nam», "true") are words of the page as well
    if (letter_count(value.reveal()) >= least) secrets.emplace(value.reveal());
}

void add(std::set<std::string>& secrets, const dossier::Person& person) {
    for (const auto* value : {&person.name, &person.number, &person.old_number, &person.residence}) add(secrets, *value);
}

/// What of a visit is about a person, as it was typed or read.
std::set<std::string> secrets_of(const visit::State& state) {
    std::set<std::string> out;
    std::visit(
        [&](const auto& s) {
            using S = std::decay_t<decltype(s)>;
            if constexpr (requires { s.behind; }) {
                out = secrets_of(*s.behind);
            } else if constexpr (requires { s.filing; }) {
                const auto& draft = s.filing.draft;
                add(out, draft.submitter);
                add(out, draft.holder);
                add(out, draft.phone);
                add(out, draft.organisation_name);
                add(out, draft.tax_code);
                for (const auto& answer : draft.answers) add(out, answer.value);
            } else if constexpr (std::same_as<S, visit::ReadingStatus>) {
                add(out, s.view.holder_masked);
            }
        },
        state);
    return out;
}

/// One visit before the glass with a voice.
struct Listening {
    explicit Listening(std::string_view sample_name, settings::Speech::Output output = settings::Speech::Output::loudspeaker)
        : visit(sample(std::string(sample_name))) {
        settings.speech.output = output;
        visit.preferences.aloud.on = true;
        look();
    }
    /// Draws until the page is up to date, then reads. What a voice was told.
    std::vector<std::string> look() {
        const auto ctx = context(visit, [&](visit::Event event) { emitted.push_back(std::move(event)); });
        for (int i = 0; i < 3; ++i) stage->draw(now, [&](Frame& frame) { host.draw(frame, ctx); });
        reader.follow(*stage, visit, test::public_data().texts(visit.preferences.language), settings);
        told.clear();
        for (const auto& order : reader.take_orders()) {
            if (const auto* say = std::get_if<speech::Say>(&order)) {
                told.push_back(say->words);
                number = say->number;
            } else {
                told.emplace_back(std::holds_alternative<speech::Hush>(order) ? "(hush)" : "(pause)");
            }
        }
        return told;
    }
    std::vector<std::string> after(const visit::Event& event) {
        const auto& data = test::public_data();
        visit = visit::step(visit, event, {now, morning, data.settings, *data.catalogue}).visit;
        return look();
    }
    std::vector<std::string> sentence_ends() {
        reader.ended(number);
        return look();
    }
    std::vector<std::string> touch(const std::string& id) {
        now = now + 1s;
        REQUIRE(stage->tap(id, now));
        return look();
    }

    std::vector<std::string> touch_at(Point at) {
        now = now + 1s;
        stage->finger_down(1, at, now);
        stage->finger_up(1, at, now);
        return look();
    }

    visit::Visit visit;
    settings::Settings settings = test::public_data().settings;
    std::unique_ptr<ui::Stage> stage = unpainted_stage();
    ScreenHost host;
    Reader reader;
    Monotonic now{2s};
    std::uint64_t number = 0;
    std::vector<visit::Event> emitted;
    std::vector<std::string> told;
};

}  // namespace

TEST_CASE("every thing on every page is said in both languages, in words alone") {
    auto stage = unpainted_stage();
    for (const char* language : {"vi", "en"}) {
        const speech::Speller speller(test::public_data().texts(language), ZeroTens::le);
        for (auto one : all_samples()) {
            one.visit.preferences.language = language;
            draw(*stage, one);
            INFO(one.name << "." << language);
            for (const auto& item : spoken_items(stage->nodes())) {
                const auto words = speech::read_item(item, Listener::one_person, speller);
                INFO(item.label << " -> " << words);
                CHECK_FALSE(words.empty());
                CHECK(speakable(words));
            }
            CHECK_FALSE(speech::read_page(spoken_items(stage->nodes()), Listener::hall, speller).empty());
        }
    }
}

TEST_CASE("a loudspeaker says nothing that was typed, chosen or read about a person") {
    auto stage = unpainted_stage();
    int looked_for = 0;
    int headphones_say = 0;
    for (const char* language : {"vi", "en"}) {
        const speech::Speller speller(test::public_data().texts(language), ZeroTens::le);
        for (auto one : all_samples()) {
            one.visit.preferences.language = language;
            const auto secrets = secrets_of(one.visit.state);
            if (secrets.empty()) continue;
            draw(*stage, one);
            const auto items = spoken_items(stage->nodes());
            std::string hall;
            std::string alone;
            for (const auto& item : items) {
                hall += speech::read_item(item, Listener::hall, speller) + "\n";
                alone += speech::read_item(item, Listener::one_person, speller) + "\n";
            }
            for (const auto& secret : secrets) {
                INFO(one.name << "." << language << ": " << secret);
                CHECK(hall.find(speller.words(secret)) == std::string::npos);
                headphones_say += alone.find(speller.words(secret)) != std::string::npos ? 1 : 0;
                ++looked_for;
            }
        }
    }
    CHECK(looked_for > 100);
    CHECK(headphones_say > 20);
}

TEST_CASE("a page is read from its title on, sentence by sentence, and what is being said is marked") {
    Listening home("choosing_journey");
    REQUIRE(home.told.size() == 1);
    CHECK(home.told.front() == "Xin chào! Ông Bà cần làm gì?");
    CHECK(home.reader.speaking());
    const auto next = home.sentence_ends();
    REQUIRE(next.size() == 1);
    int sentences = 2;
    while (home.reader.speaking() && sentences < 40) {
        home.sentence_ends();
        ++sentences;
    }
    CHECK_FALSE(home.reader.speaking());
    CHECK(sentences > 6);
    CHECK(home.look().empty());
}

TEST_CASE("the voice follows the page: another page, another language, a question over it; and stops when told to") {
    Listening home("choosing_journey");
    const auto english = home.after(visit::LanguageChosen{"en"});
    REQUIRE(english.size() == 2);
    CHECK(english[0] == "(hush)");
    CHECK(english[1].starts_with("Welcome"));
    CHECK(home.after(visit::ErrandChosen{visit::Errand::guidance}).size() == 2);
    const auto help = home.after(visit::HelpCalled{});
    REQUIRE(help.size() == 2);
    auto off = home.visit.preferences.aloud;
    off.on = false;
    CHECK(home.after(visit::AloudChosen{off}) == std::vector<std::string>{"(hush)"});
    CHECK(home.look().empty());
}

TEST_CASE("whoever called an officer hears that one is coming, or that nobody answered") {
    Listening home("choosing_journey");
    Uuid press;
    const auto calling = home.after(visit::HelpCalled{press});
    REQUIRE(calling.size() == 2);
    CHECK(calling[1].starts_with("Đang gọi cán bộ"));
    const auto coming = home.after(visit::HelpAnswered{press});
    REQUIRE(coming.size() == 2);
    CHECK(coming[1].starts_with("Cán bộ đang đến"));
}

TEST_CASE("the end of a visit is silence") {
    Listening home("choosing_journey");
    CHECK(home.after(visit::Ended{}) == std::vector<std::string>{"(hush)"});
    CHECK_FALSE(home.reader.speaking());
}

TEST_CASE("«Đọc lại» begins anew, «Tạm dừng» waits") {
    Listening home("choosing_journey");
    const auto title = home.told;
    home.sentence_ends();
    auto aloud = home.visit.preferences.aloud;
    aloud.paused = true;
    CHECK(home.after(visit::AloudChosen{aloud}) == std::vector<std::string>{"(pause)"});
    CHECK_FALSE(home.reader.speaking());
    aloud.paused = false;
    ++aloud.repeats;
    const auto again = home.after(visit::AloudChosen{aloud});
    REQUIRE(again.size() == 2);
    CHECK(again[1] == title.front());
    CHECK(home.reader.speaking());
}

TEST_CASE("with headphones the first touch is heard and the second one acts; the voice's own buttons act at once") {
    Listening home("choosing_journey", settings::Speech::Output::headphones);
    const auto heard = home.touch("home.ticket");
    REQUIRE(heard.size() == 2);
    CHECK(heard[1].starts_with("Nút Lấy số"));
    CHECK(home.emitted.empty());
    home.touch("home.look_up");
    CHECK(home.emitted.empty());
    home.touch("home.look_up");
    REQUIRE(home.emitted.size() == 1);
    CHECK(std::holds_alternative<visit::ErrandChosen>(home.emitted.front()));
    home.emitted.clear();
    home.touch("speech.stop");
    REQUIRE(home.emitted.size() == 1);
    CHECK_FALSE(std::get<visit::AloudChosen>(home.emitted.front()).aloud.on);
}

TEST_CASE("with headphones a finger hears whatever it touches: a sentence, what is wrong, a grey button and its reason") {
    Listening page("filling_form_problems", settings::Speech::Output::headphones);
    const auto of_kind = [&](auto kind) {
        const auto& nodes = page.stage->nodes();
        const auto found = std::ranges::find_if(
            nodes, [&](const Node& node) { return kind(node) && !node.scrolled_off && !node.covered && !node.house; });
        REQUIRE(found != nodes.end());
        return *found;
    };
    const speech::Speller speller(test::public_data().texts("vi"), page.settings.zero_tens);
    const auto title = of_kind([](const Node& node) { return node.role == Role::heading; });
    const auto problem = of_kind([](const Node& node) { return node.role == Role::problem; });
    for (const auto& node : {title, problem, title}) {
        INFO(node.label);
        const auto heard = page.touch_at(node.rect.centre());
        REQUIRE(heard.size() == 2);
        CHECK(heard[1] == speech::read_item(spoken_items({node}).front(), Listener::one_person, speller));
        CHECK(page.touch_at(node.rect.centre()) == heard);
    }
    CHECK(page.emitted.empty());

    Listening recording("recording", settings::Speech::Output::headphones);
    const auto heard = recording.touch_at(recording.stage->find("utility.end")->rect.centre());
    REQUIRE(heard.size() == 2);
    CHECK(heard[1].starts_with("Nút Kết thúc"));
    CHECK(heard[1].find("Máy đang ghi lại") != std::string::npos);
    CHECK(recording.emitted.empty());
}

TEST_CASE("after something else was heard, a thing touched before is heard again before it acts") {
    Listening home("choosing_journey", settings::Speech::Output::headphones);
    home.touch("home.ticket");
    home.touch_at(home.stage->nodes().front().rect.centre());
    home.touch("home.ticket");
    CHECK(home.emitted.empty());
    home.touch("home.ticket");
    CHECK(home.emitted.size() == 1);
}

TEST_CASE("the keys reach every sentence of a page that is read, and come round; a loudspeaker lets a touch act at once") {
    Listening home("choosing_journey");
    std::string all;
    const auto count = home.stage->nodes().size();
    for (std::size_t i = 0; i < count; ++i) {
        home.stage->focus_next(1);
        const auto heard = home.look();
        REQUIRE(heard.size() == 2);
        all += heard[1] + "\n";
    }
    CHECK(all.find("Xin chào!") != std::string::npos);
    CHECK(all.find("Nút Lấy số") != std::string::npos);
    home.touch("home.ticket");
    CHECK(home.emitted.size() == 1);
}

TEST_CASE("the hall does not hear which key of a name the strip is on, nor which digit of a number; headphones do") {
    for (const auto output : {settings::Speech::Output::loudspeaker, settings::Speech::Output::headphones}) {
        Listening page("typing_person", output);
        REQUIRE(page.stage->find("key.q") != nullptr);
        std::set<std::string> heard;
        for (std::size_t i = 0; i < page.stage->nodes().size(); ++i) {
            page.stage->focus_next(1);
            if (page.stage->focus() == "key.q" || page.stage->focus() == "key.w") heard.insert(page.look().back());
        }
        CHECK(heard.size() == (output == settings::Speech::Output::loudspeaker ? 1 : 2));
    }
    Listening search("searching");
    while (search.stage->focus() != "key.q") search.stage->focus_next(1);
    CHECK(search.look().back() != "Phím.");
}

TEST_CASE("without a speaker there is no button and no voice") {
    Listening home("choosing_journey");
    home.visit.situation.speaker = Code::device_gone;
    CHECK(home.look() == std::vector<std::string>{"(hush)"});
    CHECK(home.stage->find("speech.stop") == nullptr);
    CHECK(home.stage->find("utility.aloud") == nullptr);
    home.visit.situation.speaker.reset();
    home.visit.preferences.aloud.on = false;
    home.look();
    CHECK(home.stage->find("utility.aloud") != nullptr);
}

TEST_CASE("speed and volume move in steps within their limits, and come round") {
    CHECK(speech::next_speed(100) == 125);
    CHECK(speech::next_speed(110) == 125);
    CHECK(speech::next_speed(200) == 50);
    CHECK(speech::next_volume(80) == 100);
    CHECK(speech::next_volume(100) == 20);
}
