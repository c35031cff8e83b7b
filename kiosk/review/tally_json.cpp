#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kiosk/base/ids.hpp"
#include "kiosk/review/count_rules.hpp"
#include "kiosk/review/tally.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::review {
namespace {

using Json = nlohmann::ordered_json;

constexpr int format_version = 1;
constexpr std::int64_t largest_count = 1'000'000'000;  // no machine counts as much; sums of thousands still fit

/// Reads one file; the first thing that is wrong ends it.
class Reader {
public:
    Reader(const Json& root, const CountRules& rules) : root_(root), rules_(rules) {}

    Result<Tally> read() {
        if (!root_.is_object() || text(root_, "format") != "kiosk-tally")
            return wrong("", "this is no file of counts; make one with kiosk catalogue coverage --export");
        if (!has_only(root_, {"format", "version", "books"})) return wrong("", unknown_key);
        const auto version = root_.find("version");
        if (version == root_.end() || !version->is_number_integer()) return wrong("version", "a number is missing");
        if (*version != format_version)
            return fail(Code::newer_version, "the file of counts was written by another program; use the same version");
        const auto books = root_.find("books");
        if (books == root_.end() || !books->is_array()) return wrong("books", "a list is missing");
        Tally out;
        for (std::size_t i = 0; i < books->size(); ++i) {
            auto book = read_book((*books)[i], fmt::format("books[{}]", i));
            if (!book) return fail(std::move(book));
            if (auto joined = out.join(*book); !joined) return fail(std::move(joined));
        }
        return out;
    }

private:
    static constexpr std::string_view unknown_key = "a key is not known in a file of counts";

    static bool has_only(const Json& object, std::initializer_list<std::string_view> keys) {
        for (const auto& item : object.items())
            if (std::find(keys.begin(), keys.end(), item.key()) == keys.end()) return false;
        return true;
    }
    static tl::unexpected<Error> wrong(std::string_view place, std::string_view what) {
        return fail(Code::bad_format, place.empty() ? std::string(what) : fmt::format("{}: {}", place, what));
    }
    static std::string text(const Json& object, const char* key) {
        if (!object.is_object()) return {};
        const auto found = object.find(key);
        return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
    }

    [[nodiscard]] Result<Book> read_book(const Json& json, const std::string& place) const {
        Book out{text(json, "id"), text(json, "centre"), text(json, "kiosk"), {}, {}};
        if (!parse_uuid(out.id)) return wrong(place + ".id", "this is no UUID");
        if (!has_only(json, {"id", "centre", "kiosk", "as_of", "counts"})) return wrong(place, unknown_key);
        // As the settings have them.
        constexpr std::string_view capitals_and_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        if (!settings::made_of(out.centre, capitals_and_digits, 2, 8))
            return wrong(place + ".centre", "this is no centre's id");
        if (!settings::made_of(out.kiosk, capitals_and_digits, 1, 6))
            return wrong(place + ".kiosk", "this is no kiosk's id");
        const auto as_of = parse_iso_time(text(json, "as_of"));
        if (!as_of) return wrong(place + ".as_of", "this is no moment");
        out.as_of = *as_of;
        const auto counts = json.find("counts");
        if (counts == json.end() || !counts->is_array()) return wrong(place + ".counts", "a list is missing");
        for (std::size_t i = 0; i < counts->size(); ++i) {
            if (auto added = read_count((*counts)[i], fmt::format("{}.counts[{}]", place, i), out.counts); !added)
                return fail(std::move(added));
        }
        return out;
    }

    [[nodiscard]] Result<Done> read_count(const Json& json, const std::string& place, Counts& out) const {
        if (json.is_object() && !has_only(json, {"month", "counted", "procedure", "detail", "count"}))
            return wrong(place, unknown_key);
        const auto counted = parse_counted(text(json, "counted"));
        if (!counted) return wrong(place + ".counted", "nothing of this name is counted");
        const CountLine line{text(json, "month"), *counted, text(json, "procedure"), text(json, "detail")};
        if (!is_month(line.month)) return wrong(place + ".month", "this is no month such as 2026-11");
        const auto count = json.is_object() ? json.find("count") : json.end();
        if (!json.is_object() || count == json.end() || !count->is_number_integer() || *count < 1 || *count > largest_count)
            return wrong(place + ".count", "this is no count");
        if (const auto fault = rules_.fault_of(line, count->get<std::int64_t>()))
            return wrong(fmt::format("{}.{}", place, fault->key), fault->what);
        if (!out.emplace(line, count->get<std::int64_t>()).second) return wrong(place, "the line is there twice");
        return Done{};
    }

    const Json& root_;
    const CountRules& rules_;
};

}  // namespace

std::string tally_json(const Tally& tally) {
    auto books = Json::array();
    for (const auto& [id, book] : tally.books()) {
        auto counts = Json::array();
        for (const auto& [line, count] : book.counts) {
            counts.push_back({{"month", line.month},
                              {"counted", name(line.counted)},
                              {"procedure", line.procedure},
                              {"detail", line.detail},
                              {"count", count}});
        }
        books.push_back({{"id", id},
                         {"centre", book.centre},
                         {"kiosk", book.kiosk},
                         {"as_of", iso_time(book.as_of)},
                         {"counts", std::move(counts)}});
    }
    const Json out = {{"format", "kiosk-tally"}, {"version", format_version}, {"books", std::move(books)}};
    return out.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Tally> read_tally(std::string_view json, const CountRules& rules) {
    if (json.size() > largest_tally_bytes) return fail(Code::too_large, "the file of counts is larger than 64 MB");
    const auto root = Json::parse(json, nullptr, false);
    if (root.is_discarded()) return fail(Code::bad_format, "the file is no JSON; perhaps it was cut while it was copied");
    return Reader(root, rules).read();
}

}  // namespace kiosk::review
