/// E-forms, whole dossiers and submissions under a fuzzer (./dev fuzz 60 records), from the seeds in corpus/records: the first byte says what
/// the rest is read as. Whatever comes in is either read or refused with what is wrong and what to do; what was read is
/// judged, written and read again without a change.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/form_reader.hpp"
#include "kiosk/dossier/dossier_json.hpp"
#include "kiosk/dossier/validation.hpp"

namespace {

void want(bool holds) {
    if (!holds) std::abort();
}

void told(const std::vector<kiosk::settings::Finding>& findings) {
    want(!findings.empty());
    for (const auto& finding : findings)
        want(!finding.what.empty() && !finding.remedy.empty() && kiosk::is_utf8(finding.text()));
}

void form(std::string bytes) {
    std::vector<kiosk::settings::Finding> findings;
    const auto read = kiosk::catalogue::read_form("form.json", std::move(bytes), findings);
    if (!read) return told(findings);
    want(findings.empty());
    kiosk::dossier::Draft draft;
    kiosk::dossier::calculate(*read, draft);
    static_cast<void>(kiosk::dossier::check_form(*read, draft, {2026, 11, 23}));
}

void dossier(std::string_view bytes) {
    const auto read = kiosk::dossier::read_dossier_json(bytes);
    if (!read) return told(read.error());
    const auto again = kiosk::dossier::read_dossier_json(kiosk::dossier::dossier_json(*read));
    want(again.has_value() && *again == *read);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0]) {
        case 'F': form(std::string(bytes)); break;
        case 'D': dossier(bytes); break;
        default: {
            const auto read = kiosk::dossier::read_submission(bytes);
            want(read.has_value() || !read.error().detail.empty());
        }
    }
    return 0;
}
