#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/guarded_json.hpp"
#include "kiosk/packet/packet_fields.hpp"
#include "kiosk/packet/packet_json.hpp"
#include "kiosk/packet/packet_rules.hpp"

namespace kiosk::packet {
namespace {

using Json = nlohmann::ordered_json;

/// What systems send for the same text: a string, a number, true or false, null.
std::string text_of(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? "True" : "False";
    return value.is_null() || value.is_structured() ? std::string() : value.dump();
}

/// Reads what the schema has passed: a key that is missing or null keeps its default. What the schema did not look at closely
/// enough is still refused here, never guessed.
class Reader {
public:
    Reader(const Json& object, std::string place, Findings& findings)
        : object_(object), place_(std::move(place)), findings_(findings) {}

    template <class Text>
    void text(const char* key, Text& out) {
        if (const auto* value = member(key)) out = Text(text_of(*value));
    }
    void time(const char* key, std::optional<WallTime>& out) {
        const auto text = text_at(key);
        if (text.empty()) return;
        if (!is_packet_time(text)) return wrong(key, "No such moment exists.", "Write yyyyMMddHHmmss at +07:00.");
        const auto part = [&](std::size_t at, std::size_t size) { return std::stoi(text.substr(at, size)); };
        out = wall_time({{part(0, 4), part(4, 2), part(6, 2)}, part(8, 2), part(10, 2), part(12, 2)});
    }
    template <class Number>
    void number(const char* key, Number& out) {
        const auto text = text_at(key);
        if (text.empty()) return;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
        if (error != std::errc{} || end != text.data() + text.size())
            wrong(key, "This is no whole number.", "Write digits alone.");
    }
    void flag(const char* key, bool& out, Flag) {
        const auto text = text_at(key);
        if (text == "1" || text == "True" || text == "true") out = true;
        else if (text == "0" || text == "False" || text == "false") out = false;
        else if (!text.empty()) wrong(key, "This is neither yes nor no.", "Write \"True\" or \"False\", or \"1\" or \"0\".");
    }
    template <class T, std::size_t size>
    void word(const char* key, T& out, const Words<T, size>& words) {
        const auto text = text_at(key);
        if (text.empty()) return;
        if (const auto value = value_of(words, text)) out = *value;
        else wrong(key, "The value is none of those that are known here.", "See the standard's table.");
    }
    void status(const char* key, dossier::Status& out) {
        int read = 0;
        number(key, read);
        if (const auto status = dossier::parse_status(read)) out = *status;
        else wrong(key, "The state is none of the national table.", "Write \"1\" to \"10\".");
    }
    template <class T>
    void list(const char* key, std::vector<T>& out) {
        each(key, [&](const Json& item, std::string place) {
            Reader inner(item, std::move(place), findings_);
            describe(inner, out.emplace_back());
        });
    }
    void texts(const char* key, const char* inner_key, std::vector<std::string>& out) {
        each(key, [&](const Json& item, std::string place) {
            Reader(item, std::move(place), findings_).text(inner_key, out.emplace_back());
        });
    }
    void raw(const char* key, std::vector<std::string>& out) {
        each(key, [&](const Json& item, const std::string&) { out.push_back(item.dump()); });
    }
    [[nodiscard]] std::string text_at(const char* key) const {
        const auto* value = member(key);
        return value == nullptr ? std::string() : text_of(*value);
    }
    [[nodiscard]] const Json* member(const char* key) const {
        const auto found = object_.find(key);
        return found == object_.end() || found->is_null() ? nullptr : &*found;
    }

private:
    void wrong(const char* key, std::string what, std::string remedy) {
        findings_.push_back({{}, 0, fmt::format("{}.{}", place_, key), std::move(what), std::move(remedy)});
    }
    template <class Taking>
    void each(const char* key, const Taking& taking) {
        const auto* list = member(key);
        if (list == nullptr || !list->is_array()) return;
        for (std::size_t i = 0; i < list->size(); ++i) taking((*list)[i], fmt::format("{}.{}[{}]", place_, key, i));
    }

    const Json& object_;
    std::string place_;
    Findings& findings_;
};

/// Says which texts have letters that steer a screen or turn the order of reading: they show another dossier than they hold.
/// Line ends and tabs are what people type into notes.
void find_control_characters(const Json& value, const std::string& place, Findings& findings) {
    constexpr std::string_view typed = "\n\r\t";
    if (value.is_string() && has_control_characters(value.get_ref<const std::string&>(), typed))
        findings.push_back({{}, 0, place, "The text has control characters.", "Remove them; they were probably pasted."});
    if (value.is_object())
        for (const auto& item : value.items()) {
            if (has_control_characters(item.key()))
                findings.push_back(
                    {{}, 0, place, "The name of a key has control characters.", "Write the key as it is known."});
            else find_control_characters(item.value(), fmt::format("{}.{}", place, item.key()), findings);
        }
    if (value.is_array())
        for (std::size_t i = 0; i < value.size(); ++i)
            find_control_characters(value[i], fmt::format("{}[{}]", place, i), findings);
}

Packet call_of(Reader& reader) {
    Call out;
    reader.text("session", out.session);
    reader.text("madonvi", out.sender);
    const auto service = reader.text_at("service");
    if (service == "DongBoHoSoMC") {
        auto& body = out.body.emplace<DossierSync>();
        reader.flag("isUpdating", body.updating, Flag::word);
        reader.list("data", body.dossiers);
    } else if (service == "CapNhatTienDoHoSoMC") {
        reader.list("data", out.body.emplace<ProgressSync>().rows);
    } else if (service == "TraCuuHoSo") {
        reader.text("mahoso", out.body.emplace<CodeQuery>().code);
    } else if (service == "LayThuTuc") {
        reader.text("maTTHC", out.body.emplace<ProcedureQuery>().procedure_code);
    } else {
        out.body = ListQuery{service};
    }
    return out;
}

Packet packet_of(Reader& reader) {
    if (reader.member("service") != nullptr) return call_of(reader);
    if (reader.member("username") != nullptr) {
        Login out;
        reader.text("username", out.username);
        reader.text("password", out.password);
        return out;
    }
    Answer out;
    reader.text("error_code", out.error_code);
    reader.text("message", out.message);
    reader.text("session", out.session);
    if (reader.member("result") != nullptr) reader.raw("result", out.result.emplace());
    return out;
}

}  // namespace

tl::expected<Packet, Findings> read(std::string_view text, const Profile& profile) {
    const auto json = dossier::guarded_json(text);
    if (!json) return tl::unexpected(Findings{json.error()});
    // Before the schema, which would say of such a text only that it has another form.
    Findings findings;
    find_control_characters(*json, "$", findings);
    if (findings.empty()) findings = profile.schema().check(text);
    if (!findings.empty()) return tl::unexpected(std::move(findings));
    Reader reader(*json, "$", findings);
    auto out = packet_of(reader);
    if (findings.empty()) findings = rule_findings(out, profile);
    if (!findings.empty()) return tl::unexpected(std::move(findings));
    return out;
}

Findings check(std::string_view text, const Profile& profile) {
    auto packet = read(text, profile);
    return packet ? Findings{} : std::move(packet.error());
}

Result<std::vector<Entry>> entries_of(const Answer& answer, std::string_view service) {
    struct Names {
        std::string_view service;
        const char* code;
        const char* name;
        const char* group;
    };
    constexpr std::array<Names, 3> known{{{"LayDanhMucCoQuan", "MADONVI", "TENDONVI", "CAPDONVI"},
                                          {"LayDanhMucLinhVuc", "MALINHVUC", "TENLINHVUC", "MANGANH"},
                                          {"LayDanhSachTTHC", "MATTHC", "TENTTHC", ""}}};
    const auto* names = std::find_if(known.begin(), known.end(), [&](const auto& row) { return row.service == service; });
    if (names == known.end())
        return fail(Code::unsupported, "what the rows of this dictionary look like is not known; ask the province");
    std::vector<Entry> out;
    for (const auto& text : answer.result.value_or(std::vector<std::string>{})) {
        const auto row = dossier::guarded_json(text);
        if (!row || !row->is_object()) return fail(Code::bad_format, "a row of the dictionary is no object");
        Findings ignored;
        const Reader reader(*row, "$", ignored);
        Entry entry{reader.text_at(names->code), reader.text_at(names->name), reader.text_at(names->group)};
        if (entry.code.empty() || entry.name.empty())
            return fail(Code::bad_format, fmt::format("a row of the dictionary has no {} or {}", names->code, names->name));
        out.push_back(std::move(entry));
    }
    return out;
}

}  // namespace kiosk::packet
