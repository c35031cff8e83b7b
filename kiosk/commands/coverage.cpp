#include "kiosk/commands/coverage.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "kiosk/commands/findings.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/print/coverage_content.hpp"
#include "kiosk/print/forms.hpp"
#include "kiosk/review/count_rules.hpp"
#include "kiosk/review/coverage.hpp"

namespace kiosk::commands {
namespace {

using review::Coverage;
using review::Tally;

/// Every kiosk that was named, each once however often it was.
Result<Tally> gather(const CoverageOptions& options, const catalogue::Catalogue& catalogue) {
    const review::CountRules rules(catalogue);
    Tally out;
    const auto join = [&](const std::string& name, std::string_view text) -> Result<Done> {
        const auto read = review::read_tally(text, rules);
        const auto joined = read ? out.join(*read) : fail(read.error().code, read.error().detail);
        if (!joined) return fail(joined.error().code, name + ": " + joined.error().detail);
        return Done{};
    };
    auto folders = options.data;
    if (folders.empty() && options.tally.empty()) folders.emplace_back();
    for (const auto& folder : folders) {
        const auto answer = ask({options.config, folder}, {{"command", "review.tally"}});
        if (!answer) return tl::unexpected(answer.error());
        if (auto joined = join(folder, answer->value("tally", std::string{})); !joined) return fail(std::move(joined));
    }
    for (const auto& file : options.tally) {
        const auto text = read_file(file, review::largest_tally_bytes);
        if (!text) return tl::unexpected(text.error());
        if (auto joined = join(file, *text); !joined) return fail(std::move(joined));
    }
    return out;
}

void print_asked_for(const Coverage& coverage) {
    fmt::print("\n{:<10} {:>7} {:>8} {:>9} {:>6} {:>8}  {}\n", "code", "visits", "searches", "could not", "online",
               "prepared", "procedure");
    for (const auto& row : coverage.procedures) {
        if (row.visits + row.searches + row.filed_online + row.prepared == 0) continue;
        fmt::print("{:<10} {:>7} {:>8} {:>9} {:>6} {:>8}  {}\n", row.procedure->code, row.visits, row.searches,
                   row.could_not(), row.filed_online, row.prepared, row.procedure->short_name.vi);
    }
}

void print_the_rest(const Coverage& coverage) {
    if (!coverage.not_found.empty()) fmt::print("\nLooked for and not found:\n");
    for (const auto& each : coverage.not_found) fmt::print("{:>7}  {}\n", each.visits, each.words);
    if (coverage.not_found_other > 0)
        fmt::print("{:>7}  in words that are not kept: fewer than enough visits typed them, or they have digits\n",
                   coverage.not_found_other);
    bool headed = false;
    for (const auto& row : coverage.procedures) {
        for (const auto& paper : row.papers) {
            if (!headed) fmt::print("\nPapers missing, and brought later:\n");
            headed = true;
            fmt::print("{:>7} {:>7}  {}: {}\n", paper.missing, paper.later, row.procedure->code, paper.name);
        }
    }
    if (!coverage.units.empty()) fmt::print("\nIn time, late, seen overdue, by unit:\n");
    for (const auto& each : coverage.units)
        fmt::print("{:>7} {:>7} {:>7}  {}\n", each.promises.in_time, each.promises.late, each.promises.overdue,
                   each.unit.empty() ? "unit not known" : each.unit);
    if (!coverage.not_in_catalogue.empty())
        fmt::print("\nCounted, but not in this catalogue: {}\n", fmt::join(coverage.not_in_catalogue, ", "));
}

/// " (12.5 %)"; nothing for what nobody knows.
std::string in_brackets(std::optional<double> percent) { return percent ? fmt::format(" ({:.1f} %)", *percent) : ""; }

void print(const Coverage& coverage) {
    fmt::print("{} kiosks, {}; {} visits, {} searches, {} without a procedure chosen.\n", coverage.kiosks.size(),
               coverage.from.empty() ? std::string("nothing counted") : coverage.from + " to " + coverage.to,
               coverage.visits, coverage.searches, coverage.searches_left);
    for (const auto& each : coverage.rates)
        fmt::print("{:<14} {:>4} procedures: level 3 {}{}, level 4 {}{}, not known {} (rates are of what is known)\n",
                   each.authority, each.procedures, each.level_3, in_brackets(each.percent(each.level_3)), each.level_4,
                   in_brackets(each.percent(each.level_4)), each.unknown);
    print_asked_for(coverage);
    print_the_rest(coverage);
}

Result<Done> write_pdf(const std::string& file, const Coverage& coverage, const app::PublicData& data, WallTime now) {
    const auto forms = kiosk::print::Forms::load(data.settings.print_folder);
    if (!forms) return fail(Code::bad_format, forms.error().front().text());
    const auto* form = (*forms)->find("coverage", local_time(now).date);
    if (form == nullptr)
        return fail(Code::not_found,
                    fmt::format("{}: no form “coverage” is in force; add it", data.settings.print_folder.string()));
    const slips::Press press{data.settings, data.texts("vi")};
    const auto pdf =
        kiosk::print::set_form(*form, kiosk::print::coverage_content(coverage, *data.catalogue, press), press, now);
    if (!pdf) return tl::unexpected(pdf.error());
    return write_file(file, pdf->bytes);
}

Result<Done> write_files(const CoverageOptions& options, const Tally& tally, const Coverage& coverage,
                         const app::PublicData& data, WallTime now) {
    if (!options.export_to.empty())
        if (auto done = write_file(options.export_to, review::tally_json(tally)); !done) return done;
    if (!options.csv.empty())
        if (auto done = write_file(options.csv, review::coverage_csv(coverage, *data.catalogue)); !done) return done;
    if (!options.pdf.empty()) return write_pdf(options.pdf, coverage, data, now);
    return Done{};
}

}  // namespace

int review_catalogue(const CoverageOptions& options) {
    for (const auto& month : {options.from, options.to})
        if (!month.empty() && !review::is_month(month))
            return report({Code::bad_usage, "--from and --to take a month such as 2026-11"}, options.json);
    if (!options.from.empty() && !options.to.empty() && options.to < options.from)
        return report({Code::bad_usage, "--to is a month before --from: there is nothing between them"}, options.json);
    const auto data = load_public_data({options.config, {}});
    if (!data) return report(data.error(), options.json);
    const auto tally = gather(options, *data->catalogue);
    if (!tally) return report(tally.error(), options.json);
    const auto now = SystemClock().wall();
    const auto coverage = review::coverage(*data->catalogue, *tally, options.from, options.to, local_time(now).date);
    if (const auto written = write_files(options, *tally, coverage, *data, now); !written)
        return report(written.error(), options.json);
    if (options.json) fmt::print("{}", review::coverage_json(coverage));
    else print(coverage);
    return 0;
}

}  // namespace kiosk::commands
