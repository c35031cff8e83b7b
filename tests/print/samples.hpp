#pragma once
/// The printed forms of the tree, set for an invented centre.

#include <iostream>

#include "kiosk/base/files.hpp"
#include "kiosk/print/contents.hpp"
#include "kiosk/print/forms.hpp"
#include "kiosk/print/paper_questions.hpp"
#include "tests/slips/samples.hpp"

namespace samples {

inline const catalogue::Catalogue& catalogue_of_tree() {
    static const auto loaded = [] {
        const auto settings = settings::load(std::filesystem::path(KIOSK_SOURCE_DIR) / "config" / "kiosk.toml");
        require(settings.has_value(), "config/kiosk.toml is right");
        auto data = catalogue::Catalogue::load(*settings);
        require(data.has_value(), "config/catalogue is right");
        return *data;
    }();
    return *loaded;
}

inline std::filesystem::path print_folder() { return std::filesystem::path(KIOSK_SOURCE_DIR) / "config" / "print"; }

inline const print::Forms& forms() {
    static const auto loaded = [] {
        auto all = print::Forms::load(print_folder());
        if (!all) {
            for (const auto& finding : all.error()) std::cerr << finding.text() << '\n';
            broken("config/print is right");
        }
        return *all;
    }();
    return *loaded;
}

inline const print::Template& form(std::string_view name) {
    const auto* found = forms().find(name, {2026, 11, 26});
    require(found != nullptr, "the form is in config/print");
    return *found;
}

/// Vietnamese, as all forms are.
inline const slips::Press& press() {
    static const auto settings = [] {
        auto out = centre();
        out.centre.town = "Bình Sơn";
        return out;
    }();
    static const auto words = texts("vi");
    static const slips::Press out{settings, words};
    return out;
}

/// With plain blanks for those that hold a number and its unit together.
inline std::string plain(const Personal& text) {
    std::string out(text.reveal());
    for (auto at = out.find("\xC2\xA0"); at != std::string::npos; at = out.find("\xC2\xA0")) out.replace(at, 2, " ");
    return out;
}

}  // namespace samples
