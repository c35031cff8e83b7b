#pragma once
/// Uploads by tus 1.0, below /fi/tus/: what has arrived stays until the whole is there and its hash is right; then it is a page as
/// any other. What is not whole is forgotten when the portal ends. Any thread.

#include <map>
#include <mutex>
#include <string>

#include "kiosk/base/ids.hpp"
#include "kiosk/sandbox/desk.hpp"
#include "kiosk/sandbox/routes.hpp"

namespace kiosk::sandbox {

class ResumableUploads {
public:
    /// The desk must outlive it.
    explicit ResumableUploads(Desk& desk) : desk_(desk) {}
    void serve(Routes& routes);

private:
    struct Upload {
        Uuid page;
        std::size_t length = 0;
        std::string media_type;
        std::string sha256;
        std::string bytes;
        bool taking = false;  ///< a part is on its way: nobody else may say or change where it stands
    };
    void create(const httplib::Request& request, httplib::Response& response);
    void head(const httplib::Request& request, httplib::Response& response);
    void patch(const httplib::Request& request, httplib::Response& response, const httplib::ContentReader& body);

    Desk& desk_;
    std::mutex mutex_;
    std::map<std::string, Upload> uploads_;
};

}  // namespace kiosk::sandbox
