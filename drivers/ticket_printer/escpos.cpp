#include "drivers/ticket_printer/escpos.hpp"

#include <algorithm>

namespace kiosk::drivers {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view initialise = "\x1b@"sv;
constexpr std::string_view raster = "\x1dv0\0"sv;
constexpr std::string_view feed_rows = "\x1bJ"sv;
constexpr std::string_view cut = "\x1dV\x42"sv;
constexpr std::string_view realtime_question = "\x10\x04"sv;
constexpr std::string_view question_in_turn = "\x1dr\x01"sv;
constexpr std::string_view clear = "\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"sv;
constexpr char margin_rows = 16;        // Keeps the last line clear of the tear.
constexpr char feed_before_cut = '\0';  // GS V 66 itself feeds from the head to the knife.

void append_count(std::string& out, std::size_t count) {
    out.push_back(static_cast<char>(count & 0xffU));
    out.push_back(static_cast<char>(count >> 8U));
}

std::size_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

/// Reads a job command by command.
class JobReader {
public:
    explicit JobReader(std::string_view bytes) : left_(bytes) {}

    Result<Raster> read() {
        while (!left_.empty()) {
            if (auto understood = read_command(); !understood) return fail(std::move(understood));
        }
        if (slip_.height_px == 0) return fail(Code::bad_format, "the print job has no picture");
        if (!cut_) return fail(Code::bad_format, "the print job does not end with a cut");
        return std::move(slip_);
    }

private:
    Result<Done> read_command() {
        if (left_.starts_with(raster)) return read_band();
        if (left_.starts_with(initialise)) return skip(initialise.size());
        if (left_.starts_with(feed_rows)) return skip(feed_rows.size() + 1);
        if (left_.starts_with(realtime_question)) return skip(realtime_question.size() + 1);
        if (left_.starts_with(question_in_turn)) return skip(question_in_turn.size());
        if (left_.starts_with(clear)) {
            slip_ = {};
            cut_ = false;
            return skip(clear.size());
        }
        if (left_.starts_with(cut)) {
            cut_ = true;
            return skip(cut.size() + 1);
        }
        for (const auto command : {initialise, raster, feed_rows, cut, realtime_question, question_in_turn, clear}) {
            if (command.starts_with(left_)) return fail(Code::bad_format, "the print job ends within a command");
        }
        return fail(Code::unsupported, "the print job holds a command the kiosk never sends");
    }

    Result<Done> skip(std::size_t count) {
        if (left_.size() < count) return fail(Code::bad_format, "the print job ends within a command");
        left_.remove_prefix(count);
        return Done{};
    }

    Result<Done> read_band() {
        const std::size_t header = raster.size() + 4;
        if (left_.size() < header) return fail(Code::bad_format, "the print job ends within the head of a picture");
        const std::size_t row = byte_at(left_, 4) | byte_at(left_, 5) << 8U;
        const std::size_t rows = byte_at(left_, 6) | byte_at(left_, 7) << 8U;
        if (cut_) return fail(Code::bad_format, "the print job goes on after its cut");
        if (row == 0 || rows == 0) return fail(Code::bad_format, "the print job holds an empty picture");
        if (row > row_bytes(widest_slip_px) || slip_.height_px + static_cast<int>(rows) > longest_slip_px) {
            return fail(Code::too_large, "the print job is wider or longer than any slip");
        }
        if (slip_.height_px != 0 && slip_.width_px != static_cast<int>(row) * 8) {
            return fail(Code::bad_format, "the bands of the print job differ in width");
        }
        if (left_.size() < header + row * rows) return fail(Code::bad_format, "the print job ends within a picture");
        slip_.width_px = static_cast<int>(row) * 8;
        slip_.height_px += static_cast<int>(rows);
        const auto bits = left_.substr(header, row * rows);
        slip_.bits.insert(slip_.bits.end(), bits.begin(), bits.end());
        return skip(header + row * rows);
    }

    std::string_view left_;
    Raster slip_;
    bool cut_ = false;
};

}  // namespace

Result<Done> check(const Raster& slip) {
    if (slip.width_px <= 0 || slip.height_px <= 0) return fail(Code::bad_usage, "a slip without any dot cannot be printed");
    if (slip.width_px > widest_slip_px || slip.height_px > longest_slip_px) {
        return fail(Code::bad_usage, "the slip is wider or longer than any printer's paper");
    }
    if (slip.bits.size() != row_bytes(slip.width_px) * static_cast<std::size_t>(slip.height_px)) {
        return fail(Code::bad_usage, "the slip's bits do not fit its width and height");
    }
    return Done{};
}

std::string escpos_bytes(const Raster& slip) {
    require(check(slip).has_value(), "only a checked slip becomes print commands");
    const std::size_t row = row_bytes(slip.width_px);
    std::string out(initialise);
    out.reserve(slip.bits.size() + 64 + static_cast<std::size_t>(slip.height_px / band_rows) * 8);
    for (int y = 0; y < slip.height_px; y += band_rows) {
        const auto rows = static_cast<std::size_t>(std::min(band_rows, slip.height_px - y));
        out += raster;
        append_count(out, row);
        append_count(out, rows);
        const auto first = slip.bits.begin() + static_cast<std::ptrdiff_t>(row * static_cast<std::size_t>(y));
        out.append(first, first + static_cast<std::ptrdiff_t>(row * rows));
    }
    out += feed_rows;
    out.push_back(margin_rows);
    out += cut;
    out.push_back(feed_before_cut);
    return out;
}

Result<Raster> read_escpos(std::string_view bytes) { return JobReader(bytes).read(); }

std::string ask(Question question) { return std::string(realtime_question) + static_cast<char>(question); }
std::string ask_when_printed() { return std::string(question_in_turn); }
std::string clear_buffers() { return std::string(clear); }

Result<Done> EscposStatus::verdict() const {
    constexpr std::uint8_t cover_bit = 0x04;
    constexpr std::uint8_t stopped_for_paper_bit = 0x20;
    constexpr std::uint8_t paper_end_bits = 0x60;
    constexpr std::uint8_t cutter_bit = 0x08;
    constexpr std::uint8_t unrecoverable_bit = 0x20;
    constexpr std::uint8_t hot_bit = 0x40;
    constexpr std::uint8_t error_bit = 0x40;
    constexpr std::uint8_t offline_bit = 0x08;
    if ((offline_cause & cover_bit) != 0) return fail(Code::cover_open, "the ticket printer's cover is open; close it");
    if ((paper & paper_end_bits) != 0 || (offline_cause & stopped_for_paper_bit) != 0) {
        return fail(Code::no_paper, "the ticket printer is out of paper; put in a new roll");
    }
    if ((error_cause & cutter_bit) != 0) {
        return fail(Code::paper_jam, "the ticket printer's knife is stuck; open the cover, take out the paper, close it");
    }
    if ((error_cause & unrecoverable_bit) != 0) {
        return fail(Code::device_fault, "the ticket printer reports a fault; switch it off and on, then call service");
    }
    if ((error_cause & hot_bit) != 0)
        return fail(Code::device_fault, "the ticket printer's head is too hot; it recovers by itself");
    if ((offline_cause & error_bit) != 0)
        return fail(Code::device_fault, "the ticket printer reports an error; switch it off and on");
    if ((printer & offline_bit) != 0)
        return fail(Code::device_fault, "the ticket printer is offline; press its feed button or switch it off and on");
    return Done{};
}

}  // namespace kiosk::drivers
