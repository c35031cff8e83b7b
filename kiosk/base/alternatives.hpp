#pragma once
/// What classes derived from a large std::variant need: copying, moving and ending a hundred alternatives is then compiled once, in
/// the class's own file, and not in every file that holds one. std::visit, std::get_if and the others take such a class as it is.

#include <concepts>
#include <type_traits>
#include <variant>

namespace kiosk {

template <class T, class Variant>
inline constexpr bool is_alternative = false;
template <class T, class... Alternatives>
inline constexpr bool is_alternative<T, std::variant<Alternatives...>> = (std::same_as<T, Alternatives> || ...);

/// A value of one of the variant's types, by reference or not; never of the class itself, whose copies it does not hide.
template <class T, class Variant>
concept AlternativeOf = is_alternative<std::remove_cvref_t<T>, Variant>;

}  // namespace kiosk
