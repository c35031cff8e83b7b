#include "kiosk/sandbox/certificate.hpp"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <cstdint>
#include <memory>

#include "kiosk/base/files.hpp"

namespace kiosk::sandbox {
namespace {

template <class T, void (*end)(T*)>
struct End {
    void operator()(T* thing) const { end(thing); }
};
using Key = std::unique_ptr<EVP_PKEY, End<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, End<X509, X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, End<X509_EXTENSION, X509_EXTENSION_free>>;
struct BioEnd {
    void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using Bio = std::unique_ptr<BIO, BioEnd>;

std::string hex(const unsigned char* bytes, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += fmt::format("{:02x}", bytes[i]);
    return out;
}

bool add_extension(X509* certificate, int id, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, id, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

Certificate self_signed(EVP_PKEY* key, int days, WallTime now, const Subject& subject) {
    Certificate certificate(X509_new());
    if (!certificate) return nullptr;
    X509* x = certificate.get();
    std::array<unsigned char, 8> serial{};
    if (RAND_bytes(serial.data(), static_cast<int>(serial.size())) != 1) return nullptr;
    std::uint64_t number = 0;
    for (const auto byte : serial) number = (number << 8) | byte;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.since_epoch).count();
    constexpr long day = 86400;
    const long from = days < 0 ? 2L * days * day : -day;  // a day of grace for kiosks whose clock is behind
    const bool dated = ASN1_TIME_set(X509_getm_notBefore(x), seconds + from) != nullptr &&
                       ASN1_TIME_set(X509_getm_notAfter(x), seconds + long{days} * day) != nullptr;
    X509_NAME* name = X509_get_subject_name(x);
    const bool named =
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(subject.title.c_str()),
                                   -1, -1, 0) == 1;
    const bool made =
        dated && named && X509_set_version(x, X509_VERSION_3) == 1 &&
        ASN1_INTEGER_set_uint64(X509_get_serialNumber(x), number >> 1) == 1 && X509_set_issuer_name(x, name) == 1 &&
        X509_set_pubkey(x, key) == 1 && add_extension(x, NID_basic_constraints, "critical,CA:FALSE") &&
        add_extension(x, NID_key_usage, "critical,digitalSignature") && add_extension(x, NID_ext_key_usage, "serverAuth") &&
        add_extension(x, NID_subject_alt_name, subject.names.c_str()) && X509_sign(x, key, EVP_sha256()) != 0;
    return made ? std::move(certificate) : nullptr;
}

std::string text_in(BIO* bio) {
    const char* bytes = nullptr;
    const long size = BIO_get_mem_data(bio, const_cast<char**>(&bytes));
    return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

/// True when the certificate can be read and is valid for another day.
bool still_good(const std::filesystem::path& file, WallTime now) {
    const auto pem = read_file(file, 1U << 20);
    if (!pem) return false;
    const Bio bio(BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size())));
    const Certificate certificate(bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!certificate) return false;
    std::time_t tomorrow = std::chrono::duration_cast<std::chrono::seconds>(now.since_epoch + 24h).count();
    return X509_cmp_time(X509_get0_notAfter(certificate.get()), &tomorrow) > 0;
}

}  // namespace

Result<Identity> identity_in(const std::filesystem::path& folder, int days, WallTime now, const Subject& subject) {
    Identity identity{folder / "certificate.pem", folder / "key.pem"};
    std::error_code error;
    std::filesystem::create_directories(folder, error);  // writing says what is wrong with it
    if (days > 0 && std::filesystem::exists(identity.key_file, error) && still_good(identity.certificate_file, now)) {
        return identity;
    }
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate = key ? self_signed(key.get(), days, now, subject) : nullptr;
    const Bio key_pem(BIO_new(BIO_s_mem()));
    const Bio certificate_pem(BIO_new(BIO_s_mem()));
    if (!certificate || !key_pem || !certificate_pem ||
        PEM_write_bio_PrivateKey(key_pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
        PEM_write_bio_X509(certificate_pem.get(), certificate.get()) != 1) {
        return fail(Code::io, "OpenSSL could not make a key and a certificate; check that the package libssl3 is whole");
    }
    if (auto kept = write_file(identity.key_file, text_in(key_pem.get())); !kept) return fail(std::move(kept));
    if (auto kept = write_file(identity.certificate_file, text_in(certificate_pem.get())); !kept)
        return fail(std::move(kept));
    return identity;
}

std::string digest(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    std::size_t size = 0;
    require(EVP_Q_digest(nullptr, "SHA256", nullptr, bytes.data(), bytes.size(), out.data(), &size) == 1 && size == 32,
            "OpenSSL computes SHA-256");
    return hex(out.data(), size);
}

std::string random_token() {
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return {};
    return hex(bytes.data(), bytes.size());
}

}  // namespace kiosk::sandbox
