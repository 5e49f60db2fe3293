#!/bin/sh
# LunaSentri's agent: reports this machine's figures to its hub with a POSIX shell, awk, df and curl.
#   agent.sh            report until stopped
#   agent.sh --once     send one report; succeed if the hub has stored it
#   agent.sh --start    run in the background, unless already running
#   agent.sh --stop     report a planned stop to the hub and exit
# Each takes --config FILE (/etc/lunasentri/agent.conf).

agent() {
  VERSION=1.0.0
  KEPT_SAMPLES=360
  BATCH_SAMPLES=50
  # The hub accepts bodies up to 64 KiB.
  BATCH_BYTES=49152
  LONGEST_WAIT_S=300
  SYSTEM_INFO_EVERY_S=3600
  NEWLINE='
'

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
    hub='' key_file='' state_dir='' name='' interval_s=10 slow_s=$LONGEST_WAIT_S
    [ -r "$config" ] || fail "cannot read $config. Install the agent again."
    while IFS='=' read -r setting value || [ -n "$setting" ]; do
      case $setting in
        hub) hub=$value ;;
        key_file) key_file=$value ;;
        state_dir) state_dir=$value ;;
        name) name=$value ;;
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
    # A filesystem that hangs must not stop the reports.
    if timeout 1 true 2>/dev/null; then df_command='timeout 2 df -Pk --'; else df_command='df -Pk --'; fi
  }

  # Hundredths of a second since the machine started, because the wall clock may be set.
  read_clock() {
    read -r uptime _ </proc/uptime
    clock=$((${uptime%.*} * 100 + 1${uptime#*.} - 100))
  }

  # Sleeps in the background, so that a signal is handled at once.
  pause() {
    [ "$1" -gt 0 ] || return 0
    sleep "$1" &
    sleeper=$!
    wait "$sleeper"
    sleeper=
  }

  # Prints the CPU's ticks (total, idle) and, on a second line, the members of a report.
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
      return " '\''" name "'\''"
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
      printf "%.0f %.0f\n", total, idle
      split(ticks, before, " ")
      if (total > before[1]) add("cpu_pct", pct(total - before[1] - idle + before[2], total - before[1]))
    }
    function read_memory(    available) {
      while ((getline < "/proc/meminfo") > 0) memory[$1] = $2
      available = "MemAvailable:" in memory ? memory["MemAvailable:"] \
        : memory["MemFree:"] + memory["Buffers:"] + memory["Cached:"]
      if (memory["MemTotal:"] > 0)
        add("mem_used_pct", pct(memory["MemTotal:"] - available, memory["MemTotal:"]))
      if (memory["SwapTotal:"] > 0)
        add("swap_used_pct", pct(memory["SwapTotal:"] - memory["SwapFree:"], memory["SwapTotal:"]))
    }
    function read_load() {
      if ((getline < "/proc/loadavg") > 0) { add("load1", $1 + 0); add("load5", $2 + 0); add("load15", $3 + 0) }
    }
    # Container interfaces repeat what their bridge says, and there may be hundreds.
    function read_network(    rx, tx, list, count) {
      while ((getline < "/proc/net/dev") > 0) {
        if (!sub(/:/, " ") || $1 == "lo" || $1 ~ /^veth/) continue
        rx += $2; tx += $10
        if (++count <= MOST)
          list = list (count > 1 ? "," : "") "{\"name\":" text($1, 100) sprintf(",\"rx_bytes\":%.0f,\"tx_bytes\":%.0f}", $2, $10)
      }
      if (!count) return
      add("net_rx_bytes", sprintf("%.0f", rx)); add("net_tx_bytes", sprintf("%.0f", tx))
      add("interfaces", "[" list "]")
    }
    # Local disks, each once, at its shortest mount point. Network mounts are left out, because they may hang.
    function list_mounts(    mount, root, words, count) {
      while ((getline < "/proc/mounts") > 0) {
        mount = unescape($2)
        if (mount == "/") root = $1
        if ($3 !~ LOCAL || mount == "/" || mount ~ NOBODYS) continue
        if (!($1 in shortest)) devices[++count] = $1
        if (!($1 in shortest) || length(mount) < length(shortest[$1])) shortest[$1] = mount
      }
      words = " /"
      for (i = 1; i <= count && i <= MOST; i++)
        if (devices[i] != root) words = words shell_word(shortest[devices[i]])
      return words
    }
    function read_disks(    command, line, mount, figures, list) {
      command = df list_mounts() " 2>/dev/null"
      while ((command | getline line) > 0) {
        if (!match(line, / [0-9]+ +[0-9]+ +-?[0-9]+ +[0-9]+% +\//)) continue
        mount = substr(line, RSTART + RLENGTH - 1)
        split(substr(line, RSTART, RLENGTH), figures, " ")
        if (mount == "/") { add("disk_used_pct", pct(figures[2], figures[2] + figures[3])); disk_kb = figures[1] }
        list = list (list == "" ? "" : ",") "{\"mount\":" text(mount, 200) ",\"used_pct\":" \
          pct(figures[2], figures[2] + figures[3]) sprintf(",\"total_bytes\":%.0f}", figures[1] * 1024)
      }
      if (list != "") add("filesystems", "[" list "]")
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
      LOCAL = "^(apfs|bcachefs|btrfs|exfat|ext[234]|f2fs|fuseblk|hfsplus|jfs|msdos|nilfs2|ntfs3?|reiserfs|ubifs|ufs|vfat|xfs|zfs)$"
      NOBODYS = "^/(dev|etc|proc|snap|sys|var/lib/(containers|docker|kubelet))/"
      MOST = 32
      read_stat(); read_memory(); read_load(); read_network(); read_disks()
      uptime = first_line("/proc/uptime")
      sub(/[. ].*/, "", uptime)
      add("uptime_s", uptime + 0)
      boot_id = first_line("/proc/sys/kernel/random/boot_id")
      if (boot_id != "") add("boot_id", text(boot_id, 100))
      sample = substr(members, 2)
      if (full) read_system()
      print sample
      print substr(members, length(sample) + 3)
    }
  '

  # Sets `sample` (the figures) and `system_info` (at the start and then hourly, else empty).
  measure() {
    full=0
    [ "$clock" -lt "$info_due" ] || full=1
    measured=$(awk -v ticks="$ticks" -v full="$full" -v df="$df_command" "$MEASURE")
    ticks=${measured%%"$NEWLINE"*}
    measured=${measured#*"$NEWLINE"}
    sample=${measured%%"$NEWLINE"*}
    system_info=${measured#"$sample"}
    system_info=${system_info#"$NEWLINE"}
  }

  # Sends a body and sets `status` (000: no answer) and `answer`. curl reads the key itself, so `ps` does not show it.
  post() {
    answer=$(curl -q -sS -i -m "$limit_s" --max-filesize 65536 -K "$key_file" -A "LunaSentri-Agent/$VERSION" \
      -H 'Content-Type: application/json' -H 'Expect:' -w '\n%{http_code}' --data-binary "$1" "$hub/agent/metrics" 2>&1)
    status=${answer##*"$NEWLINE"}
    answer=${answer%"$NEWLINE"*}
  }

  # What the hub, or else curl, says about a failed request.
  explain() {
    case $answer in
      *'"message":"'*) reason=${answer#*'"message":"'} reason="HTTP $status: ${reason%%\"*}" ;;
      *curl:*) reason=${answer#*curl: } reason=${reason%%"$NEWLINE"*} ;;
      *) reason="HTTP $status" ;;
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

  # Sends a report once; succeeds if it is settled: stored, or one that the hub will never accept.
  deliver() {
    post "$1"
    case $status in
      2??) return 0 ;;
      400 | 413 | 415 | 422)
        explain
        log "The hub does not accept this report; it is dropped. $reason"
        return 0
        ;;
    esac
    explain
    read_retry_after
    return 1
  }

  keep() {
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
    while [ "$kept" -gt 0 ] && [ "$clock" -lt "$due" ]; do
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
      read_clock
    done
  }

  # Measures and reports once. A report that the hub did not store is tried once more before the next one is due, then kept.
  report() {
    measure
    taken_at=$(date -u +%Y-%m-%dT%H:%M:%SZ)
    if [ "$clock" -lt "$silent_until" ]; then
      keep "$sample"
      return
    fi
    pending=$sample
    body="{$sample${system_info:+,$system_info},\"interval_s\":$interval_s,\"agent_version\":\"$VERSION\"}"
    attempt_at=$clock
    if ! deliver "$body" && [ "$status" != 401 ]; then
      read_clock
      again_at=$((clock + wait_s * 100))
      [ "$again_at" -ge $((attempt_at + interval_s * 50)) ] || again_at=$((attempt_at + interval_s * 50))
      if [ "$again_at" -lt "$due" ]; then
        pause $(((again_at - clock + 50) / 100))
        deliver "$body"
      fi
    fi
    read_clock
    pending=
    settle
  }

  # Acts on the status of the last attempt.
  settle() {
    case $status in
      2?? | 400 | 413 | 415 | 422) [ -z "$system_info" ] || info_due=$((clock + SYSTEM_INFO_EVERY_S * 100)) ;;
    esac
    case $status in
      2??)
        log_change "Reporting to $hub every $interval_s s."
        send_backlog
        ;;
      400 | 413 | 415 | 422) ;;
      401)
        log_change "The hub refuses this machine's key; trying again every $slow_s s. $reason"
        due=$((clock + slow_s * 100))
        info_due=0
        ;;
      *)
        log_change "The hub cannot be reached; reports are kept until it is back. $reason"
        silent_until=$((clock + wait_s * 100))
        keep "$sample"
        ;;
    esac
  }

  # Distinguishes a reboot from a stop, as far as the machine itself shows which it is.
  goodbye() {
    trap '' TERM INT HUP
    [ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null
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
    ticks='0 0' info_due=0 silent_until=0 kept=0 wait_s=0
    sleeper='' pending='' last_said='' status=000 reason=''
    # shellcheck disable=SC2064
    trap "$1" TERM INT HUP
    # CPU usage needs two readings.
    read -r _ user nice system idle iowait irq softirq steal _ </proc/stat
    ticks="$((user + nice + system + idle + iowait + irq + softirq + steal)) $((idle + iowait))"
    pause 1
    read_clock
  }

  # One agent per state folder: the latest one.
  claim() {
    { mkdir -p "$state_dir" && echo $$ >"$pid_file"; } 2>/dev/null
  }

  run() {
    claim || fail "cannot write to $state_dir."
    begin goodbye
    [ ! -f "$backlog_file" ] || kept=$(($(wc -l <"$backlog_file")))
    due=$clock
    while :; do
      due=$((due + interval_s * 100))
      # After the machine has slept, or an attempt took too long, the rhythm restarts.
      [ "$due" -gt "$clock" ] || due=$((clock + interval_s * 100))
      report
      read_clock
      pause $(((due - clock + 50) / 100))
      read_clock
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
    measure
    post "{$sample,$system_info,\"interval_s\":$interval_s,\"agent_version\":\"$VERSION\"}"
    [ "$status" = 202 ] && return
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
