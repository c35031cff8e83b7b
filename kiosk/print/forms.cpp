#include "kiosk/print/forms.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/print/template_reader.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::print {
namespace {

namespace fs = std::filesystem;
using settings::Finding;
using settings::Findings;

/// In the order of their names, so that findings do not depend on the disk.
std::vector<fs::path> toml_files(const fs::path& folder, Findings& findings) {
    std::vector<fs::path> out;
    std::error_code error;
    for (auto at = fs::directory_iterator(folder, error); !error && at != fs::directory_iterator(); at.increment(error))
        if (at->path().extension() == ".toml") out.push_back(at->path());
    if (error)
        findings.push_back({folder,
                            0,
                            {},
                            "The folder of printed forms cannot be read: " + error.message() + ".",
                            "Check print_folder in kiosk.toml and the folder's permissions."});
    std::sort(out.begin(), out.end());
    return out;
}

bool overlap(const Template& a, const Template& b) {
    const bool a_first = !b.valid_to || a.valid_from <= *b.valid_to;
    const bool b_first = !a.valid_to || b.valid_from <= *a.valid_to;
    return a_first && b_first;
}

}  // namespace

tl::expected<std::shared_ptr<const Forms>, std::vector<Finding>> Forms::load(const fs::path& folder) {
    Findings findings;
    auto out = std::make_shared<Forms>();
    for (const auto& file : toml_files(folder, findings)) {
        const auto parsed = settings::read_toml(file, findings);
        if (!parsed) continue;
        settings::TomlReader root(*parsed, file, findings);
        auto form = read_template(root);
        for (const auto& other : out->all_) {
            const bool same = other.form == form.form || (!form.number.empty() && other.number == form.number);
            if (same && overlap(other, form))
                root.find("form", fmt::format("Another file has the form “{}” for the same days.", form.form),
                          "Give the older version a valid_to and the newer one the next day as valid_from.");
        }
        out->all_.push_back(std::move(form));
    }
    if (out->all_.empty() && findings.empty())
        findings.push_back({folder, 0, {}, "There is no printed form.", "Add the *.toml files of config/print."});
    if (!findings.empty()) return tl::unexpected(std::move(findings));
    return out;
}

const Template* Forms::find(std::string_view form, LocalDate day) const {
    for (const auto& each : all_) {
        const bool named = each.form == form || (!each.number.empty() && each.number == form);
        if (named && each.valid_from <= day && (!each.valid_to || day <= *each.valid_to)) return &each;
    }
    return nullptr;
}

}  // namespace kiosk::print
