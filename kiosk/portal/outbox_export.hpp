#pragma once
/// What waits in the outbox, on a stick for the province: when the line is down for days. Every dossier and letter is a file of
/// its own, sealed to the province's key; the list of them is signed by the kiosk. What was exported goes on waiting: the portal
/// takes the same id once, from whichever side it comes first.
///
/// Blocks on the disk. Writing: the store's thread; reading: any.

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/portal/portal.hpp"
#include "kiosk/store/carrier.hpp"
#include "kiosk/store/store.hpp"

namespace kiosk::portal {

struct Exported {
    int dossiers = 0;
    int letters = 0;
    int unpaid = 0;      ///< dossiers that stayed behind: their fee comes first
    std::string signer;  ///< the kiosk's public key: the province keeps it with the kiosk's name
};
/// Writes into `folder`, which is made. bad_format: `province_key` is none; busy: the folder holds an export already; io,
/// disk_full: then there is no manifest, and without it nothing of it counts.
[[nodiscard]] Result<Exported> export_outbox(store::Store& store, std::string_view kiosk, std::string_view province_key,
                                             const std::filesystem::path& folder, WallTime now);

struct ExportedPage {
    Uuid id;
    std::string component;
    std::string media_type;
    Personal bytes;
};
struct ExportedPiece {
    Uuid id;
    std::optional<dossier::LetterKind> letter;  ///< nothing: a dossier
    std::string code;                           ///< a dossier's provisional code, or what a letter is about
    WallTime written_at;
    Personal body;
    std::vector<ExportedPage> pages;
};
struct Opened {
    std::string kiosk;
    std::string signer;
    WallTime made_at;
    std::vector<ExportedPiece> pieces;  ///< oldest first
};
/// untrusted: not signed by `signer` (empty: by whom the manifest names); corrupt: a file is missing, changed or for somebody
/// else: then nothing is given out.
[[nodiscard]] Result<Opened> open_export(const std::filesystem::path& folder, const store::ProvinceKeys& keys,
                                         std::string_view signer = {});
struct HandedIn {
    struct No {
        std::optional<dossier::LetterKind> letter;
        std::string code;
        std::string words;  ///< the portal's; they may name a person: never log them
    };
    int taken = 0;  ///< or there already
    std::vector<No> refused;
};
/// Hands it in, as the kiosk itself would: what the portal has already stays one, and a no to one holds up none behind it. Any other
/// failure is the line's or the portal's and ends it; begun again it goes on.
[[nodiscard]] Result<HandedIn> hand_in(Portal& portal, const Opened& opened);

}  // namespace kiosk::portal
