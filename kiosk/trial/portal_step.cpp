#include "kiosk/trial/portal_step.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/portal/igate.hpp"
#include "kiosk/portal/json.hpp"
#include "kiosk/trial/steps.hpp"

namespace kiosk::trial {
namespace {

using catalogue::Procedure;

Result<Done> is_for_training(portal::Transport& transport) {
    portal::Request request;
    request.path = "bd/procedure/--can-apply?spec=page&page=0&size=1";
    const auto answer = transport.send(request);
    if (!answer) return fail(answer.error().code, answer.error().detail);
    const auto json = portal::parse_json(answer->body);
    if (answer->status == 200 && json && portal::member_of(*json, "training") == true) return Done{};
    return fail(Code::untrusted, "it does not say that it is a training portal, so nothing was sent");
}

/// What was handed in, and by which digits it is looked up.
struct Filing {
    portal::Submission submission;
    std::string last_four;
};

Result<Filing> upload(const dossier::Draft& draft, const Procedure& procedure, const Ground& ground, portal::IGate& igate,
                      Ids& ids) {
    Filing out;
    auto& submission = out.submission;
    constexpr int test_serial = 9000;  // provisional codes of a day begin at 1
    const auto header = test_header(procedure, ground, ids.make(ground.now), test_serial);
    submission.id = header.id;
    submission.provisional_code = header.provisional_code;
    submission.submitted_at = ground.now;
    submission.body_json =
        Personal(dossier::submission_json(draft, procedure, ground.catalogue.form(procedure.form), header));
    for (const auto& paper : draft.papers) {
        for (const auto& page : paper.pages) {
            const auto remote = igate.upload(page.id, page.bytes->media_type(), page.bytes->bytes());
            if (!remote) return fail(remote.error().code, remote.error().detail);
            submission.files.push_back({page.id, paper.component, page.bytes->media_type(), *remote});
        }
    }
    const auto number = draft.submitter.number.reveal();
    constexpr std::size_t digits = 4;
    out.last_four = number.substr(number.size() - std::min(number.size(), digits));
    return out;
}

Result<std::string> hand_in(const dossier::Draft& draft, const Procedure& procedure, const Ground& ground,
                            portal::IGate& igate, Ids& ids) {
    const auto filing = upload(draft, procedure, ground, igate, ids);
    if (!filing) return tl::unexpected(filing.error());
    const auto accepted = igate.submit(filing->submission);
    if (!accepted) return tl::unexpected(accepted.error());
    const auto again = igate.find(filing->submission.id);
    if (!again) return tl::unexpected(again.error());
    if (*again != *accepted) return fail(Code::untrusted, "asked for the same dossier, it speaks of another one");
    const auto view = igate.status(accepted->official_code, filing->last_four);
    if (!view) return tl::unexpected(view.error());
    if (view->procedure_code != procedure.code || view->status != dossier::Status::registered)
        return fail(Code::untrusted, "looked up, the dossier is of another procedure or in another state than 1");
    return accepted->official_code;
}

}  // namespace

Step try_portal(const Procedure& procedure, const Ground& ground, portal::Transport& transport, std::string_view address,
                std::string_view page, Ids& ids) {
    Step out{"portal", fmt::format("a test dossier to {}", address), Verdict::failed, {}, {}};
    if (procedure.offer == catalogue::Offer::in_person) {
        out.verdict = Verdict::skipped;
        out.tried = "done at the counter: nothing is submitted";
        return out;
    }
    if (const auto training = is_for_training(transport); !training) {
        out.found = training.error().detail;
        out.remedy = "Start one with kiosk portal and name its address with --portal, or --portal-data.";
        return out;
    }
    portal::IGate igate(transport);
    const auto code = hand_in(filled_draft(procedure, ground, page, ids), procedure, ground, igate, ids);
    if (!code) {
        out.found = fmt::format("{}: {}", name(code.error().code), code.error().detail);
        out.remedy = "See what the portal has with kiosk portal list; take back faults with kiosk portal fault clear.";
        return out;
    }
    out.verdict = Verdict::passed;
    out.found = fmt::format("taken as {}, found again, looked up in state 1", *code);
    return out;
}

}  // namespace kiosk::trial
