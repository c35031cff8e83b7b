#include "kiosk/catalogue/catalogue.hpp"

#include <algorithm>

#include "kiosk/catalogue/search.hpp"

namespace kiosk::catalogue {
namespace {

template <class T>
const T* with_id(const std::vector<T>& list, std::string_view id) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.id == id; });
    return found == list.end() ? nullptr : &*found;
}

using Groups = std::map<std::string, std::vector<const Procedure*>, std::less<>>;

std::vector<const Procedure*> in_group(const Groups& groups, std::string_view id) {
    const auto found = groups.find(id);
    return found == groups.end() ? std::vector<const Procedure*>{} : found->second;
}

}  // namespace

const LocalText* Level::label_on(const LocalDate& day) const {
    const auto found = std::find_if(labels.begin(), labels.end(), [&](const auto& label) { return label.valid.on(day); });
    return found == labels.end() ? nullptr : &found->name;
}

const Procedure* Catalogue::procedure(std::string_view code) const {
    if (index_ == nullptr) return nullptr;
    auto found = index_->by_code.find(code);
    if (found == index_->by_code.end()) found = index_->by_code.find(national_code_in(code));
    return found == index_->by_code.end() ? nullptr : &procedures_[found->second];
}

const Field* Catalogue::field(std::string_view id) const { return with_id(fields_, id); }
const LifeEvent* Catalogue::life_event(std::string_view id) const { return with_id(life_events_, id); }
const Level* Catalogue::level(std::string_view id) const { return with_id(levels_, id); }

const Unit* Catalogue::unit(std::string_view id) const {
    const auto found = unit_by_id_.find(id);
    return found == unit_by_id_.end() ? nullptr : &units_[found->second];
}

const Unit* Catalogue::unit_with_code(std::string_view code, const LocalDate& day) const {
    for (const auto& unit : units_)
        for (const auto& has : unit.codes)
            if (has.code == code && has.valid.on(day)) return &unit;
    return nullptr;
}

std::vector<const Unit*> Catalogue::units_below(std::string_view id, const LocalDate& day) const {
    std::vector<const Unit*> out;
    for (const auto& unit : units_)
        if (unit.parent == id && unit.valid.on(day)) out.push_back(&unit);
    return out;
}

const Form* Catalogue::form(std::string_view id) const {
    const auto found = forms_.find(id);
    return found == forms_.end() ? nullptr : &found->second;
}

std::vector<const Procedure*> Catalogue::in_field(std::string_view field) const {
    return index_ == nullptr ? std::vector<const Procedure*>{} : in_group(index_->by_field, field);
}

std::vector<const Procedure*> Catalogue::in_life_event(std::string_view life_event) const {
    return index_ == nullptr ? std::vector<const Procedure*>{} : in_group(index_->by_life_event, life_event);
}

}  // namespace kiosk::catalogue
