#include "kiosk/trial/answers.hpp"

#include <algorithm>
#include <deque>
#include <map>

#include "kiosk/dossier/form_pass.hpp"
#include "kiosk/dossier/prefill.hpp"

namespace kiosk::trial {
namespace {

using catalogue::Form;
using catalogue::Question;
using catalogue::QuestionKind;
using dossier::Draft;
using dossier::Problem;
using dossier::Standing;

bool is_asked(const Standing& standing) {
    return standing.shown && standing.question->kind != QuestionKind::hidden && !standing.question->calculated;
}

std::string path_of(const Standing& standing) {
    const auto* rows = standing.place.rows;
    return rows == nullptr ? standing.question->key : rows->key + "." + standing.question->key;
}

bool is_choice(const Question& question) {
    return question.kind == QuestionKind::select || question.kind == QuestionKind::radio ||
           question.kind == QuestionKind::checkbox || question.kind == QuestionKind::select_boxes;
}

std::vector<std::string> choices(const Question& question) {
    if (question.kind == QuestionKind::checkbox) return {"true", "false"};
    std::vector<std::string> out;  // of several boxes each alone: the first way has some of them together
    for (const auto& option : question.options) out.push_back(option.value);
    return out;
}

std::string words_for(const Problem& problem, const Question& question) {
    switch (problem.kind) {
        case Problem::Kind::missing: return "an answer is required";
        case Problem::Kind::pattern: return "pattern " + question.rules.pattern->source();
        case Problem::Kind::too_short:
        case Problem::Kind::too_long: return "its length";
        case Problem::Kind::too_small:
        case Problem::Kind::too_large:
        case Problem::Kind::too_early:
        case Problem::Kind::too_late: return "its limits";
        case Problem::Kind::too_few:
        case Problem::Kind::too_many: return "how many are asked for";
        default: return "its rules";
    }
}

/// Fills one way through the form. What `pinned` names stays as it is.
class Filler {
public:
    Filler(const Form& form, LocalDate today, std::string pinned) : form_(form), today_(today), pinned_(std::move(pinned)) {}

    /// Empty when every rule is content.
    std::vector<Stuck> fill(Draft& draft) {
        constexpr int most_rounds = 200;  // each answer tries a dozen candidates; conditions open questions in between
        for (int round = 0; round < most_rounds; ++round) {
            if (answer_what_is_open(draft)) continue;
            const auto problems = dossier::check_form(form_, draft, today_);
            if (problems.empty()) return {};
            bool tried = false;
            for (const auto& problem : problems) tried = try_next(problem.key, draft) || tried;
            if (!tried) return stuck_of(problems, draft);
        }
        return stuck_of(dossier::check_form(form_, draft, today_), draft);
    }

private:
    /// True when something was answered: then other questions may be open.
    bool answer_what_is_open(Draft& draft) {
        bool answered = false;
        for (const auto& standing : dossier::pass(form_, draft)) {
            if (!is_asked(standing)) continue;
            const auto& question = *standing.question;
            if (question.kind == QuestionKind::rows) {
                const auto least = static_cast<std::size_t>(std::max(1, question.rules.min_length.value_or(1)));
                if (dossier::row_count(question, draft) >= std::min(least, dossier::most_rows(question))) continue;
                dossier::add_row(question, draft);
                dossier::calculate(form_, draft);
                return true;
            }
            const auto key = dossier::key_of(question, standing.place);
            if (standing.answer.empty() && tries_[key] == 0) answered = give_next(question, key, draft) || answered;
        }
        if (answered) dossier::calculate(form_, draft);
        return answered;
    }

    bool give_next(const Question& question, const std::string& key, Draft& draft) {
        const auto all = candidates(question, today_);
        auto& next = tries_[key];
        while (next < all.size()) {
            const auto& text = all[next++];
            if (!dossier::check_answer(question, text, today_).empty()) continue;
            draft.set_answer(key, Personal(text), dossier::AnswerOrigin::typed);
            return true;
        }
        return false;
    }

    bool try_next(const std::string& key, Draft& draft) {
        if (key == pinned_) return false;
        for (const auto& standing : dossier::pass(form_, draft)) {
            const auto& question = *standing.question;
            if (question.kind == QuestionKind::rows || dossier::key_of(question, standing.place) != key) continue;
            if (!give_next(question, key, draft)) return false;
            dossier::calculate(form_, draft);
            return true;
        }
        return false;
    }

    std::vector<Stuck> stuck_of(const std::vector<Problem>& problems, const Draft& draft) const {
        std::vector<Stuck> out;
        for (const auto& standing : dossier::pass(form_, draft)) {
            const auto key = dossier::key_of(*standing.question, standing.place);
            for (const auto& problem : problems)
                if (problem.key == key) out.push_back({path_of(standing), words_for(problem, *standing.question)});
        }
        return out;
    }

    const Form& form_;
    const LocalDate today_;
    const std::string pinned_;
    std::map<std::string, std::size_t> tries_;
};

/// A draft with one choice made; the rest follows.
struct Way {
    Draft draft;
    std::string pinned;
};

class Walker {
public:
    Walker(const Form& form, LocalDate today) : form_(form), today_(today) {}

    FormWalk run(Draft start) {
        waiting_.push_back({std::move(start), {}});
        while (!waiting_.empty() && out_.ways < most_ways) {
            auto way = std::move(waiting_.front());
            waiting_.pop_front();
            for (auto& stuck : Filler(form_, today_, way.pinned).fill(way.draft)) out_.stuck.insert(std::move(stuck));
            branch(way.draft);
            if (out_.ways++ == 0) out_.draft = std::move(way.draft);
        }
        return std::move(out_);
    }

private:
    /// Every choice that was not made yet is a way of its own.
    void branch(const Draft& draft) {
        for (const auto& standing : dossier::pass(form_, draft)) {
            if (!is_asked(standing)) continue;
            out_.asked.insert(path_of(standing));
            const auto& question = *standing.question;
            if (!is_choice(question) || standing.place.index > 0) continue;
            const auto key = dossier::key_of(question, standing.place);
            seen_.emplace(key, standing.answer);
            for (const auto& choice : choices(question)) {
                if (!seen_.emplace(key, choice).second || waiting_.size() >= most_ways) continue;
                Way way{draft, key};
                way.draft.set_answer(key, Personal(choice), dossier::AnswerOrigin::typed);
                dossier::calculate(form_, way.draft);
                // A box that must be ticked is no choice.
                if (dossier::check_answer(question, choice, today_).empty()) waiting_.push_back(std::move(way));
            }
        }
    }

    const Form& form_;
    const LocalDate today_;
    FormWalk out_;
    std::deque<Way> waiting_;
    std::set<std::pair<std::string, std::string>> seen_;
};

}  // namespace

FormWalk walk_form(const Form& form, const catalogue::Procedure& procedure, const Draft& start, LocalDate today) {
    auto draft = start;
    dossier::prefill(form, procedure, draft);
    return Walker(form, today).run(std::move(draft));
}

std::set<std::string> all_keys(const Form& form) {
    std::set<std::string> out;
    const auto asks = [](const Question& q) { return q.kind != QuestionKind::hidden && !q.calculated; };
    for (const auto& page : form.pages) {
        for (const auto& question : page.questions) {
            if (!asks(question)) continue;
            out.insert(question.key);
            for (const auto& inner : question.row)
                if (asks(inner)) out.insert(question.key + "." + inner.key);
        }
    }
    return out;
}

}  // namespace kiosk::trial
