#pragma once
/// A printed form as data: config/print/*.toml. Texts are Vietnamese; {names} in them stand for what the subject knows.
/// Immutable after loading; any thread.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/local_text.hpp"
#include "kiosk/typeset/words.hpp"

namespace kiosk::print {

/// What a form is about: which {names} and lists it may use (vocabulary.hpp).
enum class Subject {
    dossier,       ///< one dossier that the office has taken
    book,          ///< many of them: Sổ theo dõi hồ sơ
    confirmation,  ///< one press on «Nộp hồ sơ»
    papers,        ///< what a procedure asks for
    blank_form,    ///< a procedure's e-form, to fill by hand
    declaration,   ///< the filled e-form, to sign
    coverage,      ///< the review of procedures for the province
    queue_day,     ///< how days of the queue were
    waiting_list,  ///< who waits now, and what was taken in today
    officer,       ///< the officer's own paper: no template, the portal's PDF as it is
};

/// Who holds the paper. What a citizen carries away shows no number that opens a look-up beside the dossier's code.
enum class Reader { citizen, office };

struct Head {
    std::vector<std::string> left;   ///< the authority, its last line bold and underlined
    std::vector<std::string> right;  ///< the state's name and motto
    std::string under_left;
    std::string under_right;  ///< place and date, in italics
};
struct Title {
    std::string text;
    std::string under;
};
struct Paragraph {
    std::string text;
    bool bold = false;
    bool italic = false;
    bool framed = false;  ///< what must not be overlooked
    bool small = false;
    typeset::Align align = typeset::Align::left;
};
struct FieldLine {
    std::string label;
    std::string value;
    bool optional = false;  ///< left out when nothing is known; else a dotted line to write on
    bool half = false;      ///< two of them beside each other
    bool bold = false;
};
struct Fields {
    std::vector<FieldLine> lines;
};
struct TableColumn {
    std::string head;
    std::string value;
    double width_mm = 0;  ///< 0: an equal share of what is left
    typeset::Align align = typeset::Align::left;
};
struct Table {
    std::string list;
    std::vector<TableColumn> columns;
    int blank_rows = 0;  ///< to fill by hand
    bool numbered = false;
    bool small = false;
};
struct Items {
    enum class Mark { number, box, dash };
    std::string list;
    std::string text;
    std::string note;
    Mark mark = Mark::number;
};
/// Code 128 and QR of a code, with the code in letters.
struct Codes {
    std::string label;
    std::string code;
};
struct Signer {
    std::string title;
    std::string note;
    std::string name;
};
struct Signatures {
    std::vector<Signer> signers;
};
/// The pages of the e-form, filled or to fill.
struct Questions {};
struct Space {
    double height_mm = 0;
    bool rule = false;
};

struct Block {
    std::variant<Head, Title, Paragraph, Fields, Table, Items, Codes, Signatures, Questions, Space> body;
    std::string when;    ///< only when this value or list is not empty
    std::string unless;  ///< only when it is
};

struct Margins {
    double top = 15;
    double right = 15;
    double bottom = 15;
    double left = 20;
};

struct Template {
    std::string form;    ///< "receipt"
    std::string number;  ///< "01"; empty: none by the law
    LocalText name;
    Subject subject = Subject::dossier;
    Reader reader = Reader::citizen;
    std::string version;
    std::string legal;  ///< the rule that prescribes it; empty: the centre's own paper
    LocalDate valid_from{1900, 1, 1};
    std::optional<LocalDate> valid_to;
    std::vector<std::string> needs;  ///< values and lists without which it is not printed
    bool landscape = false;
    typeset::Face face = typeset::Face::serif;
    double size_pt = 13;
    Margins margins_mm;
    std::string foot;
    std::vector<Block> blocks;
};

}  // namespace kiosk::print
