#pragma once
/// Drafts with answers of every sort, from a seed: what people type, what lies at the edge of a rule, and what nobody should.

#include <random>

#include "kiosk/dossier/validation.hpp"

namespace test {

using kiosk::catalogue::Form;
using kiosk::catalogue::Question;
using kiosk::catalogue::QuestionKind;

class AnswerMaker {
public:
    explicit AnswerMaker(std::uint64_t seed) : random_(seed) {}

    kiosk::dossier::Draft draft(const Form& form) {
        kiosk::dossier::Draft out;
        careless_ = pick(4);  // some people fill everything in as they should, some nothing
        for (const auto& page : form.pages) {
            for (const auto& question : page.questions) {
                if (question.kind == QuestionKind::rows) rows(question, out);
                else if (answers()) set(out, question.key, answer(question));
                else if (pick(3) == 0) set(out, question.key, "");
            }
        }
        return out;
    }

private:
    bool answers() { return careless_ == 0 ? pick(30) != 0 : pick(8) > careless_; }
    std::size_t pick(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }
    template <std::size_t count>
    std::string one_of(const char* const (&list)[count]) {
        return list[pick(count)];
    }
    static void set(kiosk::dossier::Draft& draft, const std::string& key, const std::string& text) {
        draft.set_answer(key, kiosk::Personal(text), kiosk::dossier::AnswerOrigin::typed);
    }
    static std::string times(std::string_view text, std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i) out += text;
        return out;
    }

    void rows(const Question& rows, kiosk::dossier::Draft& draft) {
        const auto count = careless_ == 0 ? 1 : pick(4);
        for (std::size_t i = 0; i < count; ++i) {
            kiosk::dossier::add_row(rows, draft);
            for (const auto& question : rows.row) {
                if (answers()) set(draft, kiosk::dossier::key_of(question, {&rows, i}), answer(question));
            }
        }
    }

    /// What the rules ask for, as far as this can know.
    std::string right_answer(const Question& question) {
        const auto& rules = question.rules;
        switch (question.kind) {
            case QuestionKind::number:
            case QuestionKind::currency: {
                const double most = rules.max.value_or(rules.min.value_or(1) + 1);
                return kiosk::catalogue::to_text(kiosk::catalogue::Value(pick(2) == 0 ? rules.min.value_or(most) : most));
            }
            case QuestionKind::date: return one_of({"2000-01-01", "2009-12-31", "2026-11-23"});
            case QuestionKind::day: return one_of({"31/01/1990", "15/06/1990", "01/01/2001"});
            case QuestionKind::select:
            case QuestionKind::radio: return question.options[pick(question.options.size())].value;
            case QuestionKind::checkbox: return pick(3) == 0 ? "false" : "true";
            case QuestionKind::select_boxes: {
                std::string out;
                for (const auto& option : question.options) out += option.value + "\n";
                return out;
            }
            case QuestionKind::phone: return "0905123456";
            case QuestionKind::email: return "a@b.vn";
            default: break;
        }
        if (rules.pattern) {
            if (rules.pattern->source().find(':') != std::string::npos) return "16:30";
            return rules.pattern->source().find("{10}") != std::string::npos ? "4300123456"
                                                                             : one_of({"051190000123", "212345678"});
        }
        return times("a", static_cast<std::size_t>(rules.min_length.value_or(1)));
    }

    std::string answer(const Question& question) {
        if (careless_ == 0 && pick(60) != 0) return right_answer(question);
        switch (question.kind) {
            case QuestionKind::number:
            case QuestionKind::currency: return number(question);
            case QuestionKind::date: return date();
            case QuestionKind::day: return day();
            case QuestionKind::select:
            case QuestionKind::radio:
                if (pick(12) == 0) return one_of({"khong_co", "1", "true", "0"});
                return question.options[pick(question.options.size())].value;
            case QuestionKind::checkbox: return pick(2) == 0 ? "true" : "false";
            case QuestionKind::select_boxes: return boxes(question);
            case QuestionKind::phone: return one_of({"0905123456", "0905 123 456", "+84905123456", "12", "090512345a", "…"});
            case QuestionKind::email:
                return one_of({"a@b.vn", "anh.dinh+ks@quangngai.gov.vn", "anh", "a@b", "a b@c.vn", "a@b..vn", "a@-b.vn",
                               "Đinh@c.vn", "A@B.VN", "\"a b\"@c.vn", "a@[127.0.0.1]", "a@b.c",
                               "dai.dai.dai.dai.dai.dai.dai.d@example.vn",
                               "dai.dai.dai.dai.dai.dai.dai.dai.dai@example.vn"});
            default: return words(question);
        }
    }

    std::string words(const Question& question) {
        if (pick(3) == 0) return edge(question);
        return one_of({"Đinh Thị Ngữ Ế",
                       "Thôn Đông, xã Bình Châu, tỉnh Quảng Ngãi",
                       "051190000123",
                       "212345678",
                       "05119000012",
                       "AB123",
                       "ab123",
                       "xxx",
                       "xx\nAB123",
                       "tiep",
                       "mo",
                       "a",
                       "ab",
                       "abc",
                       "😀",
                       "😀😀",
                       "a😀b",
                       "\u200b",
                       " ",
                       "  hai  khoảng  trắng  ",
                       "ngữ",
                       "Ngu\u031B\u0303",
                       "16:30",
                       "24:00",
                       "9:05",
                       "4300123456-001",
                       "4300123456",
                       "0",
                       "false",
                       "null",
                       "undefined",
                       "{{data}}",
                       "<b>chữ</b>",
                       "\"",
                       "\\",
                       "'); --",
                       "\u202Ecba",
                       "dòng 1\ndòng 2",
                       "\u0001",
                       "5",
                       "3"});
    }

    /// As long as the rule says, one shorter, one longer; and far beyond.
    std::string edge(const Question& question) {
        const auto& rules = question.rules;
        const std::string letter = one_of({"a", "ữ", "9", "😀"});
        if (pick(40) == 0) return times(letter, 10'000);
        const auto limit =
            static_cast<std::size_t>(pick(2) == 0 ? rules.min_length.value_or(1) : rules.max_length.value_or(3));
        return times(letter, limit + pick(3) - (limit > 0 ? 1 : 0));
    }

    std::string number(const Question& question) {
        const auto& rules = question.rules;
        const auto limit = pick(2) == 0 ? rules.min : rules.max;
        if (limit && pick(2) == 0)
            return kiosk::catalogue::to_text(kiosk::catalogue::Value(*limit + static_cast<double>(pick(3)) - 1));
        return one_of({"0",    "1",   "2",   "3",   "4",   "5",     "7",   "9",    "9,5", "9.6",
                       "-3",   "-0",  "12",  "17",  "50",  "18",    "150", "1000", "999", "5000001",
                       "1990", "007", "1.5", "abc", "1 2", "12abc", "--",  "1e2",  ".",   "100000000000000000000"});
    }

    std::string date() {
        return one_of({"1990-01-31", "2000-01-01", "1999-12-31", "2009-12-31", "2026-11-23", "2026-11-24", "2024-02-29",
                       "31/0", "31/02/1990", "1", "hôm qua"});
    }

    std::string day() {
        return one_of({"31/01/1990", "00/00/1990", "00/06/1990", "14/06/1990", "15/06/1990", "15/06/2010", "16/06/2010",
                       "29/02/2024", "29/02/2023", "31/04/2000", "00/13/2000", "32/00/2000", "00/00/1900", "15/06/1900",
                       "00/00/1949", "01/01/1950", "31/12/2020", "01/01/2021", "05/00/2000", "05/05/0000", "23/11/2026",
                       "24/11/2026", "00/02/2000", "30/02/0000", "hôm qua"});
    }

    std::string boxes(const Question& question) {
        std::string out;
        for (const auto& option : question.options) {
            if (pick(2) == 0) out += option.value + "\n";
        }
        if (pick(15) == 0) out += "khong_co";
        return out;
    }

    std::mt19937_64 random_;
    std::size_t careless_ = 0;
};

}  // namespace test
