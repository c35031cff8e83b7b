#pragma once
/// The queue of one kiosk on its own, in the store's SQLite file. One thread: the store worker. Blocks on the disk.

#include <string>

#include "kiosk/queue/engine.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::queue {

class SqliteEngine final : public Engine {
public:
    SqliteEngine(store::Database& database, settings::Queue settings)
        : database_(database), settings_(std::move(settings)) {}

    [[nodiscard]] Result<Ticket> take(PressId press, const TicketWish& wish, std::string_view visit_code,
                                      WallTime now) override;
    [[nodiscard]] Result<Ticket> hold(PressId press, TicketState state, WallTime now) override;
    [[nodiscard]] Result<Ticket> void_ticket(PressId press, WallTime now) override;
    [[nodiscard]] Result<int> expire_unprinted(WallTime now) override;
    [[nodiscard]] Result<std::vector<Ticket>> list(LocalDate day) override;
    [[nodiscard]] Result<std::optional<Ticket>> find(PressId press) override;
    [[nodiscard]] Result<std::optional<Ticket>> find(std::string_view number, LocalDate day) override;
    [[nodiscard]] Result<std::optional<Ticket>> find_for_visit(std::string_view visit_code, LocalDate day) override;
    [[nodiscard]] Result<LocalDate> business_day(WallTime now) override;

private:
    [[nodiscard]] Result<Done> allot(Ticket& ticket, const settings::Line& line);
    [[nodiscard]] Result<Ticket> move_to(Ticket ticket, TicketState state, WallTime now);
    [[nodiscard]] Result<Ticket> settle_doubt(PressId press);
    store::Database& database_;
    settings::Queue settings_;
};

}  // namespace kiosk::queue
