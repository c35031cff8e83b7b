#include "kiosk/commands/script_player.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <iostream>
#include <thread>

#include "kiosk/base/files.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/commands/training_client.hpp"
#include "kiosk/slips/slip.hpp"
#include "kiosk/slips/specimen.hpp"
#include "ui/typing.hpp"

namespace kiosk::commands {
namespace {

constexpr auto patience = std::chrono::seconds(15);  // real time: a loaded machine scans a page in a few seconds
constexpr auto round = std::chrono::milliseconds(5);
constexpr Duration between_touches = 600ms;  // as a person's; longer than the guards of the pointer

/// A script is text; a code reader sends whatever it likes.
std::string bytes_meant(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        unsigned byte = 0;
        const bool escaped = text.starts_with("\\x") && text.size() >= 4 &&
                             std::from_chars(text.data() + 2, text.data() + 4, byte, 16).ptr == text.data() + 4;
        out += escaped ? static_cast<char>(byte) : text.front();
        text.remove_prefix(escaped ? 4 : 1);
    }
    return out;
}

}  // namespace

ScriptPlayer::ScriptPlayer(RunningKiosk& kiosk, Face& face, ui::Stage& stage, ShiftedClock& clock,
                           const scan::Decoder& decoder, Places places, std::function<void()> show)
    : kiosk_(kiosk),
      face_(face),
      stage_(stage),
      clock_(clock),
      decoder_(decoder),
      places_(std::move(places)),
      show_(std::move(show)) {}

Result<Done> ScriptPlayer::play(const std::vector<ScriptLine>& script) {
    for (const auto& line : script) {
        auto played = play(line);
        if (!played) {
            return fail(played.error().code,
                        fmt::format("line {}: {} {}: {}; the kiosk is at {}", line.number, line.command, line.argument,
                                    played.error().detail, visit::name(kiosk_.app().visit().state)));
        }
    }
    return Done{};
}

Result<Done> ScriptPlayer::play(const ScriptLine& line) {
    const auto& [number, command, argument] = line;
    if (auto kept = keep_portal_time(); !kept) return kept;
    if (command == "say") {
        std::cout << argument << std::endl;
        return Done{};
    }
    if (command == "tap") return tap(argument);
    if (command == "type") return type(argument);
    if (command == "press") return press(argument);
    if (command == "visit code") return press(lower(visit_code_));
    if (command == "code") return hold_bytes(bytes_meant(argument));
    if (command == "card") return hold(slips::specimen_card_png(argument));
    if (command == "picture") return hold(read_file(argument));
    if (command == "slip") return hold(last_slip());
    if (command == "page") return lay_into_scanner(slips::specimen_page_png(argument));
    if (command == "page file") return lay_into_scanner(read_file(argument));
    if (command.starts_with("camera")) return camera(line);
    if (command == "device") return device(argument);
    if (command == "portal") return portal(argument);
    if (command == "staff answers") {
        if (!until([&] { return kiosk_.answer_call(); })) return fail(Code::timed_out, "nobody called");
        turn();
        return Done{};
    }
    if (command == "pass") return pass(argument);
    if (command == "wait") return wait(argument);
    if (command == "shot") return shot(argument);
    if (command == "print") return print(argument);
    if (command == "paper") return paper(argument);
    if (command == "record") return record(argument);
    return expect(line);
}

// ---- Time ---------------------------------------------------------------------------------------------------------------------

void ScriptPlayer::turn() {
    kiosk_.turn();
    bool changed = false;
    constexpr int most_redraws = 8;  // a page that changes itself for ever is a fault, not a reason to hang
    for (int i = 0; i < most_redraws; ++i) {
        face_.prepare(stage_);
        changed = !stage_.draw(clock_.monotonic(), face_.page()).empty() || changed;
        if (!face_.answer(stage_)) break;
    }
    remember_dossier();
    if (show_ && changed) show_();
}

bool ScriptPlayer::until(const std::function<bool()>& seen) {
    const auto end = std::chrono::steady_clock::now() + patience;
    for (;;) {
        turn();
        if (seen()) return true;
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(round);
    }
}

Result<Done> ScriptPlayer::pass(const std::string& seconds) {
    const int whole = std::atoi(seconds.c_str());
    if (whole <= 0) return fail(Code::bad_usage, "seconds are a whole number above 0");
    // Every deadline on the way is met in its order.
    const auto target = clock_.monotonic() + std::chrono::seconds(whole);
    while (clock_.monotonic() < target) {
        const auto deadline = kiosk_.app().next_deadline();
        const auto now = clock_.monotonic();
        const auto to = deadline && *deadline < target ? std::max(*deadline, now + 1ms) : target;
        if (auto passed = advance(to - now); !passed) return passed;
        turn();
    }
    return Done{};
}

Result<Done> ScriptPlayer::advance(Duration time) {
    clock_.pass(time);
    return keep_portal_time();
}

Result<Done> ScriptPlayer::wait(const std::string& seconds) {
    const int whole = std::atoi(seconds.c_str());
    if (whole <= 0) return fail(Code::bad_usage, "seconds are a whole number above 0");
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(whole);
    while (std::chrono::steady_clock::now() < end) {
        turn();
        std::this_thread::sleep_for(round);
    }
    return Done{};
}

// ---- Fingers --------------------------------------------------------------------------------------------------------------------

Result<Done> ScriptPlayer::tap(const std::string& id) {
    const auto there = [&] {
        const auto* node = stage_.find(id);
        return node != nullptr && node->enabled;
    };
    if (!until(there)) {
        auto refused = stage_.tap(id, clock_.monotonic());  // says what is there instead
        return fail(Code::timed_out, refused ? id + " is not enabled" : refused.error().detail);
    }
    if (auto passed = advance(between_touches); !passed) return passed;
    turn();
    auto tapped = stage_.tap(id, clock_.monotonic());
    if (!tapped) return tapped;
    turn();
    return Done{};
}

Result<Done> ScriptPlayer::type(const std::string& text) {
    for (const auto& key : ui::typing::keys_for(text)) {
        if (auto tapped = tap(key); !tapped) return tapped;
    }
    return Done{};
}

Result<Done> ScriptPlayer::press(const std::string& keys) {
    for (const char key : keys) {
        if (auto tapped = tap(std::string("key.") + key); !tapped) return tapped;
    }
    return Done{};
}

// ---- Hands ----------------------------------------------------------------------------------------------------------------------

Result<std::string> ScriptPlayer::last_slip() const {
    const auto* printer = kiosk_.hands().ticket_printer;
    if (printer == nullptr || printer->printed().empty()) return fail(Code::not_found, "no slip has been printed");
    const auto slip = printer->printed().back();
    return slips::png_bytes({slip.width_px, slip.height_px, slip.bits});
}

/// Before the reader, which sees what a decoder would see in the picture.
Result<Done> ScriptPlayer::hold(Result<std::string> picture_file) {
    if (!picture_file) return fail(std::move(picture_file));
    auto own = decoder_.another();
    if (!own) return fail(std::move(own));
    auto decoded = own->decode_picture(*picture_file, everyday_formats, 5s);
    if (!decoded) return fail(std::move(decoded));
    if (decoded->symbols.empty()) return fail(Code::not_found, "no code in that picture");
    return hold_bytes(std::string(decoded->symbols.front().text.reveal()));
}

Result<Done> ScriptPlayer::hold_bytes(std::string bytes) {
    auto* reader = kiosk_.hands().code_reader;
    if (reader == nullptr) return fail(Code::unsupported, "the code reader is not simulated");
    // A reader that was told to read needs a moment until it does.
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    reader->present(std::move(bytes));
    return Done{};
}

Result<std::filesystem::path> ScriptPlayer::keep(Result<std::string> picture_file) {
    if (!picture_file) return fail(std::move(picture_file));
    auto file = places_.scratch / fmt::format("picture-{}", ++specimens_);
    if (auto written = write_file(file, *picture_file); !written) return fail(std::move(written));
    return file;
}

Result<Done> ScriptPlayer::lay_into_scanner(Result<std::string> picture_file) {
    if (kiosk_.hands().page_scanner == nullptr) return fail(Code::unsupported, "the scanner is not simulated");
    auto file = keep(std::move(picture_file));
    if (!file) return fail(std::move(file));
    kiosk_.hands().page_scanner->insert(*file);
    return Done{};
}

Result<Done> ScriptPlayer::lay_under_camera(Result<std::string> picture_file) {
    auto file = keep(std::move(picture_file));
    if (!file) return fail(std::move(file));
    kiosk_.hands().camera->present(*file);
    return Done{};
}

Result<Done> ScriptPlayer::camera(const ScriptLine& line) {
    auto* camera = kiosk_.hands().camera;
    if (camera == nullptr) return fail(Code::unsupported, "the camera is not simulated");
    if (line.command == "camera card") return lay_under_camera(slips::specimen_card_png(line.argument));
    if (line.command == "camera picture") return lay_under_camera(read_file(line.argument));
    if (line.command == "camera slip") return lay_under_camera(last_slip());
    if (line.command == "camera") return lay_under_camera(slips::specimen_page_png(line.argument, slips::Lies::on_a_table));
    camera->take_away();
    return Done{};
}

Result<Done> ScriptPlayer::device(const std::string& argument) {
    const auto& hands = kiosk_.hands();
    if (argument == "printer empty" && hands.ticket_printer) hands.ticket_printer->run_out_of_paper();
    else if (argument == "printer full" && hands.ticket_printer) hands.ticket_printer->refill();
    else if (argument == "printer open" && hands.ticket_printer) hands.ticket_printer->open_cover();
    else if (argument == "printer closed" && hands.ticket_printer) hands.ticket_printer->close_cover();
    else if (argument == "printer unplugged" && hands.ticket_printer) hands.ticket_printer->unplug();
    else if (argument == "printer plugged" && hands.ticket_printer) hands.ticket_printer->plug_in();
    else if (argument == "a4 empty" && hands.page_printer) hands.page_printer->run_out_of_paper();
    else if (argument == "a4 full" && hands.page_printer) hands.page_printer->refill();
    else if (argument == "a4 jam" && hands.page_printer) hands.page_printer->jam();
    else if (argument == "a4 clear" && hands.page_printer) hands.page_printer->clear_jam();
    else if (argument == "a4 unplugged" && hands.page_printer) hands.page_printer->unplug();
    else if (argument == "a4 plugged" && hands.page_printer) hands.page_printer->plug_in();
    else if (argument == "scanner jam" && hands.page_scanner) hands.page_scanner->jam();
    else if (argument == "scanner clear" && hands.page_scanner) hands.page_scanner->clear_jam();
    else if (argument == "scanner unplugged" && hands.page_scanner) hands.page_scanner->unplug();
    else if (argument == "scanner plugged" && hands.page_scanner) hands.page_scanner->plug_in();
    else if (argument == "camera frozen" && hands.camera) hands.camera->freeze();
    else if (argument == "camera running" && hands.camera) hands.camera->unfreeze();
    else if (argument == "camera unplugged" && hands.camera) hands.camera->unplug();
    else if (argument == "camera plugged" && hands.camera) hands.camera->plug_in();
    else if (argument == "reader unplugged" && hands.code_reader) hands.code_reader->unplug();
    else if (argument == "reader plugged" && hands.code_reader) hands.code_reader->plug_in();
    else if (argument == "speaker unplugged" && hands.speaker) hands.speaker->unplug();
    else if (argument == "speaker plugged" && hands.speaker) hands.speaker->plug_in();
    else return fail(Code::bad_usage, "no such device or hand, or the device is not simulated");
    return Done{};
}

// ---- Eyes -----------------------------------------------------------------------------------------------------------------------

bool ScriptPlayer::says(const std::string& text, Sight sight) const {
    return std::ranges::any_of(stage_.nodes(), [&](const auto& node) {
        if (sight == Sight::on_the_glass && node.scrolled_off) return false;
        return node.label.find(text) != std::string::npos || node.reason.find(text) != std::string::npos;
    });
}

bool ScriptPlayer::was_said(const std::string& words) const {
    const auto* speaker = kiosk_.hands().speaker;
    if (speaker == nullptr) return false;
    const auto said = speaker->said();
    return std::ranges::any_of(said, [&](const auto& sentence) { return sentence.words.find(words) != std::string::npos; });
}

Result<Done> ScriptPlayer::expect(const ScriptLine& line) {
    std::function<bool()> seen;
    const auto& wanted = line.argument;
    if (line.command == "expect state") seen = [&] { return visit::name(kiosk_.app().visit().state) == wanted; };
    else if (line.command == "expect text") seen = [&] { return says(wanted, Sight::on_the_glass); };
    else if (line.command == "expect no text") seen = [&] { return !says(wanted, Sight::or_scrolled_off); };
    else if (line.command == "expect said") seen = [&] { return was_said(wanted); };
    else seen = [&] { return stage_.find(wanted) != nullptr; };
    if (until(seen)) return Done{};
    std::string there;
    for (const auto& node : stage_.nodes()) there += "\n    " + node.id + ": " + node.label;
    return fail(Code::timed_out, "not so; on the screen are" + there);
}

Result<Done> ScriptPlayer::shot(const std::string& name) {
    if (places_.pictures.empty()) return Done{};
    turn();
    return stage_.picture().save_png(places_.pictures / (name + ".png"));
}

Result<Done> ScriptPlayer::print(const std::string& name) {
    const auto* printer = kiosk_.hands().ticket_printer;
    if (printer == nullptr || printer->printed().empty()) return fail(Code::not_found, "no slip has been printed");
    if (places_.pictures.empty()) return Done{};
    const auto slip = printer->printed().back();
    return slips::write_png({slip.width_px, slip.height_px, slip.bits}, places_.pictures / (name + ".png"));
}

Result<Done> ScriptPlayer::paper(const std::string& name) {
    const auto* printer = kiosk_.hands().page_printer;
    if (printer == nullptr || printer->printed().empty()) return fail(Code::not_found, "no A4 paper has been printed");
    if (places_.pictures.empty()) return Done{};
    return write_file(places_.pictures / (name + ".pdf"), printer->printed().back());
}

Result<Done> ScriptPlayer::record(const std::string& name) {
    if (places_.portal_data.empty()) return fail(Code::bad_usage, "no training portal: give --portal-data");
    std::string code;
    for (const char c : dossier_code_) code += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    auto answer = ask_training_portal(places_.portal_data, training_get("training/dossiers?code=" + code));
    if (!answer) return fail(std::move(answer));
    if (places_.pictures.empty()) return Done{};
    return write_file(places_.pictures / (name + ".json"), answer->dump(2) + "\n");
}

void ScriptPlayer::remember_dossier() {
    const auto& state = kiosk_.app().visit().state;
    if (const auto* paying = std::get_if<visit::PayingFee>(&state)) {
        if (const auto* waiting = std::get_if<payment::AwaitingBank>(&paying->paying)) payment_code_ = waiting->order.code;
    }
    const auto* holding = std::get_if<visit::HoldingConfirmation>(&state);
    if (holding == nullptr) return;
    dossier_code_ = holding->confirmation.code();
    visit_code_ = holding->confirmation.visit_code;
}

}  // namespace kiosk::commands
