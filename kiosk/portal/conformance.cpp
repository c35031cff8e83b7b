#include "kiosk/portal/conformance.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "kiosk/portal/catalogue_pull.hpp"
#include "kiosk/portal/igate_office.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::portal {
namespace {

using Verdict = Check::Verdict;

/// The checks in the order in which a kiosk makes its calls.
class Trial {
public:
    Trial(Transport& transport, IGateOptions options, Ids& ids, WallTime now)
        : transport_(transport), igate_(transport, std::move(options)), office_(transport), ids_(ids), now_(now) {}

    void reading();
    void nothing_there();
    void lists();
    void filing(const TestFiling& filing);
    void skip_filing();
    void catalogue();
    void national();
    [[nodiscard]] std::vector<Check> take() { return std::move(checks_); }

private:
    void note(const char* operation, const char* promise, std::string found) {
        checks_.push_back(checked(operation, promise, std::move(found)));
    }
    void skip(const char* operation, const char* promise, const char* why) {
        checks_.push_back(skipped(operation, promise, why));
    }
    template <class T>
    void note_result(const char* operation, const char* promise, const Result<T>& result) {
        note(operation, promise, result ? std::string() : told(result.error()));
    }
    template <class T>
    void note_error(const char* operation, const char* promise, const Result<T>& result, Code wanted) {
        std::string found;
        if (result) found = "it was done all the same";
        else if (result.error().code != wanted) found = told(result.error());
        note(operation, promise, std::move(found));
    }
    /// What a portal may leave out: a setting of the kiosk says whether it is asked for.
    template <class T>
    void note_offer(const char* operation, const char* promise, const Result<T>& result, const char* without) {
        if (!result && result.error().code == Code::refused) skip(operation, promise, without);
        else note_result(operation, promise, result);
    }
    /// What a citizen asks for and the portal may say no to, in words.
    void note_answer(const char* operation, const char* promise, const Result<Accepted>& result) {
        const bool answered = result || (result.error().code == Code::refused && !result.error().detail.empty());
        note(operation, promise, answered ? std::string() : told(result.error()));
    }
    void detail_of(const OfficeProcedure& procedure);
    void numbering();
    void letters(const TestFiling& filing, const std::string& page);
    void same_twice(const TestFiling& filing, const Submission& submission, const Accepted& accepted);
    void standing(const TestFiling& filing, const Submission& submission);

    Transport& transport_;
    IGate igate_;
    IGateOffice office_;
    Ids& ids_;
    const WallTime now_;
    std::string agency_;   ///< of the first procedure; empty: it names none
    std::string pattern_;  ///< by which it numbers; empty: it has none
    std::vector<Check> checks_;
};

void Trial::reading() {
    note_result("listProcedures", "the list of procedures proves that this is the portal", igate_.connected());
    const auto procedures = office_.procedures();
    note_result("listProcedures", "every procedure of the list has id and code", procedures);
    if (procedures && !procedures->empty()) return detail_of(procedures->front());
    for (const auto* operation : {"getProcedure", "getProcess", "listForms", "listFees", "getAgency", "getPattern"})
        skip(operation, "its answer can be read", "the list of procedures is empty");
}

void Trial::lists() {
    note_offer("listChanges", "what has changed is a list with a mark", igate_.changes({}, {}),
               "it offers no feed of changes: leave changes_every_minutes out");
    const auto own = igate_.own_dossiers(Personal("no such token"));
    if (!own && own.error().code == Code::refused)
        skip("listOwnDossiers", "nobody's dossiers are given without a sign-in", "it offers no list of one's own dossiers");
    else note_error("listOwnDossiers", "nobody's dossiers are given without a sign-in", own, Code::closed);
}

void Trial::detail_of(const OfficeProcedure& procedure) {
    note_result("getProcedure", "one procedure is found by its id", office_.procedure(procedure.id));
    note_result("getProcess", "how it is processed is a list, perhaps an empty one", office_.process(procedure.id));
    note_result("listForms", "the papers that it takes are a list of ids and names", office_.forms(procedure.id));
    note_result("listFees", "its fees are a list of whole amounts", office_.fees(procedure.id));
    if (procedure.agencies.empty()) {
        skip("getAgency", "its agency is found by its id", "the procedure names no agency");
        return skip("getPattern", "by which pattern its agency numbers is said", "the procedure names no agency");
    }
    agency_ = procedure.agencies.front();
    note_result("getAgency", "its agency is found by its id", office_.agency(agency_));
    auto pattern = office_.pattern(agency_);
    note_offer("getPattern", "by which pattern its agency numbers is said", pattern,
               "the agency has none: the portal numbers by itself");
    if (pattern) pattern_ = std::move(*pattern);
}

/// Each question takes a number that no dossier will have: only where something may be left behind.
void Trial::numbering() {
    constexpr auto promise = "the next number of a pattern is another one each time";
    if (pattern_.empty()) return skip("nextValue", promise, "no agency with a pattern was found");
    const auto first = office_.next_value(pattern_, agency_);
    const auto second = office_.next_value(pattern_, agency_);
    std::string found;
    if (!first) found = told(first.error());
    else if (!second) found = told(second.error());
    else if (*first == *second) found = "it gave the same number twice";
    note("nextValue", promise, std::move(found));
}

void Trial::catalogue() {
    std::error_code error;
    const auto folder = std::filesystem::temp_directory_path(error) / ("kiosk-conformance-" + ids_.make(now_).text());
    note_offer("pullCatalogue", "catalogue, units and forms come as one whole, every file with its hash",
               pull_catalogue(transport_, {}, folder), "it gives no catalogue: leave gives_catalogue out");
    std::filesystem::remove_all(folder, error);
}

void Trial::national() {
    for (const auto* operation : {"nationalLogin", "nationalCall"})
        skip(operation, "the national exchange answers by name of the call",
             "it is the province's own, with an account that no kiosk has: kiosk province --once tries it");
}

void Trial::nothing_there() {
    const auto unknown = igate_.find(ids_.make(now_));
    std::string found;
    if (!unknown) found = told(unknown.error());
    else if (*unknown) found = "it has a dossier under an id that was made just now";
    note("searchDossier", "an id that never came has an empty list", std::move(found));
    note_error("searchDossier", "a code that nobody has is answered 404 with a message",
               igate_.status("000.00.00.H48-200101-999999", "0000"), Code::not_found);
    Request request;
    request.path = "no/such/call";
    const auto answer = transport_.send(request);
    std::string page;
    if (!answer) page = told(answer.error());
    else if (answer->status != 404 || !parse_json(answer->body))
        page = fmt::format("HTTP {}, {}", answer->status, answer->media_type.empty() ? "no media type" : answer->media_type);
    note("Refusal", "a call that it does not know is answered 404 in JSON, not with a page", std::move(page));
}

void Trial::filing(const TestFiling& filing) {
    numbering();
    auto submission = filing.submission;
    const auto first = igate_.upload(filing.page_id, filing.media_type, filing.page);
    note_result("uploadPage", "a page is stored and its name, size and hash come back", first);
    if (!first) return;
    const auto second = igate_.upload(filing.page_id, filing.media_type, filing.page);
    note("uploadPage", "the same page again is the same file",
         !second             ? told(second.error())
         : *second != *first ? "it has another id"
                             : "");
    for (auto& file : submission.files) file.remote_id = *first;
    const auto accepted = igate_.submit(submission);
    note_result("applyOnline", "a dossier is taken with our id and the hash of our body", accepted);
    if (!accepted) return;
    same_twice(filing, submission, *accepted);
    standing(filing, submission);
    note_result("rate", "a rating without a dossier is taken", igate_.tell(filing.rating));
    note_result("rate", "the same rating again has the same answer", igate_.tell(filing.rating));
    note_offer("tellProgress", "a row of progress of the dossier is kept", igate_.tell(filing.progress),
               "it takes no rows of progress: leave takes_progress out");
    letters(filing, *first);
}

/// At the end: a portal that takes the withdrawal has nothing of the trial in its hands any more.
void Trial::letters(const TestFiling& filing, const std::string& page) {
    auto supplement = filing.supplement;
    for (auto& file : supplement.files) file.remote_id = page;
    note_answer("supplement", "papers that nobody asked for are taken, or answered no in words", igate_.tell(supplement));
    note_answer("withdraw", "a wish to withdraw is taken, or answered no in words", igate_.tell(filing.withdrawal));
}

void Trial::same_twice(const TestFiling&, const Submission& submission, const Accepted& accepted) {
    const auto again = igate_.submit(submission);
    note("applyOnline", "the same dossier again has the same answer and makes no second one",
         !again               ? told(again.error())
         : *again != accepted ? "the answer is another one"
                              : "");
    auto other = submission;
    other.body_json = Personal(std::string(submission.body_json.reveal()) + " ");
    const auto changed = igate_.submit(other);
    note_error("applyOnline", "another content under the same id is refused", changed, Code::refused);
    const auto found = igate_.find(submission.id);
    std::string why;
    if (!found) why = told(found.error());
    else if (!*found) why = "it does not find what it took";
    else if (**found != accepted) why = "the answer is another one";
    note("searchDossier", "what was taken is found by our id, with the same code and hash", std::move(why));
}

void Trial::standing(const TestFiling& filing, const Submission& submission) {
    const auto view = igate_.status(submission.provisional_code, filing.last_four);
    note_result("searchDossier", "its state is found by the provisional code and four digits", view);
    const std::string wrong = filing.last_four == "0000" ? "1111" : "0000";
    note_error("searchDossier", "other digits are answered 403", igate_.status(submission.provisional_code, wrong),
               Code::refused);
    note_error("fetchPaper", "a paper that nobody wrote is answered 404",
               igate_.paper(submission.provisional_code, filing.last_four, "no-such-paper"), Code::not_found);
}

void Trial::skip_filing() {
    for (const auto* operation : {"nextValue", "uploadPage", "applyOnline", "searchDossier", "fetchPaper", "rate",
                                  "tellProgress", "supplement", "withdraw"})
        skip(operation, "what leaves something behind at the portal", only_with_submit);
}

}  // namespace

std::string_view name(Check::Verdict verdict) {
    return verdict == Verdict::passed ? "passed" : verdict == Verdict::failed ? "failed" : "skipped";
}

Check checked(const char* operation, const char* promise, std::string found) {
    return {operation, promise, found.empty() ? Verdict::passed : Verdict::failed, std::move(found)};
}

Check skipped(const char* operation, const char* promise, const char* why) {
    return {operation, promise, Verdict::skipped, why};
}

std::string told(const Error& error) { return fmt::format("{}: {}", name(error.code), error.detail); }

std::vector<Check> check_conformance(Transport& transport, IGateOptions options, const TestFiling* filing, Ids& ids,
                                     WallTime now) {
    Trial trial(transport, std::move(options), ids, now);
    trial.reading();
    trial.nothing_there();
    trial.lists();
    trial.catalogue();
    if (filing != nullptr) trial.filing(*filing);
    else trial.skip_filing();
    trial.national();
    return trial.take();
}

}  // namespace kiosk::portal
