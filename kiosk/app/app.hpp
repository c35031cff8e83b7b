#pragma once
/// The running kiosk: owns the visit, feeds it events, hands its effects to the world. The UI thread only; never blocks.

#include <utility>
#include <vector>

#include "kiosk/app/public_data.hpp"
#include "kiosk/app/world.hpp"
#include "kiosk/visit/visit.hpp"

namespace kiosk::app {

class App {
public:
    /// All must outlive the application.
    App(const PublicData& data, World& world, const Clock& clock);

    void handle(const visit::Event& event);
    void receive(const Message& message);
    /// Tells the visit what time it is; call it when `next_deadline` has come.
    void tick();
    void speak(VoiceOrder order) { world_.speak(std::move(order)); }
    /// The sentences that ended since this was last asked.
    [[nodiscard]] std::vector<std::uint64_t> take_ended_sentences() { return std::exchange(ended_sentences_, {}); }

    [[nodiscard]] const visit::Visit& visit() const { return visit_; }
    /// When something changes without anybody touching anything; nothing: never.
    [[nodiscard]] std::optional<Monotonic> next_deadline() const { return visit::next_deadline(visit_); }
    /// Grows with every event that changed something; a page drawn at this number is up to date.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }

private:
    void report(const visit::Situation& situation);

    const PublicData& data_;
    World& world_;
    const Clock& clock_;
    visit::Visit visit_;
    std::uint64_t revision_ = 0;
    std::vector<std::uint64_t> ended_sentences_;
};

}  // namespace kiosk::app
