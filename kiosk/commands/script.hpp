#pragma once
/// A script for `kiosk run --script`: what a visitor, a hand at the devices and the training portal do, and what must then be
/// seen. One command a line; `#` begins a comment. Pure; any thread.
///
///   say TEXT                    printed, for the reader of the demonstration
///   tap ID                      a finger on what has this name ("home.submit"); brought into view first
///   type TEXT                   on the letters keyboard, key by key
///   press KEYS                  on the keyboard that is there, letter by letter: digits, codes
///   visit code                  that of the confirmation last seen, key by key
///   card TEXT                   a specimen card with this QR is drawn, photographed and held before the reader
///   picture FILE                this picture file is decoded and its code held before the reader
///   code TEXT                   these letters are held before the reader as they are; \xHH is one byte, whatever it means
///   slip                        the QR of the slip printed last, held before the reader
///   page TITLE                  a specimen paper with this title is laid into the scanner
///   page file FILE              this file is laid into the scanner as it is, be it a picture or not
///   camera TITLE                a specimen paper is laid under the camera, on top of what lies there
///   camera card TEXT            a specimen card with this QR is laid under the camera
///   camera picture FILE         this picture file is what the camera sees; FILE may be no picture at all
///   camera slip                 the slip printed last is laid under the camera
///   camera nothing              what lies on top under the camera is taken away
///   device NAME WHAT            printer empty|full|open|closed|unplugged|plugged, scanner jam|clear|unplugged|plugged,
///                               a4 empty|full|jam|clear|unplugged|plugged, camera frozen|running|unplugged|plugged,
///                               reader unplugged|plugged,
///                               speaker unplugged|plugged
///   portal WHAT…                fault NAME [TIMES] | clear | move STATUS [NOTE] (the dossier of this visit) | sign-in [no] (the
///                               code on the screen, as the person with the telephone) | pay [AMOUNT] [TIMES] (the order that
///                               was seen last, as the bank)
///   staff answers               an officer takes the call for help
///   pass SECONDS                time goes by
///   wait SECONDS                real time goes by: for who looks on, or does something to the machine meanwhile
///   expect state NAME           waits up to ten seconds for it, as all expectations do
///   expect text TEXT            … stands on the glass, not scrolled off it
///   expect no text TEXT         stands nowhere on the page
///   expect node ID              can be touched
///   expect said WORDS           a voice began to say a sentence with these words
///   shot NAME                   a picture of the screen
///   print NAME                  a picture of the slip printed last
///   paper NAME                  the paper that the A4 printer printed last, as a PDF file
///   record NAME                 the portal's record of this visit's dossier

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::commands {

struct ScriptLine {
    int number = 0;
    std::string command;  ///< "tap", "expect state", …
    std::string argument;
};

/// bad_format names the line and what it may be.
[[nodiscard]] Result<std::vector<ScriptLine>> parse_script(std::string_view text);

/// The first word of an argument; `rest` keeps the others.
[[nodiscard]] std::string first_word(std::string& rest);

}  // namespace kiosk::commands
