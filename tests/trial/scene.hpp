#pragma once
/// The shipped configuration with its packet profiles, read once.

#include "kiosk/trial/trial.hpp"

namespace kiosk::test {

struct TrialScene {
    settings::Settings settings;
    std::shared_ptr<const catalogue::Catalogue> catalogue;
    std::vector<packet::Profile> profiles;
    WallTime now = wall_time({{2026, 11, 27}, 9, 0, 0});

    [[nodiscard]] trial::Ground ground() const { return {settings, *catalogue, profiles, now}; }
};

inline const TrialScene& scene() {
    static const TrialScene made = [] {
        const auto config = std::filesystem::path(KIOSK_SOURCE_DIR) / "config";
        auto settings = settings::load(config / "kiosk.toml");
        require(settings.has_value(), "config/kiosk.toml is right");
        auto catalogue = catalogue::Catalogue::load(*settings);
        require(catalogue.has_value(), "config/catalogue is right");
        TrialScene out{std::move(*settings), std::move(*catalogue), {}};
        for (const auto& name : packet::Profile::names(config / "portal")) {
            auto profile = packet::Profile::load(config / "portal", name);
            require(profile.has_value(), "config/portal is right");
            out.profiles.push_back(std::move(*profile));
        }
        return out;
    }();
    return made;
}

inline const catalogue::Procedure& birth() { return *scene().catalogue->procedure("1.001193"); }

inline const trial::Step& step(const trial::Record& record, std::string_view name) {
    for (const auto& each : record.steps)
        if (each.name == name) return each;
    broken("a record has this step");
}

}  // namespace kiosk::test
