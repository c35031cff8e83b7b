#pragma once
/// Which function key does what at a counter: the same in a browser and on the counter's own page. F1 is help everywhere, F5 loads a page
/// again. Pure; any thread.

#include <array>
#include <string_view>

namespace kiosk::queue {

struct CounterKey {
    std::string_view deed;  ///< as consoles name it
    int key = 0;            ///< 2: F2
};
inline constexpr std::array counter_keys{CounterKey{"call_next", 2}, CounterKey{"recall", 3},   CounterKey{"start", 4},
                                         CounterKey{"absent", 6},    CounterKey{"transfer", 7}, CounterKey{"finish", 8},
                                         CounterKey{"hold", 9},      CounterKey{"note", 10}};

}  // namespace kiosk::queue
