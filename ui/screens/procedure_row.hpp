#pragma once
/// A procedure in a list: its short name, fee and time. UI thread.

#include "ui/wording.hpp"

namespace kiosk::ui {

[[nodiscard]] inline Row procedure_row(const catalogue::Procedure& procedure, const ScreenContext& ctx) {
    Row row;
    row.icon = wording::field_icon(procedure.field, ctx);
    row.title = ctx(procedure.short_name);
    row.body = wording::fee_and_time(procedure, ctx);
    if (ctx.visit.situation.today.hides(procedure.code)) {
        row.trailing = ctx(text::details_hidden_word);
        row.trailing_tone = Tone::warn;
    }
    return row;
}

}  // namespace kiosk::ui
