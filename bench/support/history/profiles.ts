import { bootNumber } from "@/lib/heartbeat/report/boot";
import type { Sample } from "@/lib/heartbeat/report/parse";

/** How busy a synthetic machine is, from 0 to 1, by its kind. */
export const PROFILES = { idle: 0.05, web: 0.4, database: 0.8 } as const;

const DAY_S = 86_400;
const noise = () => Math.random() + Math.random() + Math.random() - 1.5;
const clamp = (value: number, most = 100) => Math.round(Math.min(most, Math.max(0, value)) * 10) / 10;

/** Counters of one machine, which grow from sample to sample. */
export class SyntheticMachine {
  private readonly bytes = new Map<string, number>();

  constructor(private readonly load: number) {}

  /** The next sample, `stepS` after the one before. */
  next(atMs: number, stepS: number): Sample {
    const s = Math.round(atMs / 1000);
    const day = Math.sin((s / DAY_S) * 2 * Math.PI);
    const busy = this.load * (1 + 0.4 * day);
    const grow = (name: string, perS: number) => {
      const before = this.bytes.get(name) ?? Math.floor(Math.random() * 1e13);
      const after = before + Math.floor(perS * stepS * Math.max(0, 1 + noise()));
      this.bytes.set(name, after);
      return after;
    };
    const interfaces = ["lo", "eth0", "eth1", "docker0"].map((name, index) => ({
      name,
      rx_bytes: grow(`rx ${name}`, (busy * 1e6) / (index + 1)),
      tx_bytes: grow(`tx ${name}`, (busy * 4e5) / (index + 1)),
    }));
    const total = (of: "rx_bytes" | "tx_bytes") =>
      interfaces.slice(1).reduce((sum, each) => sum + each[of], 0);
    return {
      sampledAtMs: s * 1000,
      boot: bootNumber(`boot ${Math.floor(s / (60 * DAY_S))}`),
      figures: {
        cpu_pct: clamp(100 * busy * (1 + noise() / 2)),
        mem_used_pct: clamp(60 * this.load + 20 + 5 * day + noise()),
        disk_used_pct: clamp(50 + ((s / DAY_S / 10) % 40)),
        swap_used_pct: clamp(4 * this.load),
        load1: clamp(8 * busy * (1 + noise() / 3)),
        load5: clamp(8 * busy * (1 + noise() / 9)),
        load15: clamp(8 * busy * (1 + noise() / 20)),
        net_rx_bytes: total("rx_bytes"),
        net_tx_bytes: total("tx_bytes"),
        uptime_s: s % (60 * DAY_S),
      },
      details: {
        filesystems: ["/", "/boot", "/var", "/data"].map((mount, index) => ({
          mount,
          used_pct: clamp(30 + 10 * index + ((((s / DAY_S) * (index + 1)) / 10) % 30)),
          total_bytes: 1e11 * (index + 1),
        })),
        interfaces,
        temperatures: ["cpu", "gpu", "nvme", "board"].map((name, index) => ({
          name,
          celsius: clamp(35 + 5 * index + 30 * busy + noise()),
        })),
      },
    };
  }
}
