#pragma once
/// A visit alone on a stage: events in, states and effects out, time by hand. The data is the tree's own configuration.

#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/visit/visit.hpp"
#include "tests/support/config.hpp"

namespace kiosk::test {

class Stage {
public:
    explicit Stage(visit::Visit start = {}, std::string_view now = "2026-11-23T09:00:00+07:00")
        : visit_(std::move(start)), clock_(parse_iso_time(now).value()) {
        visit_.situation.portal_connected = true;
    }

    Stage& after(const visit::Event& event) {
        auto step = visit::step(visit_, event,
                                {clock_.monotonic(), clock_.wall(), public_data().settings, *public_data().catalogue});
        visit_ = std::move(step.visit);
        for (auto& effect : step.effects) effects_.push_back(std::move(effect));
        return *this;
    }
    /// Lets time pass, meeting every deadline on the way as the kiosk's loop does.
    Stage& pass(Duration time) {
        const auto until = clock_.monotonic() + time;
        while (clock_.monotonic() < until) {
            const auto deadline = visit::next_deadline(visit_);
            const auto to = deadline && *deadline < until ? std::max(*deadline, clock_.monotonic() + 1ms) : until;
            clock_.advance(to - clock_.monotonic());
            after(visit::Ticked{});
        }
        return *this;
    }

    [[nodiscard]] std::string_view state() const { return visit::name(visit_.state); }
    template <class S>
    [[nodiscard]] const S& as() const {
        require(std::holds_alternative<S>(visit_.state), "the visit is in the state that the test expects");
        return std::get<S>(visit_.state);
    }
    /// The names of the effects since the last call.
    [[nodiscard]] std::vector<std::string> effects() {
        std::vector<std::string> out;
        for (const auto& effect : effects_) out.emplace_back(visit::name(effect));
        effects_.clear();
        return out;
    }
    template <class E>
    [[nodiscard]] const E* effect() const {
        for (const auto& effect : effects_) {
            if (const auto* found = std::get_if<E>(&effect)) return found;
        }
        return nullptr;
    }
    [[nodiscard]] visit::Visit& visit() { return visit_; }
    [[nodiscard]] ManualClock& clock() { return clock_; }
    [[nodiscard]] Uuid id(int number) const {
        Uuid id;
        id.bytes[15] = static_cast<std::uint8_t>(number);
        return id;
    }

private:
    visit::Visit visit_;
    ManualClock clock_;
    std::vector<visit::Effect> effects_;
};

/// A real procedure that people can submit for themselves here and that collects at least one paper.
inline const catalogue::Procedure& submittable() {
    for (const auto& procedure : public_data().catalogue->procedures()) {
        if (procedure.offer == catalogue::Offer::in_person || procedure.form.empty()) continue;
        const auto& kinds = procedure.applicants;
        if (std::find(kinds.begin(), kinds.end(), catalogue::ApplicantKind::self) == kinds.end()) continue;
        for (const auto& component : procedure.components) {
            if (component.required && !component.form && !component.present_only &&
                component.asked_of(catalogue::ApplicantKind::self))
                return procedure;
        }
    }
    broken("the configuration has a procedure that can be submitted with a paper");
}

inline dossier::Person somebody() {
    dossier::Person person;
    person.name = Personal("Đinh Thị Thử");
    person.number = Personal("051190000123");
    person.birth_date = Personal("1990-02-03");
    person.sex = Personal("Nữ");
    person.residence = Personal("Xã Thử, tỉnh Quảng Ngãi");
    return person;
}

}  // namespace kiosk::test
