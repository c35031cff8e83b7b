#!/bin/sh
# Gives a member's room back: forgets old revisions, makes the file small, takes back the alarm of a full quota. One member after the
# other, for each stands still meanwhile (seconds). ETCDCTL_CACERT, ETCDCTL_CERT, ETCDCTL_KEY and ETCDCTL_USER as for etcdctl.
#   tidy.sh ENDPOINT
set -eu
[ $# -eq 1 ] || { sed -n '2,4s/^# *//p' "$0" >&2; exit 2; }
export ETCDCTL_API=3 ETCDCTL_ENDPOINTS="$1"
revision=$(etcdctl endpoint status --write-out=json | sed -n 's/.*"revision":\([0-9]*\).*/\1/p')
etcdctl compact "$revision" || true  # refused where it has been done already
etcdctl defrag
etcdctl alarm disarm
