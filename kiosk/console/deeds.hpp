#pragma once
/// What officers do, as their pages ask for it: who may do it, and what it does to the queue. Every deed carries the id of the press that asked
/// for it, so a page sends it again after any failure and nothing happens twice.
///
/// One thread at a time (the server holds a lock). Blocks as the queue's engine does.

#include <string>
#include <string_view>

#include "kiosk/console/sessions.hpp"
#include "kiosk/queue/queue.hpp"

namespace kiosk::console {

/// {"deed","press","counter","ticket","to","line","lines":[],"value","words"}: which of them a deed needs, deeds.cpp says.
struct Wish {
    std::string deed;
    PressId press;
    std::string counter{};
    std::optional<PressId> ticket{};
    std::string to{};  ///< a counter, or an account
    std::string line{};
    std::vector<std::string> lines{};
    std::string value{};  ///< id of a reason, outcome or class
    std::string words{};  ///< an officer's own: of a note, and nowhere else
};
/// bad_format for what is none, too_large for words that are too long.
[[nodiscard]] Result<Wish> read_wish(std::string_view json);

class Deeds {
public:
    static constexpr std::size_t longest_words_bytes = 400;

    Deeds(queue::Queue& queue, ledger::Engine& engine, const settings::Settings& settings, const Clock& clock)
        : queue_(queue), engine_(engine), settings_(settings), clock_(clock) {}

    /// no_permission: not with this role, or another officer has the counter; bad_usage: no such deed; else as Queue says.
    [[nodiscard]] Result<Done> carry_out(const Session& session, const Wish& wish);

    /// Beside what the queue's own history says; a line that cannot be written is in the server's log.
    void note(const LocalDate& day, PressId press, const queue::LogLine& line);
    /// What note() kept of that day, newest first.
    [[nodiscard]] Result<std::vector<queue::LogLine>> log(const LocalDate& day);
    [[nodiscard]] Result<LocalDate> today();

private:
    struct Row;
    [[nodiscard]] static const Row* row_of(std::string_view deed);
    [[nodiscard]] Result<Done> may(const Row& row, const Session& session, const Wish& wish, WallTime now);
    [[nodiscard]] Result<Done> is_of_the_lists(const Row& row, const Wish& wish) const;
    [[nodiscard]] Result<bool> was_done(const Wish& wish, WallTime now);
    [[nodiscard]] Result<Done> open(const Session& session, const Wish& wish, const queue::Deed& deed);
    [[nodiscard]] Result<Done> close_day(const Session& session, const queue::Deed& deed);

    queue::Queue& queue_;
    ledger::Engine& engine_;
    const settings::Settings& settings_;
    const Clock& clock_;
};

}  // namespace kiosk::console
