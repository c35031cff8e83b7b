#include "kiosk/dossier/result_code.hpp"

#include <fmt/format.h>

#include <array>

namespace kiosk::dossier {

Result<Personal> result_code(std::string_view wanted, const IssuedResult& result) {
    const std::string year = result.issued_on == LocalDate{} ? "" : fmt::format("{:04}", result.issued_on.year);
    const std::array<std::pair<std::string_view, std::string_view>, 5> parts{{{"{owner}", result.owner.reveal()},
                                                                              {"{type}", result.type},
                                                                              {"{number}", result.number},
                                                                              {"{unit}", result.issuing_unit},
                                                                              {"{year}", year}}};
    Personal out;
    while (!wanted.empty()) {
        std::string_view piece = wanted.substr(0, 1);
        std::size_t taken = 1;
        for (const auto& [word, value] : parts) {
            if (!wanted.starts_with(word)) continue;
            if (value.empty())
                return fail(Code::bad_usage, fmt::format("the code of a result needs {} and the result has none", word));
            piece = value;
            taken = word.size();
        }
        out = Personal(std::string(out.reveal()).append(piece));
        wanted.remove_prefix(taken);
    }
    return out;
}

}  // namespace kiosk::dossier
