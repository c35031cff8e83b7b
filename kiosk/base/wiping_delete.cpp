// Whatever a program of ours gives back to the heap is overwritten first: a name, a number or a page of somebody's paper must not
// outlive its visit in memory that nobody owns. Every string and vector of C++ ends here. Where a sanitizer watches the heap, its
// own operators stay, since they find what is freed wrongly.

#include <malloc.h>

#include <cstdlib>
#include <cstring>
#include <new>

#include "kiosk/base/wipe_and_free.hpp"

namespace kiosk {

void wipe_and_free(void* place) noexcept {
    if (place == nullptr) return;
    explicit_bzero(place, malloc_usable_size(place));
    std::free(place);
}

}  // namespace kiosk

#if defined(__has_feature)  // clang's way of asking
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define KIOSK_HEAP_IS_WATCHED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KIOSK_HEAP_IS_WATCHED
#endif

#ifndef KIOSK_HEAP_IS_WATCHED

using kiosk::wipe_and_free;

void operator delete(void* place) noexcept { wipe_and_free(place); }
void operator delete[](void* place) noexcept { wipe_and_free(place); }
void operator delete(void* place, std::size_t) noexcept { wipe_and_free(place); }
void operator delete[](void* place, std::size_t) noexcept { wipe_and_free(place); }
void operator delete(void* place, std::align_val_t) noexcept { wipe_and_free(place); }
void operator delete[](void* place, std::align_val_t) noexcept { wipe_and_free(place); }
void operator delete(void* place, std::size_t, std::align_val_t) noexcept { wipe_and_free(place); }
void operator delete[](void* place, std::size_t, std::align_val_t) noexcept { wipe_and_free(place); }

#endif
