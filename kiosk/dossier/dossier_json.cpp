#include "kiosk/dossier/dossier_json.hpp"

#include <fmt/format.h>

#include <set>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/dossier_fields.hpp"
#include "kiosk/dossier/guarded_json.hpp"

namespace kiosk::dossier {
namespace {

using Json = nlohmann::ordered_json;
using Findings = std::vector<settings::Finding>;

constexpr std::size_t most_items = 1'000;
constexpr std::size_t longest_text_bytes = 20'000;

std::string_view plain(const std::string& text) { return text; }
std::string_view plain(const Personal& text) { return text.reveal(); }

/// Leaves out what is empty or has its usual value.
class Writer {
public:
    template <class Text>
    void text(const char* key, const Text& value) {
        if (!value.empty()) out_[key] = plain(value);
    }
    void needed_text(const char* key, const std::string& value) { out_[key] = value; }
    void time(const char* key, const std::optional<WallTime>& value) {
        if (value) out_[key] = iso_time(*value);
    }
    void needed_time(const char* key, const WallTime& value) { out_[key] = iso_time(value); }
    void day(const char* key, const LocalDate& value) {
        if (value != LocalDate{}) out_[key] = value.iso();
    }
    template <class Number>
    void number(const char* key, const Number& value, std::int64_t, std::int64_t) {
        out_[key] = value;
    }
    void maybe_number(const char* key, const std::optional<int>& value, std::int64_t, std::int64_t) {
        if (value) out_[key] = *value;
    }
    void flag(const char* key, bool value) {
        if (value) out_[key] = true;
    }
    template <class T, std::size_t size>
    void word(const char* key, const T& value, const Words<T, size>& words) {
        out_[key] = word_of(words, value);
    }
    void status(const char* key, const Status& value) { out_[key] = static_cast<int>(value); }
    void texts(const char* key, const std::vector<std::string>& values) {
        if (!values.empty()) out_[key] = values;
    }
    template <class T>
    void object(const char* key, const T& value) {
        if (value != T{}) part(key, [&](Writer& inner) { describe(inner, value); });
    }
    template <class Describing>
    void part(const char* key, const Describing& describing) {
        Writer inner;
        describing(inner);
        out_[key] = std::move(inner.out_);
    }
    template <class T>
    void list(const char* key, const std::vector<T>& values) {
        if (values.empty()) return;
        auto& list = out_[key] = Json::array();
        for (const auto& value : values) {
            Writer inner;
            describe(inner, value);
            list.push_back(std::move(inner.out_));
        }
    }
    [[nodiscard]] const Json& json() const { return out_; }

private:
    Json out_ = Json::object();
};

class Reader {
public:
    Reader(const Json& object, std::string place, Findings& findings)
        : object_(object), place_(std::move(place)), findings_(findings) {
        if (!object_.is_object()) find("", "This is no object.", "Write { … } here.");
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() {  // NOLINT(bugprone-exception-escape): only memory can run out, and that ends the program
        if (!object_.is_object()) return;
        for (const auto& item : object_.items())
            if (!asked_.contains(item.key()))
                find(item.key(), "The key is not known here.", "Correct its spelling, or remove it.");
    }

    template <class Text>
    void text(const char* key, Text& out) {
        const auto* value = of_kind(key, &Json::is_string, "a text in quotes");
        if (value == nullptr) return;
        const auto& read = value->get_ref<const std::string&>();
        if (read.size() > longest_text_bytes) return find(key, "The text is too long.", "Shorten it.");
        if (has_control_characters(read, "\n\t"))
            return find(key, "The text has control characters.", "Type it again; it was probably pasted.");
        out = Text(read);
    }
    void needed_text(const char* key, std::string& out) {
        text(key, out);
        if (out.empty() && !said_) find(key, "The value is missing.", "Write it; the dossier cannot be without.");
    }
    void time(const char* key, std::optional<WallTime>& out) {
        const auto* value = of_kind(key, &Json::is_string, "a time in quotes");
        if (value == nullptr) return;
        const auto read = parse_iso_time(value->get_ref<const std::string&>());
        if (!read)
            return find(key, "This is no moment of Vietnam's clock.",
                        "Write one such as \"2026-11-23T09:42:00+07:00\", with +07:00 as its zone.");
        out = *read;
    }
    void needed_time(const char* key, WallTime& out) {
        std::optional<WallTime> read;
        time(key, read);
        if (read) out = *read;
        else if (!said_) find(key, "The time is missing.", "Write one such as \"2026-11-23T09:42:00+07:00\".");
    }
    void day(const char* key, LocalDate& out) {
        const auto* value = of_kind(key, &Json::is_string, "a date in quotes");
        if (value == nullptr) return;
        const auto read = parse_iso_date(value->get_ref<const std::string&>());
        if (!read) return find(key, "This is no date that exists.", "Write one such as \"2026-11-23\".");
        out = *read;
    }
    template <class Number>
    void number(const char* key, Number& out, std::int64_t from, std::int64_t to) {
        const auto* value = of_kind(key, &Json::is_number_integer, "a whole number");
        if (value == nullptr) return;
        const bool huge = value->is_number_unsigned() && value->get<std::uint64_t>() > static_cast<std::uint64_t>(to);
        const auto read = value->get<std::int64_t>();
        if (huge || read < from || read > to)
            return find(key, fmt::format("The number is outside {} to {}.", from, to), "Correct it.");
        out = static_cast<Number>(read);
    }
    void maybe_number(const char* key, std::optional<int>& out, std::int64_t from, std::int64_t to) {
        int read = 0;
        number(key, read, from, to);
        if (!said_ && object_.contains(key)) out = read;
    }
    void flag(const char* key, bool& out) {
        if (const auto* value = of_kind(key, &Json::is_boolean, "true or false")) out = value->get<bool>();
    }
    template <class T, std::size_t size>
    void word(const char* key, T& out, const Words<T, size>& words) {
        const auto* value = of_kind(key, &Json::is_string, "a word in quotes");
        if (value == nullptr) return;
        if (const auto read = value_of(words, value->get_ref<const std::string&>())) out = *read;
        else {
            std::string known;
            for (const auto& [meaning, word] : words) known += fmt::format("{}{}", known.empty() ? "" : ", ", word);
            find(key, "The word is not known here.", fmt::format("Write one of: {}.", known));
        }
    }
    void status(const char* key, Status& out) {
        int read = 0;
        number(key, read, 1, 10);
        if (const auto status = parse_status(read)) out = *status;
        else if (!said_) find(key, "The state is missing.", "Write 1 to 10 of the national table.");
    }
    void texts(const char* key, std::vector<std::string>& out) {
        each(key, [&](const Json& item, const std::string& place) {
            if (item.is_string()) out.push_back(item.get<std::string>());
            else findings_.push_back({{}, 0, place, "This is no text.", "Write a text in quotes."});
        });
    }
    template <class T>
    void object(const char* key, T& out) {
        part(key, [&](Reader& inner) { describe(inner, out); });
    }
    template <class Describing>
    void part(const char* key, const Describing& describing) {
        static const Json nothing = Json::object();
        asked_.insert(key);
        const auto found = object_.find(key);
        Reader inner(found == object_.end() ? nothing : *found, place(key), findings_);
        describing(inner);
    }
    template <class T>
    void list(const char* key, std::vector<T>& out) {
        each(key, [&](const Json& item, const std::string& place) {
            Reader inner(item, place, findings_);
            describe(inner, out.emplace_back());
        });
    }

private:
    [[nodiscard]] std::string place(std::string_view key) const {
        return key.empty() ? place_ : fmt::format("{}.{}", place_, key);
    }
    void find(std::string_view key, std::string what, std::string remedy) {
        said_ = true;
        findings_.push_back({{}, 0, place(key), std::move(what), std::move(remedy)});
    }
    /// Nothing when it is not there, or of another kind, which is then said.
    const Json* of_kind(const char* key, bool (Json::*is)() const noexcept, std::string_view kind) {
        asked_.insert(key);
        said_ = !object_.is_object();
        const auto found = object_.find(key);
        if (found == object_.end()) return nullptr;
        if (((*found).*is)()) return &*found;
        find(key, fmt::format("The value is not {}.", kind), fmt::format("Write {} here, or leave the key out.", kind));
        return nullptr;
    }
    template <class Taking>
    void each(const char* key, const Taking& taking) {
        const auto* list = of_kind(key, &Json::is_array, "a list in [ ]");
        if (list == nullptr) return;
        if (list->size() > most_items) return find(key, "The list is too long.", "A dossier has no more than 1000 of them.");
        for (std::size_t i = 0; i < list->size(); ++i) taking((*list)[i], fmt::format("{}[{}]", place(key), i));
    }

    const Json& object_;
    std::string place_;
    Findings& findings_;
    std::set<std::string, std::less<>> asked_;
    bool said_ = false;  ///< something was said about the key that is read now
};

/// What must hold between the parts.
void check_as_a_whole(const FullDossier& dossier, Findings& findings) {
    const auto find = [&](std::string key, std::string what, std::string remedy) {
        findings.push_back({{}, 0, std::move(key), std::move(what), std::move(remedy)});
    };
    if (dossier.history.empty())
        return find("$.history", "The history is missing.", "Write at least the step {\"status\":1,\"at\":…}.");
    if (dossier.holder.name.empty()) find("$.holder.name", "The value is missing.", "Write whose dossier it is.");
    for (std::size_t i = 1; i < dossier.history.size(); ++i) {
        const auto& before = dossier.history[i - 1];
        const auto& step = dossier.history[i];
        if (step.at < before.at)
            find(fmt::format("$.history[{}].at", i), "The step is earlier than the one before it.",
                 "Write the steps in the order of their times.");
        if (!may_become(before.status, step.status))
            find(fmt::format("$.history[{}].status", i),
                 fmt::format("State {} does not become {}.", static_cast<int>(before.status), static_cast<int>(step.status)),
                 "Write every step in between.");
    }
    for (std::size_t i = 0; i < dossier.fees.size(); ++i)
        if (dossier.fees[i].percent_off && dossier.fees[i].exemption.empty())
            find(fmt::format("$.fees[{}].percent_off", i), "Something is taken off the fee, and no exemption says why.",
                 "Write exemption, or leave percent_off out.");
    if (dossier.channel == Channel::online && dossier.identified_by != IdentifiedBy::signed_in &&
        !dossier.portal_account.empty())
        find("$.portal_account", "An account is named of somebody who did not sign in.",
             "Leave it out, or write identified_by signed_in.");
}

}  // namespace

std::string dossier_json(const FullDossier& dossier) {
    Writer writer;
    describe(writer, dossier);
    return writer.json().dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

tl::expected<FullDossier, Findings> read_dossier_json(std::string_view text) {
    auto json = guarded_json(text);
    if (!json) return tl::unexpected(Findings{std::move(json.error())});
    FullDossier out;
    Findings findings;
    {
        Reader reader(*json, "$", findings);  // says which keys are unknown when it goes
        describe(reader, out);
    }
    if (findings.empty()) check_as_a_whole(out, findings);
    if (!findings.empty()) return tl::unexpected(std::move(findings));
    return out;
}

}  // namespace kiosk::dossier
