import { connect, createServer, type Server, type Socket } from "node:net";
import { freePort } from "./free-port";

/** A way to a PostgreSQL server that can be blocked as networks and servers do it. */
export class DatabaseWay {
  private readonly pairs = new Set<{ near: Socket; far: Socket | null }>();
  private server: Server | null = null;
  private isSilent = false;

  private constructor(
    private readonly target: URL,
    private readonly port: number,
  ) {}

  /** The way to the database at this address. */
  static async open(url: string): Promise<DatabaseWay> {
    const way = new DatabaseWay(new URL(url), await freePort());
    await way.mend();
    return way;
  }

  /** The database's address by this way. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = "127.0.0.1";
    url.port = String(this.port);
    return url.toString();
  }

  /** Lets everything through again. */
  async mend(): Promise<void> {
    this.isSilent = false;
    if (this.server !== null) return;
    const server = createServer((near) => this.join(near));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
  }

  /** The server is gone: its connections are closed, and new ones refused. */
  async refuse(): Promise<void> {
    const { server } = this;
    this.server = null;
    const closed = new Promise((resolve) => server?.close(resolve));
    this.cut("end");
    await closed;
  }

  /** Closes every connection: politely, or as a router does that has forgotten them. */
  cut(how: "end" | "reset"): void {
    for (const { near, far } of this.pairs) {
      if (how === "reset") near.resetAndDestroy();
      else near.destroy();
      far?.destroy();
    }
    this.pairs.clear();
  }

  /** Accepts connections and never answers. */
  silence(): void {
    this.isSilent = true;
    this.cut("end");
  }

  async close(): Promise<void> {
    if (this.server !== null) await this.refuse();
  }

  private join(near: Socket): void {
    const far = this.isSilent ? null : connect(Number(this.target.port || 5432), this.target.hostname);
    const pair = { near, far };
    this.pairs.add(pair);
    near.on("error", () => {});
    near.on("close", () => {
      far?.destroy();
      this.pairs.delete(pair);
    });
    if (far === null) return;
    far.on("error", () => near.destroy());
    far.on("close", () => near.destroy());
    near.pipe(far).pipe(near);
  }
}
