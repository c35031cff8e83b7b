#include "kiosk/ledger/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kiosk::ledger {
namespace {

Result<Done> check_letters(std::string_view key) {
    if (key.size() > longest_key)
        return fail(Code::too_large, fmt::format("a key of {} bytes; at most {}", key.size(), longest_key));
    if (std::any_of(key.begin(), key.end(), [](char c) { return c == '\0' || static_cast<unsigned char>(c) > 127; }))
        return fail(Code::bad_usage, "a key that is not ASCII, or has a NUL in it");
    return Done{};
}

Result<Done> check_key(std::string_view key) {
    if (key.empty()) return fail(Code::bad_usage, "a key without a name");
    return check_letters(key);
}

Result<Done> check_put(const Put& put) {
    if (put.value.size() <= largest_value) return check_key(put.key);
    return fail(Code::too_large, fmt::format("{} bytes for {}; at most {}", put.value.size(), put.key, largest_value));
}

}  // namespace

Result<Done> check_prefix(std::string_view prefix) { return check_letters(prefix); }

Result<Done> check(const Write& write) {
    std::set<std::string_view> changed;
    std::size_t bytes = 0;
    for (const auto& guard : write.guards) {
        if (auto right = check_key(guard.key); !right) return right;
        bytes += guard.key.size();
    }
    for (const auto& put : write.puts) {
        if (auto right = check_put(put); !right) return right;
        if (!changed.insert(put.key).second) return fail(Code::bad_usage, put.key + " is changed twice in one write");
        bytes += put.key.size() + put.value.size();
    }
    if (!write.counted.empty() && !changed.contains(write.counted))
        return fail(Code::bad_usage, write.counted + " is counted and not put");
    for (const auto& key : write.removed) {
        if (auto right = check_key(key); !right) return right;
        if (!changed.insert(key).second) return fail(Code::bad_usage, key + " is changed twice in one write");
        bytes += key.size();
    }
    if (changed.size() > most_steps || write.guards.size() > most_steps || bytes > largest_write)
        return fail(Code::too_large,
                    fmt::format("a write of {} changes, {} guards and {} bytes; at most {}, {} and {}", changed.size(),
                                write.guards.size(), bytes, most_steps, most_steps, largest_write));
    return Done{};
}

Result<Done> check_lasting(Duration lasts) {
    if (lasts >= 1s && lasts % 1s == 0s) return Done{};
    return fail(Code::bad_usage, fmt::format("a lease of {} ms; whole seconds, at least one", lasts.count()));
}

std::string end_of(std::string_view prefix) {
    if (prefix.empty()) return "\x80";
    std::string end(prefix);
    end.back() = static_cast<char>(end.back() + 1);
    return end;
}

}  // namespace kiosk::ledger
