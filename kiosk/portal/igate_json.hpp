#pragma once
/// How our values look in iGate's JSON, and back. Pure; any thread.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "kiosk/portal/office_map.hpp"
#include "kiosk/portal/portal.hpp"

namespace kiosk::portal::igate {

/// Ids of the portal's own for what every dossier has, from the configuration (settings::Portal): nothing public says them.
struct OfficeIds {
    std::string account;         ///< sent with each page; empty: none
    std::string direct = "0";    ///< dossierReceivingKind of a result that is collected
    std::string post = "1";      ///< … that comes by post
    std::string payment_method;  ///< of a fee paid after handing in; empty: not known
};

/// `<page id>.png`: what the portal sees of a page's name says nothing about a person.
[[nodiscard]] std::string file_name(const Uuid& page, std::string_view media_type);
/// The body of `pa/dossier/--apply-online/`: iGate's own members, and the submission byte for byte as a text in `submission`. What
/// the map knows of the procedure goes under the portal's ids, the rest, or all without a map, under ours.
[[nodiscard]] Result<Personal> application(const Submission& submission, const OfficeIds& ids = {},
                                           const OfficeMap* map = nullptr);
/// The body of `su/rating-officer-results/`, `pa/dossier/--withdraw/`, `--supplement/` or `--progress/`: iGate's own members, and the
/// letter byte for byte as a text in `letter`. bad_format: a supplement that names no papers.
[[nodiscard]] Result<Personal> letter(const Letter& letter);
/// One dossier of `pa/dossier/search`; bad_format names what is missing, never a value.
[[nodiscard]] Result<dossier::StatusView> status_view(const nlohmann::ordered_json& json, const OfficeIds& ids = {});

}  // namespace kiosk::portal::igate
