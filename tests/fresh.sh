#!/bin/sh
# Proves ./dev run and ./dev test on a Debian where nothing is installed but git: ./dev fresh calls it with a suite.
# Takes this tree's last commit. Needs root, debootstrap, the machine's own mirror. KIOSK_FRESH names the folder to work in.
set -eu
suite=$1
root=$(pwd)
place=${KIOSK_FRESH:-/var/tmp/kiosk-fresh}/$suite
mirror=$(sed -nE 's/^(deb|URIs:) +(\[[^]]*\] +)?([^ ]+).*/\3/p; s/^URIs: *([^ ]+).*/\1/p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -v security | head -n 1)
[ -n "$mirror" ] || { echo "fresh: no mirror found in the machine's apt sources" >&2; exit 1; }

unmount() { for fs in dev/pts dev proc sys; do umount "$place/$fs" 2>/dev/null || true; done; }
trap unmount EXIT
began=$(date +%s)
say() { echo "== $suite $(($(date +%s) - began)) s: $*"; }

if [ ! -e "$place/.bootstrapped" ]; then
    say "bootstrapping a minimal system"
    mkdir -p "$place"
    debootstrap --variant=minbase --include=git "$suite" "$place" "$mirror" >"$place.log" 2>&1 || { tail -n 20 "$place.log" >&2; exit 1; }
    touch "$place/.bootstrapped"
fi
unmount  # what a run that was cut off has left
mkdir -p "$place/dev/pts"
mount --bind /dev "$place/dev"
mount --bind /dev/pts "$place/dev/pts"
mount -t proc proc "$place/proc"
mount -t sysfs sys "$place/sys"
cp /etc/resolv.conf "$place/etc/resolv.conf"
printf '127.0.0.1 localhost\n' >"$place/etc/hosts"
printf '#!/bin/sh\nexit 101\n' >"$place/usr/sbin/policy-rc.d"
chmod 755 "$place/usr/sbin/policy-rc.d"
[ ! -d /etc/apt/apt.conf.d ] || cp -n /etc/apt/apt.conf.d/* "$place/etc/apt/apt.conf.d/" 2>/dev/null || true
# A machine that reaches the registries by an authority or a mirror of its own lends its trust and its settings.
lent=
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
    cp /etc/ssl/certs/ca-certificates.crt "$place/etc/lent-authorities.crt"
    lent="NODE_EXTRA_CA_CERTS=/etc/lent-authorities.crt npm_config_cafile=/etc/lent-authorities.crt"
fi
if command -v npm >/dev/null 2>&1; then lent="$lent npm_config_registry=$(npm config get registry)"; fi

say "cloning"
rm -rf "$place/root/kiosk"
git clone -q --no-hardlinks "$root" "$place/root/kiosk"
# shellcheck disable=SC2086
inside() { chroot "$place" env -i $lent HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 TERM=dumb sh -c "cd /root/kiosk && $*"; }

say "./dev run, the first time"
inside ./dev run >"$place.run.log" 2>&1 || { tail -n 40 "$place.run.log" >&2; exit 1; }
pictures=$(find "$place/root/kiosk/build/demo" -name '*.png' | wc -l)
say "$pictures pictures"
[ "$pictures" -ge 10 ] || { echo "fresh: fewer than ten pictures" >&2; exit 1; }
[ -s "$place/root/kiosk/build/demo/portal-record.json" ] || { echo "fresh: no portal's record" >&2; exit 1; }
say "./dev run, again: nothing to install or build"
inside ./dev run >"$place.again.log" 2>&1 || { tail -n 40 "$place.again.log" >&2; exit 1; }
say "./dev test"
inside ./dev test >"$place.test.log" 2>&1 || { tail -n 60 "$place.test.log" >&2; exit 1; }
tail -n 5 "$place.test.log"
say "done"
