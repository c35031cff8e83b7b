#include "ui/hall/head.hpp"

#include "kiosk/texts/ids.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {

Chrome hall_head(const settings::Settings& settings, const Texts& texts, WallTime wall) {
    const auto now = local_time(wall);
    Chrome out;
    out.centre = texts(settings.centre.name);
    out.place = texts(settings.centre.place);
    out.clock = wording::time(now);
    out.date = wording::short_date(now.date, texts);
    out.turn = {texts(text::house_more), texts(text::house_back_up)};
    if (settings.training) out.banner = texts(text::house_training);
    return out;
}

}  // namespace kiosk::ui
