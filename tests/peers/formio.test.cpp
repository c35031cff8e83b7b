// The kiosk's verdict on answers against the portal's own engine, field by field; and that this judge notices when any one rule
// is read differently.

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/base/files.hpp"
#include "kiosk/catalogue/form_reader.hpp"
#include "kiosk/dossier/form_pass.hpp"
#include "tests/peers/generated_answers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
using namespace kiosk::dossier;
using catalogue::Form;
using catalogue::Question;
using catalogue::QuestionKind;
using catalogue::Value;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr LocalDate today{2026, 11, 23};
constexpr const char* now = "2026-11-23T09:42:00+07:00";

json to_json(const Value& value) {
    if (const auto* truth = value.truth()) return *truth;
    if (const auto* number = value.number()) return *number;
    if (const auto* text = value.text()) return *text;
    if (value.list() != nullptr) {
        json out = json::array();
        for (const auto& item : *value.list()) out.push_back(to_json(item));
        return out;
    }
    if (value.object() == nullptr) return nullptr;
    json out = json::object();
    for (const auto& member : *value.object()) out[member.name] = to_json(member.value);
    return out;
}

/// What the engine said of one submission.
struct Said {
    std::map<std::string, std::set<std::string>> rules;  ///< by path
    json data;                                           ///< as it leaves the answers
};
struct Case {
    Draft draft;
    Said said;
};
struct Court {
    Form form;
    std::vector<Case> cases;
};

Form read(const fs::path& file) {
    std::vector<settings::Finding> findings;
    auto form = catalogue::read_form(file, findings);
    for (const auto& finding : findings) UNSCOPED_INFO(finding.text());
    REQUIRE(form.has_value());
    return *form;
}

/// Puts all submissions before the engine in one go.
std::vector<Said> ask_engine(const fs::path& form, const std::vector<Draft>& drafts, const Form& read) {
    const auto peers = fs::path(KIOSK_SOURCE_DIR) / "build/peers";
    INFO(
        "The engine is missing: ./dev test installs it, or: cp tests/peers/package.json build/peers; cd build/peers; npm "
        "install");
    REQUIRE(fs::exists(peers / "node_modules/@formio/core"));
    const kiosk::test::TempFolder temporary;
    const auto& folder = temporary.path();
    {
        std::ofstream out(folder / "in");
        for (const auto& draft : drafts)
            out << json{{"form", form.string()}, {"data", to_json(sent_data(read, draft))}}.dump() << '\n';
    }
    const auto command = fmt::format("TZ=Asia/Ho_Chi_Minh node '{}' '{}' {} <'{}' >'{}'",
                                     (fs::path(KIOSK_SOURCE_DIR) / "tests/peers/formio.js").string(), peers.string(), now,
                                     (folder / "in").string(), (folder / "out").string());
    REQUIRE(std::system(command.c_str()) == 0);
    std::vector<Said> out;
    std::ifstream in(folder / "out");
    for (std::string line; std::getline(in, line);) {
        const auto verdict = json::parse(line);
        Said said;
        for (const auto& error : verdict["errors"])
            said.rules[error[0].get<std::string>()].insert(error[1].get<std::string>());
        said.data = verdict["data"];
        out.push_back(std::move(said));
    }
    REQUIRE(out.size() == drafts.size());
    return out;
}

Court court(const fs::path& file, std::size_t cases, std::uint64_t seed) {
    Court out{read(file), {}};
    ::test::AnswerMaker maker(seed);
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < cases; ++i) drafts.push_back(maker.draft(out.form));
    auto said = ask_engine(file, drafts, out.form);
    for (std::size_t i = 0; i < cases; ++i) out.cases.push_back({std::move(drafts[i]), std::move(said[i])});
    return out;
}

/// The names by which the engine calls what we call this; empty: the kiosk's own rule.
std::set<std::string> names_of(const Problem& problem, const Question& question) {
    using Kind = Problem::Kind;
    switch (problem.kind) {
        case Kind::missing: return {"required", "day"};
        case Kind::too_short: return {"minLength"};
        case Kind::too_long:
            if (!question.rules.max_length) return {};
            return {"maxLength"};
        case Kind::pattern: return {"pattern"};
        case Kind::too_small: return {"min", "minYear"};
        case Kind::too_large: return {"max", "maxYear"};
        case Kind::not_a_date: return {"date", "day"};
        case Kind::day_missing:
        case Kind::month_missing:
        case Kind::year_missing: return {"day"};
        case Kind::too_early: return {"minDate"};
        case Kind::too_late: return {"maxDate"};
        case Kind::not_an_option:
            if (!question.rules.only_options) return {};
            return {"onlyAvailableItems"};
        case Kind::too_few:
            if (question.kind == QuestionKind::rows) return {};
            return {"minSelectedCount"};
        case Kind::too_many:
            if (question.kind == QuestionKind::rows) return {};
            return {"maxSelectedCount"};
        case Kind::not_an_email: return {"email"};
        case Kind::not_a_number:
        case Kind::not_an_amount:
        case Kind::not_a_phone:
        case Kind::has_control_characters: return {};
    }
    return {};
}

const json* at(const json& data, const Standing& standing) {
    const json* holder = &data;
    if (standing.place.rows != nullptr) {
        if (!data.contains(standing.place.rows->key)) return nullptr;
        const auto& rows = data[standing.place.rows->key];
        if (!rows.is_array() || standing.place.index >= rows.size()) return nullptr;
        holder = &rows[standing.place.index];
    }
    if (!holder->is_object() || !holder->contains(standing.question->key)) return nullptr;
    return &(*holder)[standing.question->key];
}

/// Nothing, or what the engine and the kiosk see differently.
std::string difference(const Form& form, const Case& one) {
    std::map<std::string, Problem> ours;
    for (auto& problem : check_form(form, one.draft, today)) ours.emplace(problem.key, problem);
    for (const auto& standing : pass(form, one.draft)) {
        const auto& question = *standing.question;
        const auto key = key_of(question, standing.place);
        const auto found = one.said.rules.find(key);
        const auto rules = found == one.said.rules.end() ? std::set<std::string>{} : found->second;
        const auto problem = ours.find(key);
        const auto describe = [&](std::string_view what) {
            return fmt::format("{}: {}; engine [{}], kiosk {}, answer “{}”, engine's value {}", key, what,
                               fmt::join(rules, " "), problem == ours.end() ? -1 : static_cast<int>(problem->second.kind),
                               standing.answer.substr(0, 40),
                               at(one.said.data, standing) ? at(one.said.data, standing)->dump() : "-");
        };
        if (problem == ours.end()) {
            if (!rules.empty()) return describe("only the engine refuses");
        } else {
            auto names = names_of(problem->second, question);
            // The engine does not look whether numbers and truths are among the options.
            const bool plain = standing.value && (standing.value->number() != nullptr || standing.value->truth() != nullptr);
            if (problem->second.kind == Problem::Kind::not_an_option && plain) names.clear();
            const bool agrees =
                std::any_of(names.begin(), names.end(), [&](const auto& name) { return rules.contains(name); });
            // What is no number as people write it is none to the engine, or another number.
            const bool no_number = problem->second.kind == Problem::Kind::not_a_number;
            if (names.empty() ? !rules.empty() && !no_number : !agrees) return describe("another rule");
        }
        if (question.kind == QuestionKind::rows) continue;
        if (problem != ours.end() && problem->second.kind == Problem::Kind::not_a_date) continue;  // of no use to anybody
        const auto* theirs = at(one.said.data, standing);
        const bool none = theirs == nullptr || theirs->is_null();
        const bool nothing = !standing.value || standing.value->is_null();
        if (none != nothing || (!none && *theirs != to_json(*standing.value))) return describe("another value");
    }
    for (const auto& [path, rules] : one.said.rules) {
        if (form.question(path.substr(0, path.find('['))) == nullptr && path.find('[') == path.npos)
            return path + " is unknown";
    }
    return {};
}

std::string first_difference(const Form& form, const Court& judged) {
    for (const auto& one : judged.cases) {
        if (auto found = difference(form, one); !found.empty()) return found;
    }
    return {};
}

std::vector<fs::path> our_forms() {
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(fs::path(KIOSK_SOURCE_DIR) / "config/forms")) {
        if (entry.path().extension() == ".json") out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

const fs::path every_rule = fs::path(KIOSK_SOURCE_DIR) / "tests/peers/forms/every_rule.json";

/// One rule read wrongly.
struct Mutation {
    std::string name;
    std::function<void(Question&)> change;
};

std::vector<Mutation> mutations_of(const Question& question) {
    std::vector<Mutation> out;
    const auto& rules = question.rules;
    const auto add = [&](std::string name, std::function<void(Question&)> change) {
        out.push_back({question.key + "." + name, std::move(change)});
    };
    const bool parts = rules.day_required || rules.month_required || rules.year_required;  // which say it already
    if (question.kind != QuestionKind::hidden && !question.calculated && !parts)
        add("required", [](Question& q) { q.rules.required = !q.rules.required; });
    const bool rows = question.kind == QuestionKind::rows;
    if (rules.min_length && !rows) add("minLength", [](Question& q) { ++*q.rules.min_length; });
    if (rules.max_length && !rows) add("maxLength", [](Question& q) { --*q.rules.max_length; });
    const double step = question.calculated ? 20 : 1;  // what is calculated seldom lies right at the edge
    if (rules.min) add("min", [step](Question& q) { *q.rules.min += step; });
    if (rules.max) add("max", [step](Question& q) { *q.rules.max -= step; });
    if (rules.pattern)
        add("pattern", [](Question& q) { q.rules.pattern = *Pattern::compile("a(" + q.rules.pattern->source() + ")"); });
    if (rules.min_selected) add("minSelectedCount", [](Question& q) { ++*q.rules.min_selected; });
    if (rules.max_selected) add("maxSelectedCount", [](Question& q) { --*q.rules.max_selected; });
    if (rules.only_options) add("onlyAvailableItems", [](Question& q) { q.rules.only_options = false; });
    if (rules.earliest) add("minDate", [](Question& q) { q.rules.earliest.reset(); });
    if (rules.latest) add("maxDate", [](Question& q) { q.rules.latest.reset(); });
    if (rules.min_year) add("minYear", [](Question& q) { ++*q.rules.min_year; });
    if (rules.max_year) add("maxYear", [](Question& q) { --*q.rules.max_year; });
    if (rules.day_required) add("fields.day", [](Question& q) { q.rules.day_required = false; });
    if (rules.month_required) add("fields.month", [](Question& q) { q.rules.month_required = false; });
    if (question.kind == QuestionKind::email) add("email", [](Question& q) { q.kind = QuestionKind::text; });
    if (question.calculated) add("calculateValue", [](Question& q) { q.calculated->op = catalogue::Logic::Op::constant; });
    for (std::size_t i = 0; i < question.conditions.size(); ++i) {
        add(fmt::format("conditional[{}]", i), [i](Question& q) {
            auto& condition = q.conditions[i];
            condition.show = !condition.show;
            if (condition.logic) *condition.logic = {catalogue::Logic::Op::negation, {}, {}, {*condition.logic}};
        });
    }
    return out;
}

/// The form with the mutation applied to the question of this path.
Form mutated(Form form, const std::string& path, const Mutation& mutation) {
    mutation.change(const_cast<Question&>(*form.question(path)));
    return form;
}

/// How many mutations there were; each that nobody noticed is a failure.
int check_that_every_mutation_is_noticed(const Court& judged) {
    int count = 0;
    const auto check = [&](const Question& question, const std::string& path) {
        for (const auto& mutation : mutations_of(question)) {
            INFO(judged.form.id << ": " << mutation.name);
            CHECK_FALSE(first_difference(mutated(judged.form, path, mutation), judged).empty());
            ++count;
        }
    };
    for (const auto& page : judged.form.pages) {
        for (const auto& question : page.questions) {
            check(question, question.key);
            for (const auto& inner : question.row) check(inner, question.key + "." + inner.key);
        }
    }
    return count;
}

}  // namespace

TEST_CASE("the kiosk judges generated answers to every form of ours as the portal's engine does, field by field") {
    int accepted = 0;
    int refused = 0;
    for (const auto& file : our_forms()) {
        INFO(file.filename().string());
        const auto judged = court(file, 300, 20'261'123);
        CHECK(first_difference(judged.form, judged) == "");
        for (const auto& one : judged.cases) ++(one.said.rules.empty() ? accepted : refused);
    }
    CHECK(accepted > 200);
    CHECK(refused > 1'000);
}

TEST_CASE("the kiosk reads every rule as the portal's engine does, and the judge notices each that is read otherwise") {
    const auto judged = court(every_rule, 2'000, 7);
    REQUIRE(first_difference(judged.form, judged) == "");
    CHECK(check_that_every_mutation_is_noticed(judged) > 100);
}
