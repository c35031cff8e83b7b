#pragma once
/// The devices that the settings name, real or simulated, and the hands of the simulated ones.

#include <memory>

#include "drivers/camera/camera_sim.hpp"
#include "drivers/code_reader/code_reader_sim.hpp"
#include "drivers/page_printer/page_printer_sim.hpp"
#include "drivers/page_scanner/page_scanner_sim.hpp"
#include "drivers/speech/speaker_sim.hpp"
#include "drivers/ticket_printer/ticket_printer_sim.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::app {

/// What a hand can do to simulated devices; null where the device is real or there is none. The devices own them.
struct Hands {
    drivers::CodeReaderSim* code_reader = nullptr;
    drivers::CameraSim* camera = nullptr;
    drivers::PageScannerSim* page_scanner = nullptr;
    drivers::TicketPrinterSim* ticket_printer = nullptr;
    drivers::SpeakerSim* speaker = nullptr;
    drivers::PagePrinterSim* page_printer = nullptr;
};

struct Devices {
    std::unique_ptr<drivers::CodeReader> code_reader;
    std::unique_ptr<drivers::Camera> camera;
    std::unique_ptr<drivers::PageScanner> page_scanner;
    std::unique_ptr<drivers::TicketPrinter> ticket_printer;
    std::unique_ptr<drivers::Speaker> speaker;
    std::unique_ptr<drivers::PagePrinter> page_printer;
    Hands hands;
};

/// `simulate`: all of them simulated, whatever the settings say. Opens nothing. The clock must outlive the devices.
[[nodiscard]] Devices make_devices(const settings::Settings& settings, bool simulate, const Clock& clock);

}  // namespace kiosk::app
