#pragma once
/// The JSON text of one e-form while it is read: says what is wrong with file, line, JSON path and remedy, and knows which members
/// of form.io change nothing for the kiosk. One reading, one thread; never blocks.

#include <filesystem>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/local_text.hpp"
#include "kiosk/settings/json_outline.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::catalogue {

using Json = nlohmann::ordered_json;

class FormSource {
public:
    FormSource(std::filesystem::path file, std::string bytes, std::vector<settings::Finding>& findings)
        : file_(std::move(file)), bytes_(std::move(bytes)), findings_(findings) {}

    /// The document; nothing, with a finding, when it is no JSON, nested without end, or says a member twice.
    [[nodiscard]] std::optional<Json> parse();

    /// The key of the component that is read from now on.
    void stand_at(std::string key) { place_ = std::move(key); }
    [[nodiscard]] const std::string& place() const { return place_; }
    /// At what stands there; an empty path is the file itself.
    void find(std::string path, std::string what, std::string remedy);
    [[nodiscard]] std::size_t found() const { return findings_.size(); }

    using Names = std::initializer_list<std::string_view>;
    /// Every member must be among `names`, be of no consequence here, or say nothing («false», «""», «null», «{}»).
    void only(const Json& object, const std::string& path, Names names);

    [[nodiscard]] std::string text(const Json& object, const char* name, const std::string& path);
    /// Vietnamese from the member itself, English from its own place.
    [[nodiscard]] LocalText local(const Json& object, const char* name, const Json& others, const char* english,
                                  const std::string& path);
    /// form.io's own `properties`: texts that a form carries for others. Empty when there are none.
    [[nodiscard]] Json properties(const Json& object, const std::string& path, Names names);
    [[nodiscard]] bool boolean(const Json& object, const char* name, const std::string& path, bool fallback = false);
    /// Builders write numbers in quotes as well; "" is none.
    [[nodiscard]] std::optional<double> number(const Json& object, const char* name, const std::string& path);
    /// A whole number from 0 to 10,000; 0 is none, as form.io has it.
    [[nodiscard]] std::optional<int> count(const Json& object, const char* name, const std::string& path);
    /// The member as an object; an empty one when it is missing.
    [[nodiscard]] Json object(const Json& parent, const char* name, const std::string& path);

private:
    [[nodiscard]] int line_at(std::size_t offset) const;

    const std::filesystem::path file_;
    const std::string bytes_;
    std::vector<settings::Finding>& findings_;
    std::string place_;
    std::optional<settings::JsonOutline> outline_;  ///< with lines, from the first finding on
};

[[nodiscard]] std::string joined(const std::string& path, std::string_view name);
/// True for what a builder writes when nothing was set.
[[nodiscard]] bool says_nothing(const Json& value);
/// Letters, digits and _, as a key of form.io; no dot.
[[nodiscard]] bool is_form_key(std::string_view key);

}  // namespace kiosk::catalogue
