#include "kiosk/print/coverage_content.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::print {
namespace {

using review::Coverage;
using review::ProcedureReview;

constexpr std::size_t lines_on_paper = 20;  // of a list on paper; the sheet for Excel has all

Row line(std::size_t index, std::initializer_list<std::pair<const char*, std::string>> cells) {
    Row out{{"no", Personal(std::to_string(index + 1))}};
    for (const auto& [name, text] : cells) out.emplace(name, Personal(text));
    return out;
}

std::string month(const std::string& iso) { return iso.empty() ? iso : iso.substr(5) + "/" + iso.substr(0, 4); }

std::string time_words(const catalogue::Procedure& procedure, const slips::Press& press) {
    const auto* online = procedure.handled(catalogue::Channel::online);
    const auto* handling = online != nullptr ? online : procedure.handled(catalogue::Channel::direct);
    return handling == nullptr ? std::string() : slips::time_of(press, *handling);
}

std::string why_not(const ProcedureReview& row) {
    std::vector<std::string> out;
    if (row.counter_only > 0) out.push_back(fmt::format("chỉ làm tại quầy ({})", row.counter_only));
    if (row.untested > 0) out.push_back(fmt::format("chưa kiểm thử ({})", row.untested));
    if (row.no_device > 0) out.push_back(fmt::format("máy không quét được ({})", row.no_device));
    return fmt::format("{}", fmt::join(out, ", "));
}

void add_sheet(const Coverage& coverage, const catalogue::Catalogue& catalogue, const slips::Press& press,
               std::vector<Row>& out) {
    for (const auto& row : coverage.procedures) {
        const auto& procedure = *row.procedure;
        const auto* field = catalogue.field(procedure.field);
        out.push_back(line(out.size(), {{"code", procedure.code},
                                        {"name", press.in_language(procedure.name)},
                                        {"field", field == nullptr ? procedure.field : press.in_language(field->name)},
                                        {"authority", review::authority_names(procedure)},
                                        {"level_now", review::level_name(row.proposal.now, coverage.day)},
                                        {"level_proposed", review::level_name(row.proposal.proposed, coverage.day)},
                                        {"reason", review::reason_groups(row.proposal)},
                                        {"searches", std::to_string(row.searches)},
                                        {"visits", std::to_string(row.visits)},
                                        {"online", review::percent_words(row.online_percent())},
                                        {"payment", ""}}));
    }
}

void add_what_was_met(const Coverage& coverage, const slips::Press& press, Content& out) {
    auto& unmet = out.lists["unmet"];
    auto& promises = out.lists["promises"];
    for (const auto& row : coverage.procedures) {
        const auto& name = press.in_language(row.procedure->name);
        if (row.could_not() > 0)
            unmet.push_back(line(unmet.size(), {{"code", row.procedure->code},
                                                {"name", name},
                                                {"visits", std::to_string(row.could_not())},
                                                {"why", why_not(row)}}));
        const auto& kept = row.promises;
        if (kept.in_time + kept.late + kept.overdue > 0)
            promises.push_back(line(promises.size(), {{"name", name},
                                                      {"promised", time_words(*row.procedure, press)},
                                                      {"in_time", std::to_string(kept.in_time)},
                                                      {"late", std::to_string(kept.late)},
                                                      {"overdue", std::to_string(kept.overdue)},
                                                      {"kept", review::percent_words(kept.kept_percent())}}));
    }
}

void add_papers(const Coverage& coverage, const slips::Press& press, std::vector<Row>& out) {
    struct Line {
        const ProcedureReview* row;
        const review::PaperReview* paper;
    };
    std::vector<Line> all;
    for (const auto& row : coverage.procedures)
        for (const auto& paper : row.papers) all.push_back({&row, &paper});
    std::ranges::stable_sort(all, [](const Line& a, const Line& b) {
        return a.paper->missing + a.paper->later > b.paper->missing + b.paper->later;
    });
    for (std::size_t i = 0; i < std::min(all.size(), lines_on_paper); ++i)
        out.push_back(line(i, {{"procedure", press.in_language(all[i].row->procedure->short_name)},
                               {"name", all[i].paper->name},
                               {"missing", std::to_string(all[i].paper->missing)},
                               {"later", std::to_string(all[i].paper->later)}}));
}

/// Sections that have nothing to say are left out, and those that are there are counted.
void number_sections(Content& out) {
    int number = 0;
    for (const auto* list : {"rates", "unmet", "words", "promises", "units", "papers", "procedures"})
        out.set(fmt::format("section.{}", list), out.lists[list].empty() ? std::string() : std::to_string(++number));
}

}  // namespace

Content coverage_content(const Coverage& coverage, const catalogue::Catalogue& catalogue, const slips::Press& press) {
    Content out;
    out.subject = Subject::coverage;
    out.set("period.from", month(coverage.from));
    out.set("period.to", month(coverage.to));
    out.set("kiosks.count", std::to_string(coverage.kiosks.size()));
    std::vector<std::string> kiosks;
    for (const auto& book : coverage.kiosks) kiosks.push_back(book.centre + " " + book.kiosk);
    if (kiosks.size() > lines_on_paper) {
        kiosks.resize(lines_on_paper - 1);
        kiosks.emplace_back("…");
    }
    out.set("kiosks.names", fmt::format("{}", fmt::join(kiosks, ", ")));
    out.set("visits", std::to_string(coverage.visits));
    out.set("searches", std::to_string(coverage.searches));
    out.set("searches.left", std::to_string(coverage.searches_left));
    out.set("words.other", std::to_string(coverage.not_found_other));
    auto& rates = out.lists["rates"];
    for (const auto& each : coverage.rates)
        rates.push_back(line(rates.size(), {{"authority", each.authority},
                                            {"procedures", std::to_string(each.procedures)},
                                            {"level_3", std::to_string(each.level_3)},
                                            {"level_4", std::to_string(each.level_4)},
                                            {"level_3_percent", review::percent_words(each.percent(each.level_3))},
                                            {"level_4_percent", review::percent_words(each.percent(each.level_4))},
                                            {"unknown", std::to_string(each.unknown)}}));
    auto& words = out.lists["words"];
    for (const auto& each : coverage.not_found) {
        if (words.size() == lines_on_paper) break;
        words.push_back(line(words.size(), {{"words", each.words}, {"visits", std::to_string(each.visits)}}));
    }
    add_what_was_met(coverage, press, out);
    add_papers(coverage, press, out.lists["papers"]);
    auto& units = out.lists["units"];
    for (const auto& each : coverage.units)
        units.push_back(line(units.size(), {{"unit", each.unit.empty() ? "Chưa rõ" : each.unit},
                                            {"in_time", std::to_string(each.promises.in_time)},
                                            {"late", std::to_string(each.promises.late)},
                                            {"overdue", std::to_string(each.promises.overdue)}}));
    add_sheet(coverage, catalogue, press, out.lists["procedures"]);
    number_sections(out);
    return out;
}

}  // namespace kiosk::print
