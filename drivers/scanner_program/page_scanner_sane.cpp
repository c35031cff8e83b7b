#include "drivers/scanner_program/page_scanner_sane.hpp"

#include <sane/sane.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>

#include "drivers/descriptor.hpp"
#include "drivers/page_scanner/page_rows.hpp"

namespace kiosk::drivers {
namespace {

constexpr double a4_width_mm = 210;
constexpr double a4_height_mm = 297;
constexpr double mm_an_inch = 25.4;
constexpr double fixed_point_one = 65536;  // SANE_Fixed

tl::unexpected<Error> sane_failure(const std::string& doing, SANE_Status status, Where where = Where::current()) {
    const std::string what = doing + ": " + sane_strstatus(status);
    switch (status) {
        case SANE_STATUS_NO_DOCS: return fail(Code::no_paper, what, where);
        case SANE_STATUS_JAMMED: return fail(Code::paper_jam, what, where);
        case SANE_STATUS_COVER_OPEN: return fail(Code::cover_open, what, where);
        case SANE_STATUS_DEVICE_BUSY: return fail(Code::busy, what, where);
        case SANE_STATUS_ACCESS_DENIED: return fail(Code::no_permission, what + "; see the udev rule for scanners", where);
        case SANE_STATUS_CANCELLED: return fail(Code::stopped, what, where);
        case SANE_STATUS_UNSUPPORTED: return fail(Code::unsupported, what, where);
        case SANE_STATUS_IO_ERROR: return fail(Code::device_gone, what + "; check the scanner's power and cable", where);
        case SANE_STATUS_EOF: return fail(Code::io, what, where);
        default: return fail(Code::device_fault, what, where);
    }
}

/// SANE is one per process and not made for threads: counted, and let go with its last user.
class SaneLibrary {
public:
    static Result<Done> acquire() {
        const std::lock_guard lock(mutex());
        if (users() == 0) {
            SANE_Int version = 0;
            const SANE_Status status = sane_init(&version, nullptr);
            if (status != SANE_STATUS_GOOD) return sane_failure("setting up SANE", status);
        }
        ++users();
        return Done{};
    }
    static void release() {
        const std::lock_guard lock(mutex());
        if (--users() == 0) sane_exit();
    }
    static std::mutex& mutex() {
        static std::mutex mutex;
        return mutex;
    }

private:
    static int& users() {
        static int users = 0;
        return users;
    }
};

Result<SANE_Handle> open_device(const std::string& device) {
    const std::lock_guard lock(SaneLibrary::mutex());
    SANE_Handle handle = nullptr;
    const SANE_Status status = sane_open(device.c_str(), &handle);
    if (status == SANE_STATUS_GOOD) return handle;
    if (status != SANE_STATUS_INVAL && status != SANE_STATUS_UNSUPPORTED && status != SANE_STATUS_IO_ERROR) {
        return sane_failure("opening the scanner " + device, status);
    }
    const SANE_Device** devices = nullptr;  // Not by this name: by its beginning, then.
    if (sane_get_devices(&devices, SANE_TRUE) == SANE_STATUS_GOOD && devices != nullptr) {
        for (; *devices != nullptr; ++devices) {
            if (!std::string_view((*devices)->name).starts_with(device) || (*devices)->name == device) continue;
            if (sane_open((*devices)->name, &handle) == SANE_STATUS_GOOD) return handle;
        }
    }
    return fail(Code::device_gone,
                "no scanner \"" + device + "\"; check its power and cable, and compare with scanimage -L");
}

std::optional<double> number_in(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// The nearest value that the option takes.
SANE_Word within_constraint(const SANE_Option_Descriptor& option, SANE_Word wanted) {
    if (option.constraint_type == SANE_CONSTRAINT_RANGE) {
        return std::clamp(wanted, option.constraint.range->min, option.constraint.range->max);
    }
    if (option.constraint_type == SANE_CONSTRAINT_WORD_LIST && option.constraint.word_list[0] > 0) {
        const SANE_Word* first = option.constraint.word_list + 1;
        const SANE_Word* last = first + option.constraint.word_list[0];
        return *std::min_element(first, last, [&](SANE_Word a, SANE_Word b) {
            return std::llabs(static_cast<long long>(a) - wanted) < std::llabs(static_cast<long long>(b) - wanted);
        });
    }
    return wanted;
}

/// What SANE says of a page that has been read.
Result<PageRows> described(SANE_Handle handle, std::string bytes) {
    SANE_Parameters about{};
    const SANE_Status status = sane_get_parameters(handle, &about);
    if (status != SANE_STATUS_GOOD) return sane_failure("asking for the page's size", status);
    if (about.format != SANE_FRAME_RGB && about.format != SANE_FRAME_GRAY) {
        return fail(Code::unsupported,
                    "the scanner sends one colour after the other; set its mode to one-pass colour or grey");
    }
    return PageRows{about.format == SANE_FRAME_RGB, about.depth,     about.pixels_per_line, about.lines,
                    about.bytes_per_line,           std::move(bytes)};
}

}  // namespace

/// An open scanner. Lets go of SANE when it ends.
class PageScannerSane::Session {
public:
    static Result<std::unique_ptr<Session>> open(const std::string& device) {
        if (auto ready = SaneLibrary::acquire(); !ready) return fail(std::move(ready));
        auto handle = open_device(device);
        if (!handle) {
            SaneLibrary::release();
            return fail(std::move(handle));
        }
        return std::unique_ptr<Session>(new Session(*handle));
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session() {
        sane_cancel(handle_);
        sane_close(handle_);
        SaneLibrary::release();
    }

    /// A feeder goes on with its stack; everything else starts anew, with the options set again.
    Result<PageRows> scan(const std::map<std::string, std::string>& options, int dpi, const std::atomic<bool>& stopped);
    /// After a scan. A feeder that gave a page keeps its stack: many throw out what is left of it at a cancel.
    void settle();

private:
    explicit Session(SANE_Handle handle) : handle_(handle) {}

    struct Found {
        SANE_Int index;
        const SANE_Option_Descriptor* about;
    };
    std::optional<Found> find(std::string_view name) const;
    Result<Done> set_word(const Found& option, SANE_Word value);
    Result<Done> set_text(const Found& option, const std::string& value);
    Result<Done> set_named(const std::string& name, const std::string& value);
    Result<Done> set_colour();
    Result<Done> set_size(std::string_view name, double mm, int dpi);
    Result<Done> set_up(const std::map<std::string, std::string>& options, int dpi);
    Result<std::string> read_bytes(const std::atomic<bool>& stopped);
    [[nodiscard]] bool feeds() const;
    void end_stack();
    bool wait_for_bytes();

    SANE_Handle handle_;
    bool waits_by_poll_ = false;
    int stack_dpi_ = 0;     ///< of the stack being fed, 0 between stacks
    bool started_ = false;  ///< a scan that settle() has to end
};

std::optional<PageScannerSane::Session::Found> PageScannerSane::Session::find(std::string_view name) const {
    for (SANE_Int index = 1;; ++index) {
        const SANE_Option_Descriptor* about = sane_get_option_descriptor(handle_, index);
        if (about == nullptr) return std::nullopt;
        if (about->name == nullptr || about->name != name) continue;
        if (!SANE_OPTION_IS_ACTIVE(about->cap) || !SANE_OPTION_IS_SETTABLE(about->cap)) return std::nullopt;
        return Found{index, about};
    }
}

Result<Done> PageScannerSane::Session::set_word(const Found& option, SANE_Word value) {
    SANE_Word word = within_constraint(*option.about, value);
    const SANE_Status status = sane_control_option(handle_, option.index, SANE_ACTION_SET_VALUE, &word, nullptr);
    if (status != SANE_STATUS_GOOD) return sane_failure(std::string("setting the scanner's ") + option.about->name, status);
    return Done{};
}

Result<Done> PageScannerSane::Session::set_text(const Found& option, const std::string& value) {
    // Backends may write the value they took back into what they were given, up to the option's own size.
    std::string room = value;
    room.resize(std::max(value.size() + 1, static_cast<std::size_t>(std::max(option.about->size, 0))));
    const SANE_Status status = sane_control_option(handle_, option.index, SANE_ACTION_SET_VALUE, room.data(), nullptr);
    if (status != SANE_STATUS_GOOD) return sane_failure(std::string("setting the scanner's ") + option.about->name, status);
    return Done{};
}

Result<Done> PageScannerSane::Session::set_named(const std::string& name, const std::string& value) {
    const auto option = find(name);
    if (!option) return fail(Code::bad_usage, "the scanner has no option \"" + name + "\"; see scanimage --all-options");
    const auto number = number_in(value);
    switch (option->about->type) {
        case SANE_TYPE_STRING: return set_text(*option, value);
        case SANE_TYPE_BOOL: return set_word(*option, value == "yes" || value == "true" ? SANE_TRUE : SANE_FALSE);
        case SANE_TYPE_INT:
            if (number) return set_word(*option, static_cast<SANE_Word>(std::lround(*number)));
            break;
        case SANE_TYPE_FIXED:
            if (number) return set_word(*option, static_cast<SANE_Word>(std::lround(*number * fixed_point_one)));
            break;
        case SANE_TYPE_BUTTON:
        case SANE_TYPE_GROUP: break;
    }
    return fail(Code::bad_usage, "the scanner's option \"" + name + "\" cannot be \"" + value + "\"");
}

/// Colour where the scanner has it, under whatever name: "Color", "24bit Color[Fast]".
Result<Done> PageScannerSane::Session::set_colour() {
    const auto mode = find("mode");
    if (!mode || mode->about->constraint_type != SANE_CONSTRAINT_STRING_LIST) return Done{};
    for (const SANE_String_Const* each = mode->about->constraint.string_list; *each != nullptr; ++each) {
        const std::string value(*each);
        if (value.find("Color") != std::string::npos || value.find("color") != std::string::npos)
            return set_text(*mode, value);
    }
    return Done{};
}

Result<Done> PageScannerSane::Session::set_size(std::string_view name, double mm, int dpi) {
    const auto edge = find(name);
    if (!edge) return Done{};
    const double value = edge->about->unit == SANE_UNIT_PIXEL ? mm / mm_an_inch * dpi : mm;
    return set_word(
        *edge, static_cast<SANE_Word>(std::lround(edge->about->type == SANE_TYPE_FIXED ? value * fixed_point_one : value)));
}

Result<Done> PageScannerSane::Session::set_up(const std::map<std::string, std::string>& options, int dpi) {
    if (const auto source = options.find("source"); source != options.end()) {  // Sizes and modes depend on it.
        if (auto set = set_named("source", source->second); !set) return set;
    }
    if (auto set = set_colour(); !set) return set;
    if (find("depth")) {
        if (auto set = set_named("depth", "8"); !set) return set;
    }
    if (find("resolution")) {
        if (auto set = set_named("resolution", std::to_string(dpi)); !set) return set;
    }
    for (const auto& [name, value] : options) {
        if (auto set = name == "source" ? Result<Done>{} : set_named(name, value); !set) return set;
    }
    if (auto set = set_size("tl-x", 0, dpi); !set) return set;
    if (auto set = set_size("tl-y", 0, dpi); !set) return set;
    if (auto set = set_size("br-x", a4_width_mm, dpi); !set) return set;
    return set_size("br-y", a4_height_mm, dpi);
}

Result<PageRows> PageScannerSane::Session::scan(const std::map<std::string, std::string>& options, int dpi,
                                                const std::atomic<bool>& stopped) {
    if (stack_dpi_ != dpi) {
        if (stack_dpi_ != 0) end_stack();
        if (auto set = set_up(options, dpi); !set) return fail(std::move(set));
    }
    started_ = true;
    const SANE_Status status = sane_start(handle_);
    Result<PageRows> page = sane_failure("starting a scan", status);
    if (status == SANE_STATUS_GOOD) {
        waits_by_poll_ = sane_set_io_mode(handle_, SANE_TRUE) == SANE_STATUS_GOOD;
        auto bytes = read_bytes(stopped);
        page = bytes ? described(handle_, std::move(*bytes)) : fail(std::move(bytes));
    }
    if (page && feeds()) {
        stack_dpi_ = dpi;
        started_ = false;
    }
    return page;
}

void PageScannerSane::Session::settle() {
    if (started_) end_stack();
}

bool PageScannerSane::Session::feeds() const {
    const auto source = find("source");
    if (!source || source->about->type != SANE_TYPE_STRING || source->about->size <= 0) return false;
    std::string value(static_cast<std::size_t>(source->about->size), '\0');
    const SANE_Status status = sane_control_option(handle_, source->index, SANE_ACTION_GET_VALUE, value.data(), nullptr);
    if (status != SANE_STATUS_GOOD) return false;
    return value.find("ADF") != std::string::npos || value.find("Feeder") != std::string::npos;
}

void PageScannerSane::Session::end_stack() {
    sane_cancel(handle_);
    stack_dpi_ = 0;
    started_ = false;
}

Result<std::string> PageScannerSane::Session::read_bytes(const std::atomic<bool>& stopped) {
    std::string bytes;
    std::array<SANE_Byte, 65536> some;
    for (;;) {
        if (stopped) return fail(Code::stopped, "the scan was cancelled");
        const bool woken = wait_for_bytes();
        SANE_Int count = 0;
        const SANE_Status status = sane_read(handle_, some.data(), static_cast<SANE_Int>(some.size()), &count);
        if (status == SANE_STATUS_EOF) return bytes;
        if (status != SANE_STATUS_GOOD) return sane_failure("scanning a page", status);
        if (count < 0 || bytes.size() + static_cast<std::size_t>(count) > largest_page_bytes) {
            return fail(Code::too_large, "the page is larger than A4 at 600 dpi; lower the scanner's resolution");
        }
        bytes.insert(bytes.end(), some.begin(), some.begin() + count);
        if (count == 0 && !woken) ::usleep(10'000);
    }
}

/// False when the backend has nothing to wait on. A short while at most: a scan must be cancelled soon, and not every backend
/// wakes its descriptor. Waiting before the first read also lets a backend's own thread start before it can be cancelled.
bool PageScannerSane::Session::wait_for_bytes() {
    constexpr Duration longest_wait = 100ms;
    SANE_Int fd = -1;
    if (!waits_by_poll_ || sane_get_select_fd(handle_, &fd) != SANE_STATUS_GOOD) return false;
    return wait_ready(fd, POLLIN, Deadline(longest_wait)).has_value();
}

PageScannerSane::PageScannerSane(std::string device, std::map<std::string, std::string> options)
    : device_(std::move(device)), options_(std::move(options)) {}

PageScannerSane::~PageScannerSane() = default;

Result<Done> PageScannerSane::open() {
    session_.reset();
    auto session = Session::open(device_);
    if (!session) return fail(std::move(session));
    session_ = std::move(*session);
    return Done{};
}

Result<Picture> PageScannerSane::scan(const std::atomic<bool>& stopped, int dpi) {
    if (dpi < 75 || dpi > 600) return fail(Code::bad_usage, "a page is scanned at 75 to 600 dpi");
    if (!session_) return fail(Code::device_gone, "the scanner " + device_ + " is not open");
    if (stopped) return fail(Code::stopped, "the scan was cancelled");
    auto page = session_->scan(options_, dpi, stopped);
    if (page) return pnm_of_rows(*page);
    lost_ = page.error().code == Code::device_gone || page.error().code == Code::device_fault;
    return fail(std::move(page));
}

void PageScannerSane::settle() {
    if (session_) session_->settle();
    if (std::exchange(lost_, false)) session_.reset();
}

}  // namespace kiosk::drivers
