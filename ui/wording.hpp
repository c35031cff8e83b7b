#pragma once
/// How values read on a screen: money, dates, waits, states and reasons, in the language of the visit. UI thread; pure.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/catalogue/completion.hpp"
#include "ui/screen.hpp"

namespace kiosk::ui::wording {

// ---- Numbers and moments ----------------------------------------------------------------------------------------------
[[nodiscard]] std::string money(std::int64_t dong, const ScreenContext& ctx);              ///< 8.000 đ
[[nodiscard]] std::string date(const LocalDate& day);                                      ///< 23/11/2026
[[nodiscard]] std::string date(WallTime at);                                               ///< 23/11/2026
[[nodiscard]] std::string time(WallTime at);                                               ///< 09:42
[[nodiscard]] std::string time(const LocalTime& at);                                       ///< 09:42
[[nodiscard]] std::string minutes(int seconds);                                            ///< 3:05
[[nodiscard]] std::string date_time(WallTime at, const ScreenContext& ctx);                ///< 09:42 ngày 23/11/2026
[[nodiscard]] const std::string& weekday(const LocalDate& day, const ScreenContext& ctx);  ///< Thứ Hai
[[nodiscard]] const std::string& weekday(const LocalDate& day, const Texts& texts);        ///< Thứ Hai
[[nodiscard]] std::string short_date(const LocalDate& day, const Texts& texts);            ///< Thứ Hai, 23/11

// ---- Dossiers -----------------------------------------------------------------------------------------------------------
[[nodiscard]] const std::string& status_name(dossier::Status status, const ScreenContext& ctx);
[[nodiscard]] Tone status_tone(dossier::Status status);
[[nodiscard]] Icon status_icon(dossier::Status status);

// ---- Procedures ---------------------------------------------------------------------------------------------------------
/// How the kiosk would hand it in: online where it can be submitted here, else at the counter.
[[nodiscard]] const catalogue::Handling* handling_of(const catalogue::Procedure& procedure);
/// Short values; nothing when the source does not say.
[[nodiscard]] std::optional<std::string> known_fee(const catalogue::Procedure& procedure, const ScreenContext& ctx);
[[nodiscard]] std::optional<std::string> known_time(const catalogue::Procedure& procedure, const ScreenContext& ctx);
/// Both on one line; what is not known is said once.
[[nodiscard]] std::string fee_and_time(const catalogue::Procedure& procedure, const ScreenContext& ctx);
/// The name of its level today; empty when the source does not say.
[[nodiscard]] std::string level_of(const catalogue::Procedure& procedure, const ScreenContext& ctx);
/// What the source says about the time when it is no short value; may be empty.
[[nodiscard]] std::string time_note(const catalogue::Procedure& procedure, const ScreenContext& ctx);
/// The field's name, or the id when the catalogue lacks it.
[[nodiscard]] std::string field_name(std::string_view id, const ScreenContext& ctx);
/// The icon that the data names; a document when there is none of that name.
[[nodiscard]] Icon named_icon(std::string_view name);
[[nodiscard]] Icon field_icon(std::string_view id, const ScreenContext& ctx);
/// What a component takes: copies, originals, its note. May be empty.
[[nodiscard]] std::string paper_note(const catalogue::Component& component, const ScreenContext& ctx);
/// «Bắt buộc», «Tùy trường hợp», or for whom it is asked.
[[nodiscard]] const std::string& paper_need(const catalogue::Component& component, const ScreenContext& ctx);
/// Names of the components with these ids, in their order in the procedure.
[[nodiscard]] std::vector<std::string> paper_names(const catalogue::Procedure& procedure,
                                                   const std::vector<std::string>& ids, const ScreenContext& ctx);

// ---- The house ------------------------------------------------------------------------------------------------------------
[[nodiscard]] const std::string& purpose_name(queue::Purpose purpose, const ScreenContext& ctx);
[[nodiscard]] Icon purpose_icon(queue::Purpose purpose);
/// «Quầy 3, Quầy 4»; empty for none.
[[nodiscard]] std::string counters_of(const std::vector<std::string>& ids, const ScreenContext& ctx);
/// When a number was promised to be called: «10:00», or «10:00, gọi từ 09:50» where it was taken before; empty without an appointment.
[[nodiscard]] std::string appointment_of(const queue::Ticket& ticket, const ScreenContext& ctx);
/// How many are ahead and about how long it takes: «5 người, chờ khoảng 10–20 phút».
[[nodiscard]] std::string wait(const queue::Wait& wait, const ScreenContext& ctx);
[[nodiscard]] std::string wait(const queue::LineNews& line, const ScreenContext& ctx);
/// Why no tickets are given at this moment and when again; empty while they are.
[[nodiscard]] std::string closed_sentence(const settings::Opening& opening, const ScreenContext& ctx);
/// The same of this moment, staff who stopped them for today included.
[[nodiscard]] std::string no_tickets_sentence(const ScreenContext& ctx);
/// What staff say on the first page today; empty: nothing.
[[nodiscard]] std::string todays_notice(const ScreenContext& ctx);
/// The same, then what the portal announces for this day.
[[nodiscard]] std::string todays_words(const ScreenContext& ctx);
/// What a citizen reads when something failed for this reason: what happened and what to do.
[[nodiscard]] const std::string& sentence(Code code, const ScreenContext& ctx);
/// The same for a ticket printer that cannot print.
[[nodiscard]] const std::string& printer_sentence(Code code, const ScreenContext& ctx);

// ---- Parts of many screens -------------------------------------------------------------------------------------------------
/// The six steps of a submission: Thủ tục · Người nộp · Tờ khai · Giấy tờ · Kiểm tra · Nộp hồ sơ.
[[nodiscard]] std::vector<std::string> filing_steps(const ScreenContext& ctx);
/// With the citizen's way of typing; `field` is the id of what it writes into, `text` what stands there.
[[nodiscard]] Keyboard keyboard(Layout layout, std::string done, std::string_view field, std::string_view text,
                                const ScreenContext& ctx);
/// The same where nobody has a way of typing of their own.
[[nodiscard]] Keyboard keyboard(Layout layout, std::string done, std::string_view field, std::string_view text,
                                const Texts& texts);
/// From public lists (catalogue/completion.hpp), as the keyboard offers them.
[[nodiscard]] std::vector<Suggestion> suggestions(std::vector<catalogue::Completion> completions, const ScreenContext& ctx);
/// What the QR of a ticket says, as on the printed one.
[[nodiscard]] std::string ticket_text(const queue::Ticket& ticket, const ScreenContext& ctx);

}  // namespace kiosk::ui::wording
