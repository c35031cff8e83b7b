#include "kiosk/app/page_desk.hpp"

namespace kiosk::app {

void PageDesk::look() {
    auto printer = printer_.ready();
    if (printer) printer_.answered((*printer)->status());
}

}  // namespace kiosk::app
