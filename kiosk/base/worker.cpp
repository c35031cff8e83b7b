#include "kiosk/base/worker.hpp"

#include <pthread.h>

namespace kiosk {

Worker::Worker(std::string name, std::size_t capacity, Idle idle, AtEnd at_end)
    : tasks_(capacity), idle_(std::move(idle)), at_end_(at_end), thread_([this, name = std::move(name)] {
          constexpr std::size_t longest_thread_name = 15;
          pthread_setname_np(pthread_self(), name.substr(0, longest_thread_name).c_str());
          run();
      }) {}

Worker::~Worker() { end(); }

void Worker::stop() { tasks_.close(); }

void Worker::end() {
    stop();
    if (thread_.joinable()) thread_.join();
}

void Worker::run() {
    constexpr Duration until_asked = 1h;
    while (!tasks_.closed()) {
        const Duration rest = idle_ ? idle_() : until_asked;
        if (auto task = tasks_.take(rest); task && (at_end_ == AtEnd::finish || !tasks_.closed())) (*task)();
    }
    if (at_end_ == AtEnd::drop) return;
    for (auto& task : tasks_.take_all()) task();
}

}  // namespace kiosk
