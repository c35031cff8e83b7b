#pragma once
/// Reads TOML files of the configuration so that every mistake in them is said at once, with file, line, key and remedy.
/// Values are plain copies, one thread each; only `read_toml` and `line_of` block, on the disk.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/local_text.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::settings {

using Findings = std::vector<Finding>;

/// One value of a TOML file and the line on which it stands.
struct TomlValue {
    enum class Kind { text, integer, real, boolean, date, other, array, table };
    TomlValue();  // defined out of line: clang 14 cannot make a pair of what it is still reading
    Kind kind = Kind::table;
    int line = 0;
    std::string text;
    std::int64_t integer = 0;
    double real = 0;
    bool boolean = false;
    LocalDate date;
    std::vector<TomlValue> items;                            ///< of an array
    std::vector<std::pair<std::string, TomlValue>> members;  ///< of a table
    [[nodiscard]] const TomlValue* member(std::string_view key) const;
};

/// The whole file as a table; nothing when it is missing, too large, not UTF-8 or no TOML, which is then a finding. A byte
/// order mark of UTF-8, which some editors write, is allowed.
[[nodiscard]] std::optional<TomlValue> read_toml(const std::filesystem::path& file, Findings& findings);
/// The line of the first byte that is not UTF-8, from 1; 0 when all of it is.
[[nodiscard]] int first_line_not_utf8(std::string_view bytes);
/// Whether it begins as text of two bytes a letter does, which some editors write.
[[nodiscard]] bool is_utf16(std::string_view bytes);
/// The line of a key path such as "queue.line[2].fields"; 0 when the file or the key is not there.
[[nodiscard]] int line_of(const std::filesystem::path& file, std::string_view key_path);

/// A checked view of one table. Each getter says what it misses as a finding and returns something harmless, so that reading
/// goes on. What nobody asked for is a finding too, when the reader goes. Items of arrays are counted from 1, as people do.
class TomlReader {
public:
    TomlReader(const TomlValue& table, std::filesystem::path file, Findings& findings, std::string path = {});
    ~TomlReader();
    TomlReader(const TomlReader&) = delete;
    TomlReader& operator=(const TomlReader&) = delete;

    [[nodiscard]] bool has(std::string_view key) const { return table_.member(key) != nullptr; }
    [[nodiscard]] std::vector<std::string> keys() const;
    [[nodiscard]] int line(std::string_view key) const;  ///< of the key, or of the table when the key is not there

    /// `remedy` says what to write when the value is missing or of another kind. Texts are in normal form C, without control
    /// characters.
    std::string text(std::string_view key, std::string_view remedy);
    std::string text_or(std::string_view key, std::string_view fallback = {});
    /// The name of an icon (icons.hpp); empty, with a finding, when there is none of that name.
    std::string icon(std::string_view key, std::string_view remedy);
    /// `{ vi = "…", en = "…" }`, Vietnamese always there; absent as a whole when optional.
    LocalText local_text(std::string_view key, std::string_view remedy);
    LocalText local_text_or_none(std::string_view key);
    std::int64_t integer(std::string_view key, std::int64_t from, std::int64_t to, std::string_view remedy);
    std::int64_t integer_or(std::string_view key, std::int64_t fallback, std::int64_t from, std::int64_t to);
    std::optional<std::int64_t> integer_if_there(std::string_view key, std::int64_t from, std::int64_t to);
    double real_or(std::string_view key, double fallback, double from, double to);
    bool boolean_or(std::string_view key, bool fallback);
    LocalDate date(std::string_view key, std::string_view remedy);
    std::optional<LocalDate> date_if_there(std::string_view key);
    std::vector<LocalDate> dates(std::string_view key);
    std::vector<std::string> texts(std::string_view key);
    /// One of the words; the first one when it is none, with a finding.
    std::string one_of(std::string_view key, std::initializer_list<std::string_view> words);
    std::string one_of_or(std::string_view key, std::string_view fallback, std::initializer_list<std::string_view> words);

    using Reading = std::function<void(TomlReader&)>;
    /// `[key]`. Not called when it is missing.
    void table(std::string_view key, const Reading& reading);
    void table(std::string_view key, std::string_view remedy, const Reading& reading);
    /// `[[key]]`, none when it is missing.
    void tables(std::string_view key, const Reading& reading);

    /// A finding at the key, or at the table itself for an empty key.
    void find(std::string_view key, std::string what, std::string remedy);
    [[nodiscard]] std::string path(std::string_view key = {}) const;
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    [[nodiscard]] Findings& findings() { return findings_; }

private:
    const TomlValue* take(std::string_view key);
    const TomlValue* take(std::string_view key, TomlValue::Kind kind, std::string_view what);
    const TomlValue* take_needed(std::string_view key, TomlValue::Kind kind, std::string_view what, std::string_view remedy);
    const TomlValue* take_array(std::string_view key, TomlValue::Kind kind, std::string_view what);
    std::string clean(const TomlValue& value, std::string_view key);
    LocalText local_text_of(const TomlValue& value, std::string_view key);
    bool within(std::string_view key, double value, double from, double to);

    const TomlValue& table_;
    const std::filesystem::path file_;
    Findings& findings_;
    const std::string path_;
    std::set<std::string, std::less<>> taken_;
};

/// For ids that people write in files and on command lines: small letters, digits, `_`, starting with a letter.
[[nodiscard]] bool is_id(std::string_view text);
/// Only those characters, and that many of them.
[[nodiscard]] bool made_of(std::string_view text, std::string_view characters, std::size_t from, std::size_t to);
/// A path that the file names, relative to its folder unless it is absolute.
[[nodiscard]] std::filesystem::path beside(const std::filesystem::path& file, std::string_view path);
/// `name` or `name:port`, the port from 1 to 65535.
[[nodiscard]] bool is_host(std::string_view text, bool port_needed);
inline constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
inline constexpr std::string_view capitals_and_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

}  // namespace kiosk::settings
