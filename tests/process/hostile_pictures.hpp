#pragma once
/// Picture files that are made to hurt whoever opens them. Each is small on the disk.

#include <chrono>
#include <string>
#include <vector>

#include "kiosk/base/slowed.hpp"
#include "tests/support/catch.hpp"
#include "tests/town/town.hpp"

namespace kiosk::test {

/// A well-formed PNG of zeros that is `width` x `height` with so many bits a pixel (1 and 8 grey, 64 RGBA of 16 bits) once it is
/// unpacked.
[[nodiscard]] std::string bomb_png(int width, int height, int bits_a_pixel);
/// A PNG of one pixel whose note is a gigabyte of zeros.
[[nodiscard]] std::string note_png();
/// A GIF of one pixel that changes twenty thousand times.
[[nodiscard]] std::string moving_gif();
/// `jpeg` with an Exif block that says how it is to be turned: 1 to 8, or whatever else a stranger writes.
[[nodiscard]] std::string turned_jpeg(const std::string& jpeg, char orientation);
/// A PNG whose header promises a whole picture, and that ends before it.
[[nodiscard]] std::string cut_png();
/// A TIFF whose directory of pictures leads back to itself.
[[nodiscard]] std::string endless_tiff();
/// A JPEG of 65,535 x 65,535 with a thousand scans.
[[nodiscard]] std::string many_scans_jpeg();
/// A GIF whose picture is larger than its data and its screen.
[[nodiscard]] std::string lying_gif();

struct HostilePicture {
    std::string name;
    std::string bytes;
    bool is_picture = false;  ///< legal for all that: it is looked at
};
/// All of these, and what cameras and scanners send besides: four inks, sixteen bits, turned, with rubbish behind their end.
[[nodiscard]] std::vector<HostilePicture> hostile_pictures();

/// What `run` says, which is started as a program. Two seconds are the processor's own: a machine that is busy with other tests shows
/// three times as many on the wall. The main process lives as long as it says anything.
template <class Run>
Said costs_little(const std::string& name, const Run& run) {
    CAPTURE(name);
    const auto start = std::chrono::steady_clock::now();
    const auto said = run();
    CHECK(std::chrono::steady_clock::now() - start < slowed_by * std::chrono::seconds(6));
    CHECK(said.processor_s < 2.0 * slowed_by);
#ifndef KIOSK_SANITIZED  // whose shadow memory is many times that
    CHECK(said.most_memory_kib * 1024 < 256'000'000);
#endif
    CHECK(said.code <= 1);
    return said;
}

}  // namespace kiosk::test
