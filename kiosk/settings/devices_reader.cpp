#include "kiosk/settings/devices_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kiosk::settings {
namespace {

bool is_absolute_path(std::string_view text) { return text.size() > 1 && text.front() == '/'; }

struct NamedKind {
    std::string_view name;
    DeviceKind kind;
};
constexpr std::array<NamedKind, 10> device_kinds{{{"none", DeviceKind::none},
                                                  {"simulated", DeviceKind::simulated},
                                                  {"serial", DeviceKind::serial},
                                                  {"tcp", DeviceKind::tcp},
                                                  {"file", DeviceKind::file},
                                                  {"sane", DeviceKind::sane},
                                                  {"v4l2", DeviceKind::v4l2},
                                                  {"folder", DeviceKind::folder},
                                                  {"espeak", DeviceKind::espeak},
                                                  {"ipp", DeviceKind::ipp}}};

/// `ipp://host/path`, `ipps://…`, or the name of a queue of CUPS.
bool is_page_printer(std::string_view text) {
    for (const std::string_view scheme : {"ipp://", "ipps://"}) {
        if (text.starts_with(scheme))
            return is_host(text.substr(scheme.size(), text.find('/', scheme.size()) - scheme.size()), false);
    }
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    return made_of(text, letters, 1, 127);
}

void check_address(TomlReader& table, const Device& device) {
    const auto wrong = [&](std::string_view what, std::string_view remedy) {
        table.find("address", std::string(what), std::string(remedy));
    };
    switch (device.kind) {
        case DeviceKind::none:
        case DeviceKind::simulated:
            if (!device.address.empty()) wrong("A device of this kind has no address.", "Remove the line.");
            return;
        case DeviceKind::espeak: return;  // empty: the system's sound device
        case DeviceKind::serial:
        case DeviceKind::v4l2:
        case DeviceKind::file:
            if (!is_absolute_path(device.address))
                wrong("The address is not the path of a device file.", "Write one such as \"/dev/ttyACM0\".");
            return;
        case DeviceKind::tcp:
            if (!is_host(device.address, true))
                wrong("The address is not host:port.", "Write one such as \"192.168.1.40:9100\".");
            return;
        case DeviceKind::sane:
            if (device.address.empty())
                wrong("The scanner's name is missing.", "Write what `scanimage -L` prints, such as \"test:0\".");
            return;
        case DeviceKind::folder:
            if (device.address.empty())
                wrong("The folder of pictures is missing.", "Write its path, relative to this file.");
            return;
        case DeviceKind::ipp:
            if (!is_page_printer(device.address))
                wrong("The address is neither a printer's nor the name of a queue.",
                      "Write one such as \"ipp://192.168.1.60/ipp/print\", or a queue that `lpstat -a` lists.");
            return;
    }
}

void read_kind(TomlReader& table, std::string_view key, std::initializer_list<std::string_view> kinds, Device& out) {
    const auto kind = table.one_of("kind", kinds);
    out.kind = std::find_if(device_kinds.begin(), device_kinds.end(), [&](const auto& k) { return k.name == kind; })->kind;
    out.address = table.text_or("address");
    check_address(table, out);
    if (out.kind == DeviceKind::folder && !out.address.empty()) out.address = beside(table.file(), out.address).string();
    if (out.kind == DeviceKind::serial) {
        out.baud = static_cast<int>(table.integer_or("baud", 9600, 1200, 921'600));
        constexpr std::array rates{1200, 2400, 4800, 9600, 19'200, 38'400, 57'600, 115'200, 230'400, 460'800, 921'600};
        if (std::find(rates.begin(), rates.end(), out.baud) == rates.end())
            table.find("baud", fmt::format("No serial line runs at {} baud.", out.baud),
                       "Write the reader's rate, mostly 9600.");
    }
    if (key == "page_scanner") out.dpi = static_cast<int>(table.integer_or("dpi", 300, 75, 1200));
}

void read_device(TomlReader& devices, std::string_view key, std::initializer_list<std::string_view> kinds, Device& out) {
    devices.table(key, fmt::format("Add [devices.{}]; kind = \"none\" when there is none.", key),
                  [&](TomlReader& table) { read_kind(table, key, kinds, out); });
}

}  // namespace

void read_devices(TomlReader& table, Devices& out) {
    read_device(table, "code_reader", {"none", "simulated", "serial"}, out.code_reader);
    read_device(table, "camera", {"none", "simulated", "v4l2", "folder"}, out.camera);
    read_device(table, "page_scanner", {"none", "simulated", "sane", "folder"}, out.page_scanner);
    read_device(table, "ticket_printer", {"none", "simulated", "tcp", "file"}, out.ticket_printer);
    // Came later than the others: a file without it is a kiosk without one.
    table.table("page_printer", [&](TomlReader& t) {
        read_kind(t, "page_printer", {"none", "simulated", "ipp"}, out.page_printer);
    });
    if (table.has("speaker")) read_device(table, "speaker", {"none", "simulated", "espeak"}, out.speaker);
}

void read_speech(TomlReader& table, Speech& out) {
    using Output = Speech::Output;
    const auto output = table.one_of_or("output", "loudspeaker", {"off", "loudspeaker", "headphones"});
    out.output = output == "off" ? Output::off : output == "headphones" ? Output::headphones : Output::loudspeaker;
    table.table("voices", [&](TomlReader& voices) {
        for (const auto& language : voices.keys()) {
            if (!made_of(language, "abcdefghijklmnopqrstuvwxyz", 2, 3)) continue;  // told as a key that nobody knows
            const auto voice = voices.text_or(language);
            constexpr std::string_view of_names = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+/";
            if (!voice.empty() && !made_of(voice, of_names, 1, 40))
                voices.find(language, "This is no name of a voice.",
                            "Write one that `espeak-ng --voices` lists, such as \"vi\".");
            if (!voice.empty()) out.voices[language] = voice;
        }
    });
    if (out.voices.empty()) out.voices = {{"vi", "vi"}, {"en", "en"}};
    out.speed_percent = static_cast<int>(table.integer_or("speed_percent", 100, 50, 200));
    out.volume_percent = static_cast<int>(table.integer_or("volume_percent", 80, 20, 100));
    const auto folder = table.text_or("prepared_folder");
    if (folder.empty()) return;
    out.prepared_folder = beside(table.file(), folder);
    if (!std::filesystem::is_directory(out.prepared_folder))
        table.find("prepared_folder", "There is no such folder.",
                   "Write its path, relative to this file, or remove the line.");
}

}  // namespace kiosk::settings
