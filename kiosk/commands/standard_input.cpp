#include "kiosk/commands/standard_input.hpp"

#include <iostream>

namespace kiosk::commands {

std::string standard_input(std::size_t longest_bytes) {
    std::string out;
    char buffer[65536];
    while (out.size() <= longest_bytes && std::cin.read(buffer, sizeof buffer).gcount() > 0)
        out.append(buffer, static_cast<std::size_t>(std::cin.gcount()));
    return out;
}

}  // namespace kiosk::commands
