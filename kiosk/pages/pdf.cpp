#include "kiosk/pages/pdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/base/sha256.hpp"
#include "kiosk/pages/pdf_text.hpp"

namespace kiosk::pages {
namespace {

/// Objects one after the other, and where each begins.
class File {
public:
    // A second line of letters beyond ASCII says that the file is binary (ISO 19005-2, 6.1.2).
    File() : bytes_("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n") {}
    int reserve() {
        offsets_.push_back(0);
        return static_cast<int>(offsets_.size());
    }
    void object(int number, std::string_view body) {
        begin(number);
        bytes_.append(body);
        bytes_ += "\nendobj\n";
    }
    void stream(int number, std::string_view dictionary, std::string_view data) {
        begin(number);
        bytes_ += fmt::format("<< {} /Length {} >>\nstream\n", dictionary, data.size());
        bytes_.append(data);
        bytes_ += "\nendstream\nendobj\n";
    }
    int add(std::string_view body) {
        const int number = reserve();
        object(number, body);
        return number;
    }
    int add_stream(std::string_view dictionary, std::string_view data) {
        const int number = reserve();
        stream(number, dictionary, data);
        return number;
    }
    [[nodiscard]] std::string finished(int root, int info) {
        const auto table = bytes_.size();
        const auto id = sha256_hex(bytes_).substr(0, 32);
        bytes_ += fmt::format("xref\n0 {}\n0000000000 65535 f \n", offsets_.size() + 1);
        for (const auto offset : offsets_) bytes_ += fmt::format("{:010} 00000 n \n", offset);
        bytes_ += fmt::format("trailer\n<< /Size {} /Root {} 0 R /Info {} 0 R /ID [<{}> <{}>] >>\nstartxref\n{}\n%%EOF\n",
                              offsets_.size() + 1, root, info, id, id, table);
        return std::move(bytes_);
    }

private:
    void begin(int number) {
        offsets_.at(static_cast<std::size_t>(number) - 1) = bytes_.size();
        bytes_ += fmt::format("{} 0 obj\n", number);
    }
    std::string bytes_;
    std::vector<std::size_t> offsets_;
};

/// Digits as they are in a content stream.
std::string number(double value) { return fmt::format("{:.2f}", value); }

int add_jpeg(File& file, const Layers& layers) {
    return file.add_stream(
        fmt::format("/Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /{} /BitsPerComponent 8 "
                    "/Filter /DCTDecode",
                    layers.colour_width, layers.colour_height, layers.grey ? "DeviceGray" : "DeviceRGB"),
        layers.jpeg);
}

/// A mask: ink is painted, paper is not there.
int add_ink(File& file, const Layers& layers) {
    return file.add_stream(
        fmt::format("/Type /XObject /Subtype /Image /ImageMask true /Width {} /Height {} /BitsPerComponent 1 "
                    "/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns {} /Rows {} >>",
                    layers.ink_width, layers.ink_height, layers.ink_width, layers.ink_height),
        layers.group4);
}

/// All of the sheet when nothing lies on it.
OnSheet around(const PdfSheet& sheet) {
    if (sheet.pictures.empty()) return {0, 0, sheet.width_mm, sheet.height_mm};
    OnSheet out = sheet.pictures.front();
    for (const auto& on : sheet.pictures) {
        const double right = std::max(out.left_mm + out.width_mm, on.left_mm + on.width_mm);
        const double bottom = std::max(out.top_mm + out.height_mm, on.top_mm + on.height_mm);
        out.left_mm = std::min(out.left_mm, on.left_mm);
        out.top_mm = std::min(out.top_mm, on.top_mm);
        out.width_mm = right - out.left_mm;
        out.height_mm = bottom - out.top_mm;
    }
    return out;
}

int add_sheet(File& file, const PdfSheet& sheet, int parent, int font) {
    std::string content;
    std::string named;
    int count = 0;
    for (const auto& on : sheet.pictures) {
        const auto paint = [&](int object) {
            const auto name = fmt::format("P{}", ++count);
            named += fmt::format("/{} {} 0 R ", name, object);
            content += fmt::format("q {} 0 0 {} {} {} cm /{} Do Q\n", number(on.width_mm * points_a_mm),
                                   number(on.height_mm * points_a_mm), number(on.left_mm * points_a_mm),
                                   number((sheet.height_mm - on.top_mm - on.height_mm) * points_a_mm), name);
        };
        if (!on.layers->jpeg.empty()) paint(add_jpeg(file, *on.layers));
        if (!on.layers->group4.empty()) {
            content += "0 g\n";
            paint(add_ink(file, *on.layers));
        }
    }
    content += invisible_text(sheet);
    // What lies on a larger sheet says where: by that a card's one side is known when its other one comes.
    const auto art = around(sheet);
    const bool fills =
        art.left_mm < 1 && art.top_mm < 1 && art.width_mm > sheet.width_mm - 2 && art.height_mm > sheet.height_mm - 2;
    const auto art_box = fills ? std::string()
                               : fmt::format("/ArtBox [{} {} {} {}] ", number(art.left_mm * points_a_mm),
                                             number((sheet.height_mm - art.top_mm - art.height_mm) * points_a_mm),
                                             number((art.left_mm + art.width_mm) * points_a_mm),
                                             number((sheet.height_mm - art.top_mm) * points_a_mm));
    const int stream = file.add_stream("", content);
    const auto fonts = font > 0 ? fmt::format("/Font << /F1 {} 0 R >> ", font) : std::string();
    return file.add(fmt::format(
        "<< /Type /Page /Parent {} 0 R /MediaBox [0 0 {} {}] {}/Resources << /XObject << {}>> {}>> /Contents "
        "{} 0 R >>",
        parent, number(sheet.width_mm * points_a_mm), number(sheet.height_mm * points_a_mm), art_box, named, fonts, stream));
}

std::string xml(std::string_view words) {
    std::string out;
    for (const char c : words) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else out += c;
    }
    return out;
}

/// ISO 16684-1. What it says is what the information dictionary says, as ISO 19005-2, 6.6.2 asks.
std::string metadata(const PdfAbout& about) {
    const auto at = iso_time(about.created);
    return fmt::format(R"(<?xpacket begin="{}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{}</xmp:CreateDate><xmp:ModifyDate>{}</xmp:ModifyDate><pdf:Producer>{}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>)",
                       "\xef\xbb\xbf", xml(about.title), at, at, producer);
}

/// D:20261127103000+00'00' from 2026-11-27T10:30:00Z: PDF says times its own way.
std::string pdf_time(WallTime at) {
    std::string digits;
    for (const char c : iso_time(at)) {
        if (c >= '0' && c <= '9' && digits.size() < 14) digits += c;
    }
    return "D:" + digits + "Z";
}

}  // namespace

std::string pdf_of(const std::vector<PdfSheet>& sheets, const PdfAbout& about) {
    File file;
    const int catalogue = file.reserve();
    const int pages = file.reserve();
    const int info =
        file.add(fmt::format("<< /Title <{}> /Producer ({}) /CreationDate ({}) /ModDate ({}) >>",
                             utf16_hex(about.title, true), producer, pdf_time(about.created), pdf_time(about.created)));
    const int profile = file.add_stream("/N 3", srgb_profile());
    const int meta = file.add_stream("/Type /Metadata /Subtype /XML", metadata(about));
    bool words = false;
    for (const auto& sheet : sheets) words = words || !sheet.words.empty();
    int font = 0;
    if (words) {
        const int letters = file.add_stream("", letters_of_codes());
        const int described = file.add(unseen_font_descriptor());
        const int unseen = file.add(unseen_font(described));
        font = file.add(
            fmt::format("<< /Type /Font /Subtype /Type0 /BaseFont /Unseen /Encoding /Identity-H /DescendantFonts [{} 0 R] "
                        "/ToUnicode {} 0 R >>",
                        unseen, letters));
    }
    std::string kids;
    for (const auto& sheet : sheets) kids += fmt::format("{} 0 R ", add_sheet(file, sheet, pages, font));
    file.object(pages, fmt::format("<< /Type /Pages /Count {} /Kids [{}] >>", sheets.size(), kids));
    file.object(
        catalogue,
        fmt::format(
            "<< /Type /Catalog /Pages {} 0 R /Metadata {} 0 R /Lang ({}) /ViewerPreferences << /DisplayDocTitle true >> "
            "/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) "
            "/DestOutputProfile {} 0 R >>] >>",
            pages, meta, about.language, profile));
    return file.finished(catalogue, info);
}

PdfSheet sheet_of(const Page& page) {
    const auto& f = page.facts;
    return {f.width_mm, f.height_mm, {{0, 0, f.width_mm, f.height_mm, &page.layers}}};
}

bool is_card(const Page& page) {
    const double longer = std::max(page.facts.width_mm, page.facts.height_mm);
    return std::abs(longer - 85.6) < 2;
}

PdfSheet card_sheet(const Page& front, const Page* back) {
    PdfSheet out;
    const auto lay = [&](const Page& page, double middle_mm) {
        const auto& f = page.facts;
        out.pictures.push_back(
            {(out.width_mm - f.width_mm) / 2, middle_mm - f.height_mm / 2, f.width_mm, f.height_mm, &page.layers});
    };
    lay(front, 80);
    if (back != nullptr) lay(*back, 180);
    return out;
}

}  // namespace kiosk::pages
