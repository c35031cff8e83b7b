#pragma once
/// What the centre's staff decide about one kiosk: config/kiosk.toml as one checked struct. Immutable after loading; any thread.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/code_format.hpp"
#include "kiosk/base/local_text.hpp"
#include "kiosk/base/number_words.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/settings/queue.hpp"
#include "kiosk/settings/sign_in.hpp"
#include "kiosk/typing/spelling.hpp"

namespace kiosk::settings {

struct Centre {
    std::string id;   ///< short, in codes and QR: [A-Z0-9]{2,8}
    LocalText name;   ///< "Bộ phận Một cửa"
    LocalText place;  ///< "UBND huyện Bình Sơn, tỉnh Quảng Ngãi"
    LocalText address;
    std::string hotline;
    std::string unit;  ///< unit of units/*.toml that receives dossiers here
    std::string town;  ///< before the date on papers: "Bình Sơn"; may be empty
};

/// Hours of one weekday are one or more stretches; the gap between two is the lunch break.
struct Stretch {
    int from_minute = 0;  ///< minutes of the local day
    int to_minute = 0;
    bool operator==(const Stretch&) const = default;
};
/// A day on which the authorities work otherwise than its weekday says (config/calendar/*.toml): off, half, or made up for.
struct SpecialDay {
    LocalText name;
    std::optional<int> works_as;     ///< 1 Monday .. 7 Sunday: the hours of that weekday
    std::vector<Stretch> stretches;  ///< without works_as: these hours; none: off
};
struct Hours {
    std::vector<Stretch> weekday[7];  ///< [0] Monday .. [6] Sunday; empty: closed
    std::vector<LocalDate> holidays;  ///< days on which this centre alone stays closed
    std::map<LocalDate, SpecialDay> special_days;
    std::vector<int> announced_years;  ///< of the calendar: every day off of these years is known
    int last_ticket_before_close_minutes = 0;
};
/// The hours of one day: its own when it is special, else its weekday's. Valid as long as `hours`.
[[nodiscard]] const std::vector<Stretch>& stretches_on(const Hours& hours, const LocalDate& date);

/// How the province numbers dossiers and results and counts their time. Defaults: what real systems do.
struct DossierRules {
    enum class CodeTaken { at_submission, at_acceptance };
    enum class SerialsBegin { each_day, each_month, each_year };
    enum class DueAt { same_time, end_of_day };
    CodeTaken code_taken = CodeTaken::at_submission;
    SerialsBegin serials_begin = SerialsBegin::each_day;
    int serial_digits = 4;  ///< at least so many; a serial grows beyond them
    int first_serial = 1;
    DueAt due_at = DueAt::same_time;
    int same_day_until_minute = 15 * 60;         ///< accepted later, "within the day" ends on the next working day
    bool supplement_moves_due = true;            ///< the portal moves the due date by the wait when the papers come
    std::string result_code = "{owner}.{type}";  ///< of owner, type, number, unit, year
};

enum class DeviceKind { none, simulated, serial, tcp, file, sane, v4l2, folder, ipp, espeak };
struct Device {
    DeviceKind kind = DeviceKind::none;
    /// "/dev/ttyACM0", "192.168.1.40:9100", "/dev/usb/lp0", "test:0", a folder, "ipp://192.168.1.60/ipp/print", a sound device
    std::string address;
    int baud = 9600;  ///< serial only
    int dpi = 300;    ///< scanners only
};
struct Devices {
    Device code_reader;
    Device camera;
    Device page_scanner;
    Device ticket_printer;
    Device speaker;
    Device page_printer;  ///< may be left out of the file
};

struct Portal {
    std::string url;                ///< https only
    std::filesystem::path ca_file;  ///< own trust store; empty: the system's
    /// Public keys of which the portal must show one, "sha256//" and 44 letters of base64. None, or two and more: a portal
    /// that renews its key would stop every kiosk that knows only the old one.
    std::vector<std::string> pins;
    std::filesystem::path client_certificate;  ///< PEM, shown to a portal that asks who calls; empty: none
    std::filesystem::path client_key;          ///< PEM, readable by the kiosk's user alone
    std::string proxy;                         ///< "http://host:port"; empty: none, whatever the environment says
    bool resumable_uploads = false;            ///< pages by tus 1.0, resumed at the byte: where the portal offers it
    bool takes_progress = false;               ///< whether rows of progress (tiến trình) follow a dossier
    bool gives_catalogue = false;   ///< whether catalogue, units, forms, calendar, texts, announcements are pulled from it
    Duration pull_every = 6h;       ///< how often it is asked for a newer one
    Duration changes_every{};       ///< how often it is asked which dossiers have moved; none: it offers no such feed
    int calls_per_minute = 0;       ///< of what nobody stands and waits for, at most; 0: as fast as it goes
    int upload_kib_per_second = 0;  ///< of pages, on a line that is paid by the byte or shared; 0: as fast as it goes
    bool accepts_unsigned_filing =
        false;  ///< whether a dossier of somebody who did not sign in is filed online: the province's to say
    Duration connect_timeout = 5s;
    Duration answer_timeout = 30s;
    std::string account_id;              ///< the kiosk's at the portal, sent with each page; empty: none
    std::string receiving_direct = "0";  ///< the portal's id of a result that is collected (dossierReceivingKind)
    std::string receiving_post = "1";    ///< … that comes by post
    std::string payment_method;          ///< the portal's id of a fee paid after handing in; empty: not known

    /// So far apart, on the average, are the calls of calls_per_minute; none: no limit.
    [[nodiscard]] Duration between_calls() const {
        return calls_per_minute > 0 ? Duration{1min} / calls_per_minute : Duration{};
    }
};

/// The national portal's exchange (QCVN 120), for the province's own machine (`kiosk province`), never for a citizen's kiosk.
struct National {
    std::string url;                ///< https only
    std::filesystem::path ca_file;  ///< own trust store; empty: the system's
    std::string destination;        ///< dstcode: "VN:GOV:000.00.00.G22:…"
    std::string sender;             ///< madonvi: "000.00.00.H48"
    std::string username;
    std::filesystem::path password_file;  ///< its owner's alone
    Duration every = 15min;               ///< how often changes are pushed
};

/// What draws the pages. `automatic`: GL with a graphics processor, the kiosk's own rasteriser without one.
enum class Renderer { automatic, raster, gl };
[[nodiscard]] std::string_view name(Renderer renderer);  ///< "auto", "raster", "gl"
[[nodiscard]] Result<Renderer> parse_renderer(std::string_view name);

struct Display {
    int width_px = 1080;
    int height_px = 1920;
    double diagonal_inch = 24;
    bool queue_behind = false;  ///< people wait behind whoever stands there: what is about a person is shown lower
    Renderer renderer = Renderer::automatic;
};

/// The board that a whole hall reads (`kiosk board`).
struct Board {
    bool calm = false;    ///< a new call is marked and does not flash
    Duration fresh = 8s;  ///< how long a call is new
};

/// The keyboard on the screen.
struct Keyboard {
    typing::ToneStyle tones = typing::ToneStyle::traditional;  ///< where the tones of open oa, oe and uy are put
};

/// How pages are read aloud (devices.speaker says by what).
struct Speech {
    enum class Output { off, loudspeaker, headphones };
    Output output = Output::off;                ///< headphones: taken on trust, nothing can sense them
    std::map<std::string, std::string> voices;  ///< of espeak-ng, by language
    int speed_percent = 100;                    ///< 50..200
    int volume_percent = 80;                    ///< 20..100
    std::filesystem::path prepared_folder;      ///< <language>/<name>.wav, instead of the voice at 100 %; empty: none

    [[nodiscard]] bool speaks(std::string_view language) const {
        return output != Output::off && (voices.contains(std::string(language)) || !prepared_folder.empty());
    }
};

struct Lookup {
    int tries = 5;
    Duration locked_for = 15min;
};

/// Dossiers that a person will finish another time («Lưu để làm tiếp»).
struct Drafts {
    int keep_days = 7;
};

/// One step of the scale on which the service is rated.
/// Something that is chosen from a list, and whose id is recorded.
struct NamedChoice {
    std::string id;
    LocalText name;
};
struct RatingLevel {
    int value = 0;  ///< 1 the worst, as many as there are levels the best
    LocalText name;
    std::string icon;  ///< the font's own name
};
struct RatingQuestion {
    std::string id;
    LocalText text;
};
/// How the service is rated (đánh giá): the province makes its own form (Circular 01/2018/TT-VPCP), so it is data with a day.
struct RatingForm {
    std::string version;  ///< goes with every rating
    LocalDate valid_from;
    std::vector<RatingLevel> levels;  ///< in the order in which they are shown
    std::vector<RatingQuestion> questions;
    int reasons_up_to = 0;             ///< a value that is not better: why? 0: nobody is asked
    std::vector<NamedChoice> reasons;  ///< what they choose from
};

/// Where people say what was not right (phản ánh, kiến nghị), besides the centre's hotline.
struct Feedback {
    std::string url;  ///< a page for their own telephone; may be empty
};

/// In Guidance::procedure_page: the national code of the procedure.
inline constexpr std::string_view procedure_code_place = "{code}";

/// What people are told before they choose, and what they take away.
struct Guidance {
    std::vector<LocalText> invitations;  ///< on the page that invites, one a minute in turn
    std::string procedure_page;          ///< where a telephone finds a procedure; may be empty

    /// The address of this procedure's page; empty without one.
    [[nodiscard]] std::string page_of(std::string_view code) const;
};

/// What a member of staff may do at the kiosk; who has a token may look at everything.
enum class StaffRight {
    send,     ///< «Gửi ngay»
    devices,  ///< try a device anew, print a test
    tickets,  ///< print a number again, void it
    service,  ///< stop the kiosk, let it serve again
    today,    ///< «Hôm nay»: hide a procedure, stop tickets, set a notice
    assist,   ///< help somebody within their visit, confirm who they are
};
struct StaffRole {
    std::string id;
    LocalText name;
    std::vector<StaffRight> may;
};
/// A card with a code, of one member of staff. Neither the code nor the PIN is anywhere in the clear (kiosk/base/pin.hpp).
struct StaffToken {
    std::string id;  ///< "officer_1": what logs and records call its holder
    std::string role;
    std::string sha256;    ///< of the code's text, hexadecimal
    std::string pin_hash;  ///< as libsodium writes it
};
struct Staff {
    std::vector<StaffRole> roles;
    std::vector<StaffToken> tokens;  ///< empty: the kiosk has no pages for staff

    [[nodiscard]] const StaffToken* token(std::string_view id) const;
    [[nodiscard]] const StaffRole* role_of(std::string_view id) const;  ///< of a token
    [[nodiscard]] bool may(std::string_view id, StaffRight right) const;
};
/// The code of the training token, which everybody can read in the tree: never in a kiosk that serves (settings/load.cpp).
inline constexpr std::string_view training_token_sha256 = "ee207ca8ead876f2fde03257d1231b552204c4f78d0a286b2b632b16bd6dcda0";

/// What somebody may do who signs in at `kiosk serve`. A board shows numbers and asks how the service was, an officer has a
/// counter, a supervisor moves lines and decides what holds for the day.
enum class AccountRole { board, officer, supervisor };
[[nodiscard]] std::string_view name(AccountRole role);  ///< "board", …
struct Account {
    std::string id;     ///< "officer_1": what tickets, logs and records call its holder
    std::string label;  ///< what the console shows; no person's name is needed
    AccountRole role = AccountRole::board;
    std::string password_hash;  ///< as libsodium writes it
};
/// The password hash of the accounts for training, which everybody can read in the tree.
inline constexpr std::string_view training_password_hash =
    "$argon2id$v=19$m=65536,t=3,p=1$TmaIspgi4887PInm+x/SIA$qvSh+N5c/Xm88LfYbzX6Yd01GAKK9h9mISQjsE+6dEI";
/// The officers' console, boards and tablets in a browser (`kiosk serve`).
struct Serve {
    std::vector<Account> accounts;   ///< empty: nobody can sign in
    std::string board_token_sha256;  ///< of the text that a television's address carries; empty: boards sign in
    std::vector<NamedChoice> pause_reasons;
    std::vector<NamedChoice> outcomes;      ///< of a ticket that is finished
    std::vector<NamedChoice> void_reasons;  ///< why a number is not called any more
    Duration idle_ends_after = 30min;       ///< a session nobody used for so long; a board's lasts as long as it is there
    Duration session_ends_after = 12h;      ///< whatever happens

    [[nodiscard]] const Account* account(std::string_view id) const;
};

struct Today;  // today.hpp

/// A notice that staff may put on the first page for a day.
struct PreparedNotice {
    std::string id;
    LocalText text;
};
/// What the portal announces, in the same place, on the days from `from` to `until`.
struct Announcement {
    LocalDate from;
    LocalDate until;
    LocalText text;
};
struct TodayOffers {
    std::vector<PreparedNotice> notices;

    [[nodiscard]] const PreparedNotice* notice(std::string_view id) const;
    /// What stands on first pages and boards; empty: nothing.
    [[nodiscard]] LocalText words_of(const Today& today) const;
};

enum class PageColour { mixed, black_and_white, colour };
struct Pages {
    bool searchable_text = false;           ///< pages are read by tesseract while the visit goes on
    PageColour colour = PageColour::mixed;  ///< what is kept of it: stamps and signatures, none, or all
    int camera_dpi =
        0;  ///< dots an inch on the table of a camera that is fixed over it, so that sheets are measured; 0: not known
};

/// What the camera looks for when it reads codes. A code reader reads what it was set to by its maker's sheet.
struct Codes {
    CodeFormats formats = everyday_formats;
};

struct Settings {
    std::filesystem::path file;              ///< where it came from
    std::filesystem::path data_folder;       ///< SQLite file, key, socket
    std::filesystem::path catalogue_folder;  ///< config/catalogue
    std::filesystem::path units_folder;
    std::filesystem::path forms_folder;
    std::filesystem::path calendar_folder;
    std::filesystem::path texts_folder;          ///< <language>.mo before those of the program; need not be there
    std::filesystem::path announcements_folder;  ///< need not be there
    std::filesystem::path print_folder;          ///< config/print: printed forms
    std::string kiosk_id;                        ///< [A-Z0-9]{1,6}, in provisional codes
    bool training = false;                       ///< shown on every screen
    ZeroTens zero_tens = ZeroTens::le;           ///< how amounts and dates are spelt on papers
    Centre centre;
    Hours hours;          ///< when the doors are open
    Hours working_hours;  ///< what due dates are counted in
    DossierRules dossier;
    Queue queue;
    Devices devices;
    Portal portal;
    Display display;
    Board board;
    Keyboard keyboard;
    Speech speech;
    Pages pages;
    Codes codes;
    Lookup lookup;
    Drafts drafts;
    std::vector<RatingForm> rating;  ///< oldest first; empty: nobody is asked
    Feedback feedback;
    Guidance guidance;
    TodayOffers today;
    std::vector<Announcement> announcements;  ///< the newest first
    Staff staff;
    std::optional<National> national;  ///< nothing: nothing is pushed
    std::optional<SignIn> sign_in;     ///< nothing: nobody can sign in
    std::optional<Payment> payment;    ///< nothing: nothing is paid here
    Serve serve;
};

/// One thing that is wrong with a file of the configuration.
struct Finding {
    std::filesystem::path file;
    int line = 0;                            ///< 1-based; 0 when the whole file is meant
    std::string key;                         ///< "queue.line[2].prefix"
    std::string what;                        ///< what is wrong, a sentence
    std::string remedy;                      ///< what to do about it, a sentence
    [[nodiscard]] std::string text() const;  ///< file:line: key: what remedy
};

/// Reads and checks the file as a whole: either settings without any finding, or every finding at once. Relative paths in
/// it are relative to the file. Unknown keys are findings. `data_folder` takes the place of the file's own, also where the
/// file writes ${data_folder}; empty: the file's. Blocks on the disk.
[[nodiscard]] tl::expected<Settings, std::vector<Finding>> load(const std::filesystem::path& file,
                                                                const std::filesystem::path& data_folder = {});

/// Whether tickets are given at this moment, and when the next stretch begins if not.
struct Opening {
    bool open = false;
    bool break_today = false;               ///< closed now, opens again today: the lunch break
    std::optional<LocalTime> next_opening;  ///< within the coming 14 days
};
[[nodiscard]] Opening opening_at(const Hours& hours, const LocalTime& now);

/// The form that is asked on this day; nothing before the first one.
[[nodiscard]] const RatingForm* rating_form_on(const std::vector<RatingForm>& forms, const LocalDate& day);
/// Calendar and announcements anew, from the folders that the settings name. Blocks on the disk.
[[nodiscard]] std::vector<Finding> read_folders_anew(Settings& settings);

}  // namespace kiosk::settings
