#pragma once
/// What changed in an e-form, value by value, for those who decide whether to adopt it. Pure; any thread.

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::catalogue {

struct FormChange {
    std::string
        path;  ///< "components[nguoi_nop].components[ho_ten].label": items by their key or value, else counted from 1
    std::string before;  ///< as JSON, long ones cut; empty: was not there
    std::string after;   ///< empty: is not there any more
};

/// Between two texts of JSON; empty when they say the same, whatever their layout and the order of members. A text that is no
/// JSON is compared as it stands.
[[nodiscard]] std::vector<FormChange> form_changes(std::string_view before, std::string_view after);

}  // namespace kiosk::catalogue
