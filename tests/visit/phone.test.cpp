// Signing in with one's own telephone, as far as the visit decides it.
#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;
using namespace kiosk::test;

namespace {

signin::Grant grant() {
    signin::Grant out;
    out.device_code = Personal("never shown");
    out.user_code = "BCDF-GHJK";
    out.address = "https://id.example/device";
    out.good_for = 10min;
    return out;
}

signin::SignedInPerson signed_in() {
    signin::SignedInPerson out;
    out.account = "vneid";
    out.person = somebody();
    out.contact.phone = Personal("0905000111");
    return out;
}

/// On the page where a card would be held.
Stage at_the_card() {
    auto begun = filing();
    begun.draft.submitter = {};
    begun.draft.identified_by = dossier::IdentifiedBy::nothing;
    return Stage(visit::Visit{visit::PresentingCard{begun, visit::CardProblem::none}, {}, {}, Monotonic{2h}});
}

/// The code stands on the screen.
Stage with_code() {
    auto stage = at_the_card();
    stage.after(visit::PhoneSignInChosen{press(1)}).after(visit::SignInGranted{press(1), grant()});
    static_cast<void>(stage.effects());
    return stage;
}

const signin::DeviceFlow& flow(const Stage& stage) { return stage.as<visit::SigningInByPhone>().sign_in.flow; }

}  // namespace

TEST_CASE("a sign-in asks for a code, shows it, and asks on in its own rhythm while nobody touches anything") {
    auto stage = at_the_card();
    stage.after(visit::PhoneSignInChosen{press(1)});
    CHECK(stage.state() == "SigningInByPhone");
    CHECK(stage.effects() == std::vector<std::string>{"BeginSignIn", "ReadCodes"});
    stage.after(visit::SignInGranted{press(1), grant()});
    CHECK(std::holds_alternative<signin::Waiting>(flow(stage)));
    stage.pass(4s);
    CHECK(stage.effects().empty());
    stage.pass(2s);
    CHECK(stage.effects() == std::vector<std::string>{"PollSignIn"});
    stage.after(visit::SignInPolled{press(1), signin::NotYet{}}).pass(5s);
    CHECK(stage.effects() == std::vector<std::string>{"PollSignIn"});
}

TEST_CASE("whoever confirms on the telephone is who files, proven, and the telephone's number is kept for a call") {
    auto stage = with_code();
    stage.pass(6s).after(visit::SignInPolled{press(1), signin::Approved{signed_in()}});
    CHECK(stage.state() == "ConfirmingPerson");
    const auto& draft = stage.as<visit::ConfirmingPerson>().filing.draft;
    CHECK(draft.identified_by == dossier::IdentifiedBy::signed_in);
    CHECK(draft.submitter == somebody());
    CHECK(draft.phone == Personal("0905000111"));
    SECTION("and is not, once they say that it is not them") {
        stage.after(visit::PersonRejected{});
        const auto& rejected = stage.as<visit::PresentingCard>().filing.draft;
        CHECK(rejected.identified_by == dossier::IdentifiedBy::nothing);
        CHECK(rejected.submitter == dossier::Person{});
        CHECK(rejected.account == dossier::Account{});
    }
    SECTION("and stays who they are when they come back from the form") {
        stage.after(visit::PersonConfirmed{}).after(visit::WentBack{});
        CHECK(stage.state() == "ConfirmingPerson");
    }
}

TEST_CASE("a procedure that demands an account is submitted with one and prepared without") {
    const auto& all = public_data().catalogue->procedures();
    const auto demands = std::find_if(all.begin(), all.end(), [](const auto& p) {
        return p.identification == catalogue::Identification::signed_in && p.offer != catalogue::Offer::in_person &&
               p.handled(catalogue::Channel::online) != nullptr;
    });
    REQUIRE(demands != all.end());
    dossier::Draft draft;
    draft.identified_by = dossier::IdentifiedBy::card;
    CHECK(dossier::outcome_of(*demands, draft, true) == dossier::Outcome::prepared);
    draft.identified_by = dossier::IdentifiedBy::signed_in;
    CHECK(dossier::outcome_of(*demands, draft, false) == dossier::Outcome::submitted_online);
}

TEST_CASE("denied, out of time or unusable: the page says so, nothing is lost, and a new code is one touch away") {
    auto stage = with_code();
    stage.pass(6s);
    SECTION("denied") {
        stage.after(visit::SignInPolled{press(1), signin::SaidNo{}});
        CHECK(std::holds_alternative<signin::Denied>(flow(stage)));
    }
    SECTION("expired by the provider") {
        stage.after(visit::SignInPolled{press(1), signin::TooLate{}});
        CHECK(std::holds_alternative<signin::Expired>(flow(stage)));
    }
    SECTION("expired by the clock, the provider silent") {
        stage.after(visit::SignInPolled{press(1), signin::NoAnswer{{Code::unreachable, ""}}});
        for (int i = 0; i < 40 && std::holds_alternative<signin::Waiting>(flow(stage)); ++i)
            stage.pass(30s).after(visit::SignInPolled{press(1), signin::NoAnswer{{Code::unreachable, ""}}});
        CHECK(std::holds_alternative<signin::Expired>(flow(stage)));
    }
    SECTION("an account that proves nothing") {
        stage.after(visit::SignInPolled{press(1), signin::Unusable{{Code::untrusted, ""}}});
        CHECK(std::holds_alternative<signin::Failed>(flow(stage)));
    }
    static_cast<void>(stage.effects());
    stage.after(visit::PhoneSignInChosen{press(2)});
    CHECK(std::holds_alternative<signin::Beginning>(flow(stage)));
    CHECK(stage.effects() == std::vector<std::string>{"BeginSignIn"});
    stage.after(visit::SignInGranted{press(1), grant()});  // the answer to the first one
    CHECK(std::holds_alternative<signin::Beginning>(flow(stage)));
    stage.after(visit::WentBack{});
    CHECK(stage.state() == "PresentingCard");
}

TEST_CASE("a provider that never answers is given up, at the beginning as well as in the middle") {
    auto stage = at_the_card();
    stage.after(visit::PhoneSignInChosen{press(1)}).pass(31s);
    REQUIRE(std::holds_alternative<signin::Failed>(flow(stage)));
    CHECK(std::get<signin::Failed>(flow(stage)).why.code == Code::timed_out);
    auto asked = with_code();
    asked.pass(13min);  // the first question is never answered
    CHECK(asked.state() == "Attracting");
}

TEST_CASE("two touches make one code") {
    auto stage = with_code();
    stage.after(visit::PhoneSignInChosen{press(2)});
    CHECK(stage.effects().empty());
    CHECK(stage.as<visit::SigningInByPhone>().sign_in.question == press(1));
}

TEST_CASE("the telephone stops the idle clock, and only while its code counts") {
    auto stage = with_code();
    stage.pass(6s);
    for (int i = 0; i < 9; ++i) stage.pass(1min).after(visit::SignInPolled{press(1), signin::NotYet{}});
    CHECK(stage.state() == "SigningInByPhone");
    stage.pass(6s).after(visit::SignInPolled{press(1), signin::SaidNo{}}).pass(91s);
    CHECK(stage.state() == "AskingIfPresent");
    stage.pass(31s);
    CHECK(stage.state() == "Attracting");
    const auto effects = stage.effects();
    CHECK(std::count(effects.begin(), effects.end(), "ForgetVisit") == 1);
}

TEST_CASE("an answer that comes after its person has gone belongs to nobody") {
    auto stage = with_code();
    stage.pass(6s).after(visit::WentBack{}).after(visit::SignInPolled{press(1), signin::Approved{signed_in()}});
    CHECK(stage.state() == "PresentingCard");
    CHECK(stage.as<visit::PresentingCard>().filing.draft.submitter == dossier::Person{});
}

TEST_CASE("whoever lost the slip signs in, sees their own dossiers, and opens one without typing a digit") {
    Stage stage(visit::Visit{visit::PresentingReceipt{}, {}, {}, Monotonic{2h}});
    stage.after(visit::PhoneSignInChosen{press(1)}).after(visit::SignInGranted{press(1), grant()}).pass(6s);
    CHECK(stage.state() == "SigningInToList");
    static_cast<void>(stage.effects());
    stage.after(visit::SignInPolled{press(1), signin::Approved{signed_in()}});
    CHECK(stage.state() == "AskingOwnDossiers");
    CHECK(stage.effects() == std::vector<std::string>{"AskOwnDossiers"});
    SECTION("found") {
        auto view = asked_for_papers();
        stage.after(visit::OwnDossiersFound{press(1), {view, view}});
        stage.after(visit::OwnDossierChosen{press(7), 5});
        CHECK(stage.state() == "ReadingOwnDossiers");
        stage.after(visit::OwnDossierChosen{press(7), 1});
        const auto* asked = stage.effect<visit::AskStatus>();
        REQUIRE(asked != nullptr);
        CHECK(asked->code == view.code);
        CHECK(asked->digits == Personal("0123"));
        CHECK(stage.state() == "AskingStatus");
    }
    SECTION("the portal does not answer: it is asked again without another sign-in") {
        stage.pass(13s);
        CHECK(stage.as<visit::ReadingOwnDossiers>().problem == Code::timed_out);
        static_cast<void>(stage.effects());
        stage.after(visit::OwnDossiersWanted{press(8)});
        CHECK(stage.effects() == std::vector<std::string>{"AskOwnDossiers"});
        stage.after(visit::OwnDossiersNotFound{press(8), Code::unreachable});
        CHECK(stage.as<visit::ReadingOwnDossiers>().problem == Code::unreachable);
    }
}
