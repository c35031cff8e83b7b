#include "kiosk/catalogue/shared_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::catalogue {
namespace {

using settings::TomlReader;

constexpr int most_of_one_paper = 20;

template <class T>
std::function<bool(std::string_view)> among(const std::vector<T>& list) {
    return [&list](std::string_view id) {
        return std::any_of(list.begin(), list.end(), [&](const auto& item) { return item.id == id; });
    };
}

/// Fields and life events: tiles with a name, an icon and a place among the others.
template <class Tile>
std::vector<Tile> read_tiles(
    TomlReader& root, std::string_view key,
    const std::function<void(TomlReader&, Tile&)>& more = [](TomlReader&, Tile&) {}) {
    std::vector<Tile> out;
    root.tables(key, [&](TomlReader& table) {
        Tile tile;
        tile.id = read_id(table, among(out));
        tile.name = table.local_text("name", "Give the name on the tile.");
        tile.icon = table.icon("icon", "Give the name of an icon, such as \"account-multiple\".");
        tile.order = static_cast<int>(table.integer_or("order", 0, 0, 1000));
        more(table, tile);
        out.push_back(std::move(tile));
    });
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.order < b.order; });
    return out;
}

int read_count(TomlReader& table, std::string_view key, int otherwise) {
    return static_cast<int>(table.integer_or(key, otherwise, 0, most_of_one_paper));
}

void read_blank(TomlReader& table, Component& out) {
    out.blank = table.text_or("blank", out.blank);
    out.blank_url = table.text_or("blank_url", out.blank_url);
    if (!out.blank_url.empty() && !out.blank_url.starts_with("https://"))
        table.find("blank_url", "This is no address that starts with https://.", "Correct it, or remove the line.");
    out.replaced_by = table.text_or("replaced_by", out.replaced_by);
    if (!out.replaced_by.empty() && !is_result_type(out.replaced_by))
        table.find("replaced_by", "This is no code of a result.", "Write one such as KQ.G15.000031.");
}

void read_only_for(TomlReader& table, Component& out) {
    if (!table.has("only_for")) return;
    out.only_for.clear();
    for (const auto& word : table.texts("only_for")) {
        const auto kind = parse_applicant_kind(word);
        if (kind) out.only_for.push_back(*kind);
        else
            table.find("only_for", fmt::format("“{}” is no kind of applicant.", word),
                       "Write self, relative, authorised or organisation.");
    }
}

}  // namespace

std::string read_id(TomlReader& table, const std::function<bool(std::string_view)>& taken) {
    auto id = table.text("id", "Give an id in small letters, digits and _.");
    if (!id.empty() && !settings::is_id(id))
        table.find("id", fmt::format("“{}” is no id.", id), "Write small letters, digits and _, a letter first.");
    if (taken(id)) table.find("id", fmt::format("Another one has the id “{}” too.", id), "Give each its own.");
    return id;
}

Validity read_validity(TomlReader& table, const Validity& otherwise) {
    Validity out;
    out.from = table.date_if_there("valid_from").value_or(otherwise.from);
    const auto to = table.date_if_there("valid_to");
    out.to = to ? to : otherwise.to;
    if (out.to && *out.to < out.from)
        table.find("valid_to", "This ends before it begins.", "Exchange valid_from and valid_to.");
    return out;
}

Component read_component(TomlReader& table, const std::vector<Component>& shared) {
    Component out;
    if (const auto paper = table.text_or("paper"); !paper.empty()) {
        const auto found = std::find_if(shared.begin(), shared.end(), [&](const auto& c) { return c.id == paper; });
        if (found == shared.end())
            table.find("paper", fmt::format("There is no shared paper “{}”.", paper),
                       "Write an id of catalogue/papers.toml, or describe the paper here.");
        else out = *found;
        out.id = paper;
    } else {
        out.id = read_id(table, [](std::string_view) { return false; });
        out.name = table.local_text("name", "Give the paper's name.");
    }
    if (const auto note = table.local_text_or_none("note"); !note.vi.empty()) out.note = note;
    out.code = table.text_or("code", out.code);
    out.required = table.boolean_or("required", out.required);
    out.form = table.boolean_or("form", out.form);
    out.present_only = table.boolean_or("present_only", out.present_only);
    out.reusable = table.boolean_or("reusable", out.reusable);
    out.originals = read_count(table, "originals", out.originals);
    out.copies = read_count(table, "copies", out.copies);
    out.certified = read_count(table, "certified", out.certified);
    read_blank(table, out);
    read_only_for(table, out);
    if (!out.form && !out.present_only && out.originals + out.copies + out.certified == 0)
        table.find("", "Nobody can tell how many originals or copies are wanted.",
                   "Write originals = 1, certified = 1 or copies = 1.");
    return out;
}

std::vector<Field> read_fields(TomlReader& root) {
    return read_tiles<Field>(root, "field", [](TomlReader& table, Field& field) {
        constexpr std::string_view characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
        constexpr std::size_t longest = 30;
        field.code = table.text_or("code");
        if (!field.code.empty() && !settings::made_of(field.code, characters, 1, longest))
            table.find("code", fmt::format("“{}” is no code of a field.", field.code),
                       "Write the national catalogue's, such as \"G15-HT02\", or leave the line out until it is known.");
    });
}
std::vector<LifeEvent> read_life_events(TomlReader& root) {
    return read_tiles<LifeEvent>(root, "life_event",
                                 [](TomlReader& table, LifeEvent& event) { event.synonyms = table.texts("synonyms"); });
}

std::vector<Level> read_levels(TomlReader& root) {
    std::vector<Level> out;
    root.tables("level", [&](TomlReader& table) {
        Level level;
        level.id = read_id(table, among(out));
        level.number = table.text("number", "Write the number that systems exchange, such as \"4\".");
        table.tables("label", [&](TomlReader& inner) {
            Level::Label label;
            label.name = inner.local_text("name", "Give the name of the level in those days.");
            label.valid = read_validity(inner);
            for (const auto& other : level.labels)
                if (other.valid.overlaps(label.valid))
                    inner.find("name", fmt::format("“{}” holds on some of the same days.", other.name.vi),
                               "Let one end before the other begins, by valid_to and valid_from.");
            level.labels.push_back(std::move(label));
        });
        if (level.labels.empty()) table.find("label", "The level has no name.", "Add label = [{ name = { vi = \"…\" } }].");
        out.push_back(std::move(level));
    });
    return out;
}

std::vector<AuthorisationRule> read_rules(TomlReader& root) {
    std::vector<AuthorisationRule> out;
    root.tables("rule", [&](TomlReader& table) {
        AuthorisationRule rule;
        rule.id = read_id(table, among(out));
        rule.paper = table.local_text("paper", "Name the paper that somebody who comes for another brings.");
        rule.note = table.local_text_or_none("note");
        rule.originals = read_count(table, "originals", 0);
        rule.certified = read_count(table, "certified", 0);
        rule.copies = read_count(table, "copies", 0);
        if (rule.originals + rule.certified + rule.copies == 0)
            table.find("", "Nobody can tell how many originals or copies are wanted.",
                       "Write originals = 1, certified = 1 or copies = 1.");
        out.push_back(std::move(rule));
    });
    return out;
}

std::vector<Component> read_papers(TomlReader& root) {
    std::vector<Component> out;
    root.tables("paper", [&](TomlReader& table) {
        auto paper = read_component(table, {});
        if (among(out)(paper.id))
            table.find("id", fmt::format("Another paper has the id “{}” too.", paper.id), "Give each its own.");
        out.push_back(std::move(paper));
    });
    return out;
}

std::vector<Synonym> read_synonyms(TomlReader& root) {
    std::vector<Synonym> out;
    root.tables("synonym", [&](TomlReader& table) {
        Synonym synonym;
        synonym.meant = table.text("meant", "Write the words of the law, as they stand in names of procedures.");
        for (const auto& said : table.texts("said")) {
            synonym.said = said;
            out.push_back(synonym);
        }
        if (!table.has("said")) table.find("said", "The value is missing.", "Write what people say: said = [\"sổ đỏ\"].");
    });
    return out;
}

SearchHints read_search_hints(TomlReader& root) { return {root.texts("silent"), root.texts("special")}; }

}  // namespace kiosk::catalogue
