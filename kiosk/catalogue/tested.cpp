#include "kiosk/catalogue/tested.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "kiosk/base/sha256.hpp"
#include "kiosk/catalogue/facts.hpp"

namespace kiosk::catalogue {
namespace {

/// Facts that no dossier, no packet and no screen of a filing depends on.
bool is_beside_the_filing(std::string_view key) {
    constexpr std::array<std::string_view, 6> keys{"synonyms", "life_events", "legal_basis",
                                                   "decision", "source",      "source_date"};
    return std::find(keys.begin(), keys.end(), key) != keys.end() || key.starts_with("requirement.");
}

constexpr std::string_view file_head =
    "# Which procedures were tested as they are now. Written by `kiosk catalogue test --all --record`; nobody edits it by "
    "hand:\n"
    "# content is the fingerprint of the procedure and its e-form, and who changes either of them tests again. What has no\n"
    "# line here, or another content, is not offered online.\n\n";

}  // namespace

std::string content_of(const Procedure& procedure, const Form* form) {
    std::string all;
    for (const auto& fact : facts_of(procedure)) {
        if (!is_beside_the_filing(fact.key)) all += fmt::format("{}\t{}\n", fact.key, fact.value);
    }
    all += "form.content\t" + (form == nullptr ? std::string() : form->content);
    return sha256_hex(all);
}

std::vector<PassedTest> read_passed_tests(settings::TomlReader& root) {
    std::vector<PassedTest> out;
    std::set<std::string> codes;
    const std::string remedy = "Write the file anew with kiosk catalogue test --all --record.";
    root.tables("passed", [&](settings::TomlReader& table) {
        PassedTest test;
        test.code = table.text("code", remedy);
        test.content = table.text("content", remedy);
        test.portal = table.text_or("portal");
        const auto at = parse_iso_time(table.text("at", remedy));
        if (at) test.at = *at;
        else table.find("at", "This is no moment such as 2026-11-27T08:00:00+07:00.", remedy);
        if (!test.content.empty() && !settings::made_of(test.content, "0123456789abcdef", 64, 64))
            table.find("content", "This is no fingerprint of 64 hexadecimal digits.", remedy);
        if (!codes.insert(test.code).second) table.find("code", fmt::format("{} is there twice.", test.code), remedy);
        out.push_back(std::move(test));
    });
    return out;
}

std::string passed_tests_toml(std::vector<PassedTest> tests) {
    std::sort(tests.begin(), tests.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
    std::string out(file_head);
    out += "passed = [\n";
    for (const auto& test : tests) {
        out +=
            fmt::format("    {{ code = \"{}\", content = \"{}\", at = \"{}\"", test.code, test.content, iso_time(test.at));
        if (!test.portal.empty()) out += fmt::format(", portal = \"{}\"", test.portal);
        out += " },\n";
    }
    return out + "]\n";
}

std::vector<const Procedure*> untested(const Catalogue& catalogue) {
    std::vector<const Procedure*> out;
    for (const auto& procedure : catalogue.procedures())
        if (procedure.untested) out.push_back(&procedure);
    return out;
}

std::string untested_note(const Catalogue& catalogue) {
    const auto all = untested(catalogue);
    if (all.empty()) return {};
    constexpr std::size_t named = 5;
    std::string codes;
    for (std::size_t i = 0; i < std::min(all.size(), named); ++i) codes += (i == 0 ? "" : ", ") + all[i]->code;
    if (all.size() > named) codes += fmt::format(" and {} more", all.size() - named);
    return fmt::format("not offered online, because not tested as {} now: {}. Run kiosk catalogue test {} --record.",
                       all.size() == 1 ? "it is" : "they are", codes, all.size() == 1 ? all.front()->code : "--all");
}

}  // namespace kiosk::catalogue
