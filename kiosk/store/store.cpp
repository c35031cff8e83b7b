#include "kiosk/store/store.hpp"

#include <fmt/format.h>

#include "kiosk/base/log.hpp"

namespace kiosk::store {
namespace {

constexpr std::string_view key_proof = "this key belongs to this database";

std::string hexadecimal(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return out;
}

/// A database whose sealed rows another key has made is of no use, and a new row sealed with this key would hide it.
Result<Done> match_key(Database& database, const Vault& vault, const std::filesystem::path& key_file) {
    const auto proof = hexadecimal(vault.keyed_hash("key of the database", key_proof));
    auto kept = database.meta("key_proof");
    if (!kept) return fail(std::move(kept));
    if (kept->empty()) return database.set_meta("key_proof", proof);
    if (*kept == proof) return Done{};
    return fail(Code::corrupt,
                fmt::format("{}: not the key that {} was sealed with; put that key back from where it is kept, or move "
                            "the database away and start anew",
                            key_file.string(), database.file().string()));
}

/// How many damaged files of this day already stand beside the database.
int damaged_files_of(const std::filesystem::path& file, std::string_view day_mark) {
    std::error_code error;
    int count = 0;
    const auto mark = fmt::format("{}.corrupt-{}", file.filename().string(), day_mark);
    for (std::filesystem::directory_iterator at(file.parent_path(), error), end; !error && at != end; at.increment(error)) {
        const auto name = at->path().filename().string();
        if (name.starts_with(mark) && !name.ends_with("-wal")) ++count;
    }
    return count;
}

Result<std::filesystem::path> move_aside(const std::filesystem::path& file, WallTime now) {
    const auto stamp = packet_time(now);
    const auto aside = file.string() + ".corrupt-" + stamp;
    std::filesystem::path free = aside;
    std::error_code error;
    for (int copy = 2; std::filesystem::exists(free, error); ++copy) free = fmt::format("{}-{}", aside, copy);
    // The journal first: without it the file may look whole and be old; with it, somebody can still mend the pair.
    const auto journal = file.string() + "-wal";
    if (std::filesystem::exists(journal, error)) std::filesystem::rename(journal, free.string() + "-wal", error);
    if (!error) std::filesystem::rename(file, free, error);
    if (error) {
        return fail(Code::io, fmt::format("{}: is damaged and cannot be moved aside: {}; move it away by hand",
                                          file.string(), error.message()));
    }
    return free;
}

Result<std::unique_ptr<Database>> open_database(DataFolder& folder, WallTime now, std::vector<std::string>& notices) {
    const auto file = folder.database_file();
    auto database = Database::open(file);
    if (!database && database.error().code == Code::disk_full && folder.drop_ballast()) {
        notices.push_back(
            fmt::format("{}: the disk was full; the ballast file was given back to open the database. Make room on this "
                        "disk.",
                        folder.path().string()));
        database = Database::open(file);
    }
    if (database || database.error().code != Code::corrupt) return database;
    const auto why = database.error().detail;
    auto aside = move_aside(file, now);
    if (!aside) return fail(std::move(aside));
    notices.push_back(
        fmt::format("{} was damaged and now is {}; a new database was begun. Dossiers in the damaged one may not have "
                    "reached the portal: keep the file and call support. ({})",
                    file.string(), aside->string(), why));
    const auto day = local_time(now).date;
    const int lost = damaged_files_of(file, packet_time(now).substr(0, 8));
    auto fresh = Database::open(file);
    if (!fresh) return fresh;
    if (auto noted = (*fresh)->set_lost_files(day, lost); !noted) return fail(std::move(noted));
    return fresh;
}

}  // namespace

Store::Store(std::optional<DataFolder> folder, std::unique_ptr<Vault> vault, std::unique_ptr<Database> database,
             const settings::Settings& settings, Ids& ids, std::vector<std::string> notices)
    : folder_(std::move(folder)),
      vault_(std::move(vault)),
      database_(std::move(database)),
      dossiers_(*database_, *vault_, settings.kiosk_id, [this] { return room_for_pages(); }),
      letters_(*database_, *vault_, [this] { return room_for_pages(); }),
      outbox_(*database_, *vault_),
      known_status_(*database_, *vault_, dossiers_, settings.lookup),
      tally_book_(*database_, *vault_, ids),
      kept_drafts_(*database_, *vault_, [this] { return room_for_pages(); }),
      staff_tries_(*database_),
      shared_codes_(*database_),
      notices_(std::move(notices)) {}

Result<std::unique_ptr<Store>> Store::open(const settings::Settings& settings, const Clock& clock, Ids& ids) {
    auto folder = DataFolder::claim(settings.data_folder);
    if (!folder) return fail(std::move(folder));
    std::vector<std::string> notices;
    std::error_code ignored;
    const bool had_key = std::filesystem::exists(folder->key_file(), ignored);
    const bool had_database = std::filesystem::exists(folder->database_file(), ignored);
    if (had_database && !had_key) {
        return fail(Code::corrupt,
                    fmt::format("{}: the key is gone, and {} cannot be read without it; put the key back from where it is "
                                "kept, or move the database away and start anew",
                                folder->key_file().string(), folder->database_file().string()));
    }
    auto vault = Vault::open(folder->key_file(), ids);
    if (!vault) return fail(std::move(vault));
    auto database = open_database(*folder, clock.wall(), notices);
    if (!database) return fail(std::move(database));
    if (auto matched = match_key(**database, **vault, folder->key_file()); !matched) return fail(std::move(matched));
    for (const auto& notice : notices) log::error("{}", notice);
    std::unique_ptr<Store> store(
        new Store(std::move(*folder), std::move(*vault), std::move(*database), settings, ids, std::move(notices)));
    if (auto recovered = store->recover(); !recovered) return fail(std::move(recovered));
    return store;
}

Result<std::unique_ptr<Store>> Store::open_in_memory(const settings::Settings& settings, Ids& ids) {
    auto vault = Vault::open_in_memory(ids);
    if (!vault) return fail(std::move(vault));
    auto database = Database::open_in_memory();
    if (!database) return fail(std::move(database));
    return std::unique_ptr<Store>(new Store(std::nullopt, std::move(*vault), std::move(*database), settings, ids, {}));
}

Result<Done> Store::room_for_pages() const {
    if (!folder_) return Done{};
    return folder_->room_for_a_dossier();
}

Result<Done> Store::recover() {
    auto doubtful = outbox_.recover();
    if (!doubtful) return fail(std::move(doubtful));
    if (*doubtful > 0)
        log::warning("outbox: {} pieces were in flight when the kiosk stopped; the portal is asked about them", *doubtful);
    return Done{};
}

}  // namespace kiosk::store
