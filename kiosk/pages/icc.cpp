#include <cmath>

#include "kiosk/pages/pdf.hpp"

// ICC.1:2001-04, and the primaries of IEC 61966-2-1 adapted to D50 as its annex gives them.

namespace kiosk::pages {
namespace {

void put16(std::string& to, unsigned value) {
    to.push_back(static_cast<char>(value >> 8U & 0xffU));
    to.push_back(static_cast<char>(value & 0xffU));
}
void put32(std::string& to, unsigned value) {
    put16(to, value >> 16U);
    put16(to, value & 0xffffU);
}
void put_fixed(std::string& to, double value) { put32(to, static_cast<unsigned>(std::lround(value * 65536))); }

std::string xyz(double x, double y, double z) {
    std::string out("XYZ \0\0\0\0", 8);
    put_fixed(out, x);
    put_fixed(out, y);
    put_fixed(out, z);
    return out;
}

std::string curve() {
    constexpr unsigned points = 256;
    std::string out("curv\0\0\0\0", 8);
    put32(out, points);
    for (unsigned i = 0; i < points; ++i) {
        const double v = i / 255.0;
        const double linear = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
        put16(out, static_cast<unsigned>(std::lround(linear * 65535)));
    }
    return out;
}

std::string described(const std::string& words) {
    std::string out("desc\0\0\0\0", 8);
    put32(out, static_cast<unsigned>(words.size() + 1));
    out += words;
    out.push_back('\0');
    out.append(4 + 4 + 2 + 1 + 67, '\0');  // no Unicode, no Macintosh name
    return out;
}

std::string text(const std::string& words) {
    std::string out("text\0\0\0\0", 8);
    out += words;
    out.push_back('\0');
    return out;
}

}  // namespace

std::string srgb_profile() {
    struct Tag {
        const char* name;
        std::string data;
    };
    const std::string tone = curve();
    const std::vector<Tag> tags{{"desc", described("sRGB")},
                                {"cprt", text("No copyright, use freely")},
                                {"wtpt", xyz(0.9505, 1, 1.0891)},
                                {"rXYZ", xyz(0.4360, 0.2225, 0.0139)},
                                {"gXYZ", xyz(0.3851, 0.7169, 0.0971)},
                                {"bXYZ", xyz(0.1431, 0.0606, 0.7139)},
                                {"rTRC", tone},
                                {"gTRC", tone},
                                {"bTRC", tone}};
    std::string table;
    std::string data;
    put32(table, static_cast<unsigned>(tags.size()));
    const std::size_t start = 128 + 4 + 12 * tags.size();
    std::size_t tone_at = 0;
    for (const auto& tag : tags) {
        const bool shared = tag.data == tone && tone_at != 0;
        std::size_t at = shared ? tone_at : start + data.size();
        if (tag.data == tone) tone_at = at;
        table += tag.name;
        put32(table, static_cast<unsigned>(at));
        put32(table, static_cast<unsigned>(tag.data.size()));
        if (!shared) data += tag.data;
        data.append((4 - data.size() % 4) % 4, '\0');
    }
    std::string head;
    put32(head, static_cast<unsigned>(start + data.size()));
    head += std::string("\0\0\0\0", 4);
    put32(head, 0x02100000);
    head += "mntrRGB XYZ ";
    for (const unsigned part : {2026U, 11U, 27U, 0U, 0U, 0U}) put16(head, part);
    head += "acsp";
    head.append(64 - head.size(), '\0');
    put32(head, 0);  // perceptual
    put_fixed(head, 0.9642);
    put_fixed(head, 1);
    put_fixed(head, 0.8249);
    head.append(128 - head.size(), '\0');
    return head + table + data;
}

}  // namespace kiosk::pages
