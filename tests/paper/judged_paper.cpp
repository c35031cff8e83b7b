#include "tests/paper/judged_paper.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <random>

#include "kiosk/base/files.hpp"
#include "kiosk/base/text.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* moment = "2026-11-26T09:42:00+07:00";

struct Picture {
    int width = 0;
    int height = 0;
    std::string grey;
    [[nodiscard]] bool dark(int x, int y) const {
        return static_cast<unsigned char>(grey[static_cast<std::size_t>(y * width + x)]) < 200;
    }
};

std::vector<fs::path> drawn(const fs::path& pdf, int dpi, const std::string& format) {
    const auto stem = pdf.parent_path() / fmt::format("{}-{}", pdf.stem().string(), dpi);
    REQUIRE(shell(fmt::format("pdftoppm {} -r {} {} {}", format, dpi, pdf.string(), stem.string())).exit_code == 0);
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(pdf.parent_path()))
        if (entry.path().filename().string().starts_with(stem.filename().string() + "-")) out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    REQUIRE_FALSE(out.empty());
    return out;
}

Picture read_pgm(const fs::path& file) {
    const auto bytes = kiosk::read_file(file);
    REQUIRE(bytes);
    Picture out;
    int most = 0;
    int header = 0;
    REQUIRE(std::sscanf(bytes->c_str(), "P5 %d %d %d%n", &out.width, &out.height, &most, &header) == 3);
    out.grey = bytes->substr(static_cast<std::size_t>(header) + 1);
    REQUIRE(out.grey.size() == static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
    return out;
}

/// The page as a worn print head leaves it, or as paper looks that has lain in the sun.
fs::path worn(const fs::path& pgm, bool specks) {
    auto page = read_pgm(pgm);
    std::mt19937 random(203);
    for (auto& tone : page.grey) {
        const auto value = static_cast<unsigned char>(tone);
        if (!specks) tone = static_cast<char>(64 + value / 2);
        else if (random() % 400 == 0) tone = static_cast<char>(255 - value);
    }
    auto out = pgm;
    out.replace_extension(specks ? ".specks.pgm" : ".faded.pgm");
    REQUIRE(kiosk::write_file(out, fmt::format("P5\n{} {}\n255\n{}", page.width, page.height, page.grey)));
    return out;
}

/// Both codes of a picture of a page, read by us and by others.
void check_codes_of(const std::string& picture, const std::string& wanted) {
    INFO(picture);
    const auto ours = kiosk_says("decode --deep --json --formats QRCode,Code128 " + picture);
    CHECK(ours.out.find(fmt::format("\"format\":\"QRCode\",\"text\":\"{}\"", wanted)) != std::string::npos);
    CHECK(ours.out.find(fmt::format("\"format\":\"Code128\",\"text\":\"{}\"", wanted)) != std::string::npos);
    const auto theirs = shell(fmt::format("zbarimg -q {} 2>/dev/null", picture));
    CHECK(theirs.out.find("QR-Code:" + wanted) != std::string::npos);
    CHECK(theirs.out.find("CODE-128:" + wanted) != std::string::npos);
}

}  // namespace

Said shell(const std::string& command) {
    Said said;
    std::FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> bytes{};
    for (std::size_t got = 0; (got = std::fread(bytes.data(), 1, bytes.size(), pipe)) > 0;)
        said.out.append(bytes.data(), got);
    const int status = pclose(pipe);
    said.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return said;
}

Said kiosk_says(const std::string& arguments) { return shell(fmt::format("{}/kiosk {} 2>&1", KIOSK_BUILD_DIR, arguments)); }

fs::path folder(const std::string& name) {
    const auto out = fs::path(KIOSK_BUILD_DIR) / "paper" / name;
    fs::remove_all(out);
    fs::create_directories(out);
    return out;
}

fs::path printed(const std::string& form, const std::string& how, const fs::path& where) {
    const auto file = where / (form + ".pdf");
    const auto said = kiosk_says(fmt::format("print {} {} --at {} -o {}", form, how, moment, file.string()));
    INFO(said.out);
    REQUIRE(said.exit_code == 0);
    const auto checked = shell(fmt::format("qpdf --check {} 2>&1", file.string()));
    INFO(checked.out);
    REQUIRE(checked.exit_code == 0);
    return file;
}

std::string words_on(const fs::path& pdf, const std::string& how) {
    const auto said = shell(fmt::format("pdftotext {} {} -", how, pdf.string()));
    REQUIRE(said.exit_code == 0);
    auto text = kiosk::nfc(said.out);
    // A number and its unit are held together by no-break blanks.
    for (auto at = text.find("\xC2\xA0"); at != text.npos; at = text.find("\xC2\xA0")) text.replace(at, 2, " ");
    std::string out;
    for (const auto& word : kiosk::split_words(text)) out += (out.empty() ? "" : " ") + word;
    return out;
}

void check_words(const fs::path& pdf, const std::vector<std::string>& wanted) {
    const auto words = words_on(pdf);
    INFO(words);
    for (const auto& each : wanted) {
        INFO(each);
        CHECK(words.find(each) != std::string::npos);
    }
}

std::string written(const fs::path& file, std::string_view text) {
    REQUIRE(kiosk::write_file(file, text));
    return file.string();
}

void check_margins(const fs::path& pdf, Margins mm) {
    constexpr int dpi = 100;
    for (const auto& file : drawn(pdf, dpi, "-gray")) {
        const auto page = read_pgm(file);
        INFO(file.string());
        int left = page.width;
        int right = -1;
        int top = page.height;
        int bottom = -1;
        for (int y = 0; y < page.height; ++y) {
            for (int x = 0; x < page.width; ++x) {
                if (!page.dark(x, y)) continue;
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
                bottom = std::max(bottom, y);
            }
        }
        constexpr double px_per_mm = dpi / 25.4;
        constexpr double slack_px = 2;
        CHECK(left >= mm.left * px_per_mm - slack_px);
        CHECK(right <= page.width - mm.right * px_per_mm + slack_px);
        CHECK(top >= std::floor(mm.top * px_per_mm) - slack_px);  // the row that the margin ends in
        CHECK(bottom <= page.height - mm.bottom * px_per_mm + slack_px);
        CHECK(bottom > top);
        fs::remove(file);
    }
}

void check_codes(const fs::path& pdf, const std::string& wanted) {
    const auto page = drawn(pdf, 203, "-gray").front();
    for (const bool specks : {true, false}) check_codes_of(worn(page, specks).string(), wanted);
    for (const int dpi : {203, 300}) check_codes_of(drawn(pdf, dpi, "-png").front().string(), wanted);
}

}  // namespace kiosk::test
