#pragma once
/// Walks over JSON text without building it: a stranger's file must not exhaust the stack, a member that is there twice must not
/// be taken silently from its second place, and a finding says on which line it stands. Any thread; never blocks.

#include <map>
#include <string>
#include <string_view>

namespace kiosk::settings {

class JsonOutline {
public:
    enum class Want { faults, lines };  ///< lines cost memory: for a text that has findings
    /// Items of lists are counted from `first_item` in the paths: "components[1].key". Stops at the first fault.
    JsonOutline(std::string_view json, int first_item, int deepest, Want want);

    [[nodiscard]] bool too_deep() const { return too_deep_; }
    /// The path of a member that is there a second time, and the line of that place; empty and 0 when there is none.
    [[nodiscard]] const std::string& repeated() const { return repeated_; }
    [[nodiscard]] int repeated_line() const { return repeated_line_; }
    /// Of what stands at the path, else of the innermost around it that is there; 1 when nothing is. Only where lines are wanted.
    [[nodiscard]] int line(std::string_view path) const;

private:
    friend class OutlineWalk;
    bool too_deep_ = false;
    std::string repeated_;
    int repeated_line_ = 0;
    std::map<std::string, int, std::less<>> lines_;
};

}  // namespace kiosk::settings
