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
total=$(awk '/^MemTotal:/{print $2}' /proc/meminfo)
once=$(printf ',"system_info":{"hostname":"%s","platform":"%s","platform_version":"%s","kernel_version":"%s","cpu_cores":%d,"memory_total_mb":%d}' \\
  "$(uname -n)" "$(os ID)" "$(os VERSION_ID)" "$(uname -r)" "$(grep -c ^processor /proc/cpuinfo)" $((total / 1024)))
set -- $(ticks)
while t=$1 idle=$2 && sleep "$wait"; do
  wait=$every; set -- $(ticks)
  cpu=$(awk -v d=$(($1 - t)) -v i=$(($2 - idle)) 'BEGIN{p=d>0?100*(d-i)/d:0; if(p<0)p=0; if(p>100)p=100; printf "%.1f",p}')
  mem=$(awk -v t="$total" '/^MemAvailable:/{printf "%.1f",100-100*$2/t}' /proc/meminfo)
  net=$(awk 'NR>2{sub(":"," "); if($1!="lo"){r+=$2;s+=$10}} END{printf "\\"net_rx_bytes\\":%.0f,\\"net_tx_bytes\\":%.0f",r,s}' /proc/net/dev)
  body="{\\"cpu_pct\\":$cpu,\\"mem_used_pct\\":$mem,\\"disk_used_pct\\":$(df -P / | awk 'NR==2{print $5+0}'),$net,\\"uptime_s\\":$(cut -d. -f1 /proc/uptime),\\"interval_s\\":$every$once}"
  code=$(printf 'header = "X-API-Key: %s"\\n' "$key" | curl -sS -m 8 -o /dev/null -w '%{http_code}' -K - -H 'Content-Type: application/json' -d "$body" "$url")
  if [ "$code" = 202 ]; then [ -z "$once" ] || echo "Reporting every $every s; Ctrl-C stops."; once=
  else echo "$(date +%T) the hub did not accept the report (HTTP $code)"; fi
done
LUNASENTRI`;
}
