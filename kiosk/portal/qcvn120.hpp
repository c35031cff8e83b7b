#pragma once
/// The national portal's exchange (QCVN 120:2019, as provinces' systems speak it): a session, a `dstcode`, and calls by name.
///
/// For `kiosk serve` or the province, never for a citizen's kiosk: the session is the province's, and the adapter lies on its
/// internal network. Blocks on the network; one thread.

#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/personal.hpp"
#include "kiosk/portal/transport.hpp"

namespace kiosk::portal {

struct Qcvn120Account {
    std::string destination;  ///< header dstcode: "VN:GOV:000.00.00.G22:…"
    std::string sender;       ///< madonvi: "000.00.00.H48"
    std::string username;
    Personal password;
    std::string login_path = "mapi/login";
    std::string call_path = "mapi/g";
};

/// One row of progress (tiến trình), with whether the portal has it.
struct NationalStep {
    Personal row;  ///< JSON object
    bool sent = false;
};
/// Whether the national portal has a dossier, as far as whoever sends it knows: `unsure` after a try that nobody answered.
enum class Presence { absent, unsure, present };

/// A dossier for the national portal. Its own flag and those of its rows are set as each is acknowledged: whoever keeps them can
/// end at any moment and go on later.
struct NationalDossier {
    std::string code;  ///< MaHoSo
    Personal packet;   ///< JSON object (kiosk/packet)
    bool sent = false;
    std::vector<NationalStep> steps;  ///< oldest first
    Presence presence = Presence::absent;
};

/// Errors: unreachable, untrusted, unknown_outcome, closed (nobody is let in), refused (error_code and the portal's words), stopped.
class Qcvn120 {
public:
    /// The transport must outlive it.
    Qcvn120(Transport& transport, Qcvn120Account account) : transport_(transport), account_(std::move(account)) {}

    /// Dossier first, then what is not sent of its progress, ten rows a call. Whether it is there is asked before where nobody is
    /// sure; «đã tồn tại» is answered by an update.
    [[nodiscard]] Result<Done> sync(NationalDossier& dossier);
    /// TraCuuHoSo: whether the portal has it.
    [[nodiscard]] Result<bool> knows(std::string_view code);
    /// DongBoDanhGia: one rating, as JSON object.
    [[nodiscard]] Result<Done> rate(const Personal& rating);
    /// A dictionary such as LayDanhMucCoQuan: code and name of each row, which are its first members MA… and TEN…. bad_usage for
    /// a call that is none (LayDanhMuc…, LayDanhSach…).
    [[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> dictionary(std::string_view service);

    static constexpr std::size_t rows_a_call = 10;

private:
    struct Said;
    [[nodiscard]] Result<Done> log_in();
    [[nodiscard]] Result<Said> call(std::string_view service, const std::string& members);
    [[nodiscard]] Result<Said> call_once(std::string_view service, const std::string& members);
    [[nodiscard]] Result<Done> push(NationalDossier& dossier);

    Transport& transport_;
    const Qcvn120Account account_;
    Personal session_;
};

}  // namespace kiosk::portal
