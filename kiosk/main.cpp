// The table of subcommands. Each is one file in kiosk/commands, the only room that sees every other.

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string_view>

#include "kiosk/commands/commands.hpp"

namespace {

using kiosk::commands::announce;
using kiosk::commands::board;
using kiosk::commands::catalogue;
using kiosk::commands::config;
using kiosk::commands::counter;
using kiosk::commands::decode;
using kiosk::commands::doctor;
using kiosk::commands::gallery;
using kiosk::commands::outbox;
using kiosk::commands::packet;
using kiosk::commands::page;
using kiosk::commands::payload;
using kiosk::commands::payment;
using kiosk::commands::portal;
using kiosk::commands::print;
using kiosk::commands::province;
using kiosk::commands::queue;
using kiosk::commands::run;
using kiosk::commands::serve;
using kiosk::commands::speak;
using kiosk::commands::staff;
using kiosk::commands::telex;
using kiosk::commands::today;
using kiosk::commands::vietqr;

struct Subcommand {
    std::string_view name;
    int (*run)(int argc, char** argv);
    std::string_view about;
};

constexpr std::array subcommands{
    Subcommand{"run", run, "The citizen's kiosk, in a window, full screen or headless"},
    Subcommand{"serve", serve, "The officers' console, boards and rating tablets, in a browser"},
    Subcommand{"portal", portal, "The training portal, with faults on demand"},
    Subcommand{"province", province, "What has moved goes to the national portal, from the province's machine"},
    Subcommand{"decode", decode, "Codes in pictures"},
    Subcommand{"page", page, "Photographs and scans of sheets as one PDF"},
    Subcommand{"payload", payload, "What a scanned string is"},
    Subcommand{"vietqr", vietqr, "Bank transfers by VietQR: make, check"},
    Subcommand{"catalogue", catalogue, "Procedures: search, check, import, diff, export"},
    Subcommand{"queue", queue, "Numbers, counters and what became of everybody: take, list, call, closing, report"},
    Subcommand{"board", board, "The board of the hall on a second screen"},
    Subcommand{"announce", announce, "Calls people over the loudspeaker of the hall"},
    Subcommand{"counter", counter, "A counter's own page, for an officer without a browser"},
    Subcommand{"today", today, "What holds for this day alone: hide, hours, close-counter, stop-tickets, notice"},
    Subcommand{"outbox", outbox, "Dossiers that wait for the portal, people to call back: list, send, callbacks, retry"},
    Subcommand{"payment", payment, "Fees: what this kiosk and the portal know of each (report)"},
    Subcommand{"packet", packet, "Packets for the national portal: build, check"},
    Subcommand{"print", print, "Printed forms as A4 PDF files"},
    Subcommand{"staff", staff, "Cards, PINs and accounts of the staff: add, add-account, board-token, list, unlock"},
    Subcommand{"config", config, "Configuration: check a file"},
    Subcommand{"doctor", doctor, "Whether this machine and configuration can serve, and what to do if not"},
    Subcommand{"speech", speak, "What is shown, as it is said aloud"},
    Subcommand{"telex", telex, "Vietnamese from the keys of Telex or VNI"},
    Subcommand{"gallery", gallery, "Every screen as a picture"},
};

void help(std::FILE* out) {
    std::fputs("Usage: kiosk COMMAND [options]; kiosk COMMAND --help says more\n\n", out);
    for (const auto& command : subcommands) {
        std::fprintf(out, "  %-10.*s %.*s\n", static_cast<int>(command.name.size()), command.name.data(),
                     static_cast<int>(command.about.size()), command.about.data());
    }
    std::fputs("\nExit code: 0 done, 1 failed, 2 wrong usage\n", out);
}

/// An answer that did not reach whoever asked was not given: a full disk behind `>` is a failure.
int answered(int code) {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
    std::fprintf(stderr, "kiosk: the answer could not be written: %s\n", std::strerror(errno));
    return code == 0 ? 1 : code;
}

int run_command(const Subcommand& command, int argc, char** argv) {
    try {
        return answered(command.run(argc, argv));
    } catch (const std::exception& error) {  // printing throws when nobody can be told any more
        std::fprintf(stderr, "kiosk %s: %s\n", argv[0], error.what());
        return 1;
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view wanted = argc > 1 ? argv[1] : "";
    if (wanted == "--help" || wanted == "-h" || wanted == "help") {
        help(stdout);
        return 0;
    }
    if (wanted == "--version") {
        std::puts("kiosk " KIOSK_VERSION);
        return 0;
    }
    for (const auto& command : subcommands) {
        if (command.name == wanted) return run_command(command, argc - 1, argv + 1);
    }
    if (!wanted.empty())
        std::fprintf(stderr, "kiosk: there is no command “%.*s”.\n\n", static_cast<int>(wanted.size()), wanted.data());
    help(stderr);
    return 2;
}
