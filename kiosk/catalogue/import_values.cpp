#include "kiosk/catalogue/import_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/base/text.hpp"

namespace kiosk::catalogue::import_values {
namespace {

template <class Value>
using Named = std::pair<std::string_view, Value>;

/// The first whose words begin the folded text.
template <class Value, std::size_t count>
std::optional<Value> named(const std::array<Named<Value>, count>& names, std::string_view text) {
    const auto folded = fold(text);
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& n) { return folded.starts_with(n.first); });
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

constexpr std::array<Named<Channel>, 6> channels{{{"1", Channel::direct},
                                                  {"2", Channel::online},
                                                  {"3", Channel::post},
                                                  {"truc tiep", Channel::direct},
                                                  {"truc tuyen", Channel::online},
                                                  {"dich vu buu chinh", Channel::post}}};

// Longer names first: the first that fits is taken.
constexpr std::array<Named<Audience>, 15> audiences{{{"cong dan viet nam", Audience::citizen},
                                                     {"nguoi viet nam dinh cu o nuoc ngoai", Audience::overseas},
                                                     {"nguoi nuoc ngoai", Audience::foreigner},
                                                     {"can bo", Audience::official},
                                                     {"cong chuc", Audience::official},
                                                     {"vien chuc", Audience::official},
                                                     {"dang vien", Audience::official},
                                                     {"doanh nghiep co von dau tu nuoc ngoai", Audience::foreign_business},
                                                     {"doanh nghiep", Audience::business},
                                                     {"hop tac xa", Audience::cooperative},
                                                     {"htx)", Audience::organisation},
                                                     {"to chuc", Audience::organisation},
                                                     {"ca nhan", Audience::citizen},
                                                     {"ho gia dinh", Audience::citizen},
                                                     {"nguoi dan", Audience::citizen}}};

constexpr std::array<Named<Authority>, 5> levels{{{"cap xa", Authority::commune},
                                                  {"cap huyen", Authority::district},
                                                  {"cap tinh", Authority::province},
                                                  {"cap bo", Authority::ministry},
                                                  {"co quan khac", Authority::other}}};

constexpr std::array<std::string_view, 9> declarations{"to khai",         "don ",          "giay de nghi",
                                                       "van ban de nghi", "to trinh",      "giay thong bao",
                                                       "thong bao",       "phieu yeu cau", "mau ho tich dien tu"};

/// "50000", "50.000", "50,000.00", "50000.0"; nothing for a part of one: 1.5 is neither 15 nor 1.
std::optional<std::int64_t> whole_number(std::string_view text) {
    constexpr std::string_view signs = ".,";
    const auto last = text.find_last_of(signs);
    constexpr std::size_t group = 3;
    if (last != text.npos && text.size() - last - 1 < group) {  // a fraction, which must be none
        if (text.find_first_not_of('0', last + 1) != text.npos || last + 1 == text.size()) return std::nullopt;
        text = text.substr(0, last);
    }
    std::string digits;
    std::size_t since_sign = 0;
    char sign = '\0';
    for (const char c : text) {
        if (signs.find(c) == signs.npos) {
            digits += c;
            ++since_sign;
            continue;
        }
        const bool first = sign == '\0';
        const bool right =
            first ? since_sign >= 1 && since_sign <= group && digits != "0" : c == sign && since_sign == group;
        if (!right) return std::nullopt;
        sign = c;
        since_sign = 0;
    }
    if (sign != '\0' && since_sign != group) return std::nullopt;
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return out;
}

std::pair<std::string, std::string> split_once(std::string_view text, char at) {
    const auto end = std::min(text.find(at), text.size());
    return {std::string(trim(text.substr(0, end))), std::string(trim(text.substr(std::min(end + 1, text.size()))))};
}

}  // namespace

std::string cleaned(std::string_view text) {
    std::string blank(text);
    for (auto& c : blank)
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    std::string out;
    for (const auto& word : split_words(nfc(blank))) {
        if (has_control_characters(word)) continue;
        out += (out.empty() ? "" : " ") + word;
    }
    return out;
}

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = std::min(text.find(at), text.size());
        if (const auto part = trim(text.substr(0, end)); !part.empty()) out.emplace_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string shortened(const std::string& text, std::size_t letters) {
    std::string out;
    for (const auto& word : split_words(text)) {
        auto longer = out;
        if (!longer.empty()) longer += ' ';
        longer += word;
        if (letter_count(longer) > letters) break;
        out = std::move(longer);
    }
    return out;
}

std::string id_of(std::string_view name) {
    constexpr std::size_t longest = 40;
    std::string out;
    for (const char c : fold(name)) {
        const bool letter = (c >= 'a' && c <= 'z') || (!out.empty() && c >= '0' && c <= '9');
        if (letter) out += c;
        else if (!out.empty() && out.back() != '_') out += '_';
    }
    out = out.substr(0, longest);
    while (!out.empty() && out.back() == '_') out.pop_back();
    return out.empty() ? "unknown" : out;
}

std::optional<Channel> channel(std::string_view word) {
    const bool by_number = !word.empty() && word.front() >= '0' && word.front() <= '9';
    if (by_number && word.size() > 1) return std::nullopt;  // 13 is not 1
    return named(channels, word);
}
std::optional<Audience> audience(std::string_view name) { return named(audiences, name); }

std::vector<Authority> authorities(std::string_view names) {
    std::vector<Authority> out;
    for (const auto& part : split(names, ','))
        if (const auto level = named(levels, part)) out.push_back(*level);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<ApplicantKind> applicants(const std::vector<Audience>& audience) {
    const auto holds = [&](auto... kinds) {
        return ((std::find(audience.begin(), audience.end(), kinds) != audience.end()) || ...);
    };
    std::vector<ApplicantKind> out;
    if (audience.empty() || holds(Audience::citizen, Audience::overseas, Audience::foreigner, Audience::official))
        out.push_back(ApplicantKind::self);
    if (holds(Audience::business, Audience::foreign_business, Audience::organisation, Audience::cooperative))
        out.push_back(ApplicantKind::organisation);
    return out;
}

bool is_declaration(std::string_view name) {
    const auto folded = fold(name);
    return std::any_of(declarations.begin(), declarations.end(), [&](const auto& d) { return folded.starts_with(d); });
}

std::pair<std::string, std::string> amount_and_unit(std::string_view text) {
    const auto at = std::min(text.find(' '), text.size());
    return {std::string(text.substr(0, at)), std::string(trim(text.substr(at)))};
}

bool set_time(Handling& handling, std::string_view amount, std::string_view unit) {
    constexpr std::int64_t most = 1000;
    const auto number = whole_number(amount);
    if (!number || *number < 0 || *number > most) return false;
    const auto folded = fold(unit);
    const int value = static_cast<int>(*number);
    if (folded == "ngay lam viec") handling.working_days = value;
    else if (folded == "ngay") handling.calendar_days = value;
    else if (folded == "gio" || folded == "gio lam viec") handling.working_hours = value;
    else if (folded == "tuan" || folded == "thang" || folded == "nam")
        handling.time.vi = fmt::format("{} {}", value, lower(unit));
    else return false;
    return true;
}

bool add_fee(Handling& handling, std::string code, std::string name, std::string_view amount) {
    constexpr std::int64_t highest_dong = 1'000'000'000;
    if (fold(amount).starts_with("mien phi")) {
        if (!handling.fee_dong) handling.fee_dong = 0;
        return true;
    }
    const auto [number, unit] = amount_and_unit(trim(amount));
    const auto [currency, per] = split_once(unit, '/');
    const auto money = fold(currency);
    const auto value = whole_number(number);
    const bool dong = money.empty() || money == "dong" || money == "vnd" || money == "viet nam dong";
    if (!value || *value < 0 || *value > highest_dong || !dong) return false;
    handling.fee_dong = handling.fee_dong.value_or(0) + *value;
    if (*value > 0) handling.fees.push_back({std::move(code), {std::move(name), {}}, *value, {per, {}}});
    return true;
}

bool is_no_money(std::string_view amount) {
    return fold(amount).starts_with("mien phi") || whole_number(amount_and_unit(trim(amount)).first) == 0;
}

bool others_decide(std::string_view remark) {
    const auto folded = fold(remark);
    return folded.find("hoi dong nhan dan") != folded.npos || folded.find("luat phi va le phi") != folded.npos ||
           folded.find("thuc hien theo thong tu") != folded.npos;
}

std::string counted(std::string_view remark) {
    constexpr std::size_t longest_bytes = 40;
    constexpr std::string_view begins = "(/";
    const auto text = trim(remark);
    const auto end = text.find(')');
    if (!text.starts_with(begins) || end == text.npos || end > longest_bytes) return {};
    return std::string(trim(text.substr(begins.size(), end - begins.size())));
}

bool says_none(std::string_view text) {
    auto folded = fold(trim(text));
    while (!folded.empty() && (folded.back() == '.' || folded.back() == ' ')) folded.pop_back();
    constexpr std::array<std::string_view, 5> words{"", "khong", "khong co", "khong quy dinh", "khong yeu cau"};
    return std::find(words.begin(), words.end(), folded) != words.end();
}

}  // namespace kiosk::catalogue::import_values
