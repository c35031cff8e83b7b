#pragma once
/// Pages by tus 1.0: an upload that broke goes on at the byte where the portal has it. The hash of the whole goes with it, and a
/// portal that finds another one says so. Blocks on the network; one thread.

#include <map>
#include <string>
#include <string_view>

#include "kiosk/base/ids.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/portal/transport.hpp"

namespace kiosk::portal {

class TusUploads {
public:
    /// `place`: of the portal's uploads, "fi/tus/". The transport must outlive it.
    TusUploads(Transport& transport, std::string place) : transport_(transport), place_(std::move(place)) {}
    /// The portal's name for the page. Errors as Portal's; after unknown_outcome or unreachable the same page goes on where it
    /// was, as long as this object lives.
    [[nodiscard]] Result<std::string> upload(const Uuid& page, std::string_view name, std::string_view media_type,
                                             std::string_view bytes);

private:
    [[nodiscard]] Result<std::string> begun(const Uuid& page, std::string_view name, std::string_view media_type,
                                            std::string_view bytes);
    [[nodiscard]] Result<std::size_t> offset_of(const std::string& path, std::size_t size);
    [[nodiscard]] Result<std::size_t> send_rest(const std::string& path, std::string_view bytes, std::size_t from);
    [[nodiscard]] Result<std::string> path_of(std::string_view location) const;

    Transport& transport_;
    const std::string place_;
    std::map<Uuid, std::string> begun_;  ///< where each upload that is not whole goes on
};

}  // namespace kiosk::portal
