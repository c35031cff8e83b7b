#pragma once
/// The announcer of the hall as `kiosk announce` and `kiosk board --announce` run it.

#include <functional>
#include <memory>

#include "kiosk/commands/hall_queue.hpp"
#include "kiosk/texts/languages.hpp"
#include "kiosk/voice/announcing.hpp"

namespace kiosk::commands {

struct VoiceOptions {
    bool simulate = false;  ///< sentences are printed, whatever the configuration names
    bool json = false;      ///< one JSON object for each call that was said, and nothing else
};

/// Speaks until it goes. Fails with bad_usage where the configuration keeps no calls or names no speaker, and for a sound file that
/// cannot be played. All outlive it.
[[nodiscard]] Result<std::unique_ptr<voice::Announcing>> start_announcing(const settings::Settings& settings,
                                                                          const Languages& languages, const HallQueue& hall,
                                                                          const Clock& clock, const VoiceOptions& options);

}  // namespace kiosk::commands
