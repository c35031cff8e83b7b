#include "kiosk/app/staff_outbox.hpp"

#include "kiosk/base/log.hpp"
#include "kiosk/dossier/submission.hpp"
#include "kiosk/portal/outbox_export.hpp"

namespace kiosk::app {

Result<Json> list_outbox(store::Store& store) {
    auto rows = store.outbox().list();
    if (!rows) return fail(std::move(rows));
    auto refused = store.dossiers().refused();
    if (!refused) return fail(std::move(refused));
    Json items = Json::array();
    for (const auto& row : *rows) {
        const bool letter = row.kind == store::Outbox::Kind::letter;
        const bool of_letter = row.dossier.nil();
        items.push_back({{"id", row.id.text()},
                         {"kind", letter ? dossier::name(row.letter) : store::name(row.kind)},
                         {"state", store::name(row.state)},
                         {"about", of_letter ? row.about : row.provisional_code},
                         {"provisional_code", row.provisional_code},
                         {"procedure", row.procedure_code},
                         {"submitted_at", iso_time(row.submitted_at)},
                         {"attempts", row.attempts},
                         {"reason", row.reason},
                         {"words", row.words},
                         {"next_try_at", row.next_try_at ? iso_time(*row.next_try_at) : std::string{}}});
    }
    Json refusals = Json::array();
    for (const auto& row : *refused) {
        refusals.push_back({{"id", row.id.text()},
                            {"provisional_code", row.provisional_code},
                            {"procedure", row.procedure_code},
                            {"submitted_at", iso_time(row.submitted_at)},
                            {"refusal", row.refusal}});
    }
    auto letters = store.letters().refused();
    if (!letters) return fail(std::move(letters));
    for (const auto& row : *letters) {
        refusals.push_back({{"id", row.id.text()},
                            {"kind", dossier::name(row.kind)},
                            {"provisional_code", row.about},
                            {"procedure", ""},
                            {"submitted_at", iso_time(row.written_at)},
                            {"refusal", row.refusal}});
    }
    auto drafts = store.kept_drafts().count();
    if (!drafts) return fail(std::move(drafts));
    return Json{{"items", std::move(items)}, {"refused", std::move(refusals)}, {"kept_drafts", *drafts}};
}

Result<Json> send_outbox(store::Store& store) {
    auto due = store.outbox().send_now();
    if (!due) return fail(std::move(due));
    return Json{{"due", *due}};
}

namespace {

/// Name and number as they were handed in.
Result<Done> add_person(store::Store& store, const Uuid& dossier, Json& out) {
    auto body = store.dossiers().body(dossier);
    if (!body) return fail(std::move(body));
    const auto submission = dossier::read_submission(body->reveal());
    if (!submission) return fail(submission.error().code, submission.error().detail);
    out["name"] = submission->submitter.name.reveal();
    out["phone"] = submission->phone.reveal();
    return Done{};
}

}  // namespace

Result<Json> list_callbacks(store::Store& store) {
    auto refused = store.dossiers().refused();
    if (!refused) return fail(std::move(refused));
    Json people = Json::array();
    for (const auto& row : *refused) {
        Json person = {{"provisional_code", row.provisional_code},
                       {"procedure", row.procedure_code},
                       {"procedure_name", row.procedure_name},
                       {"submitted_at", iso_time(row.submitted_at)},
                       {"refusal", row.refusal},
                       {"name", ""},
                       {"phone", ""}};
        if (auto told = add_person(store, row.id, person); !told) person["error"] = told.error().detail;
        people.push_back(std::move(person));
    }
    // A letter is about a dossier: whoever handed that in here is called, too.
    auto letters = store.letters().refused();
    if (!letters) return fail(std::move(letters));
    for (const auto& row : *letters) {
        auto about = store.dossiers().find(row.about);
        if (!about) return fail(std::move(about));
        Json person = {{"kind", dossier::name(row.kind)},
                       {"provisional_code", row.about},
                       {"procedure", *about ? (*about)->procedure_code : std::string()},
                       {"procedure_name", *about ? (*about)->procedure_name : std::string()},
                       {"submitted_at", iso_time(row.written_at)},
                       {"refusal", row.refusal},
                       {"name", ""},
                       {"phone", ""}};
        if (!*about) person["error"] = "its dossier was handed in elsewhere; the portal knows whom to call";
        else if (auto told = add_person(store, (*about)->id, person); !told) person["error"] = told.error().detail;
        people.push_back(std::move(person));
    }
    return Json{{"callbacks", std::move(people)}};
}

Result<Json> retry_refused(store::Store& store, std::string_view code) {
    auto found = store.dossiers().find(code);
    if (!found) return fail(std::move(found));
    if (!*found)
        return fail(Code::not_found, "no dossier of this kiosk has that code; `kiosk outbox list` shows the refused ones");
    auto again = store.outbox().try_again((*found)->id);
    if (!again) return fail(std::move(again));
    if (!*again) return fail(Code::refused, "this dossier was not refused; `kiosk outbox send` sends what waits");
    log::info("staff: dossier {} goes to the portal again by command", (*found)->provisional_code);
    return Json{{"provisional_code", (*found)->provisional_code}};
}

Result<Json> export_outbox(store::Store& store, std::string_view kiosk, const Json& request, WallTime now) {
    const std::filesystem::path folder = request.value("folder", std::string{});
    if (!folder.is_absolute()) return fail(Code::bad_usage, "name the folder by its whole path");
    auto exported = portal::export_outbox(store, kiosk, request.value("key", std::string{}), folder, now);
    if (!exported) return fail(std::move(exported));
    return Json{{"dossiers", exported->dossiers},
                {"letters", exported->letters},
                {"unpaid", exported->unpaid},
                {"signer", exported->signer}};
}

}  // namespace kiosk::app
