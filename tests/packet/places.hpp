#pragma once
/// Where a checker found something; each finding must say what is wrong and what to do. One thread.

#include "kiosk/packet/schema.hpp"
#include "tests/support/catch.hpp"

inline std::string places(const kiosk::packet::Findings& findings) {
    std::string out;
    for (const auto& finding : findings) {
        CHECK_FALSE(finding.what.empty());
        CHECK_FALSE(finding.remedy.empty());
        out += finding.key + " ";
    }
    return out;
}
