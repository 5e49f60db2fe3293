import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { freePort } from "./free-port";
import { HubProcess, ROOT } from "./hub-process";

export type Hub = {
  url: string;
  dataDir: string;
  web: HubProcess;
  worker: HubProcess;
  /** Stops both and removes the data folder, if it was made for this hub. */
  stop(): Promise<void>;
};

export type HubOptions = {
  /** Settings, as a person would set them. */
  env?: Record<string, string>;
  /** Default: a new one. */
  dataDir?: string;
};

/** Starts the real product, as built for production, on a free port and a data folder of its own. */
export async function startHub({ env = {}, dataDir }: HubOptions = {}): Promise<Hub> {
  const folder = dataDir ?? (await mkdtemp(path.join(tmpdir(), "lunasentri-hub-")));
  const port = await freePort();
  const settings: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    DATA_DIR: folder,
    PORT: String(port),
    // Receivers in tests live on this host, where webhooks may not go by default.
    WEBHOOK_ALLOW_CIDRS: "127.0.0.0/8,::1/128",
    ...env,
  };
  await promisify(execFile)(process.execPath, ["dist/migrate.js"], { cwd: ROOT, env: settings });
  const web = new HubProcess("web", settings);
  const worker = new HubProcess("worker", settings);
  const stop = async () => {
    await Promise.all([worker.stop(), web.stop()]);
    if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all([web.start(), worker.start()]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://localhost:${port}`, dataDir: folder, web, worker, stop };
}
