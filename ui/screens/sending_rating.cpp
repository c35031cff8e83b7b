#include "ui/screens/sending_rating.hpp"

namespace kiosk::ui {

void SendingRatingScreen::draw(Frame& frame, const visit::SendingRating&, const ScreenContext& ctx) {
    frame.title(ctx(text::rating_sending_title));
    frame.spinner(ctx(text::rating_sending));
}

}  // namespace kiosk::ui
