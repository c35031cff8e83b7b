#pragma once
/// Patterns of e-forms: JavaScript regular expressions without the flag u, run by ICU. Immutable after `compile`; any thread.

#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk {

/// A pattern as form.io uses it: `^pattern$`, each UTF-16 unit a letter of its own, \d and \w of ASCII only, \p a plain p.
class Pattern {
public:
    /// bad_format with ICU's reason for a pattern that is none, too_large above 4,000 bytes.
    [[nodiscard]] static Result<Pattern> compile(std::string_view javascript);

    /// Whether the whole text fits. timed_out when the pattern takes too long on it (it backtracks without end).
    [[nodiscard]] Result<bool> matches(std::string_view text) const;
    /// As it was written.
    [[nodiscard]] const std::string& source() const;

private:
    struct Compiled;
    Pattern() = default;
    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace kiosk
