#pragma once
/// Which processes a process has forked from its main thread, as Linux lists them.

#include <sys/types.h>

#include <fstream>
#include <string>
#include <vector>

namespace kiosk::test {

inline std::vector<pid_t> children_of(pid_t parent) {
    const auto id = std::to_string(parent);
    std::ifstream list("/proc/" + id + "/task/" + id + "/children");
    std::vector<pid_t> out;
    for (pid_t child = 0; list >> child;) out.push_back(child);
    return out;
}

}  // namespace kiosk::test
