#pragma once
/// One administrative procedure (thủ tục hành chính) as the law has it and as this kiosk offers it. What the source does not
/// say is empty, and the screens then say that it is not known. Immutable after loading; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/local_text.hpp"
#include "kiosk/catalogue/unit.hpp"

namespace kiosk::catalogue {

/// What a citizen can do at the kiosk for a procedure.
enum class Offer { submit, submit_then_originals, in_person };
/// How sure the kiosk must be of who files, for an online filing.
enum class Identification { none, card, signed_in, officer };
/// For whom somebody files.
enum class ApplicantKind { self, relative, authorised, organisation };
/// Whom the procedure is for (đối tượng thực hiện), as the national portal counts them.
enum class Audience { citizen, overseas, foreigner, official, business, foreign_business, organisation, cooperative };
/// Who decides (cấp thực hiện).
enum class Authority { commune, district, province, ministry, other };

struct Component {
    std::string id;  ///< unique within the procedure
    LocalText name;
    LocalText note;             ///< what it may be replaced by, when it is needed
    bool required = true;       ///< false: «Tùy trường hợp»
    bool form = false;          ///< the declaration itself: filled here, not scanned
    bool present_only = false;  ///< shown to the officer, not handed in
    int originals = 0;
    int copies = 0;
    int certified = 0;                    ///< certified copies (bản chứng thực)
    std::string code;                     ///< the portal's (MaThanhPhanHoSo); empty: unknown
    std::string blank;                    ///< number of the prescribed form, "CT01"; empty: none, or unknown
    std::string blank_url;                ///< where the empty form is to be had, https; empty: unknown
    bool reusable = false;                ///< one handed in before may serve again
    std::string replaced_by;              ///< KQ.… of a result that may stand in for it
    std::vector<ApplicantKind> only_for;  ///< empty: whoever files

    [[nodiscard]] bool asked_of(ApplicantKind kind) const;
};

enum class Channel { direct, online, post };

/// One line of what is paid: unit price times quantity.
struct FeeItem {
    std::string code;  ///< the portal's (MaPhiLePhi); empty: unknown
    LocalText name;    ///< empty: the procedure's fee
    std::int64_t unit_price_dong = 0;
    LocalText per;  ///< what is counted: "trang", "bản"; empty: the dossier as a whole
    /// For so many of what is counted; the price itself when the dossier counts as a whole.
    [[nodiscard]] std::int64_t amount_dong(int quantity) const;
};

/// Who pays less on every channel, and what proves it.
struct Exemption {
    LocalText who;
    LocalText proof;    ///< empty: the source does not say
    int percent = 100;  ///< off the fee
};

/// How a dossier goes through one channel. At most one of the four times is given.
struct Handling {
    Channel channel = Channel::direct;
    std::optional<int> working_days;       ///< nothing: the source does not say; 0: the same day
    LocalText time;                        ///< in words, when it is no plain number
    std::optional<std::int64_t> fee_dong;  ///< for one of whatever is counted; nothing: the source does not say; 0: free
    LocalText fee_note;                    ///< who decides it
    std::vector<FeeItem> fees{};           ///< what fee_dong is the sum of; empty when free or unknown
    std::optional<int> calendar_days{};
    std::optional<int> working_hours{};

    /// The sum over `fees` for so many of what is counted; nothing when the fee is unknown.
    [[nodiscard]] std::optional<std::int64_t> fee_for(int quantity) const;
};

struct ResultPaper {
    std::string code;  ///< KQ.G15.000031; empty: unknown
    LocalText name;
};

/// Which unit receives and which decides, between two days. Empty units: the centre's own; not known.
struct HandledBy {
    std::string receiving_unit;
    std::string processing_unit;
    Validity valid;
};

/// One step of the internal process (quy trình nội bộ).
struct ProcessStep {
    LocalText name;
    std::string unit;  ///< empty: not known
    LocalText role;
    std::optional<int> working_hours;
};

/// One of the procedures that are done together (liên thông) with one form.
struct LinkedPart {
    std::string code;  ///< empty: known by name only
    LocalText name;    ///< empty: the procedure's own
    LocalText agency;  ///< who does it
    int stage = 1;     ///< parts of one stage run at the same time
};

inline constexpr std::size_t longest_short_name_letters = 40;  // what a tile, a ticket and a voice can carry

struct Procedure {
    std::string code;          ///< national: 1.001193
    std::string local_code;    ///< the province's copy: 1.001193.000.00.00.H48
    std::string service_code;  ///< of the online service: the local code and .NN
    LocalText name;
    LocalText short_name;  ///< at most longest_short_name_letters: tiles, tickets, voice
    std::string field;
    std::vector<std::string> life_events;
    std::vector<std::string> synonyms;
    Offer offer = Offer::in_person;
    std::string level;  ///< of levels.toml; empty: the source does not say
    Identification identification = Identification::card;
    std::vector<ApplicantKind> applicants;  ///< at least one
    std::vector<Audience> audience;         ///< empty: the source does not say
    std::vector<Authority> authorities;     ///< empty: the source does not say
    std::vector<Handling> handling;
    std::vector<Exemption> exemptions;
    std::vector<Component> components;
    std::string authorisation;  ///< rule of authorisation.toml whose paper the components hold; empty: none
    std::vector<ResultPaper> results;
    std::vector<LocalText> requirements;  ///< conditions (yêu cầu, điều kiện); empty: none, or the source does not say
    std::vector<std::string> legal_basis;
    std::string decision;  ///< that published it: "2353/QĐ-BTC"; empty: unknown
    std::vector<LinkedPart> parts;
    std::vector<ProcessStep> process;
    std::string form;  ///< id of an e-form; empty for in_person
    std::vector<HandledBy> handled_by;
    std::string source;  ///< where the facts were read
    LocalDate source_date;
    bool untested = false;  ///< `kiosk catalogue test` has not passed it as it is now (tested.hpp)

    /// What this kiosk offers now: what is untested is done at the counter, whatever `offer` says.
    [[nodiscard]] Offer offered() const { return untested ? Offer::in_person : offer; }
    [[nodiscard]] const Handling* handled(Channel channel) const;
    [[nodiscard]] const HandledBy* handled_on(const LocalDate& day) const;
    /// The id of the unit that receives dossiers of it on that day: the one it names, else the centre's.
    [[nodiscard]] std::string_view received_by(const LocalDate& day, std::string_view centre_unit) const;
    [[nodiscard]] bool for_officials_only() const;
};

/// KQ.G15.000031: G a ministry, H a province, two digits, six digits (as 2,642 procedures of the national portal have it).
[[nodiscard]] bool is_result_type(std::string_view text);
/// 1.001193
[[nodiscard]] bool is_national_code(std::string_view text);
/// 1.001193 of what a unit calls 1.001193.000.00.00.H48 or an online service 1.001193.000.00.00.H48.02; empty: neither.
[[nodiscard]] std::string_view national_code_in(std::string_view local_code);

// The words that the files use, and back. An unknown word is nothing.
[[nodiscard]] std::string_view name(Offer offer);
[[nodiscard]] std::string_view name(Identification identification);
[[nodiscard]] std::string_view name(ApplicantKind kind);
[[nodiscard]] std::string_view name(Audience audience);
[[nodiscard]] std::string_view name(Authority authority);
[[nodiscard]] std::string_view name(Channel channel);
[[nodiscard]] std::optional<Offer> parse_offer(std::string_view word);
[[nodiscard]] std::optional<Identification> parse_identification(std::string_view word);
[[nodiscard]] std::optional<ApplicantKind> parse_applicant_kind(std::string_view word);
[[nodiscard]] std::optional<Audience> parse_audience(std::string_view word);
[[nodiscard]] std::optional<Authority> parse_authority(std::string_view word);
[[nodiscard]] std::optional<Channel> parse_channel(std::string_view word);

}  // namespace kiosk::catalogue
