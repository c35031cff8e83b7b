#pragma once
/// The training portal's key and certificate, made at the first start and kept. Blocks on the disk; one thread.

#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::sandbox {

struct Identity {
    std::filesystem::path certificate_file;
    std::filesystem::path key_file;
};

/// What a certificate says whose it is.
struct Subject {
    std::string title = "Quang Ngai kiosk training portal";
    std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";  ///< as OpenSSL writes subjectAltName
};

/// Self-signed, ECDSA P-256. What is in the folder is kept as long as it is valid; `days` negative makes one that has expired
/// already.
[[nodiscard]] Result<Identity> identity_in(const std::filesystem::path& folder, int days, WallTime now,
                                           const Subject& subject = {});

/// 64 hexadecimal digits, lower case. By OpenSSL, so that the two ends of the wire don't share their arithmetic.
[[nodiscard]] std::string digest(std::string_view bytes);
/// 32 hexadecimal digits that nobody can guess; empty when the system gives no randomness.
[[nodiscard]] std::string random_token();

}  // namespace kiosk::sandbox
