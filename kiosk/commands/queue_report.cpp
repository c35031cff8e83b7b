#include "kiosk/commands/queue_report.hpp"

#include <fmt/format.h>

#include <chrono>
#include <iostream>

#include "kiosk/base/files.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/print/forms.hpp"
#include "kiosk/print/queue_content.hpp"
#include "kiosk/queue/statistics.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

Json times_json(const queue::Times& times) {
    const auto seconds = [](Duration time) { return std::chrono::duration_cast<std::chrono::seconds>(time).count(); };
    return {{"count", times.count},
            {"median_s", seconds(times.median)},
            {"p90_s", seconds(times.ninth)},
            {"max_s", seconds(times.longest)}};
}

Json figures_json(const queue::Figures& figures) {
    return {{"given", figures.given},           {"unheld", figures.unheld},
            {"served", figures.served},         {"absent", figures.absent},
            {"cancelled", figures.cancelled},   {"postponed", figures.postponed},
            {"waiting", figures.waiting},       {"priority", figures.priority},
            {"wait", times_json(figures.wait)}, {"service", times_json(figures.service)}};
}

Json all_json(const std::map<std::string, queue::Figures>& all) {
    auto out = Json::object();
    for (const auto& [id, figures] : all) out[id] = figures_json(figures);
    return out;
}

Result<std::vector<queue::Visit>> visits_in(const Json& answer) {
    std::vector<queue::Visit> out;
    for (const auto& record : answer.at("records")) {
        auto some = queue::read_visits(record.get<std::string>());
        if (!some) return fail(std::move(some));
        out.insert(out.end(), some->begin(), some->end());
    }
    return out;
}

/// Days of which nothing is known are named: their numbers are not in the sums.
std::string days_without(const Json& answer) {
    std::string out;
    for (const auto& day : answer.at("days_without")) out += (out.empty() ? "" : ", ") + day.get<std::string>();
    return out;
}

std::string name_of(std::string_view kind, const std::string& id, const app::PublicData& data) {
    const auto& queue = data.settings.queue;
    if (kind == "line") return queue.line(id) == nullptr ? id : queue.line(id)->name.vi;
    if (kind == "counter") return queue.counter(id) == nullptr ? id : queue.counter(id)->name.vi;
    const auto* field = data.catalogue->field(id);
    return field == nullptr ? id : field->name.vi;
}

Result<Done> write_pdf(const std::string& file, const queue::Statistics& statistics, const std::vector<LocalDate>& days,
                       const app::PublicData& data) {
    const auto now = SystemClock().wall();
    auto forms = kiosk::print::Forms::load(data.settings.print_folder);
    if (!forms) return fail(Code::bad_format, forms.error().front().text());
    const auto* form = (*forms)->find("queue_day", local_time(now).date);
    if (form == nullptr)
        return fail(Code::not_found,
                    fmt::format("{}: no form “queue_day” is in force; add it", data.settings.print_folder.string()));
    const slips::Press press{data.settings, data.texts("vi")};
    const auto pdf =
        kiosk::print::set_form(*form, kiosk::print::queue_day_content(statistics, days, *data.catalogue, press), press, now);
    if (!pdf) return tl::unexpected<Error>(pdf.error());
    return write_file(file, pdf->bytes);
}

}  // namespace

int report_queue(const Place& place, const Json& answer, const ReportFiles& files, bool json) {
    auto data = load_public_data(place);
    if (!data) return report(data.error(), json);
    auto visits = visits_in(answer);
    if (!visits) return report(visits.error(), json);
    const auto first = parse_iso_date(answer.value("from", ""));
    const auto last = parse_iso_date(answer.value("to", ""));
    if (!first || !last) return report({Code::untrusted, "the kiosk's answer has no days"}, json);
    std::vector<LocalDate> days{*first};
    if (*last != *first) days.push_back(*last);
    const auto statistics = queue::statistics_of(*visits);
    const auto table = queue::statistics_csv(
        statistics, days, [&](std::string_view kind, const std::string& id) { return name_of(kind, id, *data); });
    if (!files.csv.empty()) {
        if (auto written = write_file(files.csv, table); !written) return report(written.error(), json);
    }
    if (!files.pdf.empty()) {
        if (auto written = write_pdf(files.pdf, statistics, days, *data); !written) return report(written.error(), json);
    }
    if (const auto without = days_without(answer); !json && !without.empty())
        std::cerr << "no numbers are known of " << without << '\n';
    if (json) {
        std::cout << json_line({{"from", first->iso()},
                                {"to", last->iso()},
                                {"days_without", answer.at("days_without")},
                                {"all", figures_json(statistics.all)},
                                {"lines", all_json(statistics.lines)},
                                {"counters", all_json(statistics.counters)},
                                {"fields", all_json(statistics.fields)}})
                  << '\n';
    } else if (files.csv.empty() && files.pdf.empty()) {
        std::cout << table;
    } else {
        std::cout << fmt::format("{} numbers, {} served, {} absent\n", statistics.all.given, statistics.all.served,
                                 statistics.all.absent);
    }
    return 0;
}

}  // namespace kiosk::commands
