#pragma once
/// The subcommands of `kiosk`, one file each. `argv[0]` is the command's name as typed. Each returns the exit code: 0 done,
/// 1 failed, 2 wrong usage.

namespace kiosk::commands {

int announce(int argc, char** argv);
int board(int argc, char** argv);
int counter(int argc, char** argv);
int decode(int argc, char** argv);
int payload(int argc, char** argv);
int page(int argc, char** argv);
int portal(int argc, char** argv);
int province(int argc, char** argv);
int run(int argc, char** argv);
int serve(int argc, char** argv);
int telex(int argc, char** argv);
int speak(int argc, char** argv);  // `kiosk speech`
int queue(int argc, char** argv);
int outbox(int argc, char** argv);
int packet(int argc, char** argv);
int gallery(int argc, char** argv);
int staff(int argc, char** argv);
int doctor(int argc, char** argv);
int config(int argc, char** argv);
int catalogue(int argc, char** argv);
int print(int argc, char** argv);
int vietqr(int argc, char** argv);
int today(int argc, char** argv);
int payment(int argc, char** argv);

}  // namespace kiosk::commands
