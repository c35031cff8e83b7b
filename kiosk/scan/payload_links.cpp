#include "kiosk/scan/payload_links.hpp"

#include <algorithm>
#include <array>

#include "kiosk/base/text.hpp"

namespace kiosk::scan {
namespace {

constexpr std::size_t longest_value = 128;

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string small(std::string_view text) {
    std::string out(text);
    for (auto& c : out) c = small(c);
    return out;
}

bool is_word_letter(char c) { return (c >= '0' && c <= '9') || (small(c) >= 'a' && small(c) <= 'z'); }

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return small(c) >= 'a' && small(c) <= 'f' ? small(c) - 'a' + 10 : -1;
}

/// `%2F` and `+`; what does not become clean text stays as it was.
std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape =
            text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
        if (escape) {
            out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    if (!is_utf8(out) || has_control_characters(out)) return std::string(text);
    return nfc(trim(out));
}

struct Link {
    std::string scheme;                                      ///< small letters, empty when there is none
    std::string host;                                        ///< small letters
    std::vector<std::pair<std::string, std::string>> query;  ///< names in small letters, values decoded
};

std::optional<Link> take_apart(std::string_view text) {
    Link out;
    if (const auto mark = text.find("://"); mark != std::string_view::npos && mark > 0 && mark < 20) {
        const auto scheme = text.substr(0, mark);
        const bool good = std::all_of(scheme.begin(), scheme.end(),
                                      [](char c) { return is_word_letter(c) || c == '+' || c == '-' || c == '.'; });
        if (!good) return std::nullopt;
        out.scheme = small(scheme);
        text.remove_prefix(mark + 3);
    }
    auto authority = text.substr(0, text.find_first_of("/?#"));
    if (const auto user = authority.rfind('@'); user != std::string_view::npos) authority.remove_prefix(user + 1);
    out.host = small(authority.substr(0, authority.find(':')));
    const bool host_like =
        out.host.find('.') != std::string::npos &&
        std::all_of(out.host.begin(), out.host.end(), [](char c) { return is_word_letter(c) || c == '.' || c == '-'; });
    if (out.scheme.empty() && !host_like) return std::nullopt;
    const auto question = text.find('?');
    if (question == std::string_view::npos) return out;
    auto query = text.substr(question + 1);
    query = query.substr(0, query.find('#'));
    while (!query.empty() && out.query.size() < 64) {
        const auto end = std::min(query.find('&'), query.size());
        const auto pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || pair.size() - equals > longest_value * 3) continue;
        out.query.emplace_back(small(pair.substr(0, equals)), percent_decoded(pair.substr(equals + 1)));
    }
    return out;
}

std::string value_of(const Link& link, std::initializer_list<std::string_view> names) {
    for (const auto name : names) {
        for (const auto& [key, value] : link.query) {
            if (key == name && !value.empty() && value.size() <= longest_value) return value;
        }
    }
    return {};
}

bool is_opaque(std::string_view id) {
    return id.size() >= 8 &&
           std::all_of(id.begin(), id.end(), [](char c) { return is_word_letter(c) || c == '-' || c == '_'; });
}

/// Other provinces' codes are of many kinds, all of them letters, digits and a few signs.
bool might_be_code(std::string_view text) {
    constexpr std::size_t longest = 64;
    return text.size() <= longest && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '-' ||
                      c == '_' || c == '/';
           });
}

std::optional<ReceiptUrl> receipt_in(const Link& link, std::string_view text, std::vector<Warning>& warnings) {
    ReceiptUrl out;
    out.url = Personal(text);
    out.code = value_of(link, {"mhs", "mahoso", "code"});
    if (const auto code = dossier::parse_dossier_code(out.code)) out.code = code->text();
    else if (!might_be_code(out.code)) out.code.clear();
    if (const auto id = value_of(link, {"id"}); out.code.empty() && is_opaque(id)) out.opaque_id = id;
    if (out.code.empty() && out.opaque_id.empty()) return std::nullopt;
    out.id_number = Personal(value_of(link, {"sgt", "sodinhdanh", "sogiayto", "cccd"}));
    if (!out.id_number.empty()) warnings.push_back(Warning::personal_link);
    return out;
}

bool is_vneid(const Link& link) {
    return link.scheme.starts_with("vneid") || link.host == "vneid.gov.vn" || link.host.ends_with(".vneid.gov.vn");
}

}  // namespace

std::optional<Content> parse_link(std::string_view text, std::vector<Warning>& warnings) {
    if (text.find(' ') != std::string_view::npos) return std::nullopt;
    const auto link = take_apart(text);
    if (!link) return std::nullopt;
    if (is_vneid(*link)) return Vneid{Personal(text)};
    const bool web = link->scheme == "http" || link->scheme == "https" || link->scheme.empty();
    if (web) {
        if (auto receipt = receipt_in(*link, text, warnings)) return std::move(*receipt);
    }
    // Without a scheme only a receipt is recognised: "1.2.3" is no link.
    if (link->scheme.empty()) return std::nullopt;
    return Url{Personal(text)};
}

}  // namespace kiosk::scan
