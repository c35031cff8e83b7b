#pragma once
/// Text about a person. It has no formatter and no stream operator, so it cannot reach a log by accident; its memory is
/// overwritten when it goes. `reveal()` is the only way to read it: search for that word to audit every use.

#include <string>
#include <string_view>

namespace kiosk {

class Personal {
public:
    Personal() = default;
    explicit Personal(std::string_view text) : text_(text) {}
    Personal(const Personal& other) = default;
    Personal(Personal&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }
    Personal& operator=(const Personal& other) {
        if (this != &other) {
            wipe();
            text_ = other.text_;
        }
        return *this;
    }
    Personal& operator=(Personal&& other) noexcept {
        if (this != &other) {
            wipe();
            text_ = std::move(other.text_);
            other.wipe();
        }
        return *this;
    }
    ~Personal() { wipe(); }

    [[nodiscard]] std::string_view reveal() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    bool operator==(const Personal&) const = default;

    /// Overwrites the memory, whatever the optimiser thinks of it.
    void wipe() noexcept;

private:
    std::string text_;
};

/// `••••••••0123`: all but the last four characters hidden; everything hidden when there are no more than four.
[[nodiscard]] std::string masked_number(const Personal& number);
/// `051•••••••••`: all but the first three characters hidden; everything hidden when there are no more than six. For paper that
/// carries a dossier's code, where the last four digits open the look-up.
[[nodiscard]] std::string veiled_number(const Personal& number);
/// `Đ*** V** Ngữ`: the last word stays, the others keep their first letter (UTF-8, NFC).
[[nodiscard]] std::string masked_name(const Personal& name);

}  // namespace kiosk
