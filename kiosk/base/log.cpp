#include "kiosk/base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstring>

namespace kiosk::log {
namespace {

spdlog::logger& logger() {
    static spdlog::logger instance = [] {
        spdlog::logger made("kiosk", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made.set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
        return made;
    }();
    return instance;
}

std::string escaped(std::string_view line) {
    std::string out;
    for (const char c : line) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) out += fmt::format("\\x{:02x}", byte);
        else out += c;
    }
    return out;
}

}  // namespace

void set_level(Level level) {
    switch (level) {
        case Level::debug: return logger().set_level(spdlog::level::debug);
        case Level::info: return logger().set_level(spdlog::level::info);
        case Level::warning: return logger().set_level(spdlog::level::warn);
        case Level::error: return logger().set_level(spdlog::level::err);
    }
}

void write(Level level, std::string_view line) {
    const auto text = escaped(line);
    switch (level) {
        case Level::debug: return logger().debug(text);
        case Level::info: return logger().info(text);
        case Level::warning: return logger().warn(text);
        case Level::error: return logger().error(text);
    }
}

void failure(std::string_view doing, const Error& error) {
    const char* file = error.where.file;
    if (const char* slash = std::strrchr(file, '/')) file = slash + 1;
    write(Level::error, fmt::format("{}: {} ({}, {}:{})", doing, error.detail, name(error.code), file, error.where.line));
}

}  // namespace kiosk::log
