#include "kiosk/catalogue/catalogue.hpp"

#include <algorithm>

#include "kiosk/catalogue/search.hpp"

namespace kiosk::catalogue {

const Handling* Procedure::handled(Channel channel) const {
    const auto found = std::find_if(handling.begin(), handling.end(), [&](const auto& h) { return h.channel == channel; });
    return found == handling.end() ? nullptr : &*found;
}

const Procedure* Catalogue::procedure(std::string_view code) const {
    if (index_ == nullptr) return nullptr;
    const auto found = index_->by_code.find(code);
    return found == index_->by_code.end() ? nullptr : &procedures_[found->second];
}

const Field* Catalogue::field(std::string_view id) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) { return field.id == id; });
    return found == fields_.end() ? nullptr : &*found;
}

const Unit* Catalogue::unit(std::string_view id) const {
    const auto found = std::find_if(units_.begin(), units_.end(), [&](const auto& unit) { return unit.id == id; });
    return found == units_.end() ? nullptr : &*found;
}

const Form* Catalogue::form(std::string_view id) const {
    const auto found = forms_.find(id);
    return found == forms_.end() ? nullptr : &found->second;
}

std::vector<const Procedure*> Catalogue::in_field(std::string_view field) const {
    if (index_ == nullptr) return {};
    const auto found = index_->by_field.find(field);
    return found == index_->by_field.end() ? std::vector<const Procedure*>{} : found->second;
}

}  // namespace kiosk::catalogue
