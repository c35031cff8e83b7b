#pragma once
/// A value as new, with nothing of the old one left in it. Assigning an empty value is not enough: a string keeps its letters
/// behind its new end, a vector its room. What is given back is overwritten (wiping_delete.cpp). Any thread; never blocks.

#include <cstring>
#include <memory>
#include <utility>

namespace kiosk {

template <class T, class... Arguments>
void renew(T& value, Arguments&&... arguments) {
    std::destroy_at(&value);
    explicit_bzero(static_cast<void*>(&value), sizeof value);  // short strings are kept within
    std::construct_at(&value, std::forward<Arguments>(arguments)...);
}

}  // namespace kiosk
