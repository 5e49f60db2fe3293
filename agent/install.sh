#!/bin/sh
# Installs or updates LunaSentri's agent on a Linux machine:
#   curl -fsSL HUB/install.sh | sudo sh -s -- --token lse_…

install_agent() {
  # The hub writes its address here when it serves this file.
  HUB='@HUB_URL@'
  USER_NAME=lunasentri
  NEWLINE='
'

  usage() {
    cat <<USAGE
Usage: sh install.sh [options]
  --token lse_…     the one-time token from the hub's "Add a machine" page; without it the current key is kept
  --interval 10s    how often to report, 1s to 1h
  --name NAME       the hostname to report instead of the machine's own
  --prefix DIR      install into DIR and run as a background process of the current user; no root needed
  --dry-run         print what would be done, and do nothing
  --uninstall       stop the agent and remove it
USAGE
  }

  say() { printf '%s\n' "$1"; }

  fail() {
    printf 'LunaSentri could not be installed: %s\n' "$1" >&2
    exit 1
  }

  read_options() {
    token='' interval='' name='' prefix='' dry_run=0 action=install
    while [ $# -gt 0 ]; do
      case $1 in
        --token | --interval | --name | --prefix)
          [ $# -ge 2 ] && [ -n "$2" ] || fail "$1 needs a value."
          case $1 in
            --token) token=$2 ;;
            --interval) interval=$2 ;;
            --name) name=$2 ;;
            --prefix) prefix=$2 ;;
          esac
          shift
          ;;
        --dry-run) dry_run=1 ;;
        --uninstall) action=uninstall ;;
        --help | -h) action=usage ;;
        *)
          usage >&2
          fail "unknown option $1."
          ;;
      esac
      shift
    done
    case $token in
      '') ;;
      *[!a-zA-Z0-9_]*) fail "this one-time token contains invalid characters. Copy the whole command again." ;;
      lse_*) ;;
      *) fail "a one-time token begins with lse_. Copy the whole command from the hub's \"Add a machine\" page." ;;
    esac
    case $prefix in
      '' | /*) ;;
      *) prefix=$PWD/$prefix ;;
    esac
    # One line of the settings file.
    name=$(printf '%s' "$name" | tr -d '\000-\037\177')
  }

  # Sets interval_s from 10, 10s, 2m or 1h.
  read_interval() {
    number=${1%[smh]}
    case $number in
      '' | *[!0-9]* | 0* | ?????*) fail "--interval $1 is not a time such as 10s or 1m." ;;
    esac
    case $1 in
      *h) interval_s=$((number * 3600)) ;;
      *m) interval_s=$((number * 60)) ;;
      *) interval_s=$number ;;
    esac
    [ "$interval_s" -le 3600 ] || fail "--interval $1 is longer than an hour."
  }

  choose_paths() {
    lib_dir=$prefix/usr/local/lib/lunasentri
    # Systems whose /usr is an image that nobody can change have /opt for what is added.
    [ -n "$prefix" ] || [ -d "$lib_dir" ] || can_create "$lib_dir" || ! can_create /opt/lunasentri || lib_dir=/opt/lunasentri
    config_dir=$prefix/etc/lunasentri
    state_dir=$prefix/var/lib/lunasentri
    program=$lib_dir/agent.sh
    config=$config_dir/agent.conf
    key_file=$config_dir/agent.key
    unit=/etc/systemd/system/lunasentri-agent.service
    drop_in=$unit.d/without-namespaces.conf
  }

  # Whether a folder can be created: the nearest one above it that exists is on a disk that can be written.
  can_create() {
    nearest=${1%/*}
    while [ -n "$nearest" ] && [ ! -d "$nearest" ]; do nearest=${nearest%/*}; done
    [ -w "${nearest:-/}" ]
  }

  # What keeps the agent running: systemd, cron, or (background) nothing.
  choose_keeper() {
    if [ -n "$prefix" ]; then keeper=background
    elif [ -d /run/systemd/system ]; then keeper=systemd
    elif command -v crontab >/dev/null; then keeper=cron
    else keeper=background; fi
  }

  check_machine() {
    [ "$(uname -s)" = Linux ] && [ -r /proc/stat ] ||
      fail "this agent needs Linux's /proc, which is missing here. Any program that can send an HTTP request can report instead."
    for tool in curl awk df sed; do
      command -v "$tool" >/dev/null || fail "$tool is missing. Install it (apt install $tool, dnf install $tool, apk add $tool) and try again."
    done
    check_root
  }

  check_root() {
    [ -n "$prefix" ] || [ "$(id -u)" = 0 ] || fail "run it as root: curl -fsSL $HUB/install.sh | sudo sh -s -- …"
  }

  # Earlier settings are kept unless they are given again.
  read_old_settings() {
    had_key=0
    [ ! -s "$key_file" ] || had_key=1
    old_interval_s=10 old_name='' old_hub=''
    if [ -r "$config" ]; then
      while IFS='=' read -r setting value || [ -n "$setting" ]; do
        case $setting in
          hub) old_hub=$value ;;
          interval_s) old_interval_s=$value ;;
          name) old_name=$value ;;
        esac
      done <"$config"
    fi
    interval_s=$old_interval_s
    [ -z "$interval" ] || read_interval "$interval"
    name=${name:-$old_name}
    if [ -z "$token" ]; then
      [ "$had_key" = 1 ] ||
        fail "a one-time token is needed the first time (--token lse_…). The hub's \"Add a machine\" page shows the whole command."
      # The key belongs to the hub that issued it, and no other hub may see it.
      [ -z "$old_hub" ] || [ "$old_hub" = "$HUB" ] ||
        fail "this machine reports to $old_hub. To report to $HUB instead, give a one-time token from that hub (--token lse_…)."
    fi
  }

  say_plan() {
    say "Would install the agent from $HUB/agent.sh:"
    say "  program    $program"
    say "  settings   $config (reports every $interval_s s${name:+ as $name})"
    if [ -n "$token" ]; then say "  key        $key_file (exchanged for the one-time token)"
    else say "  key        $key_file (kept)"; fi
    say "  kept       $state_dir (reports, while the hub is unreachable)"
    case $keeper in
      systemd) say "  runs by    systemd, $unit, as user $USER_NAME" ;;
      cron) say "  runs by    cron, as user $USER_NAME" ;;
      background) say "  runs       in the background, until this machine restarts" ;;
    esac
  }

  download() {
    fresh=$(mktemp) || fail "cannot create a temporary file."
    trap 'rm -f "$fresh"' EXIT
    said=$(curl -q -fsSL --connect-timeout 10 -m 60 -o "$fresh" "$HUB/agent.sh" 2>&1) ||
      fail "cannot fetch $HUB/agent.sh. ${said#curl: }"
    [ "$(tail -n 1 "$fresh")" = 'agent "$@"' ] && sh -n "$fresh" 2>/dev/null ||
      fail "$HUB/agent.sh did not return the complete agent. Is there a proxy in between?"
  }

  make_user() {
    [ -z "$prefix" ] || return 0
    ! id "$USER_NAME" >/dev/null 2>&1 || return 0
    if command -v useradd >/dev/null; then
      useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$USER_NAME"
    elif command -v addgroup >/dev/null && command -v adduser >/dev/null; then
      addgroup -S "$USER_NAME" && adduser -S -D -H -h /nonexistent -s /sbin/nologin -G "$USER_NAME" "$USER_NAME"
    else
      fail "this system has neither useradd nor adduser. Create the user and the group $USER_NAME in its own way and try again, or install the agent for an existing user, without root: --prefix DIR"
    fi || fail "cannot create the user $USER_NAME."
  }

  own() {
    [ -n "$prefix" ] || chown -R "$USER_NAME:$USER_NAME" "$@" || fail "cannot give $* to the user $USER_NAME."
  }

  make_folders() {
    mkdir -p "$lib_dir" "$config_dir" "$state_dir" || fail "cannot create the folders."
    chmod 755 "$lib_dir" "$config_dir"
    chmod 700 "$state_dir"
    own "$state_dir"
  }

  # Exchanges the one-time token for this machine's own key and stores it at once: the token works only once.
  enroll() {
    [ -n "$token" ] || return 0
    : >"$key_file.new" && chmod 600 "$key_file.new" || fail "cannot write $key_file."
    host=$(printf '%s' "${name:-$(uname -n)}" | sed 's/[\\"]/\\&/g')
    # A redirect is not followed: a POST that follows one arrives as a GET, and every report would meet it again.
    answer=$(printf '{"token":"%s","hostname":"%s"}' "$token" "$host" |
      curl -q -sS --connect-timeout 10 -m 30 -H 'Content-Type: application/json' --data-binary @- -w '\n%{redirect_url}\n%{http_code}' "$HUB/agent/enroll" 2>&1) ||
      give_up "cannot reach $HUB. ${answer##*curl: }"
    case ${answer##*[!0-9]} in
      3??)
        leads_to=${answer%"$NEWLINE"*}
        leads_to=${leads_to##*"$NEWLINE"}
        leads_to=${leads_to%/agent/enroll}
        give_up "$HUB redirects to ${leads_to:-another address}, and reports do not follow redirects. Set HUB_URL=${leads_to:-…} on the hub, restart it, and copy the command from the \"Add a machine\" page again."
        ;;
    esac
    case $answer in
      *'"api_key":"lsk_'*) ;;
      *'"message":"'*)
        reason=${answer#*'"message":"'}
        reason=${reason%%\"*}
        # Pasting the same command again updates the agent.
        if [ "${answer##*[!0-9]}" = 410 ] && [ "$had_key" = 1 ] && [ "$old_hub" = "$HUB" ]; then
          rm -f "$key_file.new"
          say "$reason This machine keeps its current key."
          return
        fi
        give_up "$reason"
        ;;
      *) give_up "the hub did not exchange the one-time token (HTTP ${answer##*[!0-9]})." ;;
    esac
    key=${answer#*'"api_key":"'}
    printf 'header = "X-API-Key: %s"\n' "${key%%\"*}" >"$key_file.new" || give_up "cannot write $key_file."
    own "$key_file.new"
    mv "$key_file.new" "$key_file" || fail "cannot write $key_file."
  }

  give_up() {
    rm -f "$key_file.new"
    fail "$1"
  }

  write_files() {
    {
      say "# Written by LunaSentri's installer. After a change, restart the agent."
      say "hub=$HUB"
      say "interval_s=$interval_s"
      [ -z "$name" ] || say "name=$name"
      say "key_file=$key_file"
      say "state_dir=$state_dir"
    } >"$config.new" && chmod 644 "$config.new" && mv "$config.new" "$config" || fail "cannot write $config."
    # Moved into place: a running agent continues with the file that it started with.
    cp "$fresh" "$program.new" && chmod 755 "$program.new" && mv "$program.new" "$program" ||
      fail "cannot write $program."
  }

  write_unit() {
    sed "s|/usr/local/lib/lunasentri|$lib_dir|" <<'UNIT' >"$unit" ||
@UNIT@
UNIT
      fail "cannot write $unit. Where the services come from a configuration (NixOS), declare one that runs: sh $program --config $config"
  }

  # Starts the unit, and sees whether its process has survived its start.
  start_unit() {
    systemctl daemon-reload && systemctl enable --quiet lunasentri-agent && systemctl restart lunasentri-agent || return
    sleep 2
    case $(systemctl show -p SubState -p ExecMainStatus lunasentri-agent) in
      *SubState=running*) return 0 ;;
      # 226: the namespaces of its sandbox could not be made.
      *ExecMainStatus=226*) return 226 ;;
      *) return 1 ;;
    esac
  }

  # A container without nesting lets no service have namespaces.
  leave_namespaces_out() {
    mkdir -p "$unit.d" && cat <<'DROP_IN' >"$drop_in"
# Written by LunaSentri's installer: this system refuses the namespaces that these settings need.
[Service]
PrivateDevices=no
PrivateTmp=no
PrivateUsers=no
ProtectClock=no
ProtectHome=no
ProtectHostname=no
ProtectKernelLogs=no
ProtectKernelModules=no
ProtectSystem=no
ReadWritePaths=
DROP_IN
  }

  start_by_systemd() {
    write_unit
    rm -f "$drop_in"
    start_unit && return
    [ $? = 226 ] || return 1
    leave_namespaces_out && start_unit || return 1
    say "This system lets no service have namespaces, as a container without nesting does: the agent runs with the rest of its sandbox ($drop_in)."
  }

  # Keeps the user's own crontab lines.
  write_crontab() {
    {
      crontab -u "$USER_NAME" -l 2>/dev/null | grep -v "$program"
      say "@reboot sh $program --start"
      say "* * * * * sh $program --start"
    } | crontab -u "$USER_NAME" -
  }

  as_user() {
    if [ -n "$prefix" ] || [ "$(id -u)" != 0 ]; then "$@"
    elif command -v runuser >/dev/null; then runuser -u "$USER_NAME" -- "$@"
    else su -s /bin/sh -c 'exec "$0" "$@"' "$USER_NAME" -- "$@"; fi
  }

  restart() {
    case $keeper in
      systemd) start_by_systemd ;;
      *)
        [ "$keeper" != cron ] || write_crontab || fail "cannot write the crontab of $USER_NAME."
        as_user sh "$program" --config "$config" --stop && as_user sh "$program" --config "$config" --start
        ;;
    esac || fail "the agent is installed but could not be started."
  }

  install() {
    check_machine
    read_old_settings
    if [ "$dry_run" = 1 ]; then
      say_plan
      return
    fi
    download
    make_user
    make_folders
    enroll
    write_files
    has_reported=1
    refusal=$(as_user sh "$program" --config "$config" --once 2>&1) || has_reported=0
    restart
    [ "$has_reported" = 1 ] ||
      fail "the agent is installed and keeps trying, but its first report did not arrive: ${refusal#lunasentri-agent: }"
    say "This machine reports to $HUB every $interval_s s; its first report has arrived."
    case $keeper in
      systemd) say "Log: journalctl -u lunasentri-agent" ;;
      *) say "Log: $state_dir/agent.log" ;;
    esac
    [ "$keeper" != background ] ||
      say "Nothing restarts it after a reboot. Have your init system run: sh $program --config $config --start"
  }

  uninstall() {
    check_root
    if [ "$dry_run" = 1 ]; then
      say "Would stop the agent and remove $lib_dir, $config_dir and $state_dir."
      return
    fi
    if [ "$keeper" = systemd ]; then
      systemctl disable --now --quiet lunasentri-agent 2>/dev/null
      rm -f "$unit" "$drop_in"
      # Other settings there are the operator's own.
      rmdir "$unit.d" 2>/dev/null
      systemctl daemon-reload
    fi
    if [ "$keeper" = cron ] && id "$USER_NAME" >/dev/null 2>&1; then
      crontab -u "$USER_NAME" -r 2>/dev/null
    fi
    [ ! -r "$program" ] || [ "$keeper" = systemd ] || as_user sh "$program" --config "$config" --stop
    rm -rf "$lib_dir" "$config_dir" "$state_dir"
    if [ -z "$prefix" ] && id "$USER_NAME" >/dev/null 2>&1; then
      if command -v userdel >/dev/null; then userdel "$USER_NAME"; else deluser "$USER_NAME"; fi
    fi
    say "The agent has been removed. The machine and its history are still in the hub; delete them there."
  }

  set -u
  umask 022
  read_options "$@"
  choose_paths
  choose_keeper
  "$action"
}

install_agent "$@"
