#include "kiosk/catalogue/import.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/base/files.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/import_draft.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::catalogue {
namespace {

using settings::Finding;
namespace fs = std::filesystem;

constexpr std::size_t largest_import_bytes = 256U << 20;

int line_at(std::string_view bytes, std::size_t at) {
    return 1 + static_cast<int>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

/// UTF-8 but for a last letter of which bytes are missing.
bool ends_within_a_letter(std::string_view bytes) {
    const auto follows = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; };
    auto begin = bytes.end();
    while (begin != bytes.begin() && follows(begin[-1])) --begin;
    if (begin == bytes.begin()) return false;
    --begin;  // the byte that says how many follow
    const auto first = static_cast<unsigned char>(*begin);
    const auto wanted = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : first >= 0xC0U ? 2 : 1;
    return bytes.end() - begin < wanted && is_utf8(bytes.substr(0, static_cast<std::size_t>(begin - bytes.begin())));
}

tl::expected<PortalJson, Finding> parsed(const fs::path& file, const std::string& bytes) {
    if (const int line = settings::first_line_not_utf8(bytes); line != 0) {
        if (ends_within_a_letter(bytes))
            return tl::unexpected(
                Finding{file, line, {}, "The file ends within a letter.", "It was probably cut: fetch it again."});
        return tl::unexpected(Finding{file, line, {}, "The file is not UTF-8 text.", "Export it as UTF-8."});
    }
    try {
        return PortalJson::parse(bytes);
    } catch (const PortalJson::exception& error) {
        const auto* place = dynamic_cast<const PortalJson::parse_error*>(&error);
        const auto at = place == nullptr ? 0 : std::min<std::size_t>(place->byte, bytes.size());
        return tl::unexpected(Finding{
            file, line_at(bytes, at), {}, "From here on this is no JSON.", "The file was probably cut: fetch it again."});
    }
}

/// The list of objects, wherever the answer keeps it.
std::vector<const PortalJson*> objects_of(const PortalJson& root) {
    std::vector<const PortalJson*> out;
    if (root.is_array()) {
        for (const auto& item : root) out.push_back(&item);
        return out;
    }
    for (const char* key : {"result", "data", "procedures"})
        if (const auto& items = portal_list(root, key); !items.empty()) return objects_of(items);
    if (root.is_object()) out.push_back(&root);
    return out;
}

bool is_portal(const PortalJson& object) { return object.is_object() && object.contains("MATTHC"); }
bool is_record(const PortalJson& object) { return object.is_object() && object.contains("code") && object.contains("name"); }

}  // namespace

tl::expected<Imported, std::vector<Finding>> import_procedures(const fs::path& file, const Catalogue& known,
                                                               const LocalDate& today) {
    const auto bytes = read_file(file, largest_import_bytes);
    if (!bytes)
        return tl::unexpected(std::vector<Finding>{
            {file, 0, {}, "The file cannot be read: " + bytes.error().detail + ".", "Check the path and its permissions."}});
    const auto root = parsed(file, *bytes);
    if (!root) return tl::unexpected(std::vector<Finding>{root.error()});
    Imported out;
    std::set<std::string> codes;
    const bool exported = is_own_export(*root);
    std::size_t from = 0;  // objects follow each other in the file as in the list
    for (const auto* object : objects_of(*root)) {
        if (!is_portal(*object) && !is_record(*object)) {
            return tl::unexpected(
                std::vector<Finding>{{file,
                                      line_at(*bytes, from),
                                      {},
                                      "An object has neither MATTHC nor code and name.",
                                      "Give a file of LayThuTuc objects, or of records with code and name."}});
        }
        const auto quoted = '"' + portal_text(*object, is_portal(*object) ? "MATTHC" : "code") + '"';
        if (const auto at = bytes->find(quoted, from); at != std::string::npos) from = at;
        Draft draft(file, line_at(*bytes, from), out.findings);
        draft.procedure.source_date = today;
        if (exported) {
            draft.procedure = read_exported(*object, file, line_at(*bytes, from), known, out.findings);
            draft.tell_if_known(known);
        } else {
            if (is_portal(*object)) read_portal_object(*object, draft);
            else read_crawled_record(*object, draft);
            draft.finish(known);
        }
        if (!codes.insert(draft.procedure.code).second) {
            draft.look_at("code", "The file has this procedure twice.", "The first is taken.");
            continue;
        }
        out.drafts.push_back(std::move(draft.procedure));
    }
    if (out.drafts.empty())
        return tl::unexpected(std::vector<Finding>{{file,
                                                    0,
                                                    {},
                                                    "The file has no procedure.",
                                                    "Give a file of LayThuTuc objects, or of records with code and name."}});
    return out;
}

}  // namespace kiosk::catalogue
