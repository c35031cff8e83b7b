#pragma once
/// A PostgreSQL server of its own, for comparison only: a number is a row that is counted up, once a press. Where libpq or the
/// server is missing there is none.

#include <functional>
#include <memory>
#include <string>

#include "tests/support/temp_folder.hpp"

namespace bench {

class Postgres {
public:
    [[nodiscard]] static std::unique_ptr<Postgres> start();
    ~Postgres();
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;

    /// Takes a number for a press, over a connection of its own.
    [[nodiscard]] std::function<bool(const std::string&)> way() const;

private:
    Postgres() = default;
    const kiosk::test::TempFolder folder_;
};

}  // namespace bench
