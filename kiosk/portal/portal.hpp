#pragma once
/// The portal as the kiosk needs it: one interface, an adapter for each kind of system behind it. Every call blocks on the
/// network up to the transport's limits and is made by one thread, the one that owns the transport.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/dossier/dossier.hpp"
#include "kiosk/dossier/letter.hpp"

namespace kiosk::portal {

/// A page that was sent before the dossier or letter that names it.
struct FileRef {
    Uuid page;
    std::string component;
    std::string media_type;
    std::string remote_id;  ///< what upload() answered
    bool operator==(const FileRef&) const = default;
};

/// One dossier on its way. Immutable since the press: the same id is never sent with another body.
struct Submission {
    Uuid id;
    std::string provisional_code;
    Personal body_json;  ///< kiosk/dossier/submission.hpp, sent byte for byte
    std::vector<FileRef> files;
    WallTime submitted_at;  ///< the press
};

/// A rating, a withdrawal, a supplement or a row of progress on its way (kiosk/dossier/letter.hpp). Immutable since it was made.
struct Letter {
    dossier::LetterKind kind = dossier::LetterKind::rating;
    Uuid id;
    std::string about;   ///< code of the dossier, or empty
    Personal body_json;  ///< sent byte for byte
    WallTime written_at;
    std::vector<FileRef> files{};  ///< of a supplement, in their order
};

/// The only proof of delivery: our own id and the hash of our own body, from the other side.
struct Accepted {
    std::string official_code;  ///< empty while there is none: an authority may give codes at acceptance
    Uuid id;
    std::string body_sha256;  ///< hexadecimal, lower case, of the body_json
    bool operator==(const Accepted&) const = default;
};

/// How somebody rated the service that a dossier was about, and nothing of who did.
struct Rated {
    Uuid id;           ///< of the letter
    std::string code;  ///< of the dossier: official, or provisional while there is none
    WallTime at;
    int levels = 0;
    std::vector<dossier::Rating::Answer> answers;
};

/// What has changed since a mark, oldest change first.
struct StatusChanges {
    std::vector<dossier::StatusView> views;
    std::string mark;              ///< the next question's
    bool more = false;             ///< there is more at once
    int unreadable = 0;            ///< left out: no state that this kiosk understands
    std::vector<Rated> ratings{};  ///< only where every kiosk's were asked for, of a portal that tells them
};

/// What a page printer and its queue can be expected to take.
inline constexpr std::size_t largest_paper_bytes = 20U << 20;

/// Errors, the same for each call. None of them but `refused` and `unreachable` says that nothing happened.
///   unreachable      no connection, nothing was sent
///   untrusted        a wrong certificate, or an answer that this portal would not give (a captive portal's page)
///   unknown_outcome  sent, no answer: ask find() before anything else
///   refused          understood and not taken; `detail` holds the portal's words, nothing else
///   too_many         the portal asks for patience
///   closed           the portal answers that it is out of order, or does not know this kiosk
///   stopped          the kiosk is shutting down
class Portal {
public:
    virtual ~Portal() = default;
    /// Done only after an answer that nobody but the portal can give.
    [[nodiscard]] virtual Result<Done> connected() = 0;
    /// Stores one page and says under which id. The same page twice is stored once.
    [[nodiscard]] virtual Result<std::string> upload(const Uuid& page, std::string_view media_type,
                                                     std::string_view bytes) = 0;
    /// Hands in a dossier. The same submission twice gives the same answer and makes no second dossier.
    [[nodiscard]] virtual Result<Accepted> submit(const Submission& submission) = 0;
    /// What the portal has under our id: settles a doubt. Nothing: it has none.
    [[nodiscard]] virtual Result<std::optional<Accepted>> find(const Uuid& id) = 0;
    /// Tells it a letter. The same letter twice is kept once and has the same answer. Accepted without a code; refused: the
    /// portal's answer to a withdrawal or supplement, say, and never another one.
    [[nodiscard]] virtual Result<Accepted> tell(const Letter& letter) = 0;
    /// Where a dossier stands, for somebody who knows its code (official or provisional) and the last four digits of a
    /// number in it. not_found: no such code; refused: other digits; too_many: too many wrong digits.
    [[nodiscard]] virtual Result<dossier::StatusView> status(std::string_view code, std::string_view last_four) = 0;
    /// An officer's paper that status() listed, as PDF, byte for byte as the portal has it. not_found: it does not give this
    /// one out; bad_format: its answer is no PDF; too_large: more than `largest_paper_bytes`; refused and too_many as status().
    [[nodiscard]] virtual Result<Personal> paper(std::string_view code, std::string_view last_four,
                                                 std::string_view paper) = 0;
    /// Dossiers handed in at this kiosk (empty: anywhere) whose state has changed since the mark, which is this call's last answer's;
    /// empty: from the first one on. No second factor: names in it are masked, and nobody is shown it who does not know the digits.
    /// refused: the portal offers no such feed, or does not know the mark.
    [[nodiscard]] virtual Result<StatusChanges> changes(std::string_view kiosk, std::string_view mark) = 0;
    /// The dossiers of whoever signed in: submitter's or holder's number is the one that the portal itself finds under the token.
    /// Newest first. closed: the token is not good any more.
    [[nodiscard]] virtual Result<std::vector<dossier::StatusView>> own_dossiers(const Personal& access_token) = 0;
};

}  // namespace kiosk::portal
