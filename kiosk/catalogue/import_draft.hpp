#pragma once
/// What the readers of foreign files have in common: members of JSON objects, and a draft with what people must look at. One
/// import, one thread; never blocks.

#include <filesystem>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/catalogue/catalogue.hpp"

namespace kiosk::catalogue {

using PortalJson = nlohmann::json;

/// A text or a number, cleaned; empty for anything else.
[[nodiscard]] std::string portal_text(const PortalJson& object, const char* key);
/// The member's items; none when it is no list.
[[nodiscard]] const PortalJson& portal_list(const PortalJson& object, const char* key);
/// 0 when there is none; nothing when it is no number from 0 to 20.
[[nodiscard]] std::optional<int> portal_count(const PortalJson& object, const char* key);

/// One procedure as it is read; collects what people must look at.
class Draft {
public:
    Draft(const std::filesystem::path& file, int line, std::vector<settings::Finding>& findings)
        : file_(file), line_(line), findings_(findings) {}

    Procedure procedure;
    std::string field_code;                                     ///< as the source has it
    std::vector<std::pair<std::string, std::string>> agencies;  ///< code and name of those that carry it out

    void look_at(std::string key, std::string what, std::string remedy);
    /// Something of the source that has no place here; nothing to say when it is empty.
    void not_taken(std::string_view key, std::string_view what);
    /// The same for every member that is none of `taken` and says something.
    void not_taken_but(const PortalJson& object, std::initializer_list<std::string_view> taken);
    void add_audience(const std::string& name);
    void add_result(const std::string& code, const std::string& name);
    /// The channel's first time and fee hold; more of them are for people to sort out.
    Handling* add_channel(std::optional<Channel> channel, const std::string& named);
    void set_time(Handling& handling, const std::string& amount, const std::string& unit);
    /// `note` is what the source says about the fee: when it leaves the fee to others to decide, nothing is known of it.
    void add_fee(Handling& handling, const std::string& code, const std::string& name, const std::string& amount,
                 const std::string& note);
    void add_component(const std::string& name, Component component);
    void add_requirement(const std::string& text);
    void tell_if_known(const Catalogue& known);
    void finish(const Catalogue& known);

private:
    [[nodiscard]] bool has_declaration() const;
    void take_agencies(const Catalogue& known);
    void finish_names();

    const std::filesystem::path& file_;
    int line_;
    std::vector<settings::Finding>& findings_;
};

/// An object of the national portal's LayThuTuc.
void read_portal_object(const PortalJson& object, Draft& draft);
/// A record with lower case keys, as crawlers of the portal write them.
void read_crawled_record(const PortalJson& object, Draft& draft);

/// Whether a file is what `kiosk catalogue export --format json` wrote.
[[nodiscard]] bool is_own_export(const PortalJson& root);
/// A procedure of such a file; what does not hold is a finding.
[[nodiscard]] Procedure read_exported(const PortalJson& object, const std::filesystem::path& file, int line,
                                      const Catalogue& known, std::vector<settings::Finding>& findings);

}  // namespace kiosk::catalogue
