#include <algorithm>

#include "kiosk/sandbox/desk.hpp"

namespace kiosk::sandbox {

std::vector<Record> Desk::all() {
    const std::lock_guard lock(mutex_);
    return records_;
}

Desk::Changed Desk::changed_after(std::uint64_t mark, std::string_view kiosk, std::size_t most) {
    const std::lock_guard lock(mutex_);
    std::vector<const Record*> found;
    for (const auto& record : records_) {
        if (record.changed > mark && (kiosk.empty() || record.kiosk == kiosk)) found.push_back(&record);
    }
    std::sort(found.begin(), found.end(), [](const auto* a, const auto* b) { return a->changed < b->changed; });
    Changed out{{}, {}, changes_, found.size() > most};
    found.resize(std::min(found.size(), most));
    for (const auto* record : found) out.records.push_back(*record);
    if (out.more) out.mark = out.records.back().changed;
    if (!kiosk.empty()) return out;
    // Up to the same mark, and no more than an answer holds: what is behind comes with the next question.
    for (const auto& letter : letters_) {
        if (letter.changed <= mark || letter.changed > out.mark) continue;
        const Record* record = letter.letter.kind == dossier::LetterKind::rating ? by_code(letter.about()) : nullptr;
        if (record == nullptr) continue;
        out.ratings.push_back({record->any_code(), letter});
        if (out.ratings.size() < most) continue;
        out.mark = letter.changed;
        out.more = true;
        break;
    }
    std::erase_if(out.records, [&](const auto& record) { return record.changed > out.mark; });
    return out;
}

std::vector<Record> Desk::of_number(std::string_view number) {
    const std::lock_guard lock(mutex_);
    std::vector<Record> out;
    for (auto record = records_.rbegin(); record != records_.rend(); ++record) {
        const auto& own = record->own_numbers;
        if (std::any_of(own.begin(), own.end(), [&](const Personal& one) { return one.reveal() == number; }))
            out.push_back(*record);
    }
    return out;
}

}  // namespace kiosk::sandbox
