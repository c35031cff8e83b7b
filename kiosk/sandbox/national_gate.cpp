#include "kiosk/sandbox/national_gate.hpp"

#include "kiosk/sandbox/certificate.hpp"

namespace kiosk::sandbox {
namespace {

using httplib::Request;
using httplib::Response;
using GateJson = nlohmann::ordered_json;

constexpr std::size_t most_rows = 10;

std::string member(const GateJson& of, const char* name) {
    const auto found = of.is_object() ? of.find(name) : of.end();
    return found != of.end() && found->is_string() ? found->get<std::string>() : std::string();
}

GateJson said(const char* code, const char* words) { return {{"error_code", code}, {"message", words}}; }

void reply(Response& response, const GateJson& value) {
    answer_json(response, 200, value.dump(-1, ' ', false, GateJson::error_handler_t::replace));
}

}  // namespace

Result<std::unique_ptr<NationalGate>> NationalGate::open(const std::filesystem::path& folder, const Clock& clock,
                                                         Faults& faults) {
    auto journal = Journal::open(folder / "national.jsonl");
    if (!journal) return fail(std::move(journal));
    const auto lines = (*journal)->take_lines();
    std::unique_ptr<NationalGate> out(new NationalGate(std::move(*journal), clock, faults));
    for (const auto& line : lines) {
        const auto json = GateJson::parse(line, nullptr, false);
        if (json.is_object() && member(json, "what") == "dossier") out->dossiers_.insert(member(json["content"], "MaHoSo"));
    }
    return out;
}

void NationalGate::serve(Routes& routes) {
    routes.post("/mapi/login", [this](const Request& request, Response& response) { log_in(request, response); });
    routes.post("/mapi/g", [this](const Request& request, Response& response) { call(request, response); });
}

bool NationalGate::write(const char* what, const Json& content) {
    const Json line{{"what", what}, {"at_ms", clock_.wall().since_epoch.count()}, {"content", content}};
    return journal_->append(line.dump(-1, ' ', false, Json::error_handler_t::replace)).has_value();
}

void NationalGate::log_in(const Request& request, Response& response) {
    const Json wish = Json::parse(request.body, nullptr, false);
    if (request.get_header_value("dstcode").empty()) return reply(response, said("1", "Thiếu dstcode"));
    if (member(wish, "username") != "training" || member(wish, "password") != "training")
        return reply(response, said("1", "Sai tên đăng nhập hoặc mật khẩu"));
    const auto session = random_token();
    const std::lock_guard lock(mutex_);
    sessions_[session] = clock_.wall() + 1h;
    auto answer = said("0", "Thành công");
    answer["session"] = session;
    reply(response, answer);
}

void NationalGate::call(const Request& request, Response& response) {
    const Json wish = Json::parse(request.body, nullptr, false);
    const std::lock_guard lock(mutex_);
    const auto session = sessions_.find(member(wish, "session"));
    if (session == sessions_.end() || session->second < clock_.wall()) return reply(response, said("2", "Session hết hạn"));
    if (request.get_header_value("dstcode").empty() || member(wish, "madonvi").empty())
        return reply(response, said("1", "Thiếu dstcode hoặc madonvi"));
    reply(response, answer_to(member(wish, "service"), wish));
}

GateJson NationalGate::answer_to(const std::string& service, const Json& wish) {
    const bool pushes = service.starts_with("DongBo") || service.starts_with("CapNhat");
    if (const auto fault = pushes ? faults_.take(FaultKind::refuse) : std::nullopt) return said("1", fault->words.c_str());
    if (service == "DongBoHoSoMC") return take_dossiers(wish);
    if (service == "CapNhatTienDoHoSoMC") return take_progress(wish);
    if (service == "DongBoDanhGia") {
        if (!wish.contains("data") || !write("rating", wish["data"])) return said("1", "Dữ liệu không đúng");
        return said("0", "Đồng bộ thành công");
    }
    auto out = said("0", "Thành công");
    if (service == "TraCuuHoSo") {
        out["result"] = Json::array();
        if (dossiers_.contains(member(wish, "mahoso"))) out["result"].push_back({{"MaHoSo", member(wish, "mahoso")}});
        return out;
    }
    if (service == "LayDanhMucCoQuan") {
        out["result"] =
            Json::array({{{"MADONVI", "000.00.00.H48"}, {"TENDONVI", "UBND tỉnh Quảng Ngãi"}, {"CAPDONVI", "1"}}});
        return out;
    }
    if (service == "LayDanhMucGioiTinh") {
        out["result"] = Json::array({{{"MA", "1"}, {"TEN", "Nam"}}, {{"MA", "2"}, {"TEN", "Nữ"}}});
        return out;
    }
    return said("1", "Không có dịch vụ này");
}

GateJson NationalGate::take_dossiers(const Json& wish) {
    const bool updating = member(wish, "isUpdating") == "True";
    if (!wish.contains("data") || !wish["data"].is_array() || wish["data"].empty()) return said("1", "Dữ liệu không đúng");
    for (const auto& dossier : wish["data"]) {
        const auto code = member(dossier, "MaHoSo");
        if (code.empty() || member(dossier, "MaTTHC").empty()) return said("1", "Thiếu MaHoSo hoặc MaTTHC");
        if (!updating && dossiers_.contains(code)) return said("3", "Hồ sơ đã tồn tại");
        if (updating && !dossiers_.contains(code)) return said("1", "Hồ sơ chưa có");
        if (!write(updating ? "update" : "dossier", dossier)) return said("9", "Cổng gặp sự cố");
        dossiers_.insert(code);
    }
    return said("0", "Đồng bộ thành công");
}

GateJson NationalGate::take_progress(const Json& wish) {
    if (!wish.contains("data") || !wish["data"].is_array() || wish["data"].size() > most_rows)
        return said("1", "Tối đa mười dòng tiến độ một lần");
    for (const auto& row : wish["data"]) {
        if (!dossiers_.contains(member(row, "MaHoSo"))) return said("1", "Hồ sơ chưa có");
    }
    for (const auto& row : wish["data"]) {
        if (!write("progress", row)) return said("9", "Cổng gặp sự cố");
    }
    return said("0", "Đồng bộ thành công");
}

}  // namespace kiosk::sandbox
