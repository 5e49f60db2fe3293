import { HubProcess } from "./hub-process";

/** What answers at one port: an ingest process, and the web process behind it. */
export class HubFront {
  readonly ingest: HubProcess;
  readonly web: HubProcess;

  constructor(env: NodeJS.ProcessEnv, openFiles: number | null = null) {
    this.ingest = new HubProcess("ingest", env, openFiles);
    this.web = new HubProcess("web", env);
  }

  /** Everything that both have written. */
  get logs(): string {
    return `${this.ingest.logs}${this.web.logs}`;
  }

  async start(): Promise<void> {
    await Promise.all([this.ingest.start(), this.web.start()]);
  }

  async stop(): Promise<void> {
    await this.web.stop();
    await this.ingest.stop();
  }
}
