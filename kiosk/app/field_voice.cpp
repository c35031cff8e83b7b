// The voice of the field world. What is hushed or replaced is never heard, whichever thread comes first.

#include "kiosk/app/field_world.hpp"

namespace kiosk::app {
namespace {

constexpr Duration speaking_round = 40ms;  // the pause between two sentences
constexpr Duration silent_round = 3s;      // how soon a dead speaker, or one mended, is noticed

}  // namespace

void FieldWorld::speak(VoiceOrder order) {
    auto* speaker = speaker_.bare();
    if (speaker == nullptr) return;
    if (const auto* pause = std::get_if<PauseVoice>(&order)) {
        voice_paused_ = pause->paused;
        speaker->set_paused(pause->paused);
    } else if (auto* say = std::get_if<SaySentence>(&order)) {
        voice_paused_ = false;
        wanted_sentence_ = say->number;
        const auto number = say->number;
        if (!speaker_worker_.post([this, order = std::move(*say)] { this->say(order); })) parts_.post(SentenceEnded{number});
    } else {
        wanted_sentence_ = 0;
        speaker->hush();
    }
}

void FieldWorld::say(const SaySentence& order) {
    if (order.number != wanted_sentence_) return;
    auto speaker = speaker_.ready();
    if (!speaker) return parts_.post(SentenceEnded{order.number});
    auto said = (*speaker)->say(order.sentence);
    speaker_.answered(said);
    if (!said && said.error().code == Code::stopped) return;
    if (!said) return parts_.post(SentenceEnded{order.number});
    sentence_ = order.number;
    if (order.number != wanted_sentence_) (*speaker)->hush();
    if (voice_paused_) (*speaker)->set_paused(true);
}

void FieldWorld::end_sentence() {
    if (sentence_ == wanted_sentence_ && sentence_ != 0) parts_.post(SentenceEnded{sentence_});
    sentence_ = 0;
}

Duration FieldWorld::watch_speaker() {
    if (auto speaker = speaker_.ready()) {
        const auto speaking = (*speaker)->speaking();
        if (!speaking) speaker_.answered(tl::unexpected<Error>(speaking.error()));
        if (!speaking || !*speaking) end_sentence();
    } else {
        end_sentence();
    }
    report(DeviceName::speaker, speaker_.health());
    return sentence_ != 0 ? speaking_round : silent_round;
}

}  // namespace kiosk::app
