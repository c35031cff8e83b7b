#pragma once
/// A portal in memory with the faults of the real world, drawn from the seed, and less patient than a real one: it keeps the
/// same piece once, as any portal does, and complains of every piece that came again although the kiosk knew better. What it
/// has committed is the truth that the simulation is held against.

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "kiosk/base/sha256.hpp"
#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/portal/delivery.hpp"
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
        if (answered_.contains(page)) complain("a page was sent again after its answer had come", page);
        const auto [at, is_new] = pages_.try_emplace(page, bytes);
        if (!is_new && at->second != bytes) complain("a page came with two contents", page);
        if (strikes(weather_.answer_lost)) return fail(Code::unknown_outcome, "silence");
        answered_.insert(page);
        return page.text();
    }
    Result<portal::Accepted> submit(const portal::Submission& s) override {
        if (strikes(weather_.unreachable)) return fail(Code::unreachable, "no line");
        if (strikes(weather_.captive)) return fail(Code::untrusted, "a hotel's page");
        // Whoever has a doubt asks with find() first, so that nothing that is here is ever handed in again.
        if (committed_.contains(s.id)) complain("a dossier was handed in again though the portal has it", s.id);
        if (!committed_.contains(s.id) && strikes(weather_.refuses)) {
            if (++noes_[s.id] > portal::DeliveryLimits{}.refusals)
                complain("a dossier was handed in again after it was refused for good", s.id);
            return fail(Code::refused, "Thiếu thành phần hồ sơ");
        }
        for (const auto& file : s.files) {
            if (!pages_.contains(file.page) || file.remote_id != file.page.text())
                complain("a dossier named a page that had not come", s.id);
        }
        const auto hash = sha256_hex(s.body_json.reveal());
        auto [at, is_new] = committed_.try_emplace(s.id);
        auto& accepted = at->second.accepted;
        if (is_new) {
            const auto number = static_cast<int>(committed_.size());
            at->second = {{dossier::official_code("000.00.53.H48", {2026, 11, 23}, number), s.id, hash},
                          std::string(s.body_json.reveal()),
                          s.files};
        } else if (accepted.body_sha256 != hash) {
            complain("a dossier came with two bodies", s.id);
        }
        if (strikes(weather_.answer_lost)) return fail(Code::unknown_outcome, "silence");
        if (strikes(weather_.wrong_id)) return portal::Accepted{accepted.official_code, Uuid{}, hash};
        return accepted;
    }
    Result<std::optional<portal::Accepted>> find(const Uuid& id) override {
        if (strikes(weather_.unreachable)) return fail(Code::unreachable, "no line");
        if (strikes(weather_.answer_lost)) return fail(Code::unknown_outcome, "silence");
        const auto found = committed_.find(id);
        if (found == committed_.end()) return std::optional<portal::Accepted>{};
        return std::optional(found->second.accepted);
    }
    Result<portal::Accepted> tell(const portal::Letter& letter) override {
        if (strikes(weather_.unreachable)) return fail(Code::unreachable, "no line");
        if (strikes(weather_.captive)) return fail(Code::untrusted, "a hotel's page");
        if (answered_.contains(letter.id)) complain("a letter was told again after its answer had come", letter.id);
        if (!letters_.contains(letter.id)) {
            if (auto taken = take(letter); !taken) {
                // A no to a letter is its last answer; to a row of progress it may still become a yes.
                if (letter.kind != dossier::LetterKind::progress) answered_.insert(letter.id);
                return fail(std::move(taken));
            }
        }
        const portal::Accepted told{{}, letter.id, sha256_hex(letter.body_json.reveal())};
        const auto at = letters_.try_emplace(letter.id, letter.body_json.reveal()).first;
        if (at->second != letter.body_json.reveal()) complain("a letter came with two bodies", letter.id);
        if (strikes(weather_.answer_lost)) return fail(Code::unknown_outcome, "silence");
        if (strikes(weather_.wrong_id)) return portal::Accepted{{}, Uuid{}, told.body_sha256};
        answered_.insert(letter.id);
        return told;
    }
    Result<dossier::StatusView> status(std::string_view code, std::string_view) override {
        if (strikes(weather_.unreachable)) return fail(Code::unreachable, "no line");
        for (const auto& [id, filed] : committed_) {
            if (filed.accepted.official_code != code) continue;
            dossier::StatusView view;
            view.code = filed.accepted.official_code;
            view.from_portal = true;
            view.status = withdrawn_.contains(view.code) ? dossier::Status::withdrawal_asked : state_of(id, view.code);
            view.steps = {{view.status, WallTime{}, ""}};
            view.sent = {{"03-1", dossier::OfficerForm::refusal, WallTime{}}};
            if (view.status == dossier::Status::processing && id.bytes[15] % 4 == 1) {
                view.status = view.steps.back().status = dossier::Status::payment_asked;
                view.to_pay = {{"1", "LP01", "Lệ phí", 8'000}};
            }
            return view;
        }
        return fail(Code::not_found, "no such dossier");
    }
    Result<Personal> paper(std::string_view, std::string_view, std::string_view) override {
        if (strikes(weather_.unreachable)) return fail(Code::unreachable, "no line");
        return Personal("%PDF-1.7\n%%EOF\n");
    }

    Result<portal::StatusChanges> changes(std::string_view, std::string_view) override {
        return fail(Code::refused, "no feed");
    }
    Result<std::vector<dossier::StatusView>> own_dossiers(const Personal&) override {
        return fail(Code::closed, "nobody signs in");
    }

    /// The kiosk lost power before it could read the answer to this piece: it may come once more.
    void answer_went_unread(const Uuid& piece) {
        answered_.erase(piece);
        noes_.erase(piece);
    }

    struct Filed {
        portal::Accepted accepted;
        std::string body;
        std::vector<portal::FileRef> files;
    };
    [[nodiscard]] const std::map<Uuid, Filed>& committed() const { return committed_; }
    /// Bodies of the letters that were told, each once.
    [[nodiscard]] const std::map<Uuid, std::string>& letters() const { return letters_; }
    /// What the pages hold.
    [[nodiscard]] const std::map<Uuid, std::string>& pages() const { return pages_; }
    [[nodiscard]] const std::vector<std::string>& complaints() const { return complaints_; }

private:
    /// Whether a letter that is new here can be taken.
    Result<Done> take(const portal::Letter& letter) {
        if (strikes(weather_.refuses)) return fail(Code::refused, "Không nhận");
        if (letter.kind == dossier::LetterKind::withdrawal && !withdrawn_.insert(letter.about).second)
            return fail(Code::refused, "Đã rút rồi");
        if (letter.kind != dossier::LetterKind::supplement) return Done{};
        for (const auto& file : letter.files) {
            if (!pages_.contains(file.page)) complain("a supplement named a page that had not come", letter.id);
        }
        supplemented_.insert(letter.about);
        return Done{};
    }
    /// Every other dossier lacks papers until some come.
    dossier::Status state_of(const Uuid& id, const std::string& code) const {
        const bool lacks = id.bytes[15] % 2 == 0 && !supplemented_.contains(code);
        return lacks ? dossier::Status::supplement_asked : dossier::Status::processing;
    }
    bool strikes(int percent) { return percent > 0 && static_cast<int>(random_() % 100) < percent; }
    void complain(std::string what, const Uuid& piece) { complaints_.push_back(std::move(what) + ": " + piece.text()); }

    std::mt19937_64 random_;
    Weather weather_;
    std::map<Uuid, Filed> committed_;
    std::map<Uuid, int> noes_;
    std::map<Uuid, std::string> pages_;
    std::map<Uuid, std::string> letters_;
    std::set<Uuid> answered_;             ///< pages and letters of which the kiosk got the answer
    std::set<std::string> withdrawn_;     ///< codes
    std::set<std::string> supplemented_;  ///< codes
    std::vector<std::string> complaints_;
};

}  // namespace kiosk::simulation
