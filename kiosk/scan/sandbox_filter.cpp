#include <fcntl.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <initializer_list>

#include "kiosk/scan/decoder_child.hpp"

namespace kiosk::scan {
namespace {

/// With the program itself, the file in the shared room (20 MB) and what is handed back there (24 MB) a child stays below 256 MB.
constexpr std::size_t memory_for_pictures_bytes = 176U << 20;

bool add(scmp_filter_ctx filter, std::uint32_t action, std::initializer_list<int> calls) {
    for (const int call : calls) {
        if (call >= 0 && seccomp_rule_add(filter, action, call, 0) != 0) return false;
    }
    return true;
}

#ifndef KIOSK_SANITIZED
/// What reading pixels needs: memory, the clock, the channel, and to end. The C library's sorting asks how much memory there
/// is (sysinfo), and libtiff sorts.
bool fill(scmp_filter_ctx filter) {
    if (!add(filter, SCMP_ACT_ALLOW,
             {SCMP_SYS(read),         SCMP_SYS(write),       SCMP_SYS(recvfrom),      SCMP_SYS(sendto),
              SCMP_SYS(recvmsg),      SCMP_SYS(sendmsg),     SCMP_SYS(mmap),          SCMP_SYS(munmap),
              SCMP_SYS(mremap),       SCMP_SYS(madvise),     SCMP_SYS(brk),           SCMP_SYS(futex),
              SCMP_SYS(exit),         SCMP_SYS(exit_group),  SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
              SCMP_SYS(getrandom),    SCMP_SYS(sched_yield), SCMP_SYS(rt_sigreturn),  SCMP_SYS(rt_sigprocmask),
              SCMP_SYS(rt_sigaction), SCMP_SYS(getpid),      SCMP_SYS(gettid),        SCMP_SYS(restart_syscall),
              SCMP_SYS(sysinfo)})) {
        return false;
    }
    const auto own = static_cast<scmp_datum_t>(getpid());
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, own)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, 4 /* PROT_EXEC */, 0)) == 0;
}
constexpr std::uint32_t otherwise = SCMP_ACT_KILL_PROCESS;

/// Counted from what the process has already, since the shared room and the libraries are part of it.
bool limit_memory() {
    std::FILE* file = std::fopen("/proc/self/statm", "re");
    if (file == nullptr) return false;
    unsigned long pages = 0;
    const bool known = std::fscanf(file, "%lu", &pages) == 1;
    std::fclose(file);
    const rlim_t bytes = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + memory_for_pictures_bytes;
    const rlimit limit{bytes, bytes};
    return known && setrlimit(RLIMIT_AS, &limit) == 0;
}
#else
/// Sanitizers map shadow memory, read /proc and write reports: everything is allowed but what could reach beyond.
bool fill(scmp_filter_ctx filter) {
    if (!add(filter, SCMP_ACT_KILL_PROCESS, {SCMP_SYS(socket),
                                             SCMP_SYS(socketpair),
                                             SCMP_SYS(connect),
                                             SCMP_SYS(bind),
                                             SCMP_SYS(listen),
                                             SCMP_SYS(accept),
                                             SCMP_SYS(accept4),
                                             SCMP_SYS(execve),
                                             SCMP_SYS(execveat),
                                             SCMP_SYS(unlink),
                                             SCMP_SYS(unlinkat),
                                             SCMP_SYS(rename),
                                             SCMP_SYS(renameat),
                                             SCMP_SYS(renameat2),
                                             SCMP_SYS(mkdir),
                                             SCMP_SYS(mkdirat),
                                             SCMP_SYS(ptrace),
                                             SCMP_SYS(kill),
                                             SCMP_SYS(creat),
                                             SCMP_SYS(truncate),
                                             SCMP_SYS(process_vm_readv),
                                             SCMP_SYS(process_vm_writev)})) {
        return false;
    }
    const auto writing = static_cast<scmp_datum_t>(O_WRONLY);
    const auto both = static_cast<scmp_datum_t>(O_RDWR);
    const auto mode = static_cast<scmp_datum_t>(O_ACCMODE);
    return seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(openat), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, mode, writing)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, mode, both)) ==
               0;
}
constexpr std::uint32_t otherwise = SCMP_ACT_ALLOW;
/// Sanitizers reserve terabytes of addresses; their own limits apply.
bool limit_memory() { return true; }
#endif

}  // namespace

bool close_the_sandbox() {
    const rlimit nothing{0, 0};
    if (setrlimit(RLIMIT_CORE, &nothing) != 0 || !limit_memory()) return false;
    if (prctl(PR_SET_DUMPABLE, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    scmp_filter_ctx filter = seccomp_init(otherwise);
    if (filter == nullptr) return false;
    const bool closed = fill(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return closed;
}

}  // namespace kiosk::scan
