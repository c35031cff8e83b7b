#pragma once
/// `kiosk catalogue coverage`: the review of procedures for the province, of one kiosk or of all of them. Blocks on the disk.

#include <string>
#include <vector>

namespace kiosk::commands {

struct CoverageOptions {
    std::string config;
    std::vector<std::string> data;   ///< data folders; empty together with `tally`: the configuration's
    std::vector<std::string> tally;  ///< files that --export wrote
    std::string from;                ///< months
    std::string to;
    std::string csv;
    std::string pdf;
    std::string export_to;
    bool json = false;
};

[[nodiscard]] int review_catalogue(const CoverageOptions& options);

}  // namespace kiosk::commands
