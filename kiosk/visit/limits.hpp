#pragma once
/// Every delay of a visit, with its reason. Times that a person waits are doubled while the text is large (ui.md: timers ×2).

#include "kiosk/base/clock.hpp"

namespace kiosk::visit::limits {

// ui.md, "Time, idle, privacy".
inline constexpr Duration nothing_personal = 60s;      ///< then silently back to the start: nobody is there
inline constexpr Duration personal = 90s;              ///< then the question: somebody else may come
inline constexpr Duration typing = 150s;               ///< reading a paper while typing takes longer
inline constexpr Duration answering_if_present = 30s;  ///< to say «Tôi vẫn ở đây»; WCAG 2.2.1 asks for 20 s at least
inline constexpr Duration reading_result = 25s;        ///< a success page; any touch starts it again
inline constexpr Duration help = 60s;                  ///< no officer answered: offer a ticket and the hotline

// What the citizen waits for. After a second the screen says what is happening; after these it goes on without.
inline constexpr Duration allotting = 5s;        ///< one transaction: 1 ms of work, a slow disk may take seconds
inline constexpr Duration printing = 12s;        ///< an 80 mm slip prints in 3 s; then the number is shown instead
inline constexpr Duration printing_a4 = 60s;     ///< a cold laser printer, a few pages; then it is stopped
inline constexpr Duration fetching_paper = 30s;  ///< a scan of megabytes over a slow line
inline constexpr Duration capturing = 60s;       ///< a flatbed takes up to 40 s a page at 300 dpi
inline constexpr Duration recording = 15s;       ///< up to twenty pages sealed and flushed
inline constexpr Duration writing_down = 5s;     ///< a letter: one transaction, as a number
inline constexpr Duration official_code =
    6s;                                      ///< a portal that answers does so within it; else the provisional code is shown
inline constexpr Duration withdrawing = 6s;  ///< the same for a withdrawal; else it is on its way
inline constexpr Duration asking_sign_in = 30s;  ///< several calls of the provider's, its own limits within
inline constexpr Duration placing_order = 15s;   ///< one call of the portal, its own limits within
inline constexpr Duration paying = 5min;  ///< a payer finds the bank's application, PIN and all; a touch begins it again
inline constexpr Duration asking_status = 12s;  ///< then the last known state answers

// Staff at the kiosk.
inline constexpr Duration assisted = 300s;  ///< two people talk and look for papers; then the question, as ever
inline constexpr Duration assistance =
    20min;                                  ///< an officer who was called away leaves no rights with the citizen for longer
inline constexpr Duration staff = 90s;      ///< an officer who went away leaves nothing open for the next person
inline constexpr Duration vouching = 2min;  ///< as long as the officer who typed the PIN is sure to stand there
inline constexpr Duration checking_pin = 5s;    ///< a third of a second of work on a slow processor that is busy
inline constexpr Duration looking_anew = 5s;    ///< facts on a staff page are never older
inline constexpr Duration trying_device = 20s;  ///< a scanner that warms up; else it is said to have failed
inline constexpr Duration sending_begun = 5s;   ///< «Gửi ngay»: until it is under way, not until all of it has arrived

}  // namespace kiosk::visit::limits
