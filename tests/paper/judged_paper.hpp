#pragma once
/// What `kiosk print` has written, judged by programs of others: poppler reads the words and draws the pages, qpdf checks the files,
/// zbar reads the codes. What does not hold fails the test.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::test {

struct Said {
    int exit_code = -1;
    std::string out;
};
Said shell(const std::string& command);
/// With both of its outputs in one.
Said kiosk_says(const std::string& arguments);

/// A folder of its own, empty at the beginning, which stays to be looked at.
std::filesystem::path folder(const std::string& name);
/// The file's name, as a word of a command.
std::string written(const std::filesystem::path& file, std::string_view text);
/// Prints and lets qpdf judge the file.
std::filesystem::path printed(const std::string& form, const std::string& how, const std::filesystem::path& where);

/// The words on the pages with single blanks between them, as they stand in the file.
std::string words_on(const std::filesystem::path& pdf, const std::string& how = "");
void check_words(const std::filesystem::path& pdf, const std::vector<std::string>& wanted);

struct Margins {
    double top, right, bottom, left;  ///< mm
};
/// Nothing is drawn in them, on any page.
void check_margins(const std::filesystem::path& pdf, Margins mm);
/// Both codes of the first page say this to our reader and to zbar, clean, specked and faded.
void check_codes(const std::filesystem::path& pdf, const std::string& wanted);

}  // namespace kiosk::test
