#!/bin/sh
# Turns users on: root, whose password the centre's administrator keeps, and one user for kiosks, boards and counters, who reaches
# the keys of this centre's queue and no others. ETCDCTL_ENDPOINTS, ETCDCTL_CACERT, ETCDCTL_CERT and ETCDCTL_KEY say where.
#   users.sh PREFIX USER ROOT_PASSWORD_FILE USER_PASSWORD_FILE        PREFIX is q/ and the centre's id: q/HCC01/
set -eu
[ $# -eq 4 ] || { sed -n '2,4s/^# *//p' "$0" >&2; exit 2; }
export ETCDCTL_API=3
password() { head -n 1 "$1" | tr -d '\r\n'; }
# As standard input: what stands on a command line everybody on the machine can read.
password "$3" | etcdctl user add root --interactive=false
etcdctl user grant-role root root
etcdctl role add queue
etcdctl role grant-permission queue --prefix=true readwrite "$1"
password "$4" | etcdctl user add "$2" --interactive=false
etcdctl user grant-role "$2" queue
etcdctl auth enable
