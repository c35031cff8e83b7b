/// What a member of etcd, or whoever stands in its place, answers, under a fuzzer (./dev fuzz 60 etcd), from the seeds in
/// corpus/etcd: the first byte says what was asked. Whatever comes is read or refused in words; what was read is what was asked for.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "kiosk/base/text.hpp"
#include "kiosk/ledger/base64.hpp"
#include "kiosk/ledger/etcd_answers.hpp"

namespace {

using namespace kiosk::ledger;

void want(bool holds) {
    if (!holds) std::abort();
}

template <class T>
bool good(const kiosk::Result<T>& read) {
    if (!read) want(read.error().code == kiosk::Code::corrupt && kiosk::is_utf8(read.error().detail));
    return read.has_value();
}

void told(const etcd::Refusal& refusal) { want(!refusal.error.detail.empty() && kiosk::is_utf8(refusal.error.detail)); }

void range(std::string_view body) {
    const auto read = etcd::read_range(body, "q/");
    if (!good(read)) return;
    for (std::size_t i = 0; i < read->entries.size(); ++i) {
        const auto& entry = read->entries[i];
        want(entry.key.starts_with("q/") && entry.version > 0 && entry.modified >= 0 && entry.created >= 0);
        want(i == 0 || read->entries[i - 1].key < entry.key);
    }
}

void line(std::string_view body) {
    const auto read = etcd::read_watch_line(body, "q/");
    if (!good(read)) return;
    for (const auto& change : read->changes)
        want(change.key.starts_with("q/") && change.revision > 0 && (!change.entry || change.entry->version > 0));
    if (read->canceled) told(etcd::refusal_of(read->reason));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0]) {
        case 'R': range(body); break;
        case 'L': line(body); break;
        case 'W': {
            const auto read = etcd::read_written(body, {{{"q/u", 0}}, {{"q/u", ""}, {"q/n", ""}}, {}, "q/n"});
            if (good(read)) want(read->revision > 0 && (read->done ? read->version > 0 : read->version == 0));
            break;
        }
        case 'G': static_cast<void>(good(etcd::read_grant(body)) && good(etcd::read_renewal(body))); break;
        case 'T': {
            const auto token = etcd::read_token(body);
            if (good(token)) want(token->find_first_of("\r\n") == std::string::npos);
            break;
        }
        case 'B': {
            const auto bytes = from_base64(body);
            if (bytes) want(to_base64(*bytes) == body);
            break;
        }
        default: told(etcd::read_refusal(data[0] * 5, body));
    }
    return 0;
}
