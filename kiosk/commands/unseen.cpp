#include "kiosk/commands/unseen.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstring>
#include <iostream>
#include <string>

#include "kiosk/base/text.hpp"

namespace kiosk::commands {
namespace {

/// A terminal does not show what is typed while this lives.
class Unseen {
public:
    Unseen() : there_(tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!there_) return;
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~Unseen() {
        if (there_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;
    [[nodiscard]] bool terminal() const { return there_; }

private:
    termios before_{};
    const bool there_;
};

}  // namespace

Personal read_unseen(std::string_view prompt) {
    const Unseen unseen;
    if (unseen.terminal()) std::cerr << prompt;
    std::string typed;
    std::getline(std::cin, typed);
    if (unseen.terminal()) std::cerr << '\n';
    Personal out{trim(typed)};
    explicit_bzero(typed.data(), typed.size());
    return out;
}

}  // namespace kiosk::commands
