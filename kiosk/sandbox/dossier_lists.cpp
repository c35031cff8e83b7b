#include "kiosk/sandbox/dossier_lists.hpp"

#include <charconv>

#include "kiosk/sandbox/answers.hpp"

namespace kiosk::sandbox {
namespace {

constexpr std::size_t changes_an_answer = 50;

}  // namespace

void DossierLists::serve(Routes& routes) {
    routes.get("/pa/dossier/--changes",
               [this](const httplib::Request& request, httplib::Response& response) { changes(request, response); });
    routes.get("/pa/dossier/--own",
               [this](const httplib::Request& request, httplib::Response& response) { own(request, response); });
}

void DossierLists::changes(const httplib::Request& request, httplib::Response& response) {
    const auto since = request.get_param_value("since");
    std::uint64_t mark = 0;
    const auto* end = since.data() + since.size();
    if (!since.empty() && std::from_chars(since.data(), end, mark).ptr != end)
        return answer_json(response, 400, message_json("Mốc thay đổi không đúng"));
    const auto changed = desk_.changed_after(mark, request.get_param_value("kiosk"), changes_an_answer);
    answer_json(response, 200, changes_json(changed, clock_.wall()));
}

void DossierLists::own(const httplib::Request& request, httplib::Response& response) {
    constexpr std::string_view bearer = "Bearer ";
    const auto header = request.get_header_value("Authorization");
    const auto number = header.starts_with(bearer) ? sign_in_.number_of(header.substr(bearer.size())) : std::nullopt;
    if (!number) return answer_json(response, 401, message_json("Phiên đăng nhập đã kết thúc"));
    answer_json(response, 200, own_json(desk_.of_number(*number), clock_.wall()));
}

}  // namespace kiosk::sandbox
