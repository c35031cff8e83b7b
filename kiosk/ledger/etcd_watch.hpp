#pragma once
/// The changes of one prefix as etcd tells them: a stream in a thread of its own, held again at another member when it breaks,
/// from the revision where it broke. What nobody has asked for yet waits here, each key as it is at last.
///
/// changes() from one thread; stop() from any.

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/ledger/engine.hpp"
#include "kiosk/ledger/etcd_client.hpp"

namespace kiosk::ledger::etcd {

class Watch {
public:
    Watch(std::unique_ptr<Client> client, const Clock& clock) : client_(std::move(client)), clock_(clock) {}
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    /// Engine::changes. Cheap as long as the prefix stays and `after` does not go back; else the stream begins anew.
    [[nodiscard]] Result<Changes> changes(std::string_view prefix, Revision after, Duration patience);
    void stop();

private:
    /// One holding of the stream, as the thread knows it.
    struct Round {
        int number = 0;
        std::string prefix;
        Revision from = 0;
        std::vector<Change> begun;       ///< of a revision that goes on in the next line
        bool behind = false;             ///< the member knows less than was told already
        std::optional<Error> trouble{};  ///< what it said that ends the stream
    };
    void run();
    void hold(Round& round);
    void note_break(Error error);
    [[nodiscard]] Client::After take(Round& round, std::string_view line);
    [[nodiscard]] Client::After take_end(Round& round, const WatchLine& line);
    [[nodiscard]] Client::After begin_stream(Round& round, const WatchLine& line);
    [[nodiscard]] Client::After keep(Round& round);
    [[nodiscard]] bool wanted(const Round& round);
    [[nodiscard]] Client::After end_with(Error error);
    void look_whether_it_went_back(const Round& round);
    void begin(std::string_view prefix, Revision after);
    [[nodiscard]] Result<Changes> told(Revision after);

    const std::unique_ptr<Client> client_;
    const Clock& clock_;
    // Of the thread alone.
    int refused_ = 0;  ///< in a row

    std::mutex mutex_;  // all below
    std::condition_variable news_;
    bool stopped_ = false;
    bool running_ = false;
    int round_ = 0;
    std::string prefix_;
    Revision since_ = 0;         ///< what is not newer was asked for already
    Revision until_ = 0;         ///< all up to here was told by the stream
    std::uint64_t cluster_ = 0;  ///< 0: not known yet
    std::map<std::string, Change> latest_;
    std::size_t bytes_ = 0;
    std::optional<Error> failed_;
    std::optional<Monotonic> broken_since_;
    std::optional<Monotonic> was_broken_since_;  ///< before it was mended, as long as that has proved nothing
    Monotonic mended_at_;
    Error break_;
    std::thread thread_;
};

}  // namespace kiosk::ledger::etcd
