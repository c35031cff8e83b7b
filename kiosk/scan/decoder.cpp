#include "kiosk/scan/decoder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <utility>

#include "kiosk/base/slowed.hpp"
#include "kiosk/scan/deadline.hpp"
#include "kiosk/scan/decoder_reply.hpp"
#include "kiosk/scan/zygote.hpp"

namespace kiosk::scan {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// How much more than asked a child may work before it counts as hung: one attempt is not interrupted for less.
constexpr auto patience_after_budget = 150ms;
/// So much work a picture file may take to become pixels.
constexpr auto longest_reading = slowed_by * 1500ms;
/// A child that is not ready by then will not be.
constexpr auto work_at_start = 5s;
/// A child that does nothing burns no processor's time: it is given up after so long by the clock, or so many times its work where that is
/// more, since others may want the processor.
constexpr auto shortest_patience = 10s;
constexpr int clock_for_work = 20;
constexpr auto shortest_nap = 2ms;
constexpr auto longest_nap = 50ms;
constexpr int yielding_niceness = 10;
/// So many in a row die before they have looked at anything: then something kills them all.
constexpr int most_children_for_nothing = 3;

/// `hung`: it worked more than it may; `starved`: it was not let.
enum class Ending { replied, died, hung, starved };

/// How much a child may work on one request.
struct Allowance {
    Duration work{};
    Duration longest_attempt{};
};
struct Outcome {
    Ending ending{};
    std::chrono::microseconds work{};  ///< of the child that was asked last
};

std::chrono::microseconds since(SteadyClock::time_point start) {
    return std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - start);
}

Error why_unread(Ending ending) {
    switch (ending) {
        case Ending::starved: return {Code::timed_out, "the machine is too busy at the moment; try again"};
        case Ending::hung: return {Code::timed_out, "the picture takes too long to read; save it smaller"};
        case Ending::died:
        case Ending::replied: break;
    }
    return {Code::bad_format, "the picture is one that no picture program should be given; take or save it again"};
}

}  // namespace

/// The child, the memory shared with it, and its replacement when it is lost.
class Decoder::Child {
public:
    static Result<std::unique_ptr<Child>> open(std::shared_ptr<Zygote> zygote) {
        const int descriptor = ::memfd_create("kiosk-frames", MFD_CLOEXEC);
        if (descriptor < 0 || ::ftruncate(descriptor, sizeof(FrameRoom)) != 0) {
            if (descriptor >= 0) ::close(descriptor);
            return fail(Code::io, fmt::format("no shared memory for pictures: {}", std::strerror(errno)));
        }
        void* mapped = ::mmap(nullptr, sizeof(FrameRoom), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        if (mapped == MAP_FAILED) {
            ::close(descriptor);
            return fail(Code::io, fmt::format("no shared memory for pictures: {}", std::strerror(errno)));
        }
        auto out = std::unique_ptr<Child>(new Child(std::move(zygote), descriptor, static_cast<FrameRoom*>(mapped)));
        if (auto begun = out->begin(); !begun) return tl::unexpected(begun.error());
        return out;
    }

    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        end();
        ::munmap(room_, sizeof(FrameRoom));
        ::close(room_descriptor_);
    }

    [[nodiscard]] FrameRoom& room() { return *room_; }
    [[nodiscard]] const DecoderHealth& health() const { return health_; }
    void yield_to_others() {
        yields_ = true;
        ::setpriority(PRIO_PROCESS, static_cast<id_t>(process_), yielding_niceness);
    }
    [[nodiscard]] const std::shared_ptr<Zygote>& zygote() const { return zygote_; }

    /// Sends and waits until the reply, the child's death, or the end of what it may work; a hung child is killed. Whatever happened,
    /// a child is there afterwards unless an error says why not.
    Result<Outcome> ask(const Request& request, const Allowance& allowance, Reply& reply) {
        if (socket_ < 0) {
            if (auto begun = begin(); !begun) return tl::unexpected(begun.error());
        }
        for (int child = 1;; ++child) {
            room_->attempt.store(not_begun);
            const auto outcome = send(request) ? wait(allowance, reply) : Outcome{Ending::died, {}};
            if (outcome.ending == Ending::replied) return outcome;
            const auto noticed = SteadyClock::now();
            health_.lost_children++;
            end();
            if (auto begun = begin(); !begun) return tl::unexpected(begun.error());
            health_.last_restart = since(noticed);
            health_.slowest_restart = std::max(health_.slowest_restart, health_.last_restart);
            // Killed while it had nothing to do: no fault of this picture, which the next child is given.
            const bool innocent = outcome.ending == Ending::died && room_->attempt.load() == not_begun;
            if (!innocent || child == most_children_for_nothing) return outcome;
        }
    }

    /// The pages of a picture that was looked at go back to the system, empty.
    void forget(std::size_t input_bytes) {
        const auto input = static_cast<off_t>(offsetof(FrameRoom, input));
        ::fallocate(room_descriptor_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, input, static_cast<off_t>(input_bytes));
        const auto output = static_cast<off_t>(offsetof(FrameRoom, output));
        ::fallocate(room_descriptor_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, output,
                    static_cast<off_t>(output_room_bytes));
    }

private:
    Child(std::shared_ptr<Zygote> zygote, int room_descriptor, FrameRoom* room)
        : zygote_(std::move(zygote)), room_descriptor_(room_descriptor), room_(room) {}

    Result<Done> begin() {
        int ends[2]{-1, -1};
        if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
            return fail(Code::io, fmt::format("no channel to a decoder: {}", std::strerror(errno)));
        }
        const auto process = zygote_->fork_child(ends[1], room_descriptor_);
        ::close(ends[1]);
        socket_ = ends[0];
        if (!process) {
            ::close(std::exchange(socket_, -1));
            return tl::unexpected(process.error());
        }
        process_ = *process;
        work_done_ = {};
        if (yields_) yield_to_others();
        Reply ready;
        if (wait({work_at_start, work_at_start}, ready).ending == Ending::replied) return Done{};
        end();
        return fail(Code::device_fault, "the decoder's sandbox could not be closed; the system must allow seccomp");
    }

    [[nodiscard]] bool send(const Request& request) {
        return ::send(socket_, &request, sizeof request, MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof request);
    }

    void end() {
        if (socket_ < 0) return;
        ::close(std::exchange(socket_, -1));
        const auto status = zygote_->end_child(process_);
        if (status && WIFSIGNALED(*status)) health_.last_signal = WTERMSIG(*status);
    }

    Outcome wait(const Allowance& allowance, Reply& reply) {
        const auto begun = SteadyClock::now();
        const auto patience = std::max<Duration>(shortest_patience, clock_for_work * allowance.work);
        const auto before = work_done();
        auto attempt = room_->attempt.load();
        auto attempt_since = before;
        for (;;) {
            const auto done = work_done();
            const auto current = room_->attempt.load();
            if (current != attempt) {
                attempt = current;
                attempt_since = done;
            }
            const bool reading = current == reading_file || current == not_begun;
            const auto longest =
                reading ? std::max<Duration>(longest_reading, allowance.longest_attempt) : allowance.longest_attempt;
            const auto left = std::min<std::chrono::microseconds>(before + allowance.work, attempt_since + longest) - done;
            const bool starved = SteadyClock::now() - begun >= patience;
            pollfd waiting{socket_, POLLIN, 0};
            // Short naps, since the child moving on to another attempt wakes nobody.
            const auto nap = std::clamp<std::chrono::microseconds>(left, shortest_nap, longest_nap);
            const int ready = ::poll(&waiting, 1, static_cast<int>(std::chrono::ceil<Duration>(nap).count()));
            if (ready <= 0) {
                if (left.count() <= 0) return {Ending::hung, done - before};
                if (starved) return {Ending::starved, done - before};
                continue;
            }
            const auto got = ::recv(socket_, &reply, sizeof reply, MSG_DONTWAIT);
            if (got == static_cast<ssize_t>(sizeof reply)) return {Ending::replied, done - before};
            if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            return {Ending::died, done - before};
        }
    }

    /// By the child so far, on the processor's own clock; of one that is gone as it was seen last.
    std::chrono::microseconds work_done() {
        clockid_t clock{};
        timespec now{};
        if (::clock_getcpuclockid(process_, &clock) == 0 && ::clock_gettime(clock, &now) == 0)
            work_done_ = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::seconds(now.tv_sec) +
                                                                               std::chrono::nanoseconds(now.tv_nsec));
        return work_done_;
    }

    std::shared_ptr<Zygote> zygote_;
    int room_descriptor_;
    FrameRoom* room_;
    int socket_ = -1;
    pid_t process_ = 0;
    std::chrono::microseconds work_done_{};
    bool yields_ = false;
    DecoderHealth health_;
};

namespace {

/// One picture through as many children as it costs. `child` has ask() and room() as above.
template <class Child>
Result<Decoded> look(Child& child, Request request, Duration budget) {
    const auto start = SteadyClock::now();
    const auto longest_attempt = std::max<Duration>(budget / 2, 400ms);
    // What the child may add for a large picture and for reading it, at most.
    const Duration grace =
        request.ask == Ask::look_at_file
            ? longest_reading + Duration(pictures::largest_picture_px / 1'000'000 * request.more_ms_a_megapixel)
            : Duration{};
    auto& room = child.room();
    room.found_bytes.store(0);
    Decoded out;
    Reply reply;
    int width = request.width;
    int height = request.height;
    auto left = budget;  // of what lost children leave
    for (;;) {
        request.budget_ms = static_cast<std::int32_t>(left.count());
        const auto outcome = child.ask(request, {left + grace + patience_after_budget, longest_attempt}, reply);
        if (!outcome) return tl::unexpected(outcome.error());
        if (outcome->ending == Ending::replied) {
            if (reply.code != 0) return tl::unexpected(error_in(reply));
            width = reply.width;
            height = reply.height;
            out.cut_short = reply.cut_short != 0;
            out.work = std::chrono::microseconds(std::max(reply.work_us, 0));
            out.measure = measure_in(reply);
            break;
        }
        out.lost_children++;
        const auto attempt = std::max(room.attempt.load(), reading_file);
        if (attempt == reading_file) return tl::unexpected(why_unread(outcome->ending));
        out.cut_short = true;
        left -= std::chrono::ceil<Duration>(outcome->work);
        if (left <= Duration{} || outcome->ending == Ending::starved) break;
        request.first_attempt = attempt + 1;
    }
    // A picture whose every child was lost says nothing about its size.
    if (width <= 0 || height <= 0) width = height = pictures::longest_side_px;
    tell(reads_in(room), Formats(request.formats), width, height, out);
    out.took = std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - start);
    return out;
}

Result<Done> fits(std::string_view file) {
    if (file.size() <= pictures::largest_file_bytes) return Done{};
    return fail(Code::too_large,
                fmt::format("the picture file is larger than {} MB; save it smaller", pictures::largest_file_bytes >> 20));
}

}  // namespace

Decoder::Decoder(std::unique_ptr<Child> child) : child_(std::move(child)) {}
Decoder::Decoder(Decoder&& from) noexcept = default;
Decoder& Decoder::operator=(Decoder&& from) noexcept = default;
Decoder::~Decoder() = default;

Result<Decoder> Decoder::start() {
    auto zygote = Zygote::start();
    if (!zygote) return tl::unexpected(zygote.error());
    auto child = Child::open(std::move(*zygote));
    if (!child) return tl::unexpected(child.error());
    return Decoder(std::move(*child));
}

Result<Decoder> Decoder::another() const {
    auto child = Child::open(child_->zygote());
    if (!child) return tl::unexpected(child.error());
    return Decoder(std::move(*child));
}

void Decoder::yield_to_others() { child_->yield_to_others(); }

const DecoderHealth& Decoder::health() const { return child_->health(); }

Result<Decoded> Decoder::decode_file(std::string_view file, Duration budget, Request& request) {
    if (auto fit = fits(file); !fit) return tl::unexpected(fit.error());
    std::memcpy(child_->room().input, file.data(), file.size());
    request.ask = Ask::look_at_file;
    request.input_bytes = static_cast<std::uint32_t>(file.size());
    auto out = look(*child_, request, budget);
    child_->forget(file.size());
    return out;
}

Result<Decoded> Decoder::decode_poisoned(std::string_view file, Formats formats, Duration budget, Misdeed misdeed,
                                         int attempt) {
    Request request;
    request.formats = formats.bits;
    request.misdeed = misdeed;
    request.misdeed_attempt = attempt;
    return decode_file(file, budget, request);
}

Result<Decoded> Decoder::decode_picture(std::string_view file, Formats formats, Duration budget, Effort effort) {
    Request request;
    request.formats = formats.bits;
    request.quick = effort.quick ? 1 : 0;
    request.more_ms_a_megapixel = static_cast<std::int32_t>(effort.more_a_megapixel.count());
    return decode_file(file, budget, request);
}

Result<Decoded> Decoder::decode_frame(const Frame& frame, Formats formats, Duration budget, Effort effort) {
    const bool sound = frame.pixels != nullptr && frame.width > 0 && frame.height > 0 && frame.stride >= frame.width;
    if (!sound) return fail(Code::bad_usage, "a frame needs pixels, a width, a height and a stride of at least the width");
    const auto bytes = static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height);
    if (bytes > input_room_bytes) return fail(Code::too_large, "the frame has more than 40 million pixels");
    auto& room = child_->room();
    for (int y = 0; y < frame.height; ++y) {
        std::memcpy(room.input + static_cast<std::size_t>(y) * static_cast<std::size_t>(frame.width),
                    frame.pixels + static_cast<std::ptrdiff_t>(y) * frame.stride, static_cast<std::size_t>(frame.width));
    }
    Request request;
    request.ask = Ask::look_at_frame;
    request.quick = effort.quick ? 1 : 0;
    request.formats = formats.bits;
    request.width = frame.width;
    request.height = frame.height;
    request.input_bytes = static_cast<std::uint32_t>(bytes);
    auto out = look(*child_, request, budget);
    child_->forget(bytes);  // it may show a card
    return out;
}

Result<Reply> Decoder::ask_about(std::string_view file, const Request& request, Duration budget) {
    if (file.size() > input_room_bytes)
        return fail(Code::too_large, "the picture file is larger than 40 MB; save it smaller");
    std::memcpy(child_->room().input, file.data(), file.size());
    Reply reply;
    const auto outcome = child_->ask(request, {budget, budget}, reply);
    if (!outcome) return tl::unexpected(outcome.error());
    if (outcome->ending != Ending::replied) return tl::unexpected(why_unread(outcome->ending));
    if (reply.code != 0) return tl::unexpected(error_in(reply));
    return reply;
}

const FrameRoom& Decoder::room() const { return child_->room(); }

void Decoder::forget(std::size_t input_bytes) { child_->forget(input_bytes); }

Result<Done> Decoder::provoke(Misdeed misdeed, Duration budget) {
    Request request;
    request.ask = Ask::misbehave;
    request.misdeed = misdeed;
    Reply reply;
    const auto outcome = child_->ask(request, {budget, budget}, reply);
    if (!outcome) return tl::unexpected(outcome.error());
    if (outcome->ending != Ending::replied) return fail(Code::device_fault, "the child died of it");
    if (reply.code != 0) return tl::unexpected(error_in(reply));
    return Done{};
}

}  // namespace kiosk::scan
