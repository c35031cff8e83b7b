#include "kiosk/app/app.hpp"

#include <type_traits>

#include "kiosk/base/log.hpp"

namespace kiosk::app {

App::App(const PublicData& data, World& world, const Clock& clock) : data_(data), world_(world), clock_(clock) {}

void App::handle(const visit::Event& event) {
    const auto before = visit::name(visit_.state);
    auto step = visit::step(visit_, event, {clock_.monotonic(), clock_.wall(), data_.settings, *data_.catalogue});
    visit_ = std::move(step.visit);
    ++revision_;
    // Names only: neither states nor events have a formatter for what they carry.
    if (before != visit::name(visit_.state))
        log::info("{} -> {} by {}", before, visit::name(visit_.state), visit::name(event));
    for (auto& effect : step.effects) world_.perform(std::move(effect));
}

void App::report(const visit::Situation& situation) {
    if (situation != visit_.situation) handle(visit::SituationChanged{situation});
}

void App::receive(const Message& message) {
    std::visit(
        [&](const auto& m) {
            using M = std::decay_t<decltype(m)>;
            if constexpr (std::is_same_v<M, visit::Event>) {
                handle(m);
            } else if constexpr (std::is_same_v<M, LinkReport>) {
                auto situation = visit_.situation;
                situation.portal_connected = m.connected;
                report(situation);
            } else if constexpr (std::is_same_v<M, TodayReport>) {
                auto situation = visit_.situation;
                situation.today = m.today;
                report(situation);
            } else if constexpr (std::is_same_v<M, QueueReport>) {
                auto situation = visit_.situation;
                situation.lines = m.lines;
                report(situation);
            } else if constexpr (std::is_same_v<M, SentenceEnded>) {
                ended_sentences_.push_back(m.number);
            } else {
                auto situation = visit_.situation;
                switch (m.device) {
                    case DeviceName::code_reader: situation.code_reader = m.health; break;
                    case DeviceName::camera: situation.camera = m.health; break;
                    case DeviceName::page_scanner: situation.page_scanner = m.health; break;
                    case DeviceName::ticket_printer: situation.ticket_printer = m.health; break;
                    case DeviceName::speaker: situation.speaker = m.health; break;
                    case DeviceName::page_printer: situation.page_printer = m.health; break;
                }
                report(situation);
            }
        },
        message);
}

void App::tick() {
    const auto deadline = next_deadline();
    if (deadline && clock_.monotonic() >= *deadline) handle(visit::Ticked{});
}

}  // namespace kiosk::app
