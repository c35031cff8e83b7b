#include "kiosk/scan/decoder_child.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>

#include "kiosk/pages/live_sheet.hpp"
#include "kiosk/pages/page.hpp"
#include "kiosk/pictures/photo.hpp"
#include "kiosk/pictures/picture.hpp"
#include "kiosk/scan/attempts.hpp"
#include "kiosk/scan/meter.hpp"
#include "kiosk/scan/packed_page.hpp"
#include "kiosk/scan/zxing.hpp"

namespace kiosk::scan {
namespace {

void misbehave(Misdeed misdeed, const Grey& picture) {
    switch (misdeed) {
        case Misdeed::none: return;
        case Misdeed::abort: std::abort();
        case Misdeed::hang:
            for (volatile bool forever = true; forever;) {
            }
            return;
        case Misdeed::take_memory: {
            std::vector<std::vector<char>> taken;  // given back on the way out, so that the refusal can be said
            while (taken.size() < (4U << 10)) taken.emplace_back(1U << 20, '1');
            return;
        }
        case Misdeed::write_file: {
            const int file = ::open("/tmp/kiosk-decoder-was-here", O_WRONLY | O_CREAT, 0600);
            if (file >= 0) ::close(file);
            return;
        }
        case Misdeed::open_socket: {
            const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
            if (socket >= 0) ::close(socket);
            return;
        }
        case Misdeed::look_at_two_scales: look_at_two_scales(picture); return;
    }
}

/// One picture: what was found so far is in the room, so that it outlives this process.
class Looking {
public:
    Looking(FrameRoom& room, const Request& request) : room_(room), request_(request), work_before_(Deadline::work_done()) {
        read_back();
    }

    /// True when every attempt was made or what was found is enough; false when the time ran out.
    bool run(Grey picture, Meter& meter) {
        const auto deadline = end_for(picture);
        const View original{std::move(picture), {}};
        Seen seen;
        seen.deadline = deadline;
        if (request_.quick != 0) {
            seen.half = reduced(original, 2);
            measure_ = meter.measure(seen.half->picture);
        }
        int after_success = 0;
        for (std::size_t i = static_cast<std::size_t>(request_.first_attempt); i < attempts().size(); ++i) {
            const auto& attempt = attempts()[i];
            const auto formats = attempt.formats & Formats(request_.formats);
            if (formats.empty() || (request_.quick != 0) != (attempt.tier == Tier::live)) continue;
            if (!believed(reads_).empty() && after_success++ >= extra_attempts()) return true;
            if (deadline.over()) return false;
            room_.attempt.store(static_cast<std::int32_t>(i));
            if (request_.misdeed_attempt == static_cast<std::int32_t>(i)) misbehave(request_.misdeed, original.picture);
            try {
                keep(static_cast<int>(i), read_by(original, attempt, formats, seen));
                measure_.hints = std::max(measure_.hints, seen.hints);
            } catch (const std::exception&) {
                // zxing throws on some pictures, and memory may not suffice for one look: the next may fare better.
                seen = {};
                seen.deadline = deadline;
            }
        }
        return true;
    }

    [[nodiscard]] const FrameMeasure& measure() const { return measure_; }
    [[nodiscard]] std::chrono::microseconds work() const { return Deadline::work_done() - work_before_; }

private:
    /// In a still picture a second code may need another look; a live frame is followed by the next one.
    [[nodiscard]] int extra_attempts() const { return request_.quick != 0 ? 0 : 4; }

    /// A large file takes a while to read; looking at it gets its share all the same.
    [[nodiscard]] Deadline end_for(const Grey& picture) const {
        const std::chrono::milliseconds budget(request_.budget_ms);
        const auto pixels = static_cast<std::int64_t>(picture.width) * picture.height;
        const std::chrono::milliseconds more(std::max<std::int64_t>(pixels - 1'000'000, 0) * request_.more_ms_a_megapixel /
                                             1'000'000);
        return Deadline(std::max<std::chrono::microseconds>(work_before_ + budget, Deadline::work_done() + budget * 3 / 4) +
                        more);
    }

    void keep(int attempt, std::vector<RawSymbol> symbols) {
        for (auto& symbol : symbols) {
            FoundRecord record{attempt,      static_cast<std::uint32_t>(symbol.format),
                               symbol.lines, static_cast<std::uint32_t>(symbol.text.size()),
                               symbol.spare, {}};
            for (std::size_t i = 0; i < 4; ++i) {
                record.corners[2 * i] = symbol.corners.at(i).x;
                record.corners[2 * i + 1] = symbol.corners.at(i).y;
            }
            const std::size_t at = room_.found_bytes.load();
            if (at + sizeof record + symbol.text.size() > output_room_bytes) return;
            std::memcpy(room_.output + at, &record, sizeof record);
            std::memcpy(room_.output + at + sizeof record, symbol.text.data(), symbol.text.size());
            room_.found_bytes.store(static_cast<std::uint32_t>(at + sizeof record + symbol.text.size()));
            reads_.push_back({attempt, std::move(symbol)});
        }
    }

    /// What a child before this one found in the same picture.
    void read_back() {
        const std::size_t end = room_.found_bytes.load();
        for (std::size_t at = 0; at + sizeof(FoundRecord) <= end;) {
            FoundRecord record;
            std::memcpy(&record, room_.output + at, sizeof record);
            at += sizeof record;
            if (record.text_bytes > end - at) return;
            RawSymbol symbol{static_cast<Format>(record.format),
                             std::string(reinterpret_cast<const char*>(room_.output + at), record.text_bytes),
                             record.lines,
                             {},
                             record.spare};
            for (std::size_t i = 0; i < 4; ++i) symbol.corners.at(i) = {record.corners[2 * i], record.corners[2 * i + 1]};
            at += record.text_bytes;
            reads_.push_back({record.attempt, std::move(symbol)});
        }
    }

    FrameRoom& room_;
    const Request& request_;
    const std::chrono::microseconds work_before_;
    std::vector<Read> reads_;
    FrameMeasure measure_;
};

Reply refusal(const Error& error) {
    Reply out;
    out.code = 1 + static_cast<std::uint32_t>(error.code);
    error.detail.copy(out.words, sizeof out.words - 1);
    return out;
}

std::string_view input(const FrameRoom& room, const Request& request) {
    return {reinterpret_cast<const char*>(room.input), request.input_bytes};
}

Reply look(FrameRoom& room, const Request& request, Meter& meter) {
    room.attempt.store(reading_file);
    Looking looking(room, request);
    Grey picture;
    if (request.ask == Ask::look_at_file) {
        auto read = pictures::read_grey(input(room, request));
        if (!read) return refusal(read.error());
        picture = std::move(*read);
    } else {
        picture = Grey(request.width, request.height);
        std::memcpy(picture.pixels.data(), room.input, picture.pixels.size());
    }
    Reply out;
    out.width = picture.width;
    out.height = picture.height;
    out.cut_short = looking.run(std::move(picture), meter) ? 0 : 1;
    out.work_us = static_cast<std::int32_t>(std::min<std::int64_t>(looking.work().count(), 1'000'000'000));
    out.hints = looking.measure().hints;
    out.sharpness = looking.measure().sharpness;
    out.motion = looking.measure().motion;
    return out;
}

Reply make_page(FrameRoom& room, const Request& request) {
    room.attempt.store(reading_file);
    const pages::Stopwatch stopwatch = [] {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
    };
    const double start = stopwatch();
    const auto photo = pictures::read_photo(input(room, request));
    if (!photo) return refusal(photo.error());
    const double read = stopwatch() - start;
    auto page = pages::page_of(*photo, request.page, stopwatch);
    if (!page) return refusal(page.error());
    page->facts.step_ms.at(static_cast<std::size_t>(pages::Step::read)) = static_cast<float>(read);
    if (auto packed = pack_page(*page, room); !packed) return refusal(packed.error());
    return {};
}

/// A frame has a width, a file has none.
Result<pictures::Photo> photo_in(const FrameRoom& room, const Request& request) {
    if (request.width <= 0) return pictures::read_photo(input(room, request));
    pictures::Photo out;
    out.luma = Grey(request.width, request.height);
    std::memcpy(out.luma.pixels.data(), room.input, std::min<std::size_t>(out.luma.pixels.size(), request.input_bytes));
    return out;
}

Reply see_page(FrameRoom& room, const Request& request, Meter& meter) {
    room.attempt.store(reading_file);
    const auto photo = photo_in(room, request);
    if (!photo) return refusal(photo.error());
    const pages::Halved half(*photo);
    const auto picture = pages::live_picture(half, request.max_side_px);
    if (picture.rgba.empty()) return refusal({Code::bad_format, "the camera's picture is too small for a page"});
    std::memcpy(room.output, picture.rgba.data(), picture.rgba.size());
    const auto measure = meter.measure(half.luma);
    Reply out;
    out.width = picture.width;
    out.height = picture.height;
    out.original_width = photo->luma.width;
    out.original_height = photo->luma.height;
    out.sharpness = measure.sharpness;
    out.motion = measure.motion;
    const auto sheet = pages::live_sheet(half);
    if (!sheet) return out;
    out.sheet = sheet->whole ? SheetSeen::whole : SheetSeen::cut_off;
    const double scale = static_cast<double>(picture.width) / photo->luma.width;
    const auto small = [](double at) { return static_cast<std::int16_t>(std::clamp(std::lround(at), -30'000L, 30'000L)); };
    for (std::size_t i = 0; i < 4; ++i) {
        out.corners[2 * i] = small(sheet->corners.at(i).x * scale);
        out.corners[2 * i + 1] = small(sheet->corners.at(i).y * scale);
    }
    return out;
}

Reply answer(FrameRoom& room, const Request& request, Meter& meter) {
    try {
        if (request.ask == Ask::misbehave) misbehave(request.misdeed, {});
        if (request.ask == Ask::page) return make_page(room, request);
        if (request.ask == Ask::sight) return see_page(room, request, meter);
        if (request.ask == Ask::look_at_file || request.ask == Ask::look_at_frame) return look(room, request, meter);
        return {};
    } catch (const std::bad_alloc&) {
        return refusal({Code::too_large, "the picture needs more memory than one picture may have; save it smaller"});
    } catch (const std::exception&) {
        return refusal({Code::bad_format, "the picture could not be read; take or save it again"});
    }
}

/// Standard streams lead nowhere: what zxing says when it aborts is no news. A sanitizer's report is.
void silence() {
    const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere < 0) return;
    ::dup2(nowhere, STDIN_FILENO);
    ::dup2(nowhere, STDOUT_FILENO);
#ifndef KIOSK_SANITIZED
    ::dup2(nowhere, STDERR_FILENO);
#endif
    ::close(nowhere);
}

}  // namespace

void run_decoder_child(int channel, int room_descriptor) {
    silence();
    // Whoever started the kiosk may catch these to tell of them; here the parent notices the death.
    for (const int number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) ::signal(number, SIG_DFL);
    void* mapped = ::mmap(nullptr, sizeof(FrameRoom), PROT_READ | PROT_WRITE, MAP_SHARED, room_descriptor, 0);
    if (mapped == MAP_FAILED) ::_exit(3);
    ::close(room_descriptor);
    auto& room = *static_cast<FrameRoom*>(mapped);
    if (!close_the_sandbox()) ::_exit(4);
    const Reply ready;
    if (::send(channel, &ready, sizeof ready, MSG_NOSIGNAL) != sizeof ready) ::_exit(0);
    Meter meter;
    for (;;) {
        Request request;
        const auto got = ::recv(channel, &request, sizeof request, 0);
        if (got != static_cast<ssize_t>(sizeof request)) ::_exit(0);
        room.attempt.store(reading_file);
        const auto reply = answer(room, request, meter);
        if (::send(channel, &reply, sizeof reply, MSG_NOSIGNAL) != sizeof reply) ::_exit(0);
    }
}

}  // namespace kiosk::scan
