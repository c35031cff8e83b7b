#include "tests/paper/office_printer.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <thread>

#include "kiosk/base/files.hpp"
#include "kiosk/base/result.hpp"
#include "tests/support/loopback.hpp"

namespace kiosk::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

pid_t start_program(const std::vector<std::string>& words, const fs::path& output, const std::string& bus) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    const int out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    if (!bus.empty()) ::setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.c_str(), 1);
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
}

bool has_ended(pid_t child) { return ::waitpid(child, nullptr, WNOHANG) == child; }

void end(pid_t child) {
    if (child <= 0) return;
    ::kill(child, SIGTERM);
    for (int i = 0; i < 200; ++i) {
        if (has_ended(child)) return;
        std::this_thread::sleep_for(10ms);
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
}

bool comes_true(const std::function<bool()>& seen) {
    for (int i = 0; i < 1000; ++i) {
        if (seen()) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

bool listens(int port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto at = loopback(port);
    const bool there = ::connect(fd, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0;
    ::close(fd);
    return there;
}

}  // namespace

OfficePrinter::OfficePrinter() : port_(free_port()) {
    fs::create_directories(folder_.path() / "spool");
    fs::create_directories(folder_.path() / "tray");
    // What a printer does with a page: puts it into the tray, or loses it to what it meets.
    const std::string hand = "#!/bin/sh\ncd '" + folder_.path().string() + "'\n" +
                             "if [ -e trouble ]; then\n"
                             "  echo \"STATE: +$(cat trouble)\" >&2\n"
                             "  for i in $(seq 600); do [ -e trouble ] && sleep 0.1; done\n"
                             "  echo \"STATE: -$(cat mended)\" >&2\n"
                             "  exit 1\n"
                             "fi\n"
                             "cp \"$1\" tray/.$$ && mv tray/.$$ \"tray/$(date +%s%N)\"\n";
    require(write_file(folder_.path() / "hand", hand).has_value(), "a hand for the test printer");
    fs::permissions(folder_.path() / "hand", fs::perms::owner_all);
    runs_ = start_printer();
    if (runs_ || said_.find("DNS-SD") == std::string::npos) return;
    start_discovery();
    runs_ = start_printer();
}

OfficePrinter::~OfficePrinter() {
    end(printer_);
    std::for_each(discovery_.rbegin(), discovery_.rend(), end);
}

std::string OfficePrinter::address() const { return "ipp://localhost:" + std::to_string(port_) + "/ipp/print"; }

bool OfficePrinter::start_printer() {
    // "localhost": by a number it fails to listen on IPv6.
    printer_ = start_program(
        {"ippeveprinter", "-p", std::to_string(port_), "-n", "localhost", "-d", (folder_.path() / "spool").string(), "-f",
         "application/pdf", "-c", (folder_.path() / "hand").string(), "-r", "_print", "Kiosk test"},
        folder_.path() / "printer.log", bus_);
    bool ended = false;
    const bool answered = comes_true([&] { return (ended = has_ended(printer_)) || listens(port_); }) && !ended;
    if (answered) return true;
    if (!ended) end(printer_);
    printer_ = -1;
    said_ = read_file(folder_.path() / "printer.log").value_or("");
    return false;
}

void OfficePrinter::start_discovery() {
    bus_ = "unix:path=" + (folder_.path() / "bus").string();
    const std::string bus_settings =
        R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><auth>EXTERNAL</auth><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy><listen>)" +
        bus_ + "</listen></busconfig>\n";
    const std::string responder_settings =
        "[server]\nuse-ipv6=no\nallow-interfaces=lo\n[publish]\npublish-addresses=no\npublish-hinfo=no\n"
        "publish-workstation=no\n";
    require(write_file(folder_.path() / "bus.conf", bus_settings).has_value(), "settings of the test bus");
    require(write_file(folder_.path() / "avahi.conf", responder_settings).has_value(), "settings of the test responder");
    discovery_.push_back(
        start_program({"dbus-daemon", "--config-file=" + (folder_.path() / "bus.conf").string(), "--nofork", "--nopidfile"},
                      folder_.path() / "bus.log", {}));
    if (!comes_true([&] { return fs::exists(folder_.path() / "bus") || has_ended(discovery_.back()); })) return;
    discovery_.push_back(start_program(
        {"avahi-daemon", "-f", (folder_.path() / "avahi.conf").string(), "--no-drop-root", "--no-chroot", "--no-rlimits"},
        folder_.path() / "avahi.log", bus_));
    const auto said = [&] { return read_file(folder_.path() / "avahi.log").value_or(""); };
    if (!comes_true([&] { return said().find("startup complete") != std::string::npos || has_ended(discovery_.back()); }))
        return;
}

std::vector<std::string> OfficePrinter::printed() const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder_.path() / "tray")) {
        if (!entry.path().filename().string().starts_with('.')) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<std::string> out;
    for (const auto& file : files) out.push_back(read_file(file).value_or(""));
    return out;
}

void OfficePrinter::meet(const std::string& reason) const {
    require(write_file(folder_.path() / "mended", reason).has_value() &&
                write_file(folder_.path() / "trouble", reason).has_value(),
            "trouble");
}

void OfficePrinter::mend() const { fs::remove(folder_.path() / "trouble"); }

void OfficePrinter::switch_off() {
    end(printer_);
    printer_ = -1;
}

void OfficePrinter::switch_on() { require(start_printer(), "the test printer starts again"); }

}  // namespace kiosk::test
