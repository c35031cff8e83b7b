#pragma once
/// The law as data: procedures (thủ tục hành chính), their fields (lĩnh vực), units and e-forms, read and checked as a whole.
/// Immutable after loading; any thread; nothing here blocks but `load`.

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/local_text.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/catalogue/form.hpp"
#include "kiosk/catalogue/procedure.hpp"
#include "kiosk/catalogue/unit.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::catalogue {

struct Field {
    std::string id;
    std::string code;  ///< the national catalogue's (MaLinhVuc); empty: the province has not given it yet
    LocalText name;
    std::string icon;  ///< name of a Material Design icon, such as "account-multiple"
    int order = 0;
};

/// Something that happens to people and takes one or more procedures: a child is born, a shop is opened.
struct LifeEvent {
    std::string id;
    LocalText name;
    std::string icon;
    int order = 0;
    std::vector<std::string> synonyms;  ///< what else people say for it: «mất giấy tờ»
};

/// How far a procedure goes online (mức độ 1 to 4, later một phần / toàn trình). The names changed with the law.
struct Level {
    struct Label {
        LocalText name;
        Validity valid;
    };
    std::string id;      ///< "full"
    std::string number;  ///< as systems exchange it: "4"
    std::vector<Label> labels;
    [[nodiscard]] const LocalText* label_on(const LocalDate& day) const;
};

/// What somebody who comes for another must bring.
struct AuthorisationRule {
    std::string id;
    LocalText paper;
    LocalText note;
    int originals = 0;
    int certified = 0;
    int copies = 0;
};

/// What people say for words of the law: "sổ đỏ" for "Giấy chứng nhận quyền sử dụng đất".
struct Synonym {
    std::string said;
    std::string meant;
};

/// Words that a search weighs differently; each a word or several in a row.
struct SearchHints {
    /// What names and questions are the same with and without: «đăng ký», «cho tôi». They ask for nothing when others do.
    std::vector<std::string> silent;
    /// What makes a name a special case of another one, «lưu động», «lại»: who does not say it means the other one.
    std::vector<std::string> special;
};

/// That a procedure went from its form to its packet (kiểm thử) as it was then: `kiosk catalogue test`.
struct PassedTest {
    std::string code;
    std::string content;  ///< content_of (tested.hpp): another one is another procedure, and has to be tested again
    WallTime at;
    std::string portal;  ///< the training portal that took a test dossier of it; empty: none was asked
};

struct Hit {
    const Procedure* procedure = nullptr;
    int score = 0;  ///< higher is better
};

class Catalogue {
public:
    /// Reads catalogue/*.toml, units/*.toml and forms/*.json and checks them against each other and against `settings`.
    /// Either a catalogue without any finding, or every finding. Blocks on the disk.
    [[nodiscard]] static tl::expected<std::shared_ptr<const Catalogue>, std::vector<settings::Finding>> load(
        const settings::Settings& settings);

    [[nodiscard]] const std::vector<Field>& fields() const { return fields_; }
    [[nodiscard]] const std::vector<LifeEvent>& life_events() const { return life_events_; }
    [[nodiscard]] const std::vector<Level>& levels() const { return levels_; }
    [[nodiscard]] const std::vector<AuthorisationRule>& authorisation_rules() const { return rules_; }
    [[nodiscard]] const std::vector<Synonym>& synonyms() const { return synonyms_; }
    [[nodiscard]] const SearchHints& search_hints() const { return hints_; }
    [[nodiscard]] const std::vector<PassedTest>& passed_tests() const { return passed_tests_; }
    [[nodiscard]] const std::vector<Procedure>& procedures() const { return procedures_; }
    [[nodiscard]] const std::vector<Unit>& units() const { return units_; }
    [[nodiscard]] const Procedure* procedure(std::string_view code) const;  ///< national, or local to any unit
    [[nodiscard]] const Field* field(std::string_view id) const;
    [[nodiscard]] const LifeEvent* life_event(std::string_view id) const;
    [[nodiscard]] const Level* level(std::string_view id) const;
    [[nodiscard]] const Form* form(std::string_view id) const;
    /// In Vietnamese alphabetical order of the short names.
    [[nodiscard]] std::vector<const Procedure*> in_field(std::string_view field) const;
    [[nodiscard]] std::vector<const Procedure*> in_life_event(std::string_view life_event) const;

    [[nodiscard]] const Unit* unit(std::string_view id) const;
    /// The unit that has this identification code on that day.
    [[nodiscard]] const Unit* unit_with_code(std::string_view code, const LocalDate& day) const;
    /// The units directly below it on that day, in the order of the files.
    [[nodiscard]] std::vector<const Unit*> units_below(std::string_view id, const LocalDate& day) const;

    /// Ranked: what is asked for as a whole by name or synonym, words in any order, their beginnings, initials ("dkks"), what
    /// happens to people, one slip forgiven; among equals the ordinary procedure before its special cases.
    [[nodiscard]] std::vector<Hit> search(std::string_view words, std::size_t limit = 50) const;

    struct Index;  ///< folded texts for `search`, made once at load

private:
    friend struct Loader;
    std::vector<Field> fields_;
    std::vector<LifeEvent> life_events_;
    std::vector<Level> levels_;
    std::vector<AuthorisationRule> rules_;
    std::vector<Synonym> synonyms_;
    SearchHints hints_;
    std::vector<PassedTest> passed_tests_;
    std::vector<Procedure> procedures_;
    std::vector<Unit> units_;
    std::map<std::string, std::size_t, std::less<>> unit_by_id_;
    std::map<std::string, Form, std::less<>> forms_;
    std::shared_ptr<const Index> index_;
};

}  // namespace kiosk::catalogue
