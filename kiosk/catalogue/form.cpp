#include "kiosk/catalogue/form.hpp"

#include <algorithm>

namespace kiosk::catalogue {

const Question* Form::question(std::string_view path) const {
    const auto dot = path.find('.');
    const auto key = path.substr(0, dot);
    for (const auto& page : pages) {
        const auto found = std::find_if(page.questions.begin(), page.questions.end(),
                                        [&](const Question& question) { return question.key == key; });
        if (found == page.questions.end()) continue;
        if (dot == path.npos) return &*found;
        const auto inner = std::find_if(found->row.begin(), found->row.end(),
                                        [&](const Question& question) { return question.key == path.substr(dot + 1); });
        return inner == found->row.end() ? nullptr : &*inner;
    }
    return nullptr;
}

}  // namespace kiosk::catalogue
