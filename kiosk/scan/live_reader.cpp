#include "kiosk/scan/live_reader.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <iterator>
#include <mutex>
#include <thread>

#include "kiosk/base/log.hpp"

namespace kiosk::scan {
namespace {

/// A frame in which more than this moved is blurred, whatever its sharpness.
constexpr float most_motion = 0.5F;
/// A picture in which nothing changed and nothing was found is looked at ever more seldom.
constexpr Votes::Time shortest_pause{100};
constexpr int most_doublings = 3;
constexpr float nothing_moved = 0.02F;
/// Without anything like a code, a look now and then is enough.
constexpr Votes::Time pause_without_hints{1000};

}  // namespace

/// The thread of the thorough look. Frames wait in one place, where a sharper one takes the place of another.
class LiveReader::Deep {
public:
    Deep(Decoder decoder, Duration budget) : decoder_(std::move(decoder)), budget_(budget), thread_([this] { run(); }) {
        decoder_.yield_to_others();
    }
    ~Deep() {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }
    Deep(const Deep&) = delete;
    Deep& operator=(const Deep&) = delete;

    struct Answer {
        Decoded decoded;
        Votes::Time at{};
    };

    /// Copies the frame when it is worth more than the one that waits.
    void offer(const LiveFrame& frame, Formats formats, const FrameMeasure& measure, Votes::Time at) {
        if (!worth_looking(measure, at)) return;
        {
            const std::lock_guard lock(mutex_);
            if (waiting_ && measure.sharpness <= waiting_->sharpness) return;
            if (!waiting_) waiting_ = Kept{};
            waiting_->formats = formats;
            waiting_->sharpness = measure.sharpness;
            waiting_->at = at;
            copy(frame, *waiting_);
        }
        changed_.notify_all();
    }

    [[nodiscard]] std::optional<Answer> take_answer() {
        const std::lock_guard lock(mutex_);
        auto out = std::move(answer_);
        answer_.reset();
        if (out) found_nothing_ = out->decoded.symbols.empty() ? std::min(found_nothing_ + 1, most_doublings) : 0;
        if (out) last_ = out->at;
        return out;
    }

    void settle() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !waiting_ && !busy_; });
    }

    void forget() {
        const std::lock_guard lock(mutex_);
        waiting_.reset();
        answer_.reset();
        stale_ = busy_;
        found_nothing_ = 0;
        last_.reset();
    }

private:
    struct Kept {
        std::vector<std::uint8_t> bytes;
        int width = 0;  ///< 0: encoded
        int height = 0;
        float sharpness = 0;
        Formats formats;
        Votes::Time at{};
    };

    static void copy(const LiveFrame& from, Kept& to) {
        to.width = from.grey.pixels == nullptr ? 0 : from.grey.width;
        to.height = from.grey.height;
        if (to.width == 0) {
            to.bytes.assign(from.encoded.begin(), from.encoded.end());
            return;
        }
        const auto width = static_cast<std::size_t>(to.width);
        to.bytes.resize(width * static_cast<std::size_t>(to.height));
        for (int y = 0; y < to.height; ++y)
            std::memcpy(to.bytes.data() + static_cast<std::size_t>(y) * width,
                        from.grey.pixels + static_cast<std::ptrdiff_t>(y) * from.grey.stride, width);
    }

    [[nodiscard]] bool worth_looking(const FrameMeasure& measure, Votes::Time at) {
        if (measure.motion > nothing_moved) found_nothing_ = std::min(found_nothing_, 1);
        if (measure.motion > most_motion) return false;
        if (!last_) return true;
        const auto pause = measure.hints > 0 ? shortest_pause * (1 << found_nothing_) / 2 : pause_without_hints;
        return at - *last_ >= pause;
    }

    void run() {
        for (;;) {
            Kept frame;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [&] { return ending_ || waiting_; });
                if (ending_) return;
                frame = std::move(*waiting_);
                waiting_.reset();
                busy_ = true;
            }
            const auto* bytes = frame.bytes.data();
            auto decoded =
                frame.width > 0
                    ? decoder_.decode_frame({bytes, frame.width, frame.height, frame.width}, frame.formats, budget_, {})
                    : decoder_.decode_picture({reinterpret_cast<const char*>(bytes), frame.bytes.size()}, frame.formats,
                                              budget_, {});
            {
                const std::lock_guard lock(mutex_);
                busy_ = false;
                // What could not be looked at has found nothing; the next frame comes.
                if (!stale_) answer_ = Answer{decoded ? std::move(*decoded) : Decoded{}, frame.at};
                stale_ = false;
            }
            changed_.notify_all();
        }
    }

    Decoder decoder_;
    const Duration budget_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Kept> waiting_;
    std::optional<Answer> answer_;
    bool busy_ = false;
    bool stale_ = false;
    bool ending_ = false;
    int found_nothing_ = 0;            ///< in a row; of the reader's thread
    std::optional<Votes::Time> last_;  ///< when the frame was taken that was answered last; of the reader's thread
    std::thread thread_;               // last: starts when everything else is there
};

LiveReader::LiveReader(Decoder& decoder_for_glances, LivePace pace) : glance_(decoder_for_glances), pace_(pace) {
    auto decoder = glance_.another();
    if (decoder) deep_ = std::make_unique<Deep>(std::move(*decoder), pace.deep);
    else log::failure("starting a decoder for thorough looks at frames, glances have to do", decoder.error());
}
LiveReader::~LiveReader() = default;

LiveSeen LiveReader::look(const LiveFrame& frame, Formats formats, Votes::Time at) {
    LiveSeen out;
    auto glance = frame.grey.pixels == nullptr ? glance_.decode_picture(frame.encoded, formats, pace_.glance, glance_effort)
                                               : glance_.decode_frame(frame.grey, formats, pace_.glance);
    out.lost = !glance || glance->lost_children > 0;
    if (glance) {
        out.measure = glance->measure;
        out.work = glance->work;
        out.believed = votes_.add(*glance, at);
        out.outlines = std::move(glance->symbols);
        std::move(glance->doubtful.begin(), glance->doubtful.end(), std::back_inserter(out.outlines));
        // What the glance is sure of needs no other look; another code beside it may.
        const bool all_read = static_cast<int>(out.believed.size()) >= std::max(out.measure.hints, 1);
        if (deep_ && !all_read) deep_->offer(frame, formats, out.measure, at);
    }
    add_thorough_look(out);
    return out;
}

void LiveReader::add_thorough_look(LiveSeen& out) {
    const auto answer = deep_ ? deep_->take_answer() : std::nullopt;
    if (!answer) return;
    out.from_deep = true;
    for (auto& symbol : votes_.add(answer->decoded, answer->at)) {
        const bool told = std::any_of(out.believed.begin(), out.believed.end(), [&](const Symbol& other) {
            return other.format == symbol.format && other.text.reveal() == symbol.text.reveal();
        });
        if (!told) out.believed.push_back(std::move(symbol));
    }
}

LiveSeen LiveReader::finish() {
    settle();
    LiveSeen out;
    add_thorough_look(out);
    return out;
}

void LiveReader::settle() {
    if (deep_) deep_->settle();
}

void LiveReader::forget() {
    votes_.forget();
    if (deep_) deep_->forget();
}

}  // namespace kiosk::scan
