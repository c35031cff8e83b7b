#include "kiosk/commands/catalogue_adopt.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "kiosk/commands/catalogue_candidate.hpp"
#include "kiosk/commands/catalogue_files.hpp"
#include "kiosk/commands/findings.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/settings/adoption.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;
using kiosk::catalogue::Catalogue;
using Findings = std::vector<settings::Finding>;

/// What the difference says, for --json.
struct Shown {
    Json differences = Json::array();
    Json online_filing = Json::object();
};

int refuse_all(const Findings& findings, bool json) {
    if (json) {
        fmt::print("{}\n", json_line({{"ok", false}, {"adopted", false}, {"findings", findings_json(findings)}}));
        return 1;
    }
    (void)report_findings(findings, false);
    fmt::print(stderr, "Nothing was adopted: the kiosk keeps the catalogue it has.\n");
    return 1;
}

/// A second adoption of the same would make `previous` the same as well, and the way back would be lost.
int nothing_to_adopt(bool json, const std::filesystem::path& previous) {
    if (json) fmt::print("{}\n", json_line({{"ok", true}, {"adopted", false}, {"differences", Json::array()}}));
    else fmt::print("Nothing differs, so nothing was adopted; {} stays as it is.\n", previous.string());
    return 0;
}

int put_into_place(const AdoptOptions& options, const settings::Settings& current, const Shown& shown) {
    if (auto adopted = settings::adopt(current, options.candidate); !adopted) return report(adopted.error(), options.json);
    const auto previous = settings::previous_folder(current).string();
    const auto running = tell_running(options.data.empty() ? current.data_folder : std::filesystem::path(options.data));
    if (options.json) {
        Json out = {{"ok", running.has_value()},
                    {"adopted", true},
                    {"differences", shown.differences},
                    {"online_filing", shown.online_filing},
                    {"previous", previous}};
        if (running) out["running_kiosk"] = *running;
        else out["error"] = running.error().detail;
        fmt::print("{}\n", json_line(out));
        return running ? 0 : 1;
    }
    fmt::print("Adopted. What it replaced is in {}; adopting that is the way back.\n", previous);
    if (!running) {
        fmt::print(stderr, "The running kiosk did not take it and keeps what it has until it starts again: {}\n",
                   running.error().detail);
        return 1;
    }
    fmt::print("{}\n", *running == "none" ? "No kiosk is running on the data folder: it takes this when it starts."
                                          : "The running kiosk takes it when nobody is there.");
    return 0;
}

}  // namespace

int adopt_catalogue(const AdoptOptions& options) {
    const auto current = settings::load(options.config.empty() ? default_config() : std::filesystem::path(options.config));
    if (!current) return refuse_all(current.error(), options.json);
    const auto wanted = check_candidate(*current, options.candidate, local_time(SystemClock{}.wall()).date);
    if (!wanted) return refuse_all(wanted.error(), options.json);
    const auto same = settings::is_in_place(*current, options.candidate);
    if (!same) return report(same.error(), options.json);
    if (*same) return nothing_to_adopt(options.json, settings::previous_folder(*current));

    Shown shown;
    if (const auto old = Catalogue::load(*current)) {
        const WholeCatalogue before{*current, *old};
        const WholeCatalogue& after = *wanted;
        if (options.json) {
            shown.differences = differences_json(differences_between(before, after));
            shown.online_filing = online_filing_json(**old, *wanted->catalogue);
        } else {
            print_differences(before, after);
        }
    } else if (!options.json) {
        fmt::print("The catalogue that is in place has mistakes; there is nothing to compare with.\n");
    }
    if (options.yes) return put_into_place(options, *current, shown);
    if (options.json)
        fmt::print("{}\n", json_line({{"ok", true},
                                      {"adopted", false},
                                      {"differences", shown.differences},
                                      {"online_filing", shown.online_filing}}));
    else fmt::print("Nothing was adopted yet. Add --yes to adopt this.\n");
    return 0;
}

}  // namespace kiosk::commands
