#include "kiosk/portal/qcvn120.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/text.hpp"
#include "kiosk/portal/answer.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::portal {
namespace {

using NationalJson = nlohmann::ordered_json;

constexpr std::size_t most_entries = 50'000;
constexpr std::size_t dictionary_bytes = 16U << 20;

std::string json_string(std::string_view text) {
    return NationalJson(std::string(text)).dump(-1, ' ', false, NationalJson::error_handler_t::replace);
}

bool is_done(std::string_view code) { return code == "0" || code == "00"; }
/// Two builds of the same system name it differently, and the words are what both have.
bool is_there_already(std::string_view code, std::string_view words) {
    return code == "3" || code == "-3" || lower(words).find("đã tồn tại") != std::string::npos;
}

bool is_dictionary(std::string_view service) {
    const bool letters = std::all_of(service.begin(), service.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    });
    return letters && (service.starts_with("LayDanhMuc") || service.starts_with("LayDanhSach"));
}

/// The first text of a row whose member begins so: MADONVI, MATTHC, MA.
std::string first_text(const NationalJson& row, std::string_view begin) {
    if (!row.is_object()) return {};
    for (const auto& [member, value] : row.items())
        if (member.starts_with(begin) && value.is_string()) return value.get<std::string>();
    return {};
}

}  // namespace

struct Qcvn120::Said {
    std::string code;
    std::string words;
    NationalJson result;
};

Result<Done> Qcvn120::log_in() {
    Request request;
    request.method = Method::post;
    request.path = account_.login_path;
    request.headers = {{"dstcode", account_.destination}};
    request.json = Personal(fmt::format(R"({{"username":{},"password":{}}})", json_string(account_.username),
                                        json_string(account_.password.reveal())));
    const auto json = json_of(transport_.send(request));
    if (!json) return fail(json.error().code, json.error().detail);
    const auto code = text_of(*json, "error_code");
    if (code.empty()) return not_from_the_portal("no error_code");
    session_ = Personal(text_of(*json, "session"));
    if (!is_done(code) || session_.empty())
        return fail(Code::closed,
                    fmt::format("the national portal lets nobody in under this name ({}); ask the province for the "
                                "account of its adapter",
                                cleaned_words(text_of(*json, "message"))));
    return Done{};
}

Result<Qcvn120::Said> Qcvn120::call_once(std::string_view service, const std::string& members) {
    Request request;
    request.method = Method::post;
    request.path = account_.call_path;
    request.headers = {{"dstcode", account_.destination}};
    request.answer_bytes = dictionary_bytes;
    request.json =
        Personal(fmt::format(R"({{"session":{},"madonvi":{},"service":{}{}{}}})", json_string(session_.reveal()),
                             json_string(account_.sender), json_string(service), members.empty() ? "" : ",", members));
    auto json = json_of(transport_.send(request));
    if (!json) return fail(std::move(json));
    Said said{text_of(*json, "error_code"), cleaned_words(text_of(*json, "message")), member_of(*json, "result")};
    if (said.code.empty()) return not_from_the_portal("no error_code");
    return said;
}

/// A session ends by itself; who is not known any more logs in once more.
Result<Qcvn120::Said> Qcvn120::call(std::string_view service, const std::string& members) {
    if (session_.empty()) {
        if (auto in = log_in(); !in) return fail(std::move(in));
    }
    auto said = call_once(service, members);
    const bool ended = said ? lower(said->words).find("session") != std::string::npos && !is_done(said->code)
                            : said.error().code == Code::closed;
    if (!ended) return said;
    if (auto in = log_in(); !in) return fail(std::move(in));
    return call_once(service, members);
}

Result<bool> Qcvn120::knows(std::string_view code) {
    const auto said = call("TraCuuHoSo", fmt::format(R"("mahoso":{})", json_string(code)));
    if (!said) return fail(said.error().code, said.error().detail);
    if (!is_done(said->code)) return false;
    return said->result.is_array() ? !said->result.empty() : !said->result.is_null();
}

Result<Done> Qcvn120::push(NationalDossier& dossier) {
    if (dossier.presence == Presence::unsure) {
        const auto known = knows(dossier.code);
        if (!known) return fail(known.error().code, known.error().detail);
        dossier.presence = *known ? Presence::present : Presence::absent;
    }
    for (;;) {
        const bool updating = dossier.presence == Presence::present;
        const auto said = call("DongBoHoSoMC", fmt::format(R"("isUpdating":"{}","data":[{}])", updating ? "True" : "False",
                                                           dossier.packet.reveal()));
        if (!said) return fail(said.error().code, said.error().detail);
        if (!is_done(said->code) && (updating || !is_there_already(said->code, said->words)))
            return fail(Code::refused, fmt::format("{} ({})", said->words, said->code));
        dossier.presence = Presence::present;
        if (!is_done(said->code)) continue;  // as an update now
        dossier.sent = true;
        return Done{};
    }
}

Result<Done> Qcvn120::sync(NationalDossier& dossier) {
    if (!dossier.sent) {
        if (auto pushed = push(dossier); !pushed) return pushed;
    }
    for (std::size_t from = 0; from < dossier.steps.size();) {
        std::string rows;
        std::vector<std::size_t> taken;
        for (; from < dossier.steps.size() && taken.size() < rows_a_call; ++from) {
            if (dossier.steps[from].sent) continue;
            rows += (taken.empty() ? "" : ",") + std::string(dossier.steps[from].row.reveal());
            taken.push_back(from);
        }
        if (taken.empty()) break;
        const auto said = call("CapNhatTienDoHoSoMC", fmt::format(R"("data":[{}])", rows));
        if (!said) return fail(said.error().code, said.error().detail);
        if (!is_done(said->code) && !is_there_already(said->code, said->words))
            return fail(Code::refused, fmt::format("{} ({})", said->words, said->code));
        for (const auto at : taken) dossier.steps[at].sent = true;
    }
    return Done{};
}

Result<Done> Qcvn120::rate(const Personal& rating) {
    const auto said = call("DongBoDanhGia", fmt::format(R"("data":[{}])", rating.reveal()));
    if (!said) return fail(said.error().code, said.error().detail);
    if (!is_done(said->code) && !is_there_already(said->code, said->words))
        return fail(Code::refused, fmt::format("{} ({})", said->words, said->code));
    return Done{};
}

Result<std::vector<std::pair<std::string, std::string>>> Qcvn120::dictionary(std::string_view service) {
    if (!is_dictionary(service))
        return fail(Code::bad_usage, fmt::format("“{}” is no dictionary: they are called LayDanhMuc… and LayDanhSach…",
                                                 cleaned_words(service)));
    const auto said = call(service, {});
    if (!said) return fail(said.error().code, said.error().detail);
    if (!is_done(said->code)) return fail(Code::refused, fmt::format("{} ({})", said->words, said->code));
    if (!said->result.is_array() || said->result.size() > most_entries) return not_from_the_portal("no dictionary");
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& row : said->result) {
        auto code = first_text(row, "MA");
        if (code.empty() || has_control_characters(code)) return not_from_the_portal("an entry without a code");
        out.emplace_back(std::move(code), cleaned_words(first_text(row, "TEN")));
    }
    return out;
}

}  // namespace kiosk::portal
