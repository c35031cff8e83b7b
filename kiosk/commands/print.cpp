#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/findings.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/dossier/dossier_json.hpp"
#include "kiosk/print/contents.hpp"
#include "kiosk/print/dossier_content.hpp"
#include "kiosk/print/forms.hpp"
#include "kiosk/slips/slips.hpp"
#include "kiosk/typeset/pdf.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;
using kiosk::print::Content;
using kiosk::print::Forms;
using kiosk::print::Subject;
using kiosk::print::Template;

struct PrintOptions {
    std::string form;
    std::vector<std::string> dossiers;
    std::string procedure;
    std::string pdf;
    std::string out;
    std::string from;
    std::string to;
    std::string at;
    std::string config;
    bool list = false;
    bool slip = false;
    bool json = false;
};

/// Something that the caller has to say otherwise: exit code 2.
int wrong_usage(std::string_view sentence) {
    fmt::print(stderr, "{}\n", sentence);
    return 2;
}

std::string_view needed_option(Subject subject) {
    switch (subject) {
        case Subject::papers:
        case Subject::blank_form: return "--procedure CODE";
        case Subject::officer: return "--pdf FILE";
        case Subject::confirmation:
        case Subject::declaration: return "--dossier FILE (the body of a submission)";
        case Subject::dossier: return "--dossier FILE";
        case Subject::book: return "--dossier FILE, once for each dossier";
        case Subject::coverage: return "kiosk catalogue coverage -o FILE";
        case Subject::queue_day: return "kiosk queue report -o FILE";
        case Subject::waiting_list: return "a kiosk whose [queue] has a paper_folder";
    }
    return "";
}

int list(const Forms& forms, bool json) {
    auto out = Json::array();
    for (const auto& form : forms.all()) {
        if (json) {
            out.push_back({{"form", form.form},
                           {"number", form.number},
                           {"name", form.name.vi},
                           {"version", form.version},
                           {"legal", form.legal},
                           {"valid_from", form.valid_from.iso()},
                           {"valid_to", form.valid_to ? Json(form.valid_to->iso()) : Json()},
                           {"needs", needed_option(form.subject)}});
        } else {
            fmt::print("{:<13} {:<3} {}; {}\n", form.form, form.number, form.name.vi, needed_option(form.subject));
        }
    }
    if (json) fmt::print("{}\n", json_line(out));
    return 0;
}

/// Files about people: what is wrong is said by its place, never by its value.
Result<dossier::FullDossier> read_dossier(const std::string& file) {
    const auto text = read_file(file);
    if (!text) return tl::unexpected(text.error());
    auto read = dossier::read_dossier_json(*text);
    if (read) return std::move(*read);
    std::string all;
    for (const auto& finding : read.error())
        all += fmt::format("{}{}: {}{}{} {}", all.empty() ? "" : "\n", file, finding.key, finding.key.empty() ? "" : ": ",
                           finding.what, finding.remedy);
    return fail(Code::bad_format, std::move(all));
}

Result<dossier::SubmissionView> read_submission(const std::string& file) {
    const auto text = read_file(file);
    if (!text) return tl::unexpected(text.error());
    auto read = dossier::read_submission(*text);
    if (!read) return fail(read.error().code, fmt::format("{}: {}", file, read.error().detail));
    return read;
}

Result<const catalogue::Procedure*> procedure_of(const catalogue::Catalogue& data, std::string_view code) {
    if (const auto* procedure = data.procedure(code)) return procedure;
    return fail(Code::not_found, fmt::format("no procedure {}; find its code with kiosk catalogue search", code));
}

Result<const catalogue::Form*> form_of(const catalogue::Catalogue& data, const catalogue::Procedure& procedure) {
    if (const auto* form = data.form(procedure.form)) return form;
    return fail(Code::not_found, fmt::format("procedure {} has no e-form; print its papers instead", procedure.code));
}

/// Everything that contents are made from.
class Desk {
public:
    Desk(const PrintOptions& options, const app::PublicData& data, LocalDate today)
        : options_(options), data_(data), today_(today), press_{data.settings, data.texts("vi")} {}

    [[nodiscard]] Result<Content> content(Subject subject) const {
        switch (subject) {
            case Subject::papers: return papers();
            case Subject::blank_form: return blank_form();
            case Subject::confirmation: return confirmation();
            case Subject::declaration: return declaration();
            case Subject::dossier: return dossier();
            case Subject::book: return book();
            case Subject::coverage:
            case Subject::queue_day:
            case Subject::waiting_list:
            case Subject::officer: break;
        }
        return fail(Code::bad_usage, "an officer's paper is printed as the portal sends it");
    }
    [[nodiscard]] const slips::Press& press() const { return press_; }

    /// The same on the 80 mm roll.
    [[nodiscard]] Result<slips::Slip> slip(Subject subject) const {
        if (subject == Subject::papers) {
            const auto procedure = procedure_of(catalogue(), options_.procedure);
            if (!procedure) return tl::unexpected(procedure.error());
            return slips::papers_slip(**procedure, press_.settings, press_.texts);
        }
        if (subject == Subject::confirmation) {
            const auto submission = read_submission(options_.dossiers.front());
            if (!submission) return tl::unexpected(submission.error());
            const auto procedure = procedure_of(catalogue(), submission->procedure_code);
            if (!procedure) return tl::unexpected(procedure.error());
            return slips::confirmation_slip(kiosk::print::confirmation_of(*submission, **procedure), **procedure, nullptr,
                                            press_.settings, press_.texts);
        }
        const auto full = read_dossier(options_.dossiers.front());
        if (!full) return tl::unexpected(full.error());
        return slips::receipt_slip(kiosk::print::status_view(*full), slips::Copy::first, press_.settings, press_.texts);
    }

private:
    [[nodiscard]] const catalogue::Catalogue& catalogue() const { return *data_.catalogue; }

    [[nodiscard]] Result<Content> papers() const {
        const auto procedure = procedure_of(catalogue(), options_.procedure);
        if (!procedure) return tl::unexpected(procedure.error());
        return kiosk::print::papers_content(**procedure, catalogue(), press_);
    }
    [[nodiscard]] Result<Content> blank_form() const {
        const auto procedure = procedure_of(catalogue(), options_.procedure);
        if (!procedure) return tl::unexpected(procedure.error());
        const auto form = form_of(catalogue(), **procedure);
        if (!form) return tl::unexpected(form.error());
        return kiosk::print::blank_content(**procedure, **form, catalogue(), today_, press_);
    }
    [[nodiscard]] Result<Content> confirmation() const {
        const auto submission = read_submission(options_.dossiers.front());
        if (!submission) return tl::unexpected(submission.error());
        const auto procedure = procedure_of(catalogue(), submission->procedure_code);
        if (!procedure) return tl::unexpected(procedure.error());
        return kiosk::print::confirmation_content(kiosk::print::confirmation_of(*submission, **procedure), **procedure,
                                                  nullptr, press_);
    }
    [[nodiscard]] Result<Content> declaration() const {
        const auto submission = read_submission(options_.dossiers.front());
        if (!submission) return tl::unexpected(submission.error());
        const auto procedure = procedure_of(catalogue(), submission->procedure_code);
        if (!procedure) return tl::unexpected(procedure.error());
        const auto form = form_of(catalogue(), **procedure);
        if (!form) return tl::unexpected(form.error());
        return kiosk::print::declaration_content(*submission, **procedure, **form, catalogue(), press_);
    }
    [[nodiscard]] Result<Content> dossier() const {
        const auto full = read_dossier(options_.dossiers.front());
        if (!full) return tl::unexpected(full.error());
        return kiosk::print::dossier_content(*full, catalogue(), press_);
    }
    [[nodiscard]] Result<Content> book() const {
        std::vector<dossier::FullDossier> all;
        for (const auto& file : options_.dossiers) {
            auto full = read_dossier(file);
            if (!full) return tl::unexpected(full.error());
            all.push_back(std::move(*full));
        }
        std::optional<LocalDate> days[2];
        for (int i = 0; i < 2; ++i) {
            const auto& text = i == 0 ? options_.from : options_.to;
            if (text.empty()) continue;
            const auto day = parse_iso_date(text);
            if (!day) return tl::unexpected(day.error());
            days[i] = *day;
        }
        if (days[0] && days[1] && *days[1] < *days[0])
            return fail(Code::bad_usage, "--to is a day before --from: there is nothing between them");
        return kiosk::print::book_content(all, days[0], days[1], press_);
    }

    const PrintOptions& options_;
    const app::PublicData& data_;
    const LocalDate today_;
    slips::Press press_;
};

Result<Done> write_out(const std::string& out, std::string_view bytes) {
    if (out != "-") return write_file(out, bytes);
    std::cout.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!std::cout.flush()) return fail(Code::io, "standard output does not take the file");
    return Done{};
}

int done(const Template& form, const PrintOptions& options, std::size_t pages, std::size_t bytes) {
    if (options.out == "-") return 0;
    if (options.json) {
        fmt::print("{}\n", json_line({{"form", form.form},
                                      {"number", form.number},
                                      {"file", options.out},
                                      {"pages", pages == 0 ? Json() : Json(pages)},
                                      {"bytes", bytes}}));
    } else if (pages == 0) {
        fmt::print("{}: {}\n", options.out, form.name.vi);
    } else {
        fmt::print("{}: {}, {} page{}\n", options.out, form.name.vi, pages, pages == 1 ? "" : "s");
    }
    return 0;
}

int pass_through(const Template& form, const PrintOptions& options) {
    const auto bytes = read_file(options.pdf, typeset::largest_pdf_bytes + 1);
    if (!bytes) return report(bytes.error(), options.json);
    if (const auto checked = typeset::check_pdf(*bytes); !checked)
        return report({checked.error().code, options.pdf + ": " + checked.error().detail}, options.json);
    if (const auto written = write_out(options.out, *bytes); !written) return report(written.error(), options.json);
    return done(form, options, 0, bytes->size());
}

int set_slip(const Template& form, const Desk& desk, const PrintOptions& options) {
    const auto slip = desk.slip(form.subject);
    if (!slip) return report(slip.error(), options.json);
    const auto picture = slips::png_bytes(*slip);
    if (!picture) return report(picture.error(), options.json);
    if (const auto written = write_out(options.out, *picture); !written) return report(written.error(), options.json);
    return done(form, options, 1, picture->size());
}

int set(const Template& form, const PrintOptions& options, WallTime now) {
    const auto data = load_public_data({options.config, {}});
    if (!data) return report(data.error(), options.json);
    const Desk desk(options, *data, local_time(now).date);
    if (options.slip) return set_slip(form, desk, options);
    auto content = desk.content(form.subject);
    if (!content) return report(content.error(), options.json);
    const auto pdf = kiosk::print::set_form(form, std::move(*content), desk.press(), now);
    if (!pdf) return report(pdf.error(), options.json);
    if (const auto written = write_out(options.out, pdf->bytes); !written) return report(written.error(), options.json);
    return done(form, options, pdf->pages, pdf->bytes.size());
}

bool has_what_it_needs(Subject subject, const PrintOptions& options) {
    switch (subject) {
        case Subject::papers:
        case Subject::blank_form: return !options.procedure.empty();
        case Subject::coverage:
        case Subject::queue_day:
        case Subject::waiting_list: return false;
        case Subject::officer: return !options.pdf.empty();
        case Subject::book: return !options.dossiers.empty();
        case Subject::confirmation:
        case Subject::declaration:
        case Subject::dossier: return options.dossiers.size() == 1;
    }
    return false;
}

bool has_slip(const Template& form) {
    return form.form == "receipt" || form.subject == Subject::confirmation || form.subject == Subject::papers;
}

int print_one(const Forms& forms, const PrintOptions& options) {
    auto now = SystemClock().wall();
    if (!options.at.empty()) {
        const auto at = parse_iso_time(options.at);
        if (!at) return wrong_usage("--at: " + at.error().detail);
        now = *at;
    }
    const auto* form = forms.find(options.form, local_time(now).date);
    if (form == nullptr) return wrong_usage(fmt::format("No form “{}” is in force; see kiosk print --list.", options.form));
    if (!has_what_it_needs(form->subject, options))
        return wrong_usage(fmt::format("{} needs {}.", options.form, needed_option(form->subject)));
    if (options.slip && !has_slip(*form)) return wrong_usage(fmt::format("{} has no slip.", options.form));
    if (options.out.empty()) return wrong_usage("Say where the PDF goes: -o FILE, or -o - for standard output.");
    return form->subject == Subject::officer ? pass_through(*form, options) : set(*form, options, now);
}

}  // namespace

int print(int argc, char** argv) {
    CLI::App app{
        "Printed forms as A4 PDF files.\n"
        "The register's and the receipt's dossiers are the JSON that `kiosk packet build` reads; confirmation and\n"
        "declaration take the body of a submission, as the outbox keeps it.",
        "kiosk print"};
    PrintOptions options;
    auto* form = app.add_option("FORM", options.form, "Name or number: receipt or 01, papers, …; see --list");
    app.add_flag("--list", options.list, "The forms that there are")->excludes(form);
    app.add_option("--dossier", options.dossiers, "JSON file of a dossier, or of a submission");
    app.add_option("--procedure", options.procedure, "Code of a procedure: 1.001193");
    app.add_option("--pdf", options.pdf, "An officer's paper (03, 04, 05) as the portal sent it");
    app.add_option("-o,--out", options.out, "The PDF file to write; - for standard output");
    app.add_flag("--slip", options.slip, "Receipt, confirmation or papers for the 80 mm roll, as a PNG file");
    app.add_option("--from", options.from, "First day of a register, 2026-11-01");
    app.add_option("--to", options.to, "Last day of a register");
    app.add_option("--at", options.at, "As if at this moment, 2026-11-26T09:42:00+07:00: the same bytes again");
    app.add_option("--config", options.config, "Configuration file");
    app.add_flag("--json", options.json, "JSON on standard output");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    if (!options.list && options.form.empty()) return wrong_usage("Name a form, or ask for --list.");

    const auto settings = settings::load(options.config.empty() ? default_config() : std::filesystem::path(options.config));
    if (!settings) return report_findings(settings.error(), options.json);
    const auto forms = Forms::load(settings->print_folder);
    if (!forms) return report_findings(forms.error(), options.json);
    return options.list ? list(**forms, options.json) : print_one(**forms, options);
}

}  // namespace kiosk::commands
