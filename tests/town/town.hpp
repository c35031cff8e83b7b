#pragma once
/// Programs as people start them: the built kiosk with its arguments, its output in a file, and a folder of its own for each
/// test.

#include <sys/resource.h>
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace kiosk::test {

using Arguments = std::vector<std::string>;

/// Starts `kiosk` with what it says (both streams) in this file; negative when it could not be started.
[[nodiscard]] pid_t start(const Arguments& arguments, const std::filesystem::path& output);
/// Waits for its end: the exit code, or 128 and the signal. `used`: by it and by what it waited for.
int end_of(pid_t child, rusage* used = nullptr);

/// One finished run.
struct Said {
    int code = -1;
    std::string out;
    std::string errors;
    double processor_s = 0;    ///< of it and of every process that it waited for
    long most_memory_kib = 0;  ///< of the largest one of them
    [[nodiscard]] bool has(std::string_view words) const;
    /// The day on which a script that was played began: not today's at a weekend, or in the evening.
    [[nodiscard]] std::string day() const;
};

/// A folder that is empty at the beginning, beside the program.
class Scene {
public:
    explicit Scene(const std::string& name);
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] std::filesystem::path kiosk_data() const { return folder_ / "kiosk"; }
    /// `kiosk` with these arguments to its end; `input` is its standard input.
    [[nodiscard]] Said run(const Arguments& arguments, std::string_view input = {}) const;
    /// The same on the data folder of this scene.
    [[nodiscard]] Said on_data(Arguments arguments) const;
    /// Writes a file here and says where.
    [[nodiscard]] std::string file(const std::string& name, std::string_view bytes) const;
    /// The configuration of the tree, with the first `from` in kiosk.toml replaced.
    [[nodiscard]] std::string config_with(std::string_view from, std::string_view to) const;

private:
    std::filesystem::path folder_;
};

/// A scene with a training portal of its own.
class Town : public Scene {
public:
    explicit Town(const std::string& name, const Arguments& portal_options = {});
    ~Town();

    [[nodiscard]] std::filesystem::path portal_data() const { return folder() / "portal"; }
    [[nodiscard]] Said portal(Arguments arguments) const;
    /// How many dossiers the portal has.
    [[nodiscard]] int dossiers() const;
    /// What starts a kiosk here that plays this script: a file of the tree, or a whole path.
    [[nodiscard]] Arguments kiosk_for(const std::filesystem::path& script) const;
    /// Plays it to its end.
    [[nodiscard]] Said play(const std::filesystem::path& script, const Arguments& more = {}) const;

private:
    pid_t portal_ = -1;
};

/// A script of the tree, with one thing replaced.
[[nodiscard]] std::string script_with(const char* script, std::string_view from, std::string_view to);
/// A script from the first touch to the press on «Nộp hồ sơ».
[[nodiscard]] std::string a_submission();

/// Until `seen`, a minute at the most.
template <class Seen>
[[nodiscard]] bool until(Seen seen) {
    for (int i = 0; i < 6000; ++i) {
        if (seen()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

/// Every line is a JSON value.
[[nodiscard]] bool are_json_lines(std::string_view text);

}  // namespace kiosk::test
