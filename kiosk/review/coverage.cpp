#include "kiosk/review/coverage.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace kiosk::review {
namespace {

using catalogue::Authority;
using catalogue::Catalogue;

std::optional<double> percent_of(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return std::nullopt;
    return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void add(PaperReview& paper, Counted counted, std::int64_t count) {
    (counted == Counted::paper_missing ? paper.missing : paper.later) += count;
}

PaperReview& paper_of(ProcedureReview& review, const std::string& component) {
    for (auto& paper : review.papers)
        if (paper.component == component) return paper;
    const auto& all = review.procedure->components;
    const auto known = std::find_if(all.begin(), all.end(), [&](const auto& c) { return c.id == component; });
    review.papers.push_back({component, known == all.end() ? component : known->name.vi, 0, 0});
    return review.papers.back();
}

/// Adds one line of the counts to the row of its procedure.
void add(ProcedureReview& row, const CountLine& line, std::int64_t count) {
    switch (line.counted) {
        case Counted::found_by_search: row.searches += count; break;
        case Counted::asked_for: row.visits += count; break;
        case Counted::counter_only: row.counter_only += count; break;
        case Counted::untested: row.untested += count; break;
        case Counted::no_device: row.no_device += count; break;
        case Counted::begun: row.begun += count; break;
        case Counted::filed_online: row.filed_online += count; break;
        case Counted::prepared: row.prepared += count; break;
        case Counted::paper_missing:
        case Counted::paper_later: add(paper_of(row, line.detail), line.counted, count); break;
        case Counted::ended_in_time: row.promises.in_time += count; break;
        case Counted::ended_late: row.promises.late += count; break;
        case Counted::found_overdue: row.promises.overdue += count; break;
        case Counted::visits:
        case Counted::searches_left:
        case Counted::unfound_words: break;
    }
}

class Counting {
public:
    Counting(const Catalogue& catalogue, Coverage& out) : out_(out) {
        for (const auto& procedure : catalogue.procedures()) {
            rows_.emplace(procedure.code, out_.procedures.size());
            ProcedureReview row;
            row.procedure = &procedure;
            out_.procedures.push_back(std::move(row));
        }
    }

    void take(const CountLine& line, std::int64_t count) {
        if (out_.from.empty() || line.month < out_.from) out_.from = line.month;
        if (line.month > out_.to) out_.to = line.month;
        if (line.counted == Counted::visits) out_.visits += count;
        if (line.counted == Counted::searches_left) out_.searches_left += count;
        if (line.counted == Counted::found_by_search || line.counted == Counted::searches_left) out_.searches += count;
        if (line.counted == Counted::unfound_words) words_[line.detail] += count;
        take_unit(line, count);
        if (line.procedure.empty()) return;
        const auto row = rows_.find(line.procedure);
        if (row == rows_.end()) elsewhere_.insert(line.procedure);
        else add(out_.procedures[row->second], line, count);
    }

    void finish() {
        std::int64_t told = 0;
        for (const auto& [words, visits] : words_) {
            out_.not_found.push_back({words, visits});
            told += visits;
        }
        out_.not_found_other = std::max<std::int64_t>(0, out_.searches_left - told);
        for (const auto& [unit, promises] : units_) out_.units.push_back({unit, promises});
        out_.not_in_catalogue.assign(elsewhere_.begin(), elsewhere_.end());
        const auto more = [](const auto& member) {
            return [member](const auto& a, const auto& b) { return member(a) > member(b); };
        };
        std::ranges::stable_sort(out_.not_found, more([](const auto& w) { return w.visits; }));
        std::ranges::stable_sort(out_.units, more([](const auto& u) { return u.promises.overdue + u.promises.late; }));
        for (auto& row : out_.procedures)
            std::ranges::stable_sort(row.papers, more([](const auto& p) { return p.missing + p.later; }));
        std::ranges::stable_sort(out_.procedures, more([](const auto& row) { return row.visits + row.searches; }));
    }

private:
    void take_unit(const CountLine& line, std::int64_t count) {
        if (line.counted == Counted::ended_in_time) units_[line.detail].in_time += count;
        if (line.counted == Counted::ended_late) units_[line.detail].late += count;
        if (line.counted == Counted::found_overdue) units_[line.detail].overdue += count;
    }

    Coverage& out_;
    std::map<std::string, std::size_t> rows_;
    std::map<std::string, std::int64_t> words_;
    std::map<std::string, Promises> units_;
    std::set<std::string> elsewhere_;
};

void add_level(LevelRates& rates, const catalogue::Level* level) {
    ++rates.procedures;
    if (level == nullptr) ++rates.unknown;
    else if (level->number == "3") ++rates.level_3;
    else if (level->number == "4") ++rates.level_4;
}

std::vector<LevelRates> rates_of(const Coverage& coverage) {
    constexpr std::array authorities{Authority::province, Authority::district, Authority::commune, Authority::ministry,
                                     Authority::other};
    std::vector<LevelRates> out;
    for (const auto authority : authorities) {
        LevelRates rates;
        rates.authority = vietnamese_name(authority);
        for (const auto& row : coverage.procedures) {
            const auto& all = row.procedure->authorities;
            if (std::find(all.begin(), all.end(), authority) != all.end()) add_level(rates, row.proposal.now);
        }
        if (rates.procedures > 0) out.push_back(std::move(rates));
    }
    LevelRates all;
    all.authority = "Tổng cộng";
    for (const auto& row : coverage.procedures) add_level(all, row.proposal.now);
    out.push_back(std::move(all));
    return out;
}

}  // namespace

std::optional<double> Promises::kept_percent() const { return percent_of(in_time, in_time + late); }

std::optional<double> ProcedureReview::online_percent() const { return percent_of(filed_online, filed_online + prepared); }

Coverage coverage(const Catalogue& catalogue, const Tally& tally, std::string_view from, std::string_view to,
                  const LocalDate& day) {
    Coverage out;
    out.day = day;
    Counting counting(catalogue, out);
    for (const auto& [line, count] : tally.sum(from, to)) counting.take(line, count);
    counting.finish();
    for (const auto& [id, book] : tally.books()) out.kiosks.push_back({id, book.centre, book.kiosk, book.as_of, {}});
    for (auto& row : out.procedures) row.proposal = propose(*row.procedure, catalogue, row.no_device);
    out.rates = rates_of(out);
    return out;
}

}  // namespace kiosk::review
