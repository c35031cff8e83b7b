#!/bin/sh
# A snapshot of the queue into a folder, looked at before it counts; the oldest beyond KEEP go.
#   snapshot.sh FOLDER KEEP
set -eu
[ $# -eq 2 ] || { sed -n '2,3s/^# *//p' "$0" >&2; exit 2; }
export ETCDCTL_API=3
file="$1/queue-$(date -u +%Y%m%d-%H%M%S).db"
etcdctl snapshot save "$file.new" >/dev/null
etcdctl snapshot status "$file.new" >/dev/null
mv "$file.new" "$file"
ls -1 "$1"/queue-*.db | sort -r | tail -n "+$(($2 + 1))" | xargs -r rm --
echo "$file"
