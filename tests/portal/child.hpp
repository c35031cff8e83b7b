#pragma once
/// A process that a test has started, its output read, killed when the test forgets it. One thread.

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace stage {

class Child {
public:
    /// The first word is the program, looked for on the PATH. `environment`: more of it, "NAME=value".
    explicit Child(const std::vector<std::string>& words, const std::vector<std::string>& environment = {});
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// The first line of its output, as soon as it is there.
    std::string line();
    /// What it said from the first line on that contains `part`; fails the test when it never does.
    std::string line_with(const std::string& part);
    void end(int signal);
    /// Its exit code, once it has ended and everything it said is in text().
    int wait();
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    bool more();
    pid_t pid_ = -1;
    int output_ = -1;
    std::string text_;
    std::optional<int> code_;
};

struct Said {
    int code;
    std::string text;
};
[[nodiscard]] Said said(const std::vector<std::string>& words, const std::vector<std::string>& environment = {});
/// The kiosk that is judged: the one just built, or what KIOSK_PROGRAM names.
[[nodiscard]] std::string kiosk_program();
/// `kiosk`, and these words behind it.
[[nodiscard]] std::vector<std::string> kiosk_words(std::vector<std::string> words);
/// Where the judges from npm are; fails the test with what to do when they are not.
[[nodiscard]] std::string peers(const std::string& package);

}  // namespace stage
