#!/bin/sh
# Boots systemd as process 1 of a machine of its own: own mounts, processes and cgroups, this host's programs (read-only).
#   booted-machine.sh FOLDER [NAME:FILE …]   FILE is bound over /proc/NAME, as lxcfs does
# FOLDER/root becomes its root. Run by `unshare` (booted-machine.ts).
set -e
folder=$1
shift
root=$folder/root
mount --make-rprivate /
mount -t tmpfs tmpfs "$root"
cd "$root"
mkdir -p usr etc/systemd/system run var/lib var/log tmp proc sys dev root opt
mount --rbind /usr usr
mount -o remount,bind,ro usr
mount -t tmpfs tmpfs usr/local
for name in bin sbin lib lib64; do ln -s "usr/$name" "$name"; done
mount -t proc proc proc
mount --rbind /sys sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs tmpfs dev
for device in null zero full random urandom; do : >"dev/$device" && mount --bind "/dev/$device" "dev/$device"; done
mkdir dev/shm
: >dev/console
for name in passwd group shadow gshadow nsswitch.conf ld.so.cache os-release; do
  [ ! -e "/etc/$name" ] || cp "/etc/$name" etc/
done
for name in alternatives login.defs pam.d security ssl; do
  [ ! -e "/etc/$name" ] || cp -r "/etc/$name" etc/
done
: >etc/machine-id
printf '[Unit]\nDescription=The machine\nAllowIsolate=yes\nWants=multi-user.target\n' >etc/systemd/system/machine.target
printf '[Unit]\nDescription=Everything\nDefaultDependencies=no\n' >etc/systemd/system/multi-user.target
ln -s machine.target etc/systemd/system/default.target
for pair; do mount --bind "${pair#*:}" "proc/${pair%%:*}"; done
export container=test
exec chroot "$root" /usr/lib/systemd/systemd --system --log-target=null --show-status=no </dev/null
