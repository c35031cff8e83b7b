#include "kiosk/app/devices.hpp"

#include "drivers/camera/camera_v4l2.hpp"
#include "drivers/code_reader/code_reader_serial.hpp"
#include "drivers/page_printer/page_printer_ipp.hpp"
#include "drivers/page_scanner/page_scanner_process.hpp"
#include "drivers/speech/speaker_espeak.hpp"
#include "drivers/ticket_printer/ticket_printer_escpos.hpp"

namespace kiosk::app {
namespace {

using settings::Device;
using settings::DeviceKind;

template <class Interface, class Simulator>
std::unique_ptr<Interface> simulated(std::unique_ptr<Simulator> simulator, Simulator*& hand) {
    hand = simulator.get();
    return simulator;
}

/// Installed beside the kiosk.
std::filesystem::path scanner_program() {
    std::error_code unknown;  // then it is looked for where the kiosk was started, not found, and said to be missing
    return std::filesystem::read_symlink("/proc/self/exe", unknown).replace_filename("kiosk_scanner");
}

}  // namespace

Devices make_devices(const settings::Settings& settings, bool simulate, const Clock& clock) {
    const auto& wanted = settings.devices;
    Devices out;
    const auto kind = [&](const Device& device) { return simulate ? DeviceKind::simulated : device.kind; };

    if (kind(wanted.code_reader) == DeviceKind::simulated) {
        out.code_reader =
            simulated<drivers::CodeReader>(std::make_unique<drivers::CodeReaderSim>(clock), out.hands.code_reader);
    } else if (wanted.code_reader.kind == DeviceKind::serial) {
        out.code_reader =
            std::make_unique<drivers::CodeReaderSerial>(wanted.code_reader.address, clock, wanted.code_reader.baud);
    }

    if (kind(wanted.camera) == DeviceKind::simulated || wanted.camera.kind == DeviceKind::folder) {
        const std::string folder = wanted.camera.kind == DeviceKind::folder ? wanted.camera.address : std::string{};
        out.camera = simulated<drivers::Camera>(std::make_unique<drivers::CameraSim>(clock, folder), out.hands.camera);
    } else if (wanted.camera.kind == DeviceKind::v4l2) {
        out.camera = std::make_unique<drivers::CameraV4l2>(wanted.camera.address);
    }

    if (kind(wanted.page_scanner) == DeviceKind::simulated || wanted.page_scanner.kind == DeviceKind::folder) {
        const std::string folder =
            wanted.page_scanner.kind == DeviceKind::folder ? wanted.page_scanner.address : std::string{};
        out.page_scanner = simulated<drivers::PageScanner>(std::make_unique<drivers::PageScannerSim>(clock, folder),
                                                           out.hands.page_scanner);
    } else if (wanted.page_scanner.kind == DeviceKind::sane) {
        out.page_scanner = std::make_unique<drivers::PageScannerProcess>(scanner_program(), wanted.page_scanner.address);
    }

    if (kind(wanted.ticket_printer) == DeviceKind::simulated) {
        out.ticket_printer =
            simulated<drivers::TicketPrinter>(std::make_unique<drivers::TicketPrinterSim>(clock), out.hands.ticket_printer);
    } else if (wanted.ticket_printer.kind == DeviceKind::tcp || wanted.ticket_printer.kind == DeviceKind::file) {
        out.ticket_printer = std::make_unique<drivers::TicketPrinterEscpos>(wanted.ticket_printer.address);
    }

    if (kind(wanted.page_printer) == DeviceKind::simulated) {
        out.page_printer =
            simulated<drivers::PagePrinter>(std::make_unique<drivers::PagePrinterSim>(clock), out.hands.page_printer);
    } else if (wanted.page_printer.kind == DeviceKind::ipp) {
        out.page_printer = std::make_unique<drivers::PagePrinterIpp>(wanted.page_printer.address);
    }

    if (settings.speech.output == settings::Speech::Output::off) return out;
    if (kind(wanted.speaker) == DeviceKind::simulated) {
        out.speaker = simulated<drivers::Speaker>(std::make_unique<drivers::SpeakerSim>(clock), out.hands.speaker);
    } else if (wanted.speaker.kind == DeviceKind::espeak) {
        out.speaker = std::make_unique<drivers::SpeakerEspeak>(
            drivers::SpeakerOptions{wanted.speaker.address, settings.speech.voices, settings.speech.prepared_folder});
    }
    return out;
}

}  // namespace kiosk::app
