#pragma once
/// A portal in memory with the faults of the real world, drawn from the seed. What it has committed is the truth that the
/// simulation is held against.

#include <map>
#include <random>
#include <set>
#include <string>

#include "kiosk/base/sha256.hpp"
#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/dossier/submission.hpp"
#include "kiosk/portal/portal.hpp"

namespace kiosk::simulation {

class FakePortal final : public portal::Portal {
public:
    explicit FakePortal(std::uint64_t seed) : random_(seed) {}

    /// How the line is from now on, in percent of calls.
    struct Weather {
        int unreachable = 0;
        int answer_lost = 0;  ///< committed, then silence
        int captive = 0;      ///< somebody else answers
        int wrong_id = 0;     ///< an answer about another dossier
        int refuses = 0;
    };
    void set_weather(Weather weather) { weather_ = weather; }

    Result<Done> connected() override {
        if (strikes(weather_.unreachable)) return fail(Code::unreachable, "no line");
        return Done{};
    }
    Result<std::string> upload(const Uuid& page, std::string_view, std::string_view bytes) override {
        if (strikes(weather_.unreachable)) return fail(Code::unreachable, "no line");
        pages_[page] = bytes.size();
        if (strikes(weather_.answer_lost)) return fail(Code::unknown_outcome, "silence");
        return page.text();
    }
    Result<portal::Accepted> submit(const portal::Submission& s) override {
        if (strikes(weather_.unreachable)) return fail(Code::unreachable, "no line");
        if (strikes(weather_.captive)) return fail(Code::untrusted, "a hotel's page");
        if (!committed_.contains(s.id) && strikes(weather_.refuses)) return fail(Code::refused, "Thiếu thành phần hồ sơ");
        ++calls_[s.id];
        const auto hash = sha256_hex(s.body_json.reveal());
        auto [at, is_new] = committed_.try_emplace(s.id);
        if (is_new) {
            at->second = {dossier::official_code("000.00.53.H48", {2026, 11, 23}, static_cast<int>(committed_.size())), s.id,
                          hash};
        } else if (at->second.body_sha256 != hash) {
            changed_bodies_.insert(s.id);
        }
        if (strikes(weather_.answer_lost)) return fail(Code::unknown_outcome, "silence");
        if (strikes(weather_.wrong_id)) return portal::Accepted{at->second.official_code, Uuid{}, hash};
        return at->second;
    }
    Result<std::optional<portal::Accepted>> find(const Uuid& id) override {
        if (strikes(weather_.unreachable)) return fail(Code::unreachable, "no line");
        const auto found = committed_.find(id);
        if (found == committed_.end()) return std::optional<portal::Accepted>{};
        return std::optional(found->second);
    }
    Result<portal::Accepted> tell(const portal::Letter& letter) override {
        if (strikes(weather_.unreachable)) return fail(Code::unreachable, "no line");
        if (strikes(weather_.captive)) return fail(Code::untrusted, "a hotel's page");
        if (!letters_.contains(letter.id) && strikes(weather_.refuses)) return fail(Code::refused, "Không nhận");
        const bool withdraws = letter.kind == dossier::LetterKind::withdrawal;
        if (withdraws && !letters_.contains(letter.id) && !withdrawn_.insert(letter.about).second)
            return fail(Code::refused, "Đã rút rồi");
        if (letter.kind == dossier::LetterKind::supplement && !letters_.contains(letter.id)) {
            for (const auto& file : letter.files) {
                if (!pages_.contains(file.page)) return fail(Code::refused, "Thiếu một trang");
            }
            supplemented_.insert(letter.about);
        }
        const portal::Accepted told{{}, letter.id, sha256_hex(letter.body_json.reveal())};
        const auto at = letters_.try_emplace(letter.id, letter.body_json.reveal()).first;
        if (at->second != letter.body_json.reveal()) changed_bodies_.insert(letter.id);
        if (strikes(weather_.answer_lost)) return fail(Code::unknown_outcome, "silence");
        if (strikes(weather_.wrong_id)) return portal::Accepted{{}, Uuid{}, told.body_sha256};
        return told;
    }
    Result<dossier::StatusView> status(std::string_view code, std::string_view) override {
        if (strikes(weather_.unreachable)) return fail(Code::unreachable, "no line");
        for (const auto& [id, accepted] : committed_) {
            if (accepted.official_code != code) continue;
            dossier::StatusView view;
            view.code = accepted.official_code;
            view.from_portal = true;
            view.status = withdrawn_.contains(view.code) ? dossier::Status::withdrawal_asked : state_of(id, view.code);
            view.steps = {{view.status, WallTime{}, ""}};
            view.sent = {{"03-1", dossier::OfficerForm::refusal, WallTime{}}};
            return view;
        }
        return fail(Code::not_found, "no such dossier");
    }
    Result<Personal> paper(std::string_view, std::string_view, std::string_view) override {
        if (strikes(weather_.unreachable)) return fail(Code::unreachable, "no line");
        return Personal("%PDF-1.7\n%%EOF\n");
    }

    [[nodiscard]] const std::map<Uuid, portal::Accepted>& committed() const { return committed_; }
    /// Bodies of the letters that were told, each once.
    [[nodiscard]] const std::map<Uuid, std::string>& letters() const { return letters_; }
    [[nodiscard]] bool has_page(const Uuid& page) const { return pages_.contains(page); }
    [[nodiscard]] const std::set<Uuid>& changed_bodies() const { return changed_bodies_; }

private:
    /// Every other dossier lacks papers until some come.
    dossier::Status state_of(const Uuid& id, const std::string& code) const {
        const bool lacks = id.bytes[15] % 2 == 0 && !supplemented_.contains(code);
        return lacks ? dossier::Status::supplement_asked : dossier::Status::processing;
    }
    bool strikes(int percent) { return percent > 0 && static_cast<int>(random_() % 100) < percent; }

    std::mt19937_64 random_;
    Weather weather_;
    std::map<Uuid, portal::Accepted> committed_;
    std::map<Uuid, int> calls_;
    std::map<Uuid, std::size_t> pages_;
    std::map<Uuid, std::string> letters_;
    std::set<std::string> withdrawn_;     ///< codes
    std::set<std::string> supplemented_;  ///< codes
    std::set<Uuid> changed_bodies_;
};

}  // namespace kiosk::simulation
