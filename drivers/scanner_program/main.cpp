// kiosk_scanner: SANE in a process of its own, started by the kiosk and ended with it. Not for people; see scanner_wire.hpp.

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>

#include "drivers/scanner_program/page_scanner_sane.hpp"
#include "drivers/scanner_program/scanner_service.hpp"

namespace {

constexpr int bad_usage = 2;

bool is_socket(int fd) {
    int type = 0;
    socklen_t size = sizeof type;
    return ::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2 || !is_socket(STDIN_FILENO)) {
        std::fputs(
            "kiosk_scanner DEVICE [OPTION=VALUE ...] is started by the kiosk, on a socket. "
            "To try a scanner use `scanimage -L` and `kiosk doctor`.\n",
            stderr);
        return argc == 2 && std::string_view(argv[1]) == "--help" ? 0 : bad_usage;
    }
    std::signal(SIGPIPE, SIG_IGN);  // of a backend's own pipes; a failed write says the rest
    const rlimit no_core{0, 0};     // a core dump would hold the pages
    if (::setrlimit(RLIMIT_CORE, &no_core) != 0) return 1;
    std::map<std::string, std::string> options;
    for (int index = 2; index < argc; ++index) {
        const std::string_view option(argv[index]);
        const auto equals = option.find('=');
        if (equals == std::string_view::npos) return bad_usage;
        options.emplace(option.substr(0, equals), option.substr(equals + 1));
    }
    kiosk::drivers::PageScannerSane scanner(argv[1], std::move(options));
    kiosk::drivers::serve_scanner(scanner, STDIN_FILENO);
}
