#pragma once
/// What the training portal says of procedures under ids of its own, as iGate does. Immutable once made; any thread.

#include <atomic>
#include <string>
#include <vector>

#include "kiosk/sandbox/routes.hpp"

namespace kiosk::sandbox {

struct OfferedProcedure {
    std::string code;        ///< national
    std::string local_code;  ///< may be empty
    std::string name;
    std::vector<std::string> papers;
    long long fee_dong = 0;  ///< 0: none
};

class ProcedureDesk {
public:
    ProcedureDesk(std::vector<OfferedProcedure> offered, std::string unit_code, std::string unit_name)
        : offered_(std::move(offered)), unit_code_(std::move(unit_code)), unit_name_(std::move(unit_name)) {}
    void serve(Routes& routes);

private:
    [[nodiscard]] const OfferedProcedure* found(const httplib::Request& request, const char* parameter) const;
    void list(const httplib::Request& request, httplib::Response& response) const;
    void forms(const httplib::Request& request, httplib::Response& response) const;
    void fees(const httplib::Request& request, httplib::Response& response) const;
    void process(const httplib::Request& request, httplib::Response& response) const;

    const std::vector<OfferedProcedure> offered_;
    const std::string unit_code_;
    const std::string unit_name_;
    std::atomic<int> last_value_ = 0;
};

}  // namespace kiosk::sandbox
