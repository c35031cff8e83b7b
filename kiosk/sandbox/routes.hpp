#pragma once
/// How a part of the training portal is reached: calls that kiosks make, which faults may spoil, and calls of its staff, which
/// need their token. Handlers run on several threads.

#include <httplib.h>

#include <functional>

#include "kiosk/sandbox/faults.hpp"

namespace kiosk::sandbox {

/// Lives as long as the servers do.
class Routes {
public:
    using Handler = httplib::Server::Handler;
    using Guard = std::function<Handler(Handler)>;
    Routes(httplib::SSLServer& open, httplib::SSLServer& staff, Guard spoiled, Guard staff_only)
        : open_(open), staff_(staff), spoiled_(std::move(spoiled)), staff_only_(std::move(staff_only)) {}

    void get(const std::string& path, Handler handler) { open_.Get(path, spoiled_(std::move(handler))); }
    void post(const std::string& path, Handler handler) { open_.Post(path, spoiled_(std::move(handler))); }
    void put(const std::string& path, Handler handler) { open_.Put(path, spoiled_(std::move(handler))); }
    using Taker = std::function<void(const httplib::Request&, httplib::Response&, const httplib::ContentReader&)>;
    /// The body is handed on as it arrives, and what has arrived of one that breaks off is not lost.
    void patch(const std::string& path, Taker taker) {
        open_.Patch(path, [this, taker = std::move(taker)](const httplib::Request& request, httplib::Response& response,
                                                           const httplib::ContentReader& body) {
            spoiled_([&](const httplib::Request&, httplib::Response&) { taker(request, response, body); })(request,
                                                                                                           response);
        });
    }
    void options(const std::string& path, Handler handler) { open_.Options(path, spoiled_(std::move(handler))); }
    void staff_get(const std::string& path, Handler handler) { staff_.Get(path, staff_only_(std::move(handler))); }
    void staff_post(const std::string& path, Handler handler) { staff_.Post(path, staff_only_(std::move(handler))); }

private:
    httplib::SSLServer& open_;
    httplib::SSLServer& staff_;
    Guard spoiled_;
    Guard staff_only_;
};

inline void answer_json(httplib::Response& response, int status, const std::string& body) {
    response.status = status;
    response.set_content(body, "application/json");
}

}  // namespace kiosk::sandbox
