#pragma once
/// Lines, counters and the rules of waiting, as the centre sets them: [queue] of kiosk.toml. Immutable after loading; any thread.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/local_text.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::settings {

/// Why a citizen takes a number. `product.md`, visit 1.
enum class Purpose { submit, supplement, collect, pay, ask };
[[nodiscard]] std::string_view name(Purpose purpose);  ///< "submit", …
[[nodiscard]] Result<Purpose> parse_purpose(std::string_view name);

/// A line of people: tickets of one prefix, waiting for the same counters.
struct Line {
    std::string id;
    std::string prefix;  ///< a capital letter or a digit, or several; letters that sound alike are the centre's choice
    LocalText name;
    std::vector<Purpose> purposes;
    std::vector<std::string> fields{};  ///< fields of the catalogue; empty: every field
    int daily_limit = 0;                ///< 0: none
    int service_minutes = 8;            ///< how long one person takes, until today's own figures say it better
};
struct Counter {
    std::string id;  ///< "3"
    LocalText name;  ///< "Quầy 3"
    std::vector<std::string> lines;
    LocalText said{};  ///< what the announcer says instead of the counter's number; empty: that
};
/// People whom the centre may call before others (elderly, pregnant …), by its own choice. The person says so at the kiosk and
/// an officer looks at the proof; or it is given by itself, to whoever has an appointment, a prepared dossier, or a slip of another
/// day on which they were not served before closing.
struct PriorityClass {
    enum class Given { by_choice, to_appointments, to_prepared, to_postponed };
    std::string id;    ///< "elderly": goes with the ticket
    LocalText name;    ///< "Người cao tuổi"
    std::string icon;  ///< the font's own name
    LocalText proof;   ///< what is shown at the counter; may be empty
    Given given = Given::by_choice;
    int bonus_minutes = 15;  ///< they stand as if they had come so much earlier: nobody who came before that is overtaken
};
/// What keeps the queue: the kiosk's own file, or the cluster that all machines of the centre share.
enum class QueueEngine { sqlite, etcd };
/// How a cluster of etcd is reached (config/etcd/README.md).
struct Etcd {
    std::vector<std::string> members;          ///< "https://host:port"; http on this machine alone
    std::filesystem::path ca_file;             ///< who signs the members' certificates; empty: the system's
    std::filesystem::path client_certificate;  ///< PEM, without a common name; empty: none
    std::filesystem::path client_key;          ///< PEM, readable by the kiosk's user alone
    std::string user;                          ///< empty: the cluster asks for none
    std::filesystem::path password_file;       ///< one line, readable by the kiosk's user alone
    Duration timeout = 2s;                     ///< of a call, whatever becomes of it
};
/// How people are called over the loudspeaker of the hall.
struct QueueVoice {
    std::vector<std::string> languages{"vi", "en"};  ///< in the order in which they are said
    LocalText sentence{"Xin mời công dân có số thứ tự {number} đến {counter}", "Now calling number {number} to {counter}"};
    LocalText counter{"quầy số {id}", "counter {id}"};
    int times = 2;                     ///< all languages one after the other are once
    int once_from = 3;                 ///< while so many more wait to be said, each is said once; 0: never
    bool chime = true;                 ///< before each call
    std::filesystem::path chime_file;  ///< WAV; empty: the kiosk's own two tones
    int volume_percent = 100;          ///< 20..100
    Duration lease = 5s;               ///< when the announcer dies another one goes on after so long
    Duration drop_after = 2min;        ///< a call that could not be said for so long is not said any more
};
/// Whose signature on an appointment is believed.
struct AppointmentKey {
    std::string id;          ///< "portal_2026"
    std::string public_key;  ///< Ed25519, 32 bytes
};
struct Queue {
    enum class AtClosing { serve, slip };
    QueueEngine engine = QueueEngine::sqlite;
    Etcd etcd;  ///< of that engine
    std::vector<Line> lines;
    std::vector<Counter> counters;
    std::vector<PriorityClass> priorities;    ///< in the order in which they are offered
    int digits = 3;                           ///< A012
    Duration unprinted_expires_after = 2min;  ///< a reserved number nobody holds
    int most_overtakings = 2;                 ///< of a counter, one after the other: then whoever has waited longest
    int calls_before_absent = 3;
    int rejoins = 1;                          ///< how often somebody who was absent may come back into the line
    int rejoin_behind = 2;                    ///< behind so many who wait
    bool transfer_keeps_place = true;         ///< false: at the end of the other line
    Duration cooldown{};                      ///< within it a kiosk gives cooldown_numbers of a line at most; 0: no limit
    int cooldown_numbers = 3;                 ///< whose holders still wait; promised ones neither count nor wait
    bool tells_waiting = true;                ///< false: a centre that begins with tickets alone: no counts, no estimates
    AtClosing at_closing = AtClosing::serve;  ///< those who wait are served, or get a slip that goes first another day
    Duration appointment_early = 10min;       ///< before the time of an appointment it is nobody's turn yet
    Duration appointment_grace = 15min;       ///< after it whoever comes waits as if without one
    std::vector<AppointmentKey> appointment_keys;  ///< of whoever gives appointments; empty: every code is believed
    std::filesystem::path paper_folder{};          ///< the list of who waits is written there every minute; empty: nowhere
    bool announces = false;                        ///< calls are kept for the announcer until it has said them
    int keep_days = 30;                            ///< then tickets go; what is counted of them stays
    QueueVoice voice;                              ///< of the announcer
    Duration counter_lease = 30s;                  ///< a console that is silent for so long no longer serves

    [[nodiscard]] const PriorityClass* priority(std::string_view id) const;
    [[nodiscard]] const PriorityClass* given(PriorityClass::Given how) const;
    /// Whether people are asked for a class: one of those that are theirs to choose is there.
    [[nodiscard]] bool asks_for_class() const { return given(PriorityClass::Given::by_choice) != nullptr; }
    [[nodiscard]] const Line* line(std::string_view id) const;
    [[nodiscard]] const Counter* counter(std::string_view id) const;
};

/// The line for a purpose and a field (empty: none chosen); nothing when no line serves it.
[[nodiscard]] const Line* line_for(const Queue& queue, Purpose purpose, std::string_view field);
[[nodiscard]] std::vector<const Counter*> counters_of(const Queue& queue, std::string_view line);

}  // namespace kiosk::settings
