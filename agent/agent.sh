#!/bin/sh
# LunaSentri's agent: reports this machine's figures to its hub with a POSIX shell, awk, df and curl.
#   agent.sh            report until stopped
#   agent.sh --once     send one report; succeed if the hub has stored it
#   agent.sh --start    run in the background, unless already running
#   agent.sh --stop     report a planned stop to the hub and exit
# Each takes --config FILE (/etc/lunasentri/agent.conf).

agent() {
  VERSION=1.1.0
  KEPT_SAMPLES=360
  BATCH_SAMPLES=50
  # The hub accepts bodies up to 64 KiB.
  BATCH_BYTES=49152
  LONGEST_WAIT_S=300
  SYSTEM_INFO_EVERY_S=3600
  ASK_HUNG_EVERY_S=60
  NEWLINE='
'
  TAB='	'

  log() {
    if [ -t 2 ] || [ -n "${JOURNAL_STREAM-}" ]; then printf '%s\n' "$1" >&2
    else printf '%s %s\n' "$(date '+%Y-%m-%d %H:%M:%S%z')" "$1" >&2; fi
  }

  # A message that repeats with many reports is logged once.
  log_change() {
    [ "$1" = "$last_said" ] || log "$1"
    last_said=$1
  }

  fail() {
    printf 'lunasentri-agent: %s\n' "$1" >&2
    exit 1
  }

  read_config() {
    hub='' key_file='' state_dir='' name='' proxy='' interval_s=10 slow_s=$LONGEST_WAIT_S
    [ -r "$config" ] || fail "cannot read $config. Install the agent again."
    while IFS='=' read -r setting value || [ -n "$setting" ]; do
      case $setting in
        hub) hub=$value ;;
        key_file) key_file=$value ;;
        state_dir) state_dir=$value ;;
        name) name=$value ;;
        proxy) proxy=$value ;;
        interval_s) interval_s=$value ;;
        slow_s) slow_s=$value ;;
      esac
    done <"$config"
    [ -n "$hub" ] && [ -n "$key_file" ] && [ -n "$state_dir" ] ||
      fail "$config must set hub, key_file and state_dir. Install the agent again."
    for value in "$interval_s" "$slow_s"; do
      case $value in
        '' | *[!0-9]* | 0*) fail "$config: interval_s and slow_s must be whole seconds, 1 or more." ;;
      esac
    done
    [ -r "$key_file" ] || fail "cannot read $key_file. Run as the user that owns it, or install the agent again."
    pid_file=$state_dir/agent.pid
    backlog_file=$state_dir/backlog
    # Two attempts must fit into one interval.
    limit_s=$((interval_s * 2 / 5))
    [ "$limit_s" -ge 2 ] || limit_s=2
    [ "$limit_s" -le 8 ] || limit_s=8
    LUNASENTRI_NAME=$name
    export LUNASENTRI_NAME
    if [ -n "$proxy" ]; then
      http_proxy=$proxy https_proxy=$proxy
      export http_proxy https_proxy
      unset no_proxy NO_PROXY
    fi
    # busybox's df looks at all mounts to find one, so it hangs for those that it was not asked about.
    df_command='df -Pk --'
    case $(readlink -f "$(command -v df)" 2>/dev/null) in
      */busybox*) ! stat -f -c %S / >/dev/null 2>&1 || df_command="stat -f -c 'stat %b %f %a %S %n' --" ;;
    esac
  }

  # No clock paces the reports, because any of them may be set, stand still or be unreadable: an interval is one `sleep`,
  # which runs beside all that happens in it.
  begin_interval() {
    sleep "$interval_s" &
    ticker=$!
  }

  # Succeeds while the interval lasts. A `sleep` that has ended is a zombie until it is waited for.
  is_early() { is_running "$ticker"; }

  end_interval() {
    wait "$ticker"
    ended=$?
    ticker=
    # Without a pause, reports would flood the hub.
    [ "$ended" = 0 ] || [ "$ended" -gt 128 ] || fail "cannot pause between reports."
  }

  # Sleeps in the background, so that a signal is handled at once.
  pause() {
    [ "$1" -gt 0 ] || return 0
    sleep "$1" &
    sleeper=$!
    wait "$sleeper"
    sleeper=
  }

  # Prints, line by line: the CPU's ticks (total, idle), the rank of the interfaces that are summed, the mounts to ask df
  # about, the members of a report and those of its system_info.
  # shellcheck disable=SC2016
  MEASURE='
    function pct(part, whole,    value) {
      value = whole > 0 ? 100 * part / whole : 0
      return sprintf("%.1f", value < 0 ? 0 : value > 100 ? 100 : value)
    }
    function text(bytes, most,    i, c, out, rest) {
      bytes = substr(bytes, 1, most)
      if (bytes ~ /^[a-zA-Z0-9 .\/:_-]*$/) return "\"" bytes "\""
      for (i = 1; i <= length(bytes); i++) {
        c = substr(bytes, i, 1)
        rest = substr(bytes, i, 4)
        if (c == "\"" || c == "\\") out = out "\\" c
        else if (c ~ /[ -~]/) out = out c
        else if (match(rest, UTF8)) { out = out substr(rest, 1, RLENGTH); i += RLENGTH - 1 }
        else out = out "?"
      }
      return "\"" out "\""
    }
    function add(name, value) { members = members ",\"" name "\":" value }
    function first_line(file,    line) {
      if ((getline line < file) <= 0) line = ""
      return line
    }
    function instant(epoch,    days, era, doe, yoe, doy, mp, month, rest) {
      days = int(epoch / 86400); rest = epoch - days * 86400
      days += 719468; era = int(days / 146097); doe = days - era * 146097
      yoe = int((doe - int(doe / 1460) + int(doe / 36524) - int(doe / 146096)) / 365)
      doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100)); mp = int((5 * doy + 2) / 153)
      month = mp < 10 ? mp + 3 : mp - 9
      return sprintf("%04d-%02d-%02dT%02d:%02d:%02dZ", yoe + era * 400 + (month <= 2), month,
        doy - int((153 * mp + 2) / 5) + 1, int(rest / 3600), int(rest % 3600 / 60), rest % 60)
    }
    # /proc/mounts writes spaces and backslashes in names in octal.
    function unescape(name,    out, code) {
      while (match(name, /\\[0-7][0-7][0-7]/)) {
        code = substr(name, RSTART + 1, 1) * 64 + substr(name, RSTART + 2, 1) * 8 + substr(name, RSTART + 3, 1)
        out = out substr(name, 1, RSTART - 1) sprintf("%c", code)
        name = substr(name, RSTART + 4)
      }
      return out name
    }
    function shell_word(name) {
      gsub(/'\''/, "'\''\\'\'''\''", name)
      return "'\''" name "'\''"
    }
    function read_stat() {
      while ((getline < "/proc/stat") > 0) {
        if ($1 == "cpu") {
          for (i = 2; i <= 9; i++) total += $i
          idle = $5 + $6
          if (!full) break
        } else if ($1 ~ /^cpu[0-9]/) cores++
        else if ($1 == "btime") booted = $2
      }
      split(ticks, before, " ")
      if (before[1] > 0 && total > before[1])
        add("cpu_pct", pct(total - before[1] - idle + before[2], total - before[1]))
    }
    # What of memory ZFS gives back when programs need it, in KiB. The figures are the host'\''s, also in a container.
    function evictable(    line, word, arc) {
      while ((getline line < "/proc/spl/kstat/zfs/arcstats") > 0) {
        split(line, word, " ")
        arc[word[1]] = word[3]
      }
      return arc["size"] > arc["c_min"] ? (arc["size"] - arc["c_min"]) / 1024 : 0
    }
    function read_memory(    available, used, cache) {
      while ((getline < "/proc/meminfo") > 0) memory[$1] = $2
      available = "MemAvailable:" in memory ? memory["MemAvailable:"] \
        : memory["MemFree:"] + memory["Buffers:"] + memory["Cached:"]
      if (memory["MemTotal:"] > 0) {
        used = memory["MemTotal:"] - available
        cache = has_own_memory ? 0 : evictable()
        add("mem_used_pct", pct(cache < used ? used - cache : used, memory["MemTotal:"]))
      }
      if (memory["SwapTotal:"] > 0)
        add("swap_used_pct", pct(memory["SwapTotal:"] - memory["SwapFree:"], memory["SwapTotal:"]))
    }
    function read_load() {
      if ((getline < "/proc/loadavg") > 0) { add("load1", $1 + 0); add("load5", $2 + 0); add("load15", $3 + 0) }
    }
    # 1: hardware; 2: anything else that leads out, as a container'\''s only interface does; 3: tunnels and the ends of
    # virtual cables; 4: what repeats others.
    function rank_of(name) {
      if (index(ENVIRON["LUNASENTRI_HARDWARE"], " " name " ")) return 1
      if (index(ENVIRON["LUNASENTRI_STACKED"], " " name " ") || name ~ STACKED) return 4
      return name ~ TUNNEL ? 3 : 2
    }
    function interface(i) {
      if (++listed <= MOST)
        interfaces = interfaces (listed > 1 ? "," : "") "{\"name\":" text(names[i], 100) \
          sprintf(",\"rx_bytes\":%.0f,\"tx_bytes\":%.0f}", received[i], sent[i])
    }
    # Bytes pass through several interfaces (hardware, bond, VLAN, bridge, tap): the total counts those of the lowest rank.
    function read_network(    line, bytes, i, count, lowest, rx, tx) {
      lowest = 9
      while ((getline line < "/proc/net/dev") > 0) {
        if (!match(line, /:[ 0-9]+$/)) continue
        split(substr(line, RSTART + 1), bytes, " ")
        line = substr(line, 1, RSTART - 1)
        gsub(/ /, "", line)
        if (line == "lo") continue
        names[++count] = line; received[count] = bytes[1]; sent[count] = bytes[9]
        ranks[count] = rank_of(line)
        if (ranks[count] < lowest) lowest = ranks[count]
      }
      for (i = 1; i <= count; i++)
        if (ranks[i] == lowest) { rx += received[i]; tx += sent[i]; interface(i) }
      # Container interfaces repeat what their bridge says, and there may be hundreds.
      for (i = 1; i <= count; i++)
        if (ranks[i] != lowest && names[i] !~ /^veth/) interface(i)
      # Counters of other interfaces would look like a burst, so a machine that has lost its hardware has no total.
      if (count && (!rank || lowest <= rank)) {
        add("net_rx_bytes", sprintf("%.0f", rx)); add("net_tx_bytes", sprintf("%.0f", tx))
      }
      if (count) add("interfaces", "[" interfaces "]")
      if (!rank || rank > lowest) rank = lowest % 9
    }
    function is_better(mount, other) {
      if (mount ~ ROOT || other ~ ROOT) return mount ~ ROOT
      return length(mount) < length(other)
    }
    # Finds the local disks, each once, at its shortest mount point. Network mounts are left out, because they may hang.
    function read_mounts(    line, word, n, i, mount, id) {
      while ((getline line < "/proc/self/mountinfo") > 0) {
        n = split(line, word, " ")
        for (i = 7; i < n && word[i] != "-"; i++);
        # Whether the filesystem can be written to: the mount alone may be protected from this program.
        read_only[word[5]] = word[i + 3] ~ /^ro(,|$)/
        number[word[5]] = word[3]
      }
      while ((getline line < "/proc/mounts") > 0) {
        split(line, word, " ")
        if (!(word[2] in read_only)) read_only[word[2]] = word[4] ~ /^ro(,|$)/
        if (!(word[2] in number)) number[word[2]] = word[2]
        mount = unescape(word[2])
        # A container sees its own share of the memory through a file that is mounted there.
        if (mount == "/proc/meminfo") has_own_memory = 1
        id = word[3] ~ UNION ? word[1] " " number[word[2]] : word[1]
        if (mount == "/") {
          root = id
          is_image = word[3] ~ IMAGE || (word[3] !~ LOCAL && read_only["/"])
        } else if (word[3] !~ LOCAL && word[3] !~ UNION && word[3] != "fuse.shfs" || mount ~ NOBODYS || mount ~ /[\001-\037]/) continue
        if (!(id in shortest)) ids[++disks] = id
        if (!(id in shortest) || is_better(mount, shortest[id])) shortest[id] = mount
        if (!read_only[word[2]]) is_writable[id] = 1
        if (word[3] == "zfs") { pool[id] = word[1]; sub(/\/.*/, "", pool[id]) }
      }
      # Inside chroot, no line says what `/` is.
      if (root == "") { root = "/"; ids[++disks] = root; shortest[root] = root; is_writable[root] = 1 }
      for (i = 1; i <= disks; i++) {
        id_at[shortest[ids[i]]] = ids[i]
        line = shell_word(shortest[ids[i]])
        if (i <= MOST_ASKED && !index(ENVIRON["LUNASENTRI_HUNG"] "\t", ":" line "\t")) mounts = mounts (mounts == "" ? "" : "\t") line
      }
    }
    # How full the fullest is. Datasets of one ZFS pool share its space. A filesystem for starting up, or one that nobody
    # can write to, is full by design.
    function find_fullest(    i, full, name) {
      for (i = 1; i <= measured; i++) {
        if (!counts[i]) continue
        name = pool[id_at[at[i]]]
        if (name != "") {
          pool_used[name] += used[i]
          if (left[i] > pool_left[name]) pool_left[name] = left[i]
        }
        if (!fullest || full_of(used[i], left[i]) > full_of(used[fullest], left[fullest])) fullest = i
      }
      if (!fullest) fullest = system_disk
      full = full_of(used[fullest], left[fullest])
      for (name in pool_used)
        if (full_of(pool_used[name], pool_left[name]) > full) full = full_of(pool_used[name], pool_left[name])
      return full
    }
    function full_of(taken, free) { return taken + free > 0 ? taken / (taken + free) : 0 }
    # The disk of the system itself: where `/` is, or what an image as `/` keeps its files on.
    function find_system(    i, n, places) {
      if (!is_image) return index_of("/")
      n = split("/sysroot /var /nix /persist /home", places, " ")
      for (i = 1; i <= n; i++) if (index_of(places[i])) return index_of(places[i])
      n = 0
      for (i = 1; i <= measured; i++) if (counts[i] && (!n || size[i] > size[n])) n = i
      return n ? n : index_of("/")
    }
    function index_of(mount,    i) {
      for (i = 1; i <= measured; i++) if (at[i] == mount) return i
      return 0
    }
    function filesystem(i) {
      return "{\"mount\":" text(at[i], 200) ",\"used_pct\":" pct(used[i], used[i] + left[i]) \
        sprintf(",\"total_bytes\":%.0f}", size[i] * 1024)
    }
    # Reads what df has said: disk_used_pct is the fullest.
    function read_disks(    lines, n, i, mount, figures, block, list, seen) {
      n = split(ENVIRON["LUNASENTRI_DISKS"], lines, "\n")
      for (i = 1; i <= n; i++) {
        if (match(lines[i], /^stat [0-9]+ [0-9]+ [0-9]+ [0-9]+ \//)) {
          # Blocks: all, free, free for everybody, and how large they are.
          split(substr(lines[i], 6, RLENGTH - 6), block, " ")
          figures[1] = block[1] * block[4] / 1024
          figures[2] = (block[1] - block[2]) * block[4] / 1024
          figures[3] = block[3] * block[4] / 1024
        } else if (match(lines[i], / [0-9]+ +[0-9]+ +-?[0-9]+ +[0-9]+% +\//)) split(substr(lines[i], RSTART, RLENGTH), figures, " ")
        else continue
        mount = substr(lines[i], RSTART + RLENGTH - 1)
        if (!(mount in id_at) || mount in seen) continue
        seen[mount] = 1
        at[++measured] = mount; size[measured] = figures[1]; used[measured] = figures[2]; left[measured] = figures[3]
        counts[measured] = is_writable[id_at[mount]] && mount !~ /^\/(boot|efi)(\/|$)/ && !(mount == "/" && is_image)
      }
      if (!measured) return
      system_disk = find_system()
      if (!system_disk) system_disk = 1
      disk_kb = size[system_disk]
      add("disk_used_pct", sprintf("%.1f", 100 * find_fullest()))
      for (i = 1; i <= measured; i++) {
        if (at[i] == "/" && i != system_disk) continue
        if (i < MOST || i == fullest || (i == MOST && fullest < MOST)) list = list (list == "" ? "" : ",") filesystem(i)
      }
      add("filesystems", "[" list "]")
    }
    function read_uptime(    uptime) {
      uptime = first_line("/proc/uptime")
      if (match(uptime, /^[0-9]+/)) add("uptime_s", substr(uptime, 1, RLENGTH))
    }
    function read_system(    info, line, parts) {
      while ((getline line < "/etc/os-release") > 0)
        if (match(line, /^[A-Z_]+=/)) {
          info = substr(line, RLENGTH + 1)
          gsub(/^["'\'']|["'\'']$/, "", info)
          release[substr(line, 1, RLENGTH - 1)] = info
        }
      info = "\"hostname\":" text(ENVIRON["LUNASENTRI_NAME"] != "" ? ENVIRON["LUNASENTRI_NAME"] : first_line("/proc/sys/kernel/hostname"), 200)
      info = info ",\"platform\":" text("ID" in release ? release["ID"] : "linux", 100)
      if ("VERSION_ID" in release) info = info ",\"platform_version\":" text(release["VERSION_ID"], 100)
      info = info ",\"kernel_version\":" text(first_line("/proc/sys/kernel/osrelease"), 200)
      if (cores) info = info ",\"cpu_cores\":" cores
      if (memory["MemTotal:"]) info = info sprintf(",\"memory_total_mb\":%.0f", memory["MemTotal:"] / 1024)
      if (disk_kb) info = info sprintf(",\"disk_total_gb\":%.1f", disk_kb / 1048576)
      if (booted) info = info ",\"last_boot_time\":\"" instant(booted) "\""
      add("system_info", "{" info "}")
    }
    BEGIN {
      UTF8 = "^([\302-\337][\200-\277]|\340[\240-\277][\200-\277]|[\341-\354\356\357][\200-\277][\200-\277]" \
        "|\355[\200-\237][\200-\277]|\360[\220-\277][\200-\277][\200-\277]" \
        "|[\361-\363][\200-\277][\200-\277][\200-\277]|\364[\200-\217][\200-\277][\200-\277])"
      LOCAL = "^(apfs|bcachefs|btrfs|exfat|ext[234]|f2fs|fuseblk|hfsplus|jffs2|jfs|msdos|nilfs2|ntfs3?|reiserfs|ubifs|ufs|vfat|xfs|zfs)$"
      UNION = "^fuse\\.(mergerfs|mhddfs|unionfs|unionfs-fuse|policyfs)$"
      ROOT = "^/(sysroot)?$"
      IMAGE = "^(composefs|cramfs|erofs|iso9660|ramfs|romfs|rootfs|squashfs|tmpfs)$"
      NOBODYS = "^/((dev|etc|proc|snap|sys)(/|$)|var/lib/(containers|docker|kubelet)/)"
      STACKED = "^(bat|bond|br[-0-9]|bridge|cbr|cilium|cni|docker|flannel|fwbr|geneve|incusbr|ipvl|kube-|lxcbr|lxdbr|macsec" \
        "|macv|nodelocaldns|ovs-|podman|team|virbr|vlan|vmbr|vrf|vxlan|weave|xenbr)|[.@]"
      TUNNEL = "^(azv|cali|dummy|erspan|fwln|fwpr|gre|ifb|ip6|ip_vti|ipsec|lxc|nebula|nlmon|ppp|sit|tailscale|tap|tun|utun" \
        "|vcan|veth|vif|vnet|wg|xfrm|zt)"
      MOST = 32
      MOST_ASKED = 128
      read_stat(); read_load(); read_network(); read_mounts(); read_memory(); read_disks(); read_uptime()
      boot_id = first_line("/proc/sys/kernel/random/boot_id")
      if (boot_id != "") add("boot_id", text(boot_id, 100))
      sample = substr(members, 2)
      if (full) read_system()
      printf "%.0f %.0f\n", total, idle
      print rank + 0
      print mounts
      print sample
      print substr(members, length(sample) + 3)
    }
  '

  # Finds the interfaces that are hardware: each byte passes one of them once. Where there are none, as in a container,
  # finds those that repeat what others say.
  find_interfaces() {
    hardware=' ' stacked=' '
    for each in /sys/class/net/*/device; do
      [ -e "$each" ] || continue
      each=${each%/device}
      # Counted where they lead: a virtual function in its master, a switch's port in its trunk, Xen's guests in nothing.
      [ ! -e "$each/master/device" ] || continue
      own='' lower=''
      { read -r own <"$each/ifindex" && read -r lower <"$each/iflink"; } 2>/dev/null
      [ "$own" = "$lower" ] || continue
      case ${each##*/} in vif*) ;; *) hardware="$hardware${each##*/} " ;; esac
    done
    [ "$hardware" = ' ' ] || return 0
    for each in /sys/class/net/*/bridge /sys/class/net/*/bonding /sys/class/net/*/lower_* /proc/net/bonding/* /proc/net/vlan/*; do
      case $each in /sys/*) each=${each%/*} ;; esac
      stacked="$stacked${each##*/} "
    done
  }

  # Runs a command (shell words) and sets `answer` to its output. One that hangs in a filesystem may not even be killed, so
  # nothing waits for it longer than `patience_s`: then `late` is its process, else empty.
  attempt() {
    answer=$({
      { sleep "$patience_s"; echo '=late'; } &
      { eval "exec $1" & echo "=$!"; wait "$!"; echo '=end'; } &
    } 2>/dev/null | {
      while IFS= read -r line; do
        printf '%s\n' "$line"
        case $line in =end | =late) break ;; esac
      done
    })
    late=
    case $answer in
      *=late)
        late=${answer#*=}
        late=${late%%"$NEWLINE"*}
        case $late in
          '' | 0* | *[!0-9]*) late=unknown ;;
          *) kill -9 "$late" 2>/dev/null ;;
        esac
        ;;
    esac
    answer=${answer#=*"$NEWLINE"}
  }

  is_running() {
    [ -n "$1" ] && { read -r _ _ state _ <"/proc/$1/stat"; } 2>/dev/null && [ "$state" != Z ]
  }

  # Keeps a mount that does not answer out of the next reports; `hung` lists them, each with its last df process.
  set_aside() {
    hung=$hung$TAB$late:$1
    log "Filesystem $1 does not answer; its figures are left out until it does."
  }

  # Sets `figures` to what df says about the mounts. After a hang, each is asked by itself to find which one it is.
  ask_disks() {
    attempt "$df_command $mounts"
    figures=$answer
    if [ -n "$late" ]; then
      figures='' hangs=0
      IFS=$TAB
      set -f
      # shellcheck disable=SC2086
      set -- $mounts
      set +f
      unset IFS
      for mount; do
        attempt "$df_command $mount"
        figures=$figures$NEWLINE$answer
        [ -n "$late" ] || continue
        set_aside "$mount"
        hangs=$((hangs + 1))
        [ "$hangs" -lt 2 ] || break
      done
    fi
    [ -z "$hung" ] || ask_hung
  }

  # Asks one of the hung mounts again, now and then and once its last process has ended.
  ask_hung() {
    hung_for=$((hung_for + 1))
    [ $((hung_for * interval_s)) -ge "$ASK_HUNG_EVERY_S" ] || return 0
    hung_for=0
    mount=${hung#"$TAB"}
    hung=${mount#*"$TAB"}
    if [ "$hung" = "$mount" ]; then hung=; else hung=$TAB$hung; fi
    mount=${mount%%"$TAB"*}
    late=${mount%%:*}
    mount=${mount#*:}
    if ! is_running "$late"; then
      attempt "$df_command $mount"
      if [ -z "$late" ]; then
        log "Filesystem $mount answers again."
        return
      fi
    fi
    hung=$hung$TAB$late:$mount
  }

  # Sets `line` to the next line of `measured`.
  next_line() {
    line=${measured%%"$NEWLINE"*}
    measured=${measured#"$line"}
    measured=${measured#"$NEWLINE"}
  }

  # In a container, a filesystem of the host's (lxcfs) answers for some files of /proc, and it may hang.
  look_for_container() {
    is_contained=0 stuck=''
    while read -r _ mount _; do
      case $mount in /proc/meminfo | /proc/stat | /proc/uptime | /proc/loadavg) is_contained=1 ;; esac
    done 2>/dev/null </proc/mounts
  }

  say_stuck() {
    [ -z "$late" ] || [ -n "$stuck" ] || log "/proc does not answer; reports go on without figures until it does."
    [ -n "$late" ] || [ -z "$stuck" ] || log "/proc answers again."
    stuck=$late
  }

  # Sets `sample` (the figures) and `system_info` (at the start and then hourly, else empty). The mounts that df is asked
  # about are those of the measurement before.
  measure() {
    full=0
    [ "$info_in" -gt 0 ] || full=1
    info_in=$((info_in - 1))
    find_interfaces
    figures=
    [ -z "$mounts" ] || ask_disks
    LUNASENTRI_HARDWARE=$hardware LUNASENTRI_STACKED=$stacked LUNASENTRI_HUNG=$hung LUNASENTRI_DISKS=$figures
    export LUNASENTRI_HARDWARE LUNASENTRI_STACKED LUNASENTRI_HUNG LUNASENTRI_DISKS
    sample='' system_info=''
    if [ "$is_contained" = 1 ]; then
      ! is_running "$stuck" || return 0
      # shellcheck disable=SC2016
      attempt 'awk -v ticks="$ticks" -v rank="$rank" -v full="$full" "$MEASURE"'
      say_stuck
      [ -z "$stuck" ] || return 0
      measured=$answer
    else measured=$(awk -v ticks="$ticks" -v rank="$rank" -v full="$full" "$MEASURE"); fi
    next_line
    ticks=$line
    next_line
    rank=$line
    next_line
    mounts=$line
    next_line
    sample=$line
    next_line
    system_info=$line
  }

  # Sends a body and sets `status` (000: no answer), `answer` and `spent_s`. curl reads the key itself, so `ps` does not
  # show it.
  post() {
    answer=$(curl -q -sS -i -m "$limit_s" --max-filesize 65536 -K "$key_file" -A "LunaSentri-Agent/$VERSION" \
      -H 'Content-Type: application/json' -H 'Expect:' -w '\n%{time_total} %{http_code}' --data-binary "$1" \
      "$hub/agent/metrics" 2>&1)
    spent_s=${answer##*"$NEWLINE"}
    answer=${answer%"$NEWLINE"*}
    status=${spent_s##* }
    case $status in [1-9][0-9][0-9]) ;; *) status=000 ;; esac
    spent_s=${spent_s%%[!0-9]*}
    case $spent_s in '' | ????*) spent_s=0 ;; esac
  }

  # Sets `verdict` to what the answer means. Only the hub itself answers with 202, and refuses in its own words: a proxy, a
  # firewall or a sign-in page that answers instead must neither pass for the hub nor cost a report.
  judge() {
    case $status in
      202) verdict=accepted ;;
      301 | 302 | 303 | 307 | 308) verdict=moved ;;
      000 | 429 | 5??) verdict=away ;;
      *)
        verdict=stranger
        case $answer in
          *'"error":{"code":"'*)
            case $status in
              400 | 413 | 415 | 422) verdict=refused ;;
              401) verdict=unknown_key ;;
              *) verdict=away ;;
            esac
            ;;
        esac
        ;;
    esac
  }

  # What the hub, or else curl, says about a failed request.
  explain() {
    case $answer in
      *'"message":"'*) reason=${answer#*'"message":"'} reason="HTTP $status: ${reason%%\"*}" ;;
      *curl:*) reason=${answer#*curl: } reason=${reason%%"$NEWLINE"*} ;;
      *) reason="HTTP $status" ;;
    esac
    [ "$verdict" != moved ] || explain_redirect
  }

  # Says where a redirect leads and what to set. Following it could show the key to somebody else.
  explain_redirect() {
    target=
    case $answer in
      *"$NEWLINE"[Ll]ocation:*)
        target=${answer#*"$NEWLINE"[Ll]ocation:}
        target=${target# }
        target=${target%%[!!-~]*}
        ;;
    esac
    reason="$hub redirects to ${target:-another address} (HTTP $status)."
    case $target in
      http://*/agent/metrics | https://*/agent/metrics)
        target=${target%/agent/metrics}
        target=${target%/}
        [ "$target" = "$hub" ] ||
          reason="$reason Set hub=$target in $config and restart the agent; set HUB_URL=$target for the hub."
        ;;
      *) reason="$reason Set hub= in $config to the address at which the hub itself answers, and restart the agent." ;;
    esac
  }

  # Sets `wait_s` to what Retry-After asks for, else to 0.
  read_retry_after() {
    wait_s=0
    case $status in 429 | 503) ;; *) return ;; esac
    case $answer in
      *[Rr]etry-[Aa]fter:*)
        wait_s=${answer#*[Rr]etry-[Aa]fter:}
        wait_s=${wait_s%%"$NEWLINE"*}
        wait_s=${wait_s# }
        wait_s=${wait_s%%[!0-9]*}
        case $wait_s in
          '' | 0*) wait_s=0 ;;
          ????*) wait_s=$LONGEST_WAIT_S ;;
        esac
        [ "$wait_s" -le "$LONGEST_WAIT_S" ] || wait_s=$LONGEST_WAIT_S
        ;;
    esac
  }

  # Sends a report once and sets `verdict`; succeeds if it is settled: stored, or one that the hub will never accept.
  deliver() {
    post "$1"
    judge
    [ "$verdict" != accepted ] || return 0
    explain
    if [ "$verdict" = refused ]; then
      log "The hub does not accept this report; it is dropped. $reason"
      return 0
    fi
    read_retry_after
    return 1
  }

  keep() {
    [ -n "$1" ] || return 0
    if ! { printf '{"timestamp":"%s",%s}\n' "$taken_at" "$1" >>"$backlog_file"; } 2>/dev/null; then
      log_change "A report could not be kept: cannot write $backlog_file."
      return
    fi
    kept=$((kept + 1))
    # Trimmed now and then, not with each report.
    [ "$kept" -lt $((KEPT_SAMPLES + 60)) ] || drop_first $((kept - KEPT_SAMPLES))
  }

  drop_first() {
    sed "1,${1}d" "$backlog_file" >"$backlog_file.new" && mv "$backlog_file.new" "$backlog_file"
    kept=$((kept - $1))
    [ "$kept" -gt 0 ] || kept=0
  }

  # Sends the kept reports, oldest first, until all are sent, the hub is unreachable again or the next report is due.
  send_backlog() {
    while [ "$kept" -gt 0 ]; do
      batch=$(awk -v most="$BATCH_SAMPLES" -v bytes="$BATCH_BYTES" '
        { size += length($0) + 1; if (NR > most || (NR > 1 && size > bytes)) exit; count = NR
          printf "%s%s", (NR > 1 ? "," : ""), $0 }
        END { printf "\n%d\n", count }' "$backlog_file")
      count=${batch##*"$NEWLINE"}
      case $count in
        '' | 0 | *[!0-9]*)
          log_change "Cannot read $backlog_file; the kept reports are dropped."
          kept=0
          rm -f "$backlog_file"
          return
          ;;
      esac
      deliver "{\"samples\":[${batch%"$NEWLINE"*}]}" || return
      drop_first "$count"
      is_early || return 0
    done
  }

  utc_now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

  # Without figures, it is still proof of life. With the time of day, the hub sees whether this machine's clock is right.
  compose() {
    body="{\"interval_s\":$interval_s,\"agent_version\":\"$VERSION\",\"sent_at\":\"$(utc_now)\"${sample:+,$sample}${system_info:+,$system_info}}"
  }

  # Measures and reports once. A report that the hub did not store is tried once more before the next one is due, then kept.
  report() {
    measure
    taken_at=$(utc_now)
    if [ "$silent" -gt 0 ]; then
      silent=$((silent - 1))
      keep "$sample"
      return
    fi
    pending=$sample
    compose
    deliver "$body"
    if [ "$verdict" = away ] && [ "$wait_s" -le $((interval_s / 2)) ] && [ "$interval_s" -gt 1 ]; then
      again_in=$((interval_s / 2 - spent_s))
      [ "$again_in" -ge "$wait_s" ] || again_in=$wait_s
      pause "$again_in"
      if is_early; then
        compose
        deliver "$body"
      fi
    fi
    pending=
    settle
  }

  # Acts on the verdict of the last attempt.
  settle() {
    case $verdict in
      accepted | refused) [ -z "$system_info" ] || info_in=$((SYSTEM_INFO_EVERY_S / interval_s)) ;;
    esac
    case $verdict in
      accepted)
        log_change "Reporting to $hub every $interval_s s."
        send_backlog
        ;;
      refused) ;;
      unknown_key)
        log_change "The hub refuses this machine's key; trying again every $slow_s s. $reason"
        rest=$(((slow_s + interval_s - 1) / interval_s - 1))
        info_in=0
        ;;
      moved)
        log_change "$reason Reports are kept; trying again every $slow_s s."
        silent=$(((slow_s + interval_s - 1) / interval_s - 1))
        keep "$sample"
        ;;
      stranger)
        log_change "Something other than the hub answers at $hub: a proxy, a firewall or a sign-in page. Reports are kept until the hub does. $reason"
        keep "$sample"
        ;;
      away)
        log_change "The hub cannot be reached; reports are kept until it is back. $reason"
        silent=$((wait_s / interval_s))
        keep "$sample"
        ;;
    esac
  }

  # Distinguishes a reboot from a stop, as far as the machine itself shows which it is.
  goodbye() {
    trap '' TERM INT HUP
    # shellcheck disable=SC2086
    kill $ticker $sleeper 2>/dev/null
    [ -z "$pending" ] || keep "$pending"
    jobs=
    [ ! -d /run/systemd/system ] || jobs=$(timeout 2 systemctl list-jobs --no-legend 2>/dev/null)
    case $jobs in
      *reboot.target*) planned='"reason":"reboot","back_in_s":300' ;;
      *poweroff.target* | *halt.target*) planned='"reason":"shutdown"' ;;
      *) planned='"reason":"stopped"' ;;
    esac
    limit_s=3
    post "{\"goodbye\":{$planned}}"
    log "Stopped."
    read_owner
    [ "$owner" != $$ ] || rm -f "$pid_file"
    exit 0
  }

  read_owner() {
    owner=
    { read -r owner <"$pid_file"; } 2>/dev/null
  }

  # Sets `running` to the process of the agent with this state folder, else to nothing. Process ids are reused.
  find_running() {
    read_owner
    running=$owner
    [ -n "$running" ] || return 1
    case $({ tr '\0' ' ' <"/proc/$running/cmdline"; } 2>/dev/null) in
      *agent.sh*) ;;
      *) running= ;;
    esac
    [ -n "$running" ]
  }

  # Takes the first reading; the argument is what signals do from now on.
  begin() {
    info_in=0 silent=0 rest=0 kept=0 wait_s=0
    ticker='' sleeper='' pending='' last_said='' status=000 verdict=away reason=''
    rank=0 mounts='' hung='''' hung_for=0 patience_s=2
    look_for_container
    # shellcheck disable=SC2064
    trap "$1" TERM INT HUP
    # CPU usage needs two readings, and df the mounts of the first.
    ticks='0 0'
    measure
    info_in=0
    pause 1
  }

  # One agent per state folder: the latest one.
  claim() {
    { mkdir -p "$state_dir" && echo $$ >"$pid_file"; } 2>/dev/null
  }

  run() {
    claim || fail "cannot write to $state_dir."
    begin goodbye
    # Waiting must not cost reports.
    [ "$interval_s" -ge 10 ] || patience_s=1
    [ ! -f "$backlog_file" ] || kept=$(($(wc -l <"$backlog_file")))
    while :; do
      begin_interval
      if [ "$rest" -gt 0 ]; then rest=$((rest - 1)); else report; fi
      end_interval
      read_owner
      case $owner in
        "$$") ;;
        '') claim ;;
        *)
          log "Another agent has taken over; this one exits."
          exit 0
          ;;
      esac
    done
  }

  once() {
    begin 'exit 143'
    limit_s=8
    patience_s=4
    measure
    compose
    post "$body"
    judge
    [ "$verdict" != accepted ] || return 0
    explain
    fail "the hub did not accept the report. $reason"
  }

  start() {
    ! find_running || return 0
    mkdir -p "$state_dir" || fail "cannot write to $state_dir."
    [ ! -f "$state_dir/agent.log" ] || mv "$state_dir/agent.log" "$state_dir/agent.log.old"
    launcher='nohup'
    ! command -v setsid >/dev/null || launcher='setsid'
    "$launcher" sh "$0" --config "$config" </dev/null >/dev/null 2>>"$state_dir/agent.log" &
  }

  stop() {
    find_running || return 0
    kill -TERM "$running" || fail "process $running cannot be stopped."
    tries=0
    while find_running; do
      tries=$((tries + 1))
      [ "$tries" -le 15 ] || fail "process $running does not end."
      sleep 1
    done
  }

  set -u
  umask 077
  LC_ALL=C
  export LC_ALL
  config=/etc/lunasentri/agent.conf action=run
  while [ $# -gt 0 ]; do
    case $1 in
      --config) [ $# -ge 2 ] || fail "--config needs a file." && config=$2 && shift ;;
      --once | --start | --stop) action=${1#--} ;;
      *) fail "unknown option $1." ;;
    esac
    shift
  done
  read_config
  "$action"
}

agent "$@"
