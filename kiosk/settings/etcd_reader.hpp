#pragma once
/// Reads `[queue.etcd]`: which machines keep the queue of the centre, and how they and the kiosk prove themselves.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

/// `queue` is the table around it: what keeps the queue is said there.
void read_queue_engine(TomlReader& queue, const std::filesystem::path& data_folder, Queue& out);

}  // namespace kiosk::settings
