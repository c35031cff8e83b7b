#include "kiosk/base/worker.hpp"

#include <pthread.h>

namespace kiosk {

Worker::Worker(std::string name, std::size_t capacity, Idle idle)
    : tasks_(capacity), idle_(std::move(idle)), thread_([this, name = std::move(name)] {
          constexpr std::size_t longest_thread_name = 15;
          pthread_setname_np(pthread_self(), name.substr(0, longest_thread_name).c_str());
          run();
      }) {}

Worker::~Worker() {
    stop();
    thread_.join();
}

void Worker::stop() { tasks_.close(); }

void Worker::run() {
    constexpr Duration until_asked = 1h;
    while (!tasks_.closed()) {
        const Duration rest = idle_ ? idle_() : until_asked;
        if (auto task = tasks_.take(rest); task && !tasks_.closed()) (*task)();
    }
}

}  // namespace kiosk
