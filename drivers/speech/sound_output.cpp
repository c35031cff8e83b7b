#include "drivers/speech/sound_output.hpp"

#include <SDL_audio.h>
#include <SDL_error.h>

namespace kiosk::drivers {
namespace {

constexpr Uint16 buffer_samples = 1024;  // 46 ms: how late a silence may be

}  // namespace

SoundOutput::~SoundOutput() { close(); }

void SoundOutput::close() {
    const std::lock_guard lock(mutex_);
    if (device_ != 0) SDL_CloseAudioDevice(device_);
    device_ = 0;
    if (audio_) SDL_AudioQuit();
    audio_ = false;
}

Result<Done> SoundOutput::open(const std::string& device) {
    close();
    const std::lock_guard lock(mutex_);
    // Audio by itself and not SDL_InitSubSystem, which counts what the window's thread counts at the same time.
    if (SDL_AudioInit(nullptr) != 0)
        return fail(Code::device_gone, std::string("no sound system: ") + SDL_GetError() + "; check the sound card");
    audio_ = true;
    SDL_AudioSpec wanted{};
    wanted.freq = samples_per_second;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = buffer_samples;
    device_ = SDL_OpenAudioDevice(device.empty() ? nullptr : device.c_str(), 0, &wanted, nullptr, 0);
    if (device_ == 0)
        return fail(Code::device_gone, std::string("the sound device does not open: ") + SDL_GetError() +
                                           "; check its name in [speech] and that nothing else holds it");
    SDL_PauseAudioDevice(device_, 0);
    return Done{};
}

Result<Done> SoundOutput::play(const Samples& samples, const std::atomic<unsigned>& hushed, unsigned hushed_before) {
    const std::lock_guard lock(mutex_);
    if (hushed != hushed_before) return fail(Code::stopped, "hushed before the first sound");
    if (device_ == 0 || SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED)
        return fail(Code::device_gone, "the sound device went away");
    SDL_ClearQueuedAudio(device_);
    if (SDL_QueueAudio(device_, samples.data(), static_cast<Uint32>(samples.size() * sizeof(samples[0]))) != 0)
        return fail(Code::device_fault, std::string("the sound device takes nothing: ") + SDL_GetError());
    paused_ = false;
    SDL_PauseAudioDevice(device_, 0);
    return Done{};
}

Result<bool> SoundOutput::playing() {
    const std::lock_guard lock(mutex_);
    if (device_ == 0 || SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED)
        return fail(Code::device_gone, "the sound device went away");
    return SDL_GetQueuedAudioSize(device_) > 0;
}

void SoundOutput::set_paused(bool paused) {
    const std::lock_guard lock(mutex_);
    if (device_ == 0 || SDL_GetQueuedAudioSize(device_) == 0) return;
    paused_ = paused;
    SDL_PauseAudioDevice(device_, paused ? 1 : 0);
}

void SoundOutput::silence() {
    const std::lock_guard lock(mutex_);
    if (device_ == 0) return;
    SDL_ClearQueuedAudio(device_);
    if (paused_) SDL_PauseAudioDevice(device_, 0);
    paused_ = false;
}

}  // namespace kiosk::drivers
