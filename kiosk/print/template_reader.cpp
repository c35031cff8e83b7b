#include "kiosk/print/template_reader.hpp"

#include <fmt/format.h>

#include <array>

#include "kiosk/print/vocabulary.hpp"

namespace kiosk::print {
namespace {

using settings::TomlReader;
using typeset::Align;

template <class T, std::size_t size>
using Spellings = std::array<std::pair<std::string_view, T>, size>;

constexpr Spellings<Subject, 10> subjects{{{"dossier", Subject::dossier},
                                           {"book", Subject::book},
                                           {"confirmation", Subject::confirmation},
                                           {"papers", Subject::papers},
                                           {"blank_form", Subject::blank_form},
                                           {"declaration", Subject::declaration},
                                           {"coverage", Subject::coverage},
                                           {"queue_day", Subject::queue_day},
                                           {"waiting_list", Subject::waiting_list},
                                           {"officer", Subject::officer}}};
constexpr Spellings<Align, 4> alignments{
    {{"left", Align::left}, {"centre", Align::centre}, {"right", Align::right}, {"justified", Align::justified}}};
constexpr Spellings<Items::Mark, 3> marks{
    {{"number", Items::Mark::number}, {"box", Items::Mark::box}, {"dash", Items::Mark::dash}}};

template <class T, std::size_t size>
T value_of(const Spellings<T, size>& words, std::string_view word) {
    for (const auto& [known, value] : words) {
        if (known == word) return value;
    }
    return words.front().second;
}

/// One form: what its blocks may name, and what they did name.
class Reading {
public:
    Reading(TomlReader& root, Template& out) : root_(root), out_(out) {}

    void run() {
        read_front();
        int count = 0;
        root_.tables("block", [&](TomlReader& table) {
            out_.blocks.push_back(read_block(table));
            ++count;
        });
        if (out_.subject == Subject::officer && count > 0)
            root_.find("block", "An officer's paper is printed as the portal sends it and has no blocks.",
                       "Remove the blocks, or say what the form is about.");
        if (out_.subject != Subject::officer && count == 0)
            root_.find("", "The form has no [[block]].", "Add blocks; see config/print/README.md.");
        check_secrets();
    }

private:
    void read_front() {
        out_.form = root_.text("form", "Give a name in small letters, such as \"receipt\".");
        if (!out_.form.empty() && !settings::is_id(out_.form))
            root_.find("form", "This is no name of a form.", "Write small letters, digits and _, a letter first.");
        out_.number = root_.text_or("number");
        out_.name = root_.local_text("name", "Give the name that staff and the file's properties show.");
        out_.subject =
            value_of(subjects, root_.one_of("about", {"dossier", "book", "confirmation", "papers", "blank_form",
                                                      "declaration", "coverage", "queue_day", "waiting_list", "officer"}));
        out_.reader =
            root_.one_of_or("for", "citizen", {"citizen", "office"}) == "office" ? Reader::office : Reader::citizen;
        out_.version = root_.text("version", "Give the version of this form, such as \"1\".");
        out_.legal = root_.text_or("legal");
        if (const auto day = root_.date_if_there("valid_from")) out_.valid_from = *day;
        out_.valid_to = root_.date_if_there("valid_to");
        if (out_.valid_to && *out_.valid_to < out_.valid_from)
            root_.find("valid_to", "The form ends before it begins.", "Write a day after valid_from.");
        out_.needs = root_.texts("needs");
        for (const auto& name : out_.needs) check_known(root_, "needs", name);
        out_.landscape = root_.boolean_or("landscape", false);
        out_.face =
            root_.one_of_or("face", "serif", {"serif", "sans"}) == "sans" ? typeset::Face::sans : typeset::Face::serif;
        out_.size_pt = root_.real_or("size_pt", out_.size_pt, 7, 20);
        root_.table("margins_mm", [&](TomlReader& table) {
            out_.margins_mm.top = table.real_or("top", out_.margins_mm.top, 5, 60);
            out_.margins_mm.right = table.real_or("right", out_.margins_mm.right, 5, 60);
            out_.margins_mm.bottom = table.real_or("bottom", out_.margins_mm.bottom, 5, 60);
            out_.margins_mm.left = table.real_or("left", out_.margins_mm.left, 5, 60);
        });
        out_.foot = filled_text(root_, "foot");
    }

    /// A text whose {names} the subject knows, those of the list's rows included.
    std::string filled_text(TomlReader& table, std::string_view key, std::string_view list = {}) {
        auto text = table.text_or(key);
        check_names(table, key, text, list);
        return text;
    }

    void check_names(TomlReader& table, std::string_view key, std::string_view text, std::string_view list) {
        const auto names = names_in(text);
        if (!names) {
            table.find(key, "A brace has no partner.", "Write {name} for what is filled in.");
            return;
        }
        const auto& known = vocabulary(out_.subject);
        const auto row = known.lists.find(list);
        if (!list.empty() && row == known.lists.end()) return;  // the list is what is wrong
        for (const auto& name : *names) {
            const bool of_row = row != known.lists.end() && row->second.contains(name);
            if (!of_row && !known.values.contains(name))
                table.find(key, fmt::format("Nothing here is called {{{}}}.", name), remedy_for(list));
            if (!of_row) used_.push_back({table.file(), table.line(key), table.path(key), name});
        }
    }

    [[nodiscard]] std::string remedy_for(std::string_view list) const {
        const auto& known = vocabulary(out_.subject);
        std::string out = "Write one of ";
        if (const auto row = known.lists.find(list); row != known.lists.end())
            out += fmt::format("{} (of this list), ", fmt::join(row->second, ", "));
        return out + fmt::format("{}.", fmt::join(known.values, ", "));
    }

    std::string list_of(TomlReader& table) {
        auto list = table.text("list", "Say which list it shows.");
        const auto& lists = vocabulary(out_.subject).lists;
        if (!list.empty() && !lists.contains(list)) {
            std::vector<std::string_view> names;
            names.reserve(lists.size());
            for (const auto& [name, row] : lists) names.push_back(name);
            table.find(
                "list", fmt::format("There is no list “{}” here.", list),
                names.empty() ? "This subject has no lists." : fmt::format("Write one of {}.", fmt::join(names, ", ")));
        }
        return list;
    }

    Block read_block(TomlReader& table) {
        Block out;
        const auto kind = table.one_of(
            "kind", {"head", "title", "text", "fields", "table", "items", "codes", "signatures", "questions", "space"});
        if (kind == "head") out.body = read_head(table);
        if (kind == "title") out.body = Title{filled_text(table, "text"), filled_text(table, "under")};
        if (kind == "text") out.body = read_paragraph(table);
        if (kind == "fields") out.body = read_fields(table);
        if (kind == "table") out.body = read_table(table);
        if (kind == "items") out.body = read_items(table);
        if (kind == "codes") out.body = read_codes(table);
        if (kind == "signatures") out.body = read_signatures(table);
        if (kind == "questions") {
            out.body = Questions{};
            if (!vocabulary(out_.subject).questions)
                table.find("kind", "This subject has no e-form.", "Remove the block, or make the form about blank_form.");
        }
        if (kind == "space") out.body = Space{table.real_or("height_mm", 4, 0, 200), table.boolean_or("rule", false)};
        out.when = condition(table, "when");
        out.unless = condition(table, "unless");
        return out;
    }

    /// A value or a list.
    void check_known(TomlReader& table, std::string_view key, const std::string& name) {
        const auto& known = vocabulary(out_.subject);
        if (known.values.contains(name) || known.lists.contains(name)) return;
        table.find(key, fmt::format("Nothing here is called {}.", name), remedy_for({}));
    }

    std::string condition(TomlReader& table, std::string_view key) {
        auto name = table.text_or(key);
        if (!name.empty()) check_known(table, key, name);
        return name;
    }

    Head read_head(TomlReader& table) {
        Head out{table.texts("left"), table.texts("right"), filled_text(table, "under_left"),
                 filled_text(table, "under_right")};
        for (const auto& text : out.left) check_names(table, "left", text, {});
        for (const auto& text : out.right) check_names(table, "right", text, {});
        return out;
    }

    Paragraph read_paragraph(TomlReader& table) {
        Paragraph out;
        out.text = filled_text(table, "text");
        if (out.text.empty()) table.find("text", "The block has no text.", "Write what it says.");
        out.bold = table.boolean_or("bold", false);
        out.italic = table.boolean_or("italic", false);
        out.framed = table.boolean_or("framed", false);
        out.small = table.boolean_or("small", false);
        out.align = value_of(alignments, table.one_of_or("align", "left", {"left", "centre", "right", "justified"}));
        return out;
    }

    Fields read_fields(TomlReader& table) {
        Fields out;
        table.tables("line", [&](TomlReader& line) {
            FieldLine field;
            field.label = line.text("label", "Say what is written there.");
            field.value = filled_text(line, "value");
            field.optional = line.boolean_or("optional", false);
            field.half = line.boolean_or("half", false);
            field.bold = line.boolean_or("bold", false);
            out.lines.push_back(std::move(field));
        });
        if (out.lines.empty()) table.find("line", "The block has no lines.", "Add { label = \"…\", value = \"{…}\" }.");
        return out;
    }

    Table read_table(TomlReader& table) {
        Table out;
        out.list = list_of(table);
        out.blank_rows = static_cast<int>(table.integer_or("blank_rows", 0, 0, 60));
        out.numbered = table.boolean_or("numbered", false);
        out.small = table.boolean_or("small", false);
        double widths_mm = 0;
        table.tables("column", [&](TomlReader& column) {
            TableColumn read;
            read.head = column.text("head", "Say what stands in the column.");
            read.value = filled_text(column, "value", out.list);
            read.width_mm = column.real_or("width_mm", 0, 0, 250);
            read.align = value_of(alignments, column.one_of_or("align", "left", {"left", "centre", "right", "justified"}));
            // A column without a width needs at least so much for its words.
            widths_mm += read.width_mm > 0 ? read.width_mm : narrowest_column_mm;
            out.columns.push_back(std::move(read));
        });
        if (out.columns.empty()) table.find("column", "The table has no columns.", "Add { head = \"…\", value = \"{…}\" }.");
        const double room = (out_.landscape ? 297 : 210) - out_.margins_mm.left - out_.margins_mm.right;
        if (widths_mm > room)
            table.find("column", fmt::format("The columns need {:.0f} mm, the page has {:.0f} mm.", widths_mm, room),
                       "Make columns narrower, or the form landscape.");
        return out;
    }

    Items read_items(TomlReader& table) {
        Items out;
        out.list = list_of(table);
        out.text = filled_text(table, "text", out.list);
        out.note = filled_text(table, "note", out.list);
        out.mark = value_of(marks, table.one_of_or("mark", "number", {"number", "box", "dash"}));
        return out;
    }

    Codes read_codes(TomlReader& table) {
        Codes out{table.text_or("label"), filled_text(table, "code")};
        if (out.code.empty()) table.find("code", "The block has no code.", "Write \"{dossier.code}\".");
        return out;
    }

    Signatures read_signatures(TomlReader& table) {
        Signatures out;
        table.tables("signer", [&](TomlReader& signer) {
            out.signers.push_back(
                {signer.text("title", "Say who signs."), filled_text(signer, "note"), filled_text(signer, "name")});
        });
        if (out.signers.empty() || out.signers.size() > 4)
            table.find("signer", "A form is signed by one to four people.", "Add { title = \"…\" }.");
        return out;
    }

    /// product.md: the second factor of a look-up is never printed where the code is.
    void check_secrets() {
        if (out_.reader == Reader::office) return;
        bool has_code = false;
        for (const auto& use : used_) has_code = has_code || is_code(use.name);
        if (!has_code) return;
        for (const auto& use : used_) {
            if (!opens_look_up(use.name)) continue;
            root_.findings().push_back({use.file, use.line, use.key,
                                        fmt::format("{{{}}} stands on the same paper as the dossier's code: its last four "
                                                    "digits would let anybody who finds the paper look the dossier up.",
                                                    use.name),
                                        fmt::format("Write {{{}_veiled}}, or for = \"office\".", use.name)});
        }
    }

    static constexpr double narrowest_column_mm = 12;
    struct Use {
        std::filesystem::path file;
        int line;
        std::string key;
        std::string name;
    };
    TomlReader& root_;
    Template& out_;
    std::vector<Use> used_;
};

}  // namespace

Template read_template(TomlReader& root) {
    Template out;
    Reading(root, out).run();
    return out;
}

}  // namespace kiosk::print
