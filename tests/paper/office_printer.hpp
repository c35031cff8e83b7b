#pragma once
/// CUPS's own IPP printer, `ippeveprinter`, on loopback: with a bus and an mDNS responder of its own where the machine runs none.

#include <sys/types.h>

#include <string>
#include <vector>

#include "tests/support/temp_folder.hpp"

namespace kiosk::test {

class OfficePrinter {
public:
    /// Starts it; see said() when it does not run.
    OfficePrinter();
    ~OfficePrinter();
    OfficePrinter(const OfficePrinter&) = delete;
    OfficePrinter& operator=(const OfficePrinter&) = delete;

    [[nodiscard]] bool runs() const { return runs_; }
    /// What it said instead of running.
    [[nodiscard]] const std::string& said() const { return said_; }
    [[nodiscard]] std::string address() const;
    /// What came out, oldest first.
    [[nodiscard]] std::vector<std::string> printed() const;
    /// The next page meets this: the printer warns of it and holds the page until it is mended; then the page is lost.
    void meet(const std::string& reason) const;
    void mend() const;
    void switch_off();
    void switch_on();

private:
    bool start_printer();
    void start_discovery();

    const TempFolder folder_;
    int port_ = 0;
    bool runs_ = false;
    std::string said_;
    std::string bus_;  ///< its address; empty: the machine's
    pid_t printer_ = -1;
    std::vector<pid_t> discovery_;
};

}  // namespace kiosk::test
