#pragma once
/// CPU time and what is made of many measures.

#include <sys/resource.h>

#include <algorithm>
#include <vector>

namespace bench {

inline double cpu_ms(int who) {
    rusage used{};
    getrusage(who, &used);
    return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000 +
           static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
}
inline double own_ms() { return cpu_ms(RUSAGE_SELF); }

inline double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}
inline double at_share(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(static_cast<double>(values.size() - 1) * share)];
}

}  // namespace bench
