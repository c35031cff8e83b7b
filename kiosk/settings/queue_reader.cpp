#include "kiosk/settings/queue_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/base64.hpp"
#include "kiosk/base/signature.hpp"
#include "kiosk/settings/etcd_reader.hpp"
#include "kiosk/settings/portal_reader.hpp"
#include "kiosk/settings/voice_reader.hpp"

namespace kiosk::settings {
namespace {

constexpr std::size_t most_priorities = 8;

Line read_line(TomlReader& table) {
    Line out;
    out.id = table.text("id", "Give the line an id, such as \"civil_status\".");
    if (!out.id.empty() && !is_id(out.id))
        table.find("id", "This is no id.", "Write small letters, digits and _, a letter first.");
    out.prefix = table.text("prefix", "Give the capital letter before the numbers of this line.");
    if (!out.prefix.empty() && !made_of(out.prefix, capitals_and_digits, 1, 3))
        table.find("prefix", "The prefix is not one to three capital letters A to Z or digits.", "Write one such as \"A\".");
    out.name = table.local_text("name", "Give the name that people read on the ticket.");
    for (const auto& word : table.texts("purposes")) {
        if (const auto purpose = parse_purpose(word)) out.purposes.push_back(*purpose);
        else
            table.find("purposes", fmt::format("“{}” is no purpose.", word),
                       "Write submit, supplement, collect, pay or ask.");
    }
    if (!table.has("purposes"))
        table.find("purposes", "The value is missing.", "Write what the line is for, such as [\"submit\"].");
    else if (out.purposes.empty())
        table.find("purposes", "The line has no purpose.", "Write at least one, such as \"submit\".");
    out.fields = table.texts("fields");
    out.daily_limit = static_cast<int>(table.integer_or("daily_limit", 0, 0, 100'000));
    out.service_minutes = static_cast<int>(table.integer_or("service_minutes", out.service_minutes, 1, 240));
    return out;
}

Counter read_counter(TomlReader& table, const std::vector<Line>& lines) {
    Counter out;
    out.id = table.text("id", "Give the counter's number in quotes, such as \"3\".");
    if (!out.id.empty() && !made_of(out.id, capitals_and_digits, 1, 6))
        table.find("id", "This is no counter's number.", "Write up to 6 digits or capital letters, such as \"3\".");
    out.name = table.local_text("name", "Give the name that people read, such as \"Quầy 3\".");
    out.lines = table.texts("lines");
    if (out.lines.empty())
        table.find("lines", "The counter serves no line.", "Write the ids of its lines, or remove the counter.");
    for (const auto& id : out.lines) {
        if (std::none_of(lines.begin(), lines.end(), [&](const Line& line) { return line.id == id; }))
            table.find("lines", fmt::format("There is no line “{}”.", id), "Write the id of one of [[queue.line]].");
    }
    out.said = table.local_text_or_none("said");
    return out;
}

PriorityClass read_priority(TomlReader& table, const Queue& queue) {
    PriorityClass out;
    out.id = table.text("id", "Give the class a short id, such as \"elderly\".");
    if (!out.id.empty() && !is_id(out.id))
        table.find("id", "This is no id.", "Write small letters, digits and _, a letter first.");
    if (!out.id.empty() && queue.priority(out.id) != nullptr)
        table.find("id", fmt::format("Another class is called “{}” too.", out.id), "Give each class an id of its own.");
    out.name = table.local_text("name", "Give the name that people read, such as { vi = \"Người cao tuổi\" }.");
    out.icon = table.icon("icon", "Name an icon, such as \"wheelchair-accessibility\".");
    out.proof = table.local_text_or_none("proof");
    using Given = PriorityClass::Given;
    const auto given =
        table.one_of_or("given", "by_choice", {"by_choice", "to_appointments", "to_prepared", "to_postponed"});
    out.given = given == "to_appointments" ? Given::to_appointments
                : given == "to_prepared"   ? Given::to_prepared
                : given == "to_postponed"  ? Given::to_postponed
                                           : Given::by_choice;
    if (out.given != Given::by_choice && queue.given(out.given) != nullptr)
        table.find("given", "Another class is given to the same people.", "Keep one of the two.");
    out.bonus_minutes = static_cast<int>(table.integer_or("bonus_minutes", out.bonus_minutes, 0, 240));
    return out;
}

AppointmentKey read_appointment_key(TomlReader& table, const std::vector<AppointmentKey>& before) {
    AppointmentKey out;
    out.id = table.text("id", "Give the key a short id, such as \"portal_2026\".");
    if (!out.id.empty() && !is_id(out.id))
        table.find("id", "This is no id.", "Write small letters, digits and _, a letter first.");
    constexpr std::string_view make_it = "Write the 32 bytes of an Ed25519 public key in base 64, 44 letters (README).";
    const auto key = table.text("public_key", make_it);
    auto bytes = from_base64(key);
    if (!key.empty() && (!bytes || bytes->size() != public_key_bytes))
        table.find("public_key", "This is no public key of Ed25519.", std::string(make_it));
    if (bytes) out.public_key = std::move(*bytes);
    for (const auto& other : before) {
        if (other.id == out.id || other.public_key == out.public_key)
            table.find("id", "Another key has this id or these bytes.", "Write each key once.");
    }
    return out;
}

bool overlap(const Line& a, const Line& b) {
    if (a.fields.empty() != b.fields.empty()) return false;  // the line of the field goes before the line of every field
    if (a.fields.empty()) return true;
    return std::any_of(a.fields.begin(), a.fields.end(), [&](const auto& field) {
        return std::find(b.fields.begin(), b.fields.end(), field) != b.fields.end();
    });
}

/// 1 and 11: the number 1112 would be of both.
bool runs_into(std::string_view shorter, std::string_view longer) {
    return !shorter.empty() && longer.size() > shorter.size() && longer.starts_with(shorter) &&
           longer.find_first_not_of("0123456789", shorter.size()) == std::string_view::npos;
}

/// What must hold between the line that is read now and those before it.
void check_against(TomlReader& table, const Line& line, const std::vector<Line>& before) {
    for (const auto& other : before) {
        if (!line.id.empty() && other.id == line.id)
            table.find("id", fmt::format("Another line is called “{}” too.", line.id), "Give each line an id of its own.");
        if (!line.prefix.empty() && other.prefix == line.prefix)
            table.find("prefix", fmt::format("The line “{}” has the prefix {} too.", other.id, line.prefix),
                       "Give each line a prefix of its own: two people would hold the same number.");
        else if (runs_into(line.prefix, other.prefix) || runs_into(other.prefix, line.prefix))
            table.find("prefix", fmt::format("Numbers of the lines “{}” and “{}” could be the same.", other.id, line.id),
                       "Where a prefix ends with digits, none may begin with another one.");
        for (const auto purpose : line.purposes) {
            if (std::find(other.purposes.begin(), other.purposes.end(), purpose) == other.purposes.end()) continue;
            if (overlap(line, other))
                table.find("purposes",
                           fmt::format("The line “{}” is there for {} and the same field too.", other.id, name(purpose)),
                           "Give each purpose and field one line; several counters may serve it.");
        }
    }
}

void check_reach(TomlReader& table, const Queue& queue) {
    for (const auto purpose : {Purpose::submit, Purpose::supplement, Purpose::collect, Purpose::pay, Purpose::ask}) {
        const bool there = std::any_of(queue.lines.begin(), queue.lines.end(), [&](const Line& line) {
            return std::find(line.purposes.begin(), line.purposes.end(), purpose) != line.purposes.end();
        });
        if (!there)
            table.find("line", fmt::format("No line is there for the purpose {}.", name(purpose)),
                       fmt::format("Add \"{}\" to the purposes of a line.", name(purpose)));
    }
    for (std::size_t i = 0; i < queue.lines.size(); ++i) {
        if (!queue.lines[i].id.empty() && counters_of(queue, queue.lines[i].id).empty())
            table.find("line",
                       fmt::format("No counter serves the line “{}”: its tickets would never be called.", queue.lines[i].id),
                       "Add it to the lines of a counter.");
    }
}

std::chrono::seconds read_seconds(TomlReader& table, std::string_view key, Duration usual, std::int64_t from,
                                  std::int64_t to) {
    return std::chrono::seconds(
        table.integer_or(key, std::chrono::duration_cast<std::chrono::seconds>(usual).count(), from, to));
}

void read_rules(TomlReader& table, Queue& out) {
    const auto whole = [&](std::string_view key, int usual, int from, int to) {
        return static_cast<int>(table.integer_or(key, usual, from, to));
    };
    out.most_overtakings = whole("most_overtakings", out.most_overtakings, 1, 100);
    out.calls_before_absent = whole("calls_before_absent", out.calls_before_absent, 1, 10);
    out.rejoins = whole("rejoins", out.rejoins, 0, 5);
    out.rejoin_behind = whole("rejoin_behind", out.rejoin_behind, 0, 50);
    out.transfer_keeps_place = table.boolean_or("transfer_keeps_place", out.transfer_keeps_place);
    out.cooldown = read_seconds(table, "cooldown_seconds", out.cooldown, 0, 3600);
    out.cooldown_numbers = whole("cooldown_numbers", out.cooldown_numbers, 1, 100);
    out.tells_waiting = table.boolean_or("tells_waiting", out.tells_waiting);
    const auto closing = table.one_of_or("at_closing", "serve", {"serve", "slip"});
    out.at_closing = closing == "slip" ? Queue::AtClosing::slip : Queue::AtClosing::serve;
    out.appointment_early = std::chrono::minutes(whole("appointment_early_minutes", 10, 0, 240));
    out.appointment_grace = std::chrono::minutes(whole("appointment_grace_minutes", 15, 0, 240));
    out.announces = table.boolean_or("announces", out.announces);
    out.keep_days = whole("keep_days", out.keep_days, 1, 400);
    out.counter_lease = read_seconds(table, "counter_lease_seconds", out.counter_lease, 5, 3600);
}

}  // namespace

void read_queue(TomlReader& table, const std::filesystem::path& data_folder, Queue& out) {
    read_queue_engine(table, data_folder, out);
    out.digits = static_cast<int>(table.integer_or("digits", 3, 2, 5));
    out.unprinted_expires_after = std::chrono::seconds(table.integer_or("unprinted_expires_after_seconds", 120, 10, 3600));
    table.tables("line", [&](TomlReader& line_table) {
        auto line = read_line(line_table);
        check_against(line_table, line, out.lines);
        out.lines.push_back(std::move(line));
    });
    table.tables("counter", [&](TomlReader& counter_table) {
        auto counter = read_counter(counter_table, out.lines);
        const auto same = [&](const Counter& other) { return other.id == counter.id; };
        if (!counter.id.empty() && std::any_of(out.counters.begin(), out.counters.end(), same))
            counter_table.find("id", fmt::format("Another counter is called “{}” too.", counter.id),
                               "Give each counter its own.");
        out.counters.push_back(std::move(counter));
    });
    table.tables("priority",
                 [&](TomlReader& priority_table) { out.priorities.push_back(read_priority(priority_table, out)); });
    if (out.priorities.size() > most_priorities)
        table.find("priority", fmt::format("There are {} priority classes.", out.priorities.size()),
                   "Write up to 8 [[queue.priority]]: people choose among them on one page.");
    table.tables("appointment_key",
                 [&](TomlReader& key) { out.appointment_keys.push_back(read_appointment_key(key, out.appointment_keys)); });
    read_rules(table, out);
    out.paper_folder = own_file(table, "paper_folder", data_folder);
    table.table("voice", [&](TomlReader& voice) { read_voice(voice, out.voice); });
    check_reach(table, out);
    if (out.at_closing == Queue::AtClosing::slip && out.given(PriorityClass::Given::to_postponed) == nullptr)
        table.find("at_closing", "A slip promises to go first, and no class is given to whoever brings one.",
                   "Add a [[queue.priority]] with given = \"to_postponed\".");
}

}  // namespace kiosk::settings
