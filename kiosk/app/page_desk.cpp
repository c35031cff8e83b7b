#include "kiosk/app/page_desk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/log.hpp"
#include "kiosk/print/contents.hpp"
#include "kiosk/print/dossier_content.hpp"
#include "kiosk/print/forms.hpp"
#include "kiosk/typeset/pdf.hpp"
#include "kiosk/visit/limits.hpp"

namespace kiosk::app {
namespace {

constexpr Duration shortest_job = 5s;  // less is not worth a sheet

}  // namespace

visit::Event PageDesk::print(const visit::PrintReceiptA4& effect, const Wait& wait) {
    const slips::Press press{data_.settings, data_.texts("vi")};  // the circular's language
    return hand_over(effect.press, set("receipt", print::receipt_content(effect.view, *data_.catalogue, press), press),
                     wait);
}

visit::Event PageDesk::print(const visit::PrintGuidance& effect, const Wait& wait) {
    return hand_over(effect.press, guidance(effect), wait);
}

visit::Event PageDesk::print(const visit::PrintSentPaper& effect, const Result<Personal>& pdf, const Wait& wait) {
    if (!pdf) {
        log::failure("fetching an officer's paper", pdf.error());
        return visit::A4NotPrinted{effect.press, pdf.error().code};
    }
    const auto pages = typeset::count_pdf_pages(pdf->reveal());
    if (!pages) {
        log::failure("reading an officer's paper", pages.error());
        return visit::A4NotPrinted{effect.press, pages.error().code};
    }
    if (*pages > most_pages) {
        log::error("an officer's paper has {} pages; the kiosk prints up to {}", *pages, most_pages);
        return visit::A4NotPrinted{effect.press, Code::too_large};
    }
    return hand_over(effect.press, pdf, wait);
}

Result<Personal> PageDesk::guidance(const visit::PrintGuidance& effect) const {
    const slips::Press press{data_.settings, data_.texts("vi")};  // what is filled in for an authority
    const auto* procedure = data_.catalogue->procedure(effect.procedure);
    if (procedure == nullptr) return fail(Code::not_found, "the procedure is not in the catalogue any more");
    if (effect.paper == visit::GuidancePaper::papers)
        return set("papers", print::papers_content(*procedure, *data_.catalogue, press), press);
    const auto* form = data_.catalogue->form(procedure->form);
    if (form == nullptr) return fail(Code::not_found, "the procedure has no form any more");
    const auto today = local_time(clock_.wall()).date;
    return set("blank_form", print::blank_content(*procedure, *form, *data_.catalogue, today, press), press);
}

Result<Personal> PageDesk::set(std::string_view name, const print::Content& content, const slips::Press& press) const {
    // Read each time: an office changes a form without restarting its kiosks.
    const auto forms = print::Forms::load(data_.settings.print_folder);
    if (!forms) return fail(Code::corrupt, forms.error().front().text());
    const auto now = clock_.wall();
    const auto* form = (*forms)->find(name, local_time(now).date);
    if (form == nullptr)
        return fail(Code::not_found, fmt::format("no form {} in print_folder is in force today; add one", name));
    auto pdf = print::set_form(*form, content, press, now);
    if (!pdf) return fail(std::move(pdf));
    Personal out(pdf->bytes);
    std::fill(pdf->bytes.begin(), pdf->bytes.end(), '\0');
    return out;
}

visit::Event PageDesk::hand_over(const PressId& press, const Result<Personal>& pdf, const Wait& wait) {
    if (!pdf) {
        log::failure("setting a page", pdf.error());
        return visit::A4NotPrinted{press, pdf.error().code};
    }
    auto printer = printer_.ready();
    if (!printer) return visit::A4NotPrinted{press, printer.error().code};
    const auto patience = std::min(visit::limits::printing_a4, wait.deadline - clock_.monotonic());
    if (wait.over.stop_requested()) return visit::A4NotPrinted{press, Code::stopped};
    if (patience < shortest_job) return visit::A4NotPrinted{press, Code::timed_out};
    const auto printed = (*printer)->print(pdf->reveal(), patience, stop_);
    printer_.answered(printed);
    if (printed) return visit::A4Printed{press};
    log::failure("printing on A4", printed.error());
    return visit::A4NotPrinted{press, printed.error().code};
}

void PageDesk::look() {
    auto printer = printer_.ready();
    if (printer) printer_.answered((*printer)->status());
}

}  // namespace kiosk::app
