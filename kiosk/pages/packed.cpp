#include "kiosk/pages/packed.hpp"

#include <tiffio.h>
#include <turbojpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace kiosk::pages {
namespace {

/// A file in memory, as libtiff asks for one.
struct MemoryFile {
    std::string bytes;
    std::size_t at = 0;
};

MemoryFile& file_of(thandle_t handle) { return *static_cast<MemoryFile*>(handle); }

tmsize_t read_some(thandle_t handle, void* to, tmsize_t count) {
    auto& file = file_of(handle);
    const auto there = std::min(static_cast<std::size_t>(count), file.bytes.size() - std::min(file.at, file.bytes.size()));
    std::memcpy(to, file.bytes.data() + file.at, there);
    file.at += there;
    return static_cast<tmsize_t>(there);
}
tmsize_t write_some(thandle_t handle, void* from, tmsize_t count) {
    auto& file = file_of(handle);
    const auto bytes = static_cast<std::size_t>(count);
    if (file.bytes.size() < file.at + bytes) file.bytes.resize(file.at + bytes);
    std::memcpy(file.bytes.data() + file.at, from, bytes);
    file.at += bytes;
    return count;
}
toff_t seek_to(thandle_t handle, toff_t offset, int whence) {
    auto& file = file_of(handle);
    const auto by = static_cast<std::size_t>(offset);
    file.at = whence == SEEK_SET ? by : whence == SEEK_CUR ? file.at + by : file.bytes.size() + by;
    return file.at;
}
int close_file(thandle_t) { return 0; }
toff_t size_of_file(thandle_t handle) { return file_of(handle).bytes.size(); }

struct CloseTiff {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
struct CloseTurbo {
    void operator()(void* turbo) const { tjDestroy(turbo); }
};
struct FreeTurbo {
    void operator()(unsigned char* bytes) const { tjFree(bytes); }
};

}  // namespace

Result<std::string> group4_of(const Bits& bits) {
    MemoryFile file;
    const std::unique_ptr<TIFF, CloseTiff> tiff(
        TIFFClientOpen("page", "wm", &file, read_some, write_some, seek_to, close_file, size_of_file, nullptr, nullptr));
    if (!tiff) return fail(Code::io, "libtiff cannot write into memory");
    const auto width = static_cast<std::uint32_t>(bits.width);
    const auto height = static_cast<std::uint32_t>(bits.height);
    TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, width);
    TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, height);
    TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, 1);
    TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, height);
    TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
    TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
    TIFFSetField(tiff.get(), TIFFTAG_FILLORDER, FILLORDER_MSB2LSB);
    const std::size_t row_bytes = (static_cast<std::size_t>(bits.width) + 7) / 8;
    std::string rows;
    rows.reserve(row_bytes * height);
    for (int y = 0; y < bits.height; ++y) rows.append(reinterpret_cast<const char*>(bits.row(y)), row_bytes);
    if (TIFFWriteEncodedStrip(tiff.get(), 0, rows.data(), static_cast<tmsize_t>(rows.size())) < 0 ||
        TIFFFlushData(tiff.get()) == 0) {
        return fail(Code::io, "libtiff cannot pack the page");
    }
    // The strip is all there is behind the eight bytes of a TIFF's header as long as no directory is written.
    std::uint64_t* offsets = nullptr;
    std::uint64_t* counts = nullptr;
    if (TIFFGetField(tiff.get(), TIFFTAG_STRIPOFFSETS, &offsets) == 0 ||
        TIFFGetField(tiff.get(), TIFFTAG_STRIPBYTECOUNTS, &counts) == 0 || offsets == nullptr || counts == nullptr ||
        offsets[0] + counts[0] > file.bytes.size()) {
        return fail(Code::io, "libtiff lost the page it packed");
    }
    return file.bytes.substr(offsets[0], counts[0]);
}

Result<std::string> jpeg_of(const Photo& page, int quality) {
    const std::unique_ptr<void, CloseTurbo> turbo(tjInitCompress());
    if (!turbo) return fail(Code::io, "the JPEG writer did not start");
    const std::array<const unsigned char*, 3> planes{page.luma.pixels.data(), page.blue.pixels.data(),
                                                     page.red.pixels.data()};
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const int failed =
        tjCompressFromYUVPlanes(turbo.get(), const_cast<const unsigned char**>(planes.data()), page.luma.width, nullptr,
                                page.luma.height, page.has_colour() ? TJSAMP_420 : TJSAMP_GRAY, &bytes, &size, quality, 0);
    const std::unique_ptr<unsigned char, FreeTurbo> owner(bytes);
    if (failed != 0) return fail(Code::io, std::string("the page cannot be packed: ") + tjGetErrorStr2(turbo.get()));
    return std::string(reinterpret_cast<const char*>(bytes), size);
}

}  // namespace kiosk::pages
