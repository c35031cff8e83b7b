#include <nlohmann/json.hpp>

#include "kiosk/packet/packet_fields.hpp"
#include "kiosk/packet/packet_json.hpp"

namespace kiosk::packet {
namespace {

using Json = nlohmann::ordered_json;

std::string_view plain(const std::string& text) { return text; }
std::string_view plain(const Personal& text) { return text.reveal(); }

class Writer {
public:
    Writer(const Profile& profile, const char* object) : profile_(profile), object_(object) {}

    template <class Text>
    void text(const char* key, const Text& value) {
        put(key, plain(value));
    }
    void time(const char* key, const std::optional<WallTime>& value) { put(key, value ? packet_time(*value) : ""); }
    template <class Number>
    void number(const char* key, const Number& value) {
        put(key, std::to_string(value));
    }
    void flag(const char* key, bool value, Flag way) {
        put(key, way == Flag::digit ? (value ? "1" : "0") : (value ? "True" : "False"));
    }
    template <class T, std::size_t size>
    void word(const char* key, const T& value, const Words<T, size>& words) {
        put(key, word_of(words, value));
    }
    void status(const char* key, const dossier::Status& value) { put(key, std::to_string(static_cast<int>(value))); }
    template <class T>
    void list(const char* key, const std::vector<T>& values) {
        auto out = Json::array();
        for (const auto& value : values) {
            Writer inner(profile_, name_in_schema<T>);
            describe(inner, value);
            out.push_back(std::move(inner.out_));
        }
        put(key, std::move(out));
    }
    void texts(const char* key, const char* inner_key, const std::vector<std::string>& values) {
        auto out = Json::array();
        for (const auto& value : values) out.push_back({{inner_key, value}});
        put(key, std::move(out));
    }
    void raw(const char* key, const std::vector<std::string>& values) { put(key, parsed(values)); }

    static Json parsed(const std::vector<std::string>& values) {
        auto out = Json::array();
        for (const auto& value : values) {
            auto item = Json::parse(value, nullptr, false);
            out.push_back(item.is_discarded() ? Json(value) : std::move(item));
        }
        return out;
    }
    template <class T>
    static Json list_of(const Profile& profile, const std::vector<T>& values) {
        Writer all(profile, nullptr);
        all.list("data", values);
        return std::move(all.out_["data"]);
    }

private:
    void put(const char* key, Json value) {
        if (object_ == nullptr || profile_.has(object_, key)) out_[key] = std::move(value);
    }

    const Profile& profile_;
    const char* object_;  ///< its name in the schema; nothing: every key is written
    Json out_ = Json::object();
};

Json json_of(const Login& login, const Profile&) {
    return {{"username", login.username}, {"password", plain(login.password)}};
}

void write_body(Json& out, const DossierSync& body, const Profile& profile) {
    out["service"] = "DongBoHoSoMC";
    out["isUpdating"] = body.updating ? "True" : "False";
    out["data"] = Writer::list_of(profile, body.dossiers);
}
void write_body(Json& out, const ProgressSync& body, const Profile& profile) {
    out["service"] = "CapNhatTienDoHoSoMC";
    out["data"] = Writer::list_of(profile, body.rows);
}
void write_body(Json& out, const CodeQuery& body, const Profile&) {
    out["service"] = "TraCuuHoSo";
    out["mahoso"] = body.code;
}
void write_body(Json& out, const ProcedureQuery& body, const Profile&) {
    out["service"] = "LayThuTuc";
    out["maTTHC"] = body.procedure_code;
}
void write_body(Json& out, const ListQuery& body, const Profile&) { out["service"] = body.service; }

Json json_of(const Call& call, const Profile& profile) {
    Json out{{"session", plain(call.session)}, {"madonvi", call.sender}};
    std::visit([&](const auto& body) { write_body(out, body, profile); }, call.body);
    return out;
}

Json json_of(const Answer& answer, const Profile&) {
    Json out{{"error_code", answer.error_code}, {"message", answer.message}};
    if (!answer.session.empty()) out["session"] = plain(answer.session);
    if (answer.result) out["result"] = Writer::parsed(*answer.result);
    return out;
}

}  // namespace

std::string write(const Packet& packet, const Profile& profile, Layout layout) {
    const auto json = std::visit([&](const auto& one) { return json_of(one, profile); }, packet);
    return json.dump(layout == Layout::indented ? 2 : -1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace kiosk::packet
