import { shellQuote } from "./agent/shell-quote";

type QuickAgent = {
  /** The hub's address without a trailing slash. */
  hubUrl: string;
  apiKey: string;
  /** Seconds between two reports. */
  intervalS: number;
};

/** How often a machine should report, in whole seconds, so that its threshold spans at least three reports. */
export function quickAgentIntervalS(offlineAfterMs: number): number {
  return Math.min(10, Math.max(1, Math.floor(offlineAfterMs / 3_000)));
}

/**
 * Lines to paste into a terminal of a Linux machine: they report its CPU, memory, disk, network and uptime until Ctrl-C.
 * curl reads the key from standard input, so that `ps` does not show it.
 */
export function quickAgentScript({ hubUrl, apiKey, intervalS }: QuickAgent): string {
  return `sh -s <<'LUNASENTRI'
url=${shellQuote(`${hubUrl}/agent/metrics`)} key=${shellQuote(apiKey)} every=${intervalS} wait=1 LC_ALL=C; export LC_ALL
os() { sed -n "s/^$1=//p" /etc/os-release | tr -d '"'; }
ticks() { awk '/^cpu /{for(n=2;n<=9;n++)t+=$n; printf "%.0f %.0f",t,$5+$6}' /proc/stat; }
figure() { [ -z "$2" ] || printf '"%s":%s,' "$1" "$2"; }
total=$(awk '/^MemTotal:/{print $2}' /proc/meminfo)
once=$(printf ',"system_info":{"hostname":"%s","platform":"%s","platform_version":"%s","kernel_version":"%s","cpu_cores":%d,"memory_total_mb":%d}' \\
  "$(uname -n)" "$(os ID)" "$(os VERSION_ID)" "$(uname -r)" "$(grep -c ^processor /proc/cpuinfo)" $((total / 1024)))
set -- $(ticks)
while t=\${1:-0} idle=\${2:-0} && sleep "$wait"; do
  wait=$every; set -- $(ticks)
  cpu=$(awk -v d=$((\${1:-0} - t)) -v i=$((\${2:-0} - idle)) 'BEGIN{p=100*(d-i); if(d>0) printf "%.1f",(p<0?0:p>100*d?100*d:p)/d}')
  mem=$(awk -v t="$total" '/^MemAvailable:/{printf "%.1f",100-100*$2/t}' /proc/meminfo)
  net=$(awk -v hw="$(echo /sys/class/net/*/device)" 'sub(":"," ")&&$1!="lo"{h=index(hw,"/" $1 "/device")>0; r[h]+=$2; s[h]+=$10} END{h=(1 in r); if(h in r) printf "\\"net_rx_bytes\\":%.0f,\\"net_tx_bytes\\":%.0f,",r[h],s[h]}' /proc/net/dev)
  body="{$(figure cpu_pct "$cpu")$(figure mem_used_pct "$mem")$(figure disk_used_pct "$(df -P / | awk 'NR==2{print $5+0}')")$net$(figure uptime_s "$(sed -n 's/^\\([0-9]*\\).*/\\1/p' /proc/uptime)")\\"interval_s\\":$every$once}"
  code=$(printf 'header = "X-API-Key: %s"\\n' "$key" | curl -sS -m 8 -o /dev/null -w '%{http_code}' -K - -H 'Content-Type: application/json' -d "$body" "$url")
  if [ "$code" = 202 ]; then [ -z "$once" ] || echo "Reporting every $every s; Ctrl-C stops."; once=
  else echo "$(date +%T) the hub did not accept the report (HTTP $code)"; fi
done
LUNASENTRI`;
}
