#pragma once
/// Payments to train with: keeps orders, and lets the trainer be the bank (pays exactly, short, over, late, twice, gives back).
/// Everything is written into payments.jsonl before it is said. Any thread; blocks on the disk.

#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/sandbox/journal.hpp"
#include "kiosk/sandbox/routes.hpp"
#include "kiosk/sandbox/spoiler.hpp"

namespace kiosk::sandbox {

class Payments {
public:
    /// corrupt: a line of the journal that makes no sense. Clock and spoiler must outlive it.
    [[nodiscard]] static Result<std::unique_ptr<Payments>> open(const std::filesystem::path& folder, const Clock& clock,
                                                                Spoiler& spoiler);
    /// `url`: of the portal, for the platform's page. `dossier_of`: the one name of a dossier that has several codes.
    void serve(Routes& routes, std::function<std::string()> url, std::function<std::string(const std::string&)> dossier_of);
    /// Questions that are kept open end; before the server is stopped.
    void stop();

private:
    using Json = nlohmann::ordered_json;
    struct Order {
        Json told;  ///< as the kiosk told it
        Json transactions = Json::array();
    };
    Payments(std::unique_ptr<Journal> journal, const Clock& clock, Spoiler& spoiler)
        : journal_(std::move(journal)), clock_(clock), spoiler_(spoiler) {}
    [[nodiscard]] bool replay(const Json& line);
    [[nodiscard]] bool write(const Json& line);
    void place(const httplib::Request& request, httplib::Response& response);
    void transactions(const httplib::Request& request, httplib::Response& response);
    void list(const httplib::Request& request, httplib::Response& response);
    void platform(const httplib::Request& request, httplib::Response& response);
    void pay(const httplib::Request& request, httplib::Response& response);
    /// With everything that came for its fee, by whichever order, of whatever kiosk.
    [[nodiscard]] Json answer_of(const std::string& code) const;
    [[nodiscard]] bool same_fee(const Order& a, const Order& b) const;

    const std::unique_ptr<Journal> journal_;
    const Clock& clock_;
    Spoiler& spoiler_;
    std::function<std::string()> url_;
    std::function<std::string(const std::string&)> dossier_of_;
    std::mutex mutex_;
    std::condition_variable money_came_;
    bool stopping_ = false;
    std::map<std::string, Order> orders_;  ///< by reconciliation code
    int count_ = 0;                        ///< of transactions
};

}  // namespace kiosk::sandbox
