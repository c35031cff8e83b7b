#include <array>

#include "kiosk/visit/visit.hpp"

namespace kiosk::visit {
namespace {

/// The type's own name, cut out of what the compiler calls this function.
template <class T>
constexpr std::string_view type_name() {
    constexpr std::string_view whole = __PRETTY_FUNCTION__;
    constexpr auto from = whole.find("T = ") + 4;
    constexpr auto to = whole.find_first_of(";]", from);
    constexpr auto qualified = whole.substr(from, to - from);
    constexpr auto colon = qualified.rfind(':');
    return colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
}

template <class Variant>
std::string_view alternative_name(const Variant& value) {
    return std::visit([](const auto& v) { return type_name<std::decay_t<decltype(v)>>(); }, value);
}

}  // namespace

std::string_view name(const State& state) { return alternative_name(state); }
std::string_view name(const Event& event) { return alternative_name(event); }
std::string_view name(const Effect& effect) { return alternative_name(effect); }

}  // namespace kiosk::visit
