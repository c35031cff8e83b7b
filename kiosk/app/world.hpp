#pragma once
/// The world outside the visit, as the application talks to it.

#include <cstddef>
#include <cstdint>
#include <variant>

#include "drivers/speech/speaker.hpp"
#include "kiosk/visit/visit.hpp"

namespace kiosk::app {

using visit::device_names;
using visit::DeviceName;
/// How a device fares, from its worker.
struct DeviceReport {
    DeviceName device = DeviceName::code_reader;
    visit::Health health;
};
/// Whether the portal answers, from whoever asked it last.
struct LinkReport {
    bool connected = false;
};
/// A sentence was said to its end, or cannot be said.
struct SentenceEnded {
    std::uint64_t number = 0;
};
/// What staff decided for this business day, from the store.
struct TodayReport {
    settings::Today today;
};
/// How many wait in each line, from the store; nothing where nobody is told.
struct QueueReport {
    std::vector<queue::LineNews> lines;
};
/// What comes into the UI thread; the only way in.
using Message = std::variant<visit::Event, DeviceReport, LinkReport, SentenceEnded, TodayReport, QueueReport>;

/// What a voice is to do.
struct SaySentence {
    std::uint64_t number = 0;  ///< comes back with SentenceEnded
    drivers::Sentence sentence;
};
struct PauseVoice {
    bool paused = false;
};
struct HushVoice {};
using VoiceOrder = std::variant<SaySentence, PauseVoice, HushVoice>;

/// Does what visits ask for. `perform` never blocks; the answers come back as messages.
class World {
public:
    virtual ~World() = default;
    virtual void perform(visit::Effect effect) = 0;
    /// Never blocks. Each sentence that is not hushed or replaced is answered by its number.
    virtual void speak(VoiceOrder order) = 0;
};

}  // namespace kiosk::app
