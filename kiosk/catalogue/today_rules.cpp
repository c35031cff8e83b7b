#include "kiosk/catalogue/today_rules.hpp"

namespace kiosk::catalogue {

Result<settings::TodayChange> checked(const Catalogue& catalogue, const settings::Settings& settings,
                                      settings::TodayChange change) {
    using Kind = settings::TodayChange::Kind;
    if (change.kind == Kind::hide || change.kind == Kind::offer) {
        const auto* procedure = catalogue.procedure(change.value);
        if (procedure != nullptr) change.value = procedure->code;
        else if (change.kind == Kind::hide)
            return fail(Code::not_found,
                        "no procedure has the code '" + change.value + "'; find it with kiosk catalogue search");
    }
    if (change.kind == Kind::show_notice && settings.today.notice(change.value) == nullptr)
        return fail(Code::not_found, "no [[today.notice]] of the configuration is called '" + change.value + "'");
    return change;
}

}  // namespace kiosk::catalogue
