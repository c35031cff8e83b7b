#pragma once
/// Pictures against the hashes of those that somebody looked at. The hashes hold on Debian 12 on amd64, whose fonts and FreeType they were made
/// with; elsewhere every page is still drawn. One thread.

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "ui/stage.hpp"

namespace kiosk::test {

class KeptHashes {
public:
    /// `folder` holds hashes.txt and pictures/. `look`: of the names that end in it alone; empty: of all. With KIOSK_ACCEPT_GOLDEN in
    /// the environment what is drawn is taken as right.
    explicit KeptHashes(std::filesystem::path folder, std::string look = {});
    /// What the stage drew last. `kept_picture`: name of the picture that stays in the tree for people; empty: none.
    void look(const std::string& name, const ui::Stage& stage, const std::string& kept_picture = {});
    /// After the last one: a line without a picture is a page that nobody draws any more.
    void finish();

private:
    [[nodiscard]] bool is_own(const std::string& name) const;

    const std::filesystem::path folder_;
    const std::string look_;
    const bool accept_;
    const bool exact_;
    std::vector<std::string> before_;          ///< the names of the file, in its order
    std::map<std::string, std::string> kept_;  ///< name -> hash
    std::string hashes_;                       ///< the new lines
    std::set<std::string> seen_;
};

}  // namespace kiosk::test
