#pragma once
/// A portal that believes every submission to be a new dossier, and calls to it that get lost: only a kiosk that asks first hands in
/// once. One thread.

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/sha256.hpp"
#include "kiosk/portal/portal.hpp"

namespace stage {

using namespace kiosk;
using namespace kiosk::portal;

/// What happens to one call on its way.
enum class Fate {
    answered,
    lost_going,
    lost_coming,
    unreachable,
    wrong_hash,
    wrong_id,
    sign_in_page,
    refused,
    out_of_order,
    crash
};

class ForgetfulPortal final : public Portal {
public:
    std::deque<Fate> fates;  ///< of the coming calls; answered when none is left
    std::map<Uuid, int> handed_in;
    std::map<Uuid, std::string> hashes;
    std::map<Uuid, int> pages;
    std::map<Uuid, std::vector<std::string>> letters;  ///< bodies, as often as they came
    std::vector<std::string> calls;
    Uuid always_wrong;  ///< answers about this dossier carry a wrong hash
    Uuid always_no;
    bool same_code = false;
    std::map<Uuid, std::size_t> numbers;
    bool crashed = false;
    bool codes_at_acceptance = false;

    Result<Done> connected() override {
        calls.emplace_back("connected");
        if (auto trouble = before(next())) return *trouble;
        return Done{};
    }
    Result<std::string> upload(const Uuid& page, std::string_view, std::string_view) override {
        calls.emplace_back("upload");
        const Fate fate = next();
        if (auto trouble = before(fate)) return *trouble;
        ++pages[page];
        if (auto trouble = after(fate)) return *trouble;
        return "remote-" + page.text();
    }
    Result<Accepted> submit(const Submission& submission) override {
        calls.emplace_back("submit");
        const Fate fate = next();
        if (submission.id == always_no) return fail(Code::refused, "Thiếu chữ ký");
        if (auto trouble = before(fate)) return *trouble;
        ++handed_in[submission.id];
        hashes[submission.id] = sha256_hex(submission.body_json.reveal());
        if (auto trouble = after(fate)) return *trouble;
        return answer(submission.id, fate);
    }
    Result<StatusChanges> changes(std::string_view, std::string_view) override { return fail(Code::refused, "no feed"); }
    Result<std::vector<dossier::StatusView>> own_dossiers(const Personal&) override {
        return fail(Code::closed, "nobody signs in");
    }
    Result<std::optional<Accepted>> find(const Uuid& id) override {
        calls.emplace_back("find");
        const Fate fate = next();
        if (auto trouble = before(fate)) return *trouble;
        if (auto trouble = after(fate)) return *trouble;
        if (!handed_in.contains(id)) return std::nullopt;
        return answer(id, fate);
    }
    Result<Accepted> tell(const Letter& letter) override {
        calls.emplace_back("tell");
        const Fate fate = next();
        if (letter.id == always_no) return fail(Code::refused, "Không nhận");
        if (auto trouble = before(fate)) return *trouble;
        letters[letter.id].push_back(std::string(letter.body_json.reveal()));
        if (auto trouble = after(fate)) return *trouble;
        return Accepted{{},
                        fate == Fate::wrong_id ? Uuid{} : letter.id,
                        sha256_hex(fate == Fate::wrong_hash ? "other" : letter.body_json.reveal())};
    }
    Result<dossier::StatusView> status(std::string_view, std::string_view) override { return fail(Code::not_found, "none"); }
    Result<Personal> paper(std::string_view, std::string_view, std::string_view) override {
        return fail(Code::not_found, "none");
    }

private:
    Fate next() {
        if (fates.empty()) return Fate::answered;
        const Fate fate = fates.front();
        fates.pop_front();
        return fate;
    }
    static std::optional<tl::unexpected<Error>> before(Fate fate) {
        if (fate == Fate::lost_going) return fail(Code::unknown_outcome, "lost on the way there");
        if (fate == Fate::unreachable) return fail(Code::unreachable, "no connection");
        if (fate == Fate::sign_in_page) return fail(Code::untrusted, "a sign-in page");
        if (fate == Fate::refused) return fail(Code::refused, "no");
        if (fate == Fate::out_of_order) return fail(Code::closed, "HTTP 503");
        return std::nullopt;
    }
    std::optional<tl::unexpected<Error>> after(Fate fate) {
        if (fate == Fate::lost_coming) return fail(Code::unknown_outcome, "lost on the way back");
        if (fate == Fate::crash) crashed = true;
        return std::nullopt;
    }
    Accepted answer(const Uuid& id, Fate fate) {
        const auto known = numbers.try_emplace(id, numbers.size() + 1).first->second;
        Accepted accepted{"000.00.53.H48-261123-000" + std::to_string(same_code ? 1 : known), id, hashes[id]};
        if (codes_at_acceptance) accepted.official_code.clear();
        if (fate == Fate::wrong_hash || id == always_wrong) accepted.body_sha256 = sha256_hex("something else");
        if (fate == Fate::wrong_id) accepted.id.bytes[0] ^= 1U;
        return accepted;
    }
};

}  // namespace stage
