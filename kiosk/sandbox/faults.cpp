#include "kiosk/sandbox/faults.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"

namespace kiosk::sandbox {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<FaultKind, std::string_view>, 20> names{{
    {FaultKind::down, "down"},
    {FaultKind::slow, "slow"},
    {FaultKind::reset_after_commit, "reset_after_commit"},
    {FaultKind::error_after_commit, "500_after_commit"},
    {FaultKind::duplicate, "duplicate"},
    {FaultKind::wrong_id, "wrong_id"},
    {FaultKind::html_200, "html_200"},
    {FaultKind::redirect, "redirect"},
    {FaultKind::huge_body, "huge_body"},
    {FaultKind::deep_json, "deep_json"},
    {FaultKind::drip, "drip"},
    {FaultKind::refuse, "refuse"},
    {FaultKind::reordered, "reordered"},
    {FaultKind::cut_request, "cut_request"},
    {FaultKind::cut_answer, "cut_answer"},
    {FaultKind::expired_certificate, "expired_certificate"},
    {FaultKind::foreign_certificate, "foreign_certificate"},
    {FaultKind::too_many, "too_many"},
    {FaultKind::slow_down, "slow_down"},
    {FaultKind::forged_token, "forged_token"},
}};

Result<Fault> parse_one(const json& entry) {
    if (!entry.is_object()) return fail(Code::bad_format, "a fault is an object with a name");
    Fault fault;
    bool named = false;
    for (const auto& [key, value] : entry.items()) {
        if (key == "name" && value.is_string()) {
            const auto kind = parse_fault(value.get<std::string>());
            if (!kind) return fail(Code::bad_format, "there is no fault of that name; kiosk portal fault --help lists them");
            fault.kind = *kind;
            named = true;
        } else if (key == "times" && value.is_number_unsigned() && value.get<std::uint64_t>() <= 1'000'000) {
            fault.times = value.get<int>();
        } else if (key == "delay_ms" && value.is_number_unsigned() && value.get<std::uint64_t>() <= 600'000) {
            fault.delay = Duration{value.get<int>()};
        } else if (key == "at_byte" && value.is_number_unsigned() && value.get<std::uint64_t>() <= 64U << 20) {
            fault.at_byte = value.get<long>();
        } else if (key == "words" && value.is_string()) {
            fault.words = value.get<std::string>();
        } else {
            return fail(Code::bad_format, fmt::format("{}: not a member of a fault, or of the wrong kind", key));
        }
    }
    if (!named) return fail(Code::bad_format, "name: missing");
    return fault;
}

}  // namespace

std::string_view name(FaultKind kind) {
    for (const auto& [known, text] : names) {
        if (known == kind) return text;
    }
    return "down";
}

std::vector<std::string> fault_names() {
    std::vector<std::string> out;
    for (const auto& [kind, text] : names) out.emplace_back(text);
    return out;
}

std::optional<FaultKind> parse_fault(std::string_view text) {
    for (const auto& [kind, known] : names) {
        if (known == text) return kind;
    }
    return std::nullopt;
}

Result<std::vector<Fault>> parse_faults(std::string_view text) {
    const json document = json::parse(text, nullptr, false);
    if (!document.is_object() || document.size() != 1 || !document.contains("faults") || !document["faults"].is_array()) {
        return fail(Code::bad_format, "write {\"faults\": [{\"name\": \"slow\", \"delay_ms\": 3000, \"times\": 2}]}");
    }
    std::vector<Fault> faults;
    for (const auto& entry : document["faults"]) {
        auto fault = parse_one(entry);
        if (!fault) return fail(std::move(fault));
        faults.push_back(std::move(*fault));
    }
    return faults;
}

std::optional<Fault> Faults::take(FaultKind kind) {
    const std::lock_guard lock(mutex_);
    const auto found = faults_.find(kind);
    if (found == faults_.end()) return std::nullopt;
    const Fault fault = found->second;
    if (fault.times >= 0 && --found->second.times <= 0) faults_.erase(found);
    return fault.times == 0 ? std::nullopt : std::optional(fault);
}

void Faults::set(const Fault& fault) {
    const std::lock_guard lock(mutex_);
    faults_[fault.kind] = fault;
}

void Faults::clear() {
    const std::lock_guard lock(mutex_);
    faults_.clear();
}

std::vector<Fault> Faults::all() {
    const std::lock_guard lock(mutex_);
    std::vector<Fault> out;
    for (const auto& [kind, fault] : faults_) out.push_back(fault);
    return out;
}

Result<Done> Faults::refresh() {
    struct stat info {};
    if (::stat(file_.c_str(), &info) != 0) return Done{};  // no file, no faults from it
    const Version version{info.st_ino, info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec, info.st_size};
    const std::lock_guard lock(mutex_);
    if (version == read_) return Done{};
    read_ = version;
    const auto text = read_file(file_, 1U << 20);
    if (!text) return fail(text.error().code, text.error().detail);
    auto faults = parse_faults(*text);
    if (!faults) return fail(Code::bad_format, fmt::format("{}: {}", file_.string(), faults.error().detail));
    faults_.clear();
    for (const auto& fault : *faults) faults_[fault.kind] = fault;
    return Done{};
}

}  // namespace kiosk::sandbox
