#include "kiosk/catalogue/form_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/base/files.hpp"
#include "kiosk/base/sha256.hpp"
#include "kiosk/catalogue/condition_reader.hpp"
#include "kiosk/catalogue/form_source.hpp"
#include "kiosk/catalogue/question_reader.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::catalogue {
namespace {

using settings::Finding;
namespace fs = std::filesystem;

constexpr std::size_t largest_form_bytes = 1U << 20;
constexpr std::size_t most_questions = 400;

class FormReader {
public:
    FormReader(const fs::path& file, FormSource& source) : source_(source), conditions_(source) {
        out_.id = file.stem().string();
    }

    std::optional<Form> read(const Json& root) {
        const auto before = source_.found();
        if (!settings::is_id(out_.id))
            source_.find("", "The file's name is no id.", "Name it in small letters, digits and _.");
        const auto display = root.is_object() ? source_.text(root, "display", "") : std::string{};
        if (display != "wizard" && display != "form") {
            source_.find("display", "The form is neither a wizard nor a form.",
                         "Write \"display\": \"wizard\" and one panel a page.");
            return std::nullopt;
        }
        source_.only(
            root, "",
            {"display", "components", "title", "name", "path", "type", "properties", "_id", "machineName", "created",
             "modified", "owner", "access", "submissionAccess", "tags", "settings", "project", "_vid", "revisions"});
        const auto pages = root.find("components");
        if (pages == root.end() || !pages->is_array() || pages->empty()) {
            source_.find("components", "The form has no page.", "Write at least one component of the type panel.");
            return std::nullopt;
        }
        for (std::size_t i = 0; i < pages->size(); ++i) read_page((*pages)[i], fmt::format("components[{}]", i + 1));
        conditions_.check(out_);
        if (source_.found() != before || out_.pages.empty()) return std::nullopt;
        return std::move(out_);
    }

private:
    /// Where a component stands: what holds it decides with it whether it is shown.
    struct Place {
        std::vector<Condition> conditions;
        LocalText section;
        std::string grid;
        std::vector<Question>* into = nullptr;
    };

    void read_page(const Json& panel, const std::string& path) {
        source_.stand_at(panel.is_object() ? source_.text(panel, "key", path) : std::string{});
        const auto type = panel.is_object() ? source_.text(panel, "type", path) : std::string{};
        if (type == "button") return;  // «Submit» of a form that is no wizard
        if (type != "panel")
            return source_.find(joined(path, "type"), "The component is no panel.",
                                "Put the questions into a panel: one panel is one page.");
        FormPage page;
        page.title = source_.local(panel, "title", source_.properties(panel, path, {"title_en"}), "title_en", path);
        if (page.title.vi.empty())
            source_.find(joined(path, "title"), "The page has no title.", "Give the Vietnamese title.");
        Place place;
        place.into = &page.questions;
        read_layout(panel, path, place);
        if (page.questions.empty())
            source_.find(joined(path, "components"), "The page asks nothing.", "Add a question, or remove the page.");
        out_.pages.push_back(std::move(page));
    }

    void read_layout(const Json& component, const std::string& path, Place place) {
        source_.only(component, path,
                     {"type", "key", "title", "label", "legend", "components", "columns", "properties", "conditional",
                      "input", "description"});
        const auto key = source_.text(component, "key", path);
        if (!key.empty()) claim(key, path);
        conditions_.layout(key);
        if (auto condition = conditions_.condition(component, path, place.grid))
            place.conditions.push_back(std::move(*condition));
        if (component.contains("columns")) {
            read_columns(component["columns"], joined(path, "columns"), place);
        } else {
            read_list(component, path, place);
        }
    }

    void read_columns(const Json& columns, const std::string& path, const Place& place) {
        if (!columns.is_array()) return source_.find(path, "The columns are no list.", "Write [{ \"components\": […] }].");
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto inner = fmt::format("{}[{}]", path, i + 1);
            if (!columns[i].is_object()) {
                source_.find(inner, "The column is no object.", "Write { \"components\": […] }.");
                continue;
            }
            source_.only(columns[i], inner, {"components", "width", "offset", "push", "pull", "size", "currentWidth"});
            read_list(columns[i], inner, place);
        }
    }

    void read_list(const Json& holder, const std::string& path, const Place& place) {
        const auto inner = joined(path, "components");
        const auto components = holder.find("components");
        if (components == holder.end() || !components->is_array())
            return source_.find(inner, "The components are no list.", "Write [ ] with the questions in it.");
        for (std::size_t i = 0; i < components->size(); ++i)
            read_component((*components)[i], fmt::format("{}[{}]", inner, i + 1), place);
    }

    void read_component(const Json& component, const std::string& path, const Place& place) {
        if (!component.is_object()) return source_.find(path, "The component is no object.", "Write { } here.");
        source_.stand_at(source_.text(component, "key", path));
        const auto type = source_.text(component, "type", path);
        if (!is_layout(type)) return read_question(component, path, place);
        Place inside = place;
        if (type != "columns") {
            const auto texts = source_.properties(component, path, {"title_en"});
            auto section = source_.local(component, type == "panel" ? "title" : "legend", texts, "title_en", path);
            if (!section.vi.empty()) inside.section = std::move(section);
        }
        read_layout(component, path, std::move(inside));
    }

    void read_question(const Json& component, const std::string& path, const Place& place) {
        auto question = catalogue::read_question(source_, component, path);
        if (!question) return;
        claim(question->key, path);
        if (++count_ > most_questions)
            return source_.find(path, "The form asks more than 400 questions.", "Divide it into several forms.");
        question->section = place.section;
        question->conditions = place.conditions;
        if (auto own = conditions_.condition(component, path, place.grid)) question->conditions.push_back(std::move(*own));
        question->calculated = conditions_.calculation(component, path, place.grid);
        conditions_.question(place.grid, question->key);
        if (question->kind == QuestionKind::rows) read_rows(component, path, place, *question);
        if (!place.grid.empty() && !question->prefill.empty())
            source_.find(joined(path, "properties.prefill"), "Questions in rows are not filled beforehand.", "Remove it.");
        place.into->push_back(std::move(*question));
    }

    void read_rows(const Json& component, const std::string& path, const Place& place, Question& out) {
        if (!place.grid.empty())
            return source_.find(joined(path, "type"), "Rows stand within rows.", "Ask for them on a page of their own.");
        Place inside;
        inside.grid = out.key;
        inside.into = &out.row;
        read_list(component, path, inside);
        source_.stand_at(out.key);
        const bool always = std::any_of(out.row.begin(), out.row.end(), [](const Question& question) {
            return question.conditions.empty() && question.kind != QuestionKind::hidden && !question.calculated;
        });
        if (!always)
            source_.find(joined(path, "components"), "A row has no question that is always asked.",
                         "Add one, or take the condition from one.");
    }

    void claim(const std::string& key, const std::string& path) {
        if (!keys_.insert(key).second)
            source_.find(joined(path, "key"), fmt::format("Another component has the key “{}” too.", key),
                         "Give each its own.");
    }

    FormSource& source_;
    ConditionReader conditions_;
    Form out_;
    std::set<std::string> keys_;
    std::size_t count_ = 0;
};

}  // namespace

std::optional<Form> read_form(const fs::path& file, std::vector<Finding>& findings) {
    auto bytes = kiosk::read_file(file, largest_form_bytes);
    if (!bytes) {
        findings.push_back({file,
                            0,
                            {},
                            "The form cannot be read: " + bytes.error().detail + ".",
                            "Check that the kiosk may read it and that it is smaller than 1 MB."});
        return std::nullopt;
    }
    return read_form(file, std::move(*bytes), findings);
}

std::optional<Form> read_form(const fs::path& file, std::string bytes, std::vector<Finding>& findings) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
    if (const int line = settings::is_utf16(bytes) ? 1 : settings::first_line_not_utf8(bytes); line != 0) {
        findings.push_back({file,
                            line,
                            {},
                            settings::is_utf16(bytes) ? "The form is UTF-16 text." : "The line is no UTF-8 text.",
                            "Export it from the portal again, as UTF-8, or save it so in the editor."});
        return std::nullopt;
    }
    FormSource source(file, std::move(bytes), findings);
    const auto root = source.parse();
    if (!root) return std::nullopt;
    auto form = FormReader(file, source).read(*root);
    if (form) form->content = sha256_hex(nlohmann::json(*root).dump());  // members in the order of their names
    return form;
}

}  // namespace kiosk::catalogue
