#pragma once
/// `kiosk catalogue test`: walks procedures before they are offered online, and keeps what passed. Blocks on disk and network.

#include <string>
#include <vector>

namespace kiosk::commands {

struct TestOptions {
    std::string config;
    std::vector<std::string> codes;
    bool all = false;
    bool record = false;  ///< writes catalogue/tested.toml
    std::string at;       ///< as if at this moment; empty: now
    std::string portal;   ///< address of a training portal; empty: none is asked
    std::string portal_ca;
    std::string portal_data;
    bool json = false;
};

/// Prints the records. 0: everything passed, 1: something did not, 2: wrong usage.
[[nodiscard]] int test_catalogue(TestOptions options);

}  // namespace kiosk::commands
