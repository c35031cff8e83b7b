#pragma once
/// Where a checker found something; each finding must say what is wrong and what to do. One thread.

#include "kiosk/settings/settings.hpp"
#include "tests/support/catch.hpp"

inline std::string places(const std::vector<kiosk::settings::Finding>& findings) {
    std::string out;
    for (const auto& finding : findings) {
        CHECK_FALSE(finding.what.empty());
        CHECK_FALSE(finding.remedy.empty());
        out += finding.key + " ";
    }
    return out;
}
