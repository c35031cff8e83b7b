#pragma once
/// The law as data: procedures (thủ tục hành chính), their fields (lĩnh vực), units and e-forms, read and checked as a whole.
/// Immutable after loading; any thread; nothing here blocks but `load`.

#include <cstdint>
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
#include "kiosk/settings/settings.hpp"

namespace kiosk::catalogue {

/// What a citizen can do at the kiosk for a procedure.
enum class Offer { submit, submit_then_originals, in_person };
/// How sure the kiosk must be of who files, for an online filing.
enum class Identification { none, card, signed_in, officer };
enum class ApplicantKind { self, relative, authorised, organisation };

struct Component {
    std::string id;  ///< unique within the procedure
    LocalText name;
    LocalText note;             ///< what it may be replaced by, when it is needed
    bool required = true;       ///< false: «Tùy trường hợp»
    bool form = false;          ///< the declaration itself: filled here, not scanned
    bool present_only = false;  ///< shown to the officer, not handed in
    int originals = 0;
    int copies = 0;
};

enum class Channel { direct, online, post };
struct Handling {
    Channel channel = Channel::direct;
    std::optional<int> working_days;       ///< nothing: the source does not say
    LocalText time;                        ///< as the source words it, when it is no number of working days
    std::optional<std::int64_t> fee_dong;  ///< nothing: the source does not say; 0: free
    LocalText fee_note;                    ///< who decides it, exemptions
};

struct ResultPaper {
    std::string code;  ///< KQ.G15.000031; empty: unknown
    LocalText name;
};

struct Procedure {
    std::string code;        ///< national: 1.001193
    std::string local_code;  ///< the province's copy: 1.001193.000.00.00.H48
    LocalText name;
    LocalText short_name;  ///< at most 40 letters: tiles, tickets, voice
    std::string field;
    std::vector<std::string> life_events;
    std::vector<std::string> synonyms;
    Offer offer = Offer::in_person;
    std::string level;  ///< "full", "partial" or empty: the source does not say (dated labels are the units' data)
    Identification identification = Identification::card;
    std::vector<ApplicantKind> applicants;  ///< at least one
    std::vector<Handling> handling;
    std::vector<Component> components;
    std::vector<ResultPaper> results;
    std::vector<std::string> legal_basis;
    std::vector<std::string> parts;  ///< liên thông: the procedures that are done together
    std::string form;                ///< id of an e-form; empty for in_person
    std::string receiving_unit;
    std::string processing_unit;
    std::string source;  ///< where the facts were read
    LocalDate source_date;

    [[nodiscard]] const Handling* handled(Channel channel) const;
};

struct Field {
    std::string id;
    LocalText name;
    std::string icon;  ///< name of a Material Design icon, such as "account-multiple"
    int order = 0;
};

struct Unit {
    std::string id;
    LocalText name;
    std::string code;      ///< 000.00.53.H48; empty: the province has not given it yet
    std::string gso_code;  ///< of the statistics office; empty: unknown
    std::string parent;    ///< empty: the province
    LocalDate valid_from{1900, 1, 1};
    std::optional<LocalDate> valid_to;
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
    [[nodiscard]] const std::vector<Procedure>& procedures() const { return procedures_; }
    [[nodiscard]] const std::vector<Unit>& units() const { return units_; }
    [[nodiscard]] const Procedure* procedure(std::string_view code) const;  ///< national or local code
    [[nodiscard]] const Field* field(std::string_view id) const;
    [[nodiscard]] const Unit* unit(std::string_view id) const;
    [[nodiscard]] const Form* form(std::string_view id) const;
    /// In Vietnamese alphabetical order of the short names.
    [[nodiscard]] std::vector<const Procedure*> in_field(std::string_view field) const;

    /// Ranked: exact diacritics, whole words, word prefixes in any order, initials ("dkks"), synonyms, one slip forgiven.
    [[nodiscard]] std::vector<Hit> search(std::string_view words, std::size_t limit = 50) const;

    struct Index;  ///< folded texts for `search`, made once at load

private:
    friend struct Loader;
    std::vector<Field> fields_;
    std::vector<Procedure> procedures_;
    std::vector<Unit> units_;
    std::map<std::string, Form, std::less<>> forms_;
    std::shared_ptr<const Index> index_;
};

}  // namespace kiosk::catalogue
