import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** Where a server can say no, such as `550 no such user`, instead of yes. */
export type Refusals = Partial<Record<"greeting" | "login" | "sender" | "recipient" | "content", string>>;

type Behaviour = {
  refusals?: Refusals;
  /** The login that it asks for; null: it asks for none. */
  login?: { user: string; password: string } | null;
  /** Offers STARTTLS with this certificate. */
  certificate?: { key: string; cert: string } | null;
  /** Drops the connection where its answer to the content is expected. */
  dropsAfterContent?: boolean;
  /** Says nothing before this many milliseconds have passed. */
  silentMs?: number;
};

export type ReceivedMail = {
  from: string;
  to: string[];
  user: string | null;
  isEncrypted: boolean;
  raw: string;
};

/** A mail server that behaves as it is told, and keeps what it was given. */
export class MailReceiver {
  readonly mails: ReceivedMail[] = [];
  behaviour: Behaviour = {};
  /** Told every password that arrives. */
  onLogin: (password: string) => void = () => undefined;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: SMTPServer) {}

  static async open(behaviour: Behaviour = {}): Promise<MailReceiver> {
    let receiver: MailReceiver;
    const server = new SMTPServer({
      ...optionsOf(behaviour),
      // Asked once the connection is there; what is said now is said instead of the greeting.
      onConnect: (_session, done) => {
        const { refusals, silentMs = 0 } = receiver.behaviour;
        setTimeout(() => done(refusalOf(refusals?.greeting)), silentMs).unref();
      },
      onAuth: ({ username = "", password = "" }, _session, done) => {
        receiver.onLogin(password ?? "");
        const { login, refusals } = receiver.behaviour;
        const isRight =
          login !== null && login !== undefined && username === login.user && password === login.password;
        const refusal = refusalOf(refusals?.login ?? (isRight ? undefined : "535 5.7.8 who are you?"));
        if (refusal === null) done(null, { user: username });
        else done(refusal);
      },
      onMailFrom: (_address, _session, done) => done(refusalOf(receiver.behaviour.refusals?.sender)),
      onRcptTo: ({ address }, _session, done) => {
        const refused = receiver.behaviour.refusals?.recipient;
        const isRefused = refused !== undefined && !address.startsWith("good@");
        done(refusalOf(isRefused ? refused : undefined));
      },
      onData: (stream, session, done) => {
        void text(stream).then((raw) => {
          const { dropsAfterContent = false, refusals } = receiver.behaviour;
          const refusal = refusalOf(refusals?.content);
          if (refusal !== null) return done(refusal);
          const { mailFrom, rcptTo } = session.envelope;
          receiver.mails.push({
            from: mailFrom === false ? "" : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            user: session.user === undefined ? null : String(session.user),
            isEncrypted: session.secure,
            raw,
          });
          if (!dropsAfterContent) return done(null, "2.0.0 Ok: queued as 4F2C");
          for (const socket of receiver.sockets) socket.destroy();
        });
      },
    });
    receiver = new MailReceiver(server);
    receiver.behaviour = behaviour;
    server.on("error", () => undefined);
    server.server.on("connection", (socket: Socket) => {
      receiver.sockets.add(socket);
      socket.on("close", () => receiver.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    return receiver;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => {
      this.server.close(resolve);
    });
  }
}

function optionsOf({ login = null, certificate = null }: Behaviour): SMTPServerOptions {
  return {
    logger: false,
    banner: "simulator",
    disableReverseLookup: true,
    authOptional: login === null,
    disabledCommands: [...(certificate === null ? ["STARTTLS"] : []), ...(login === null ? ["AUTH"] : [])],
    ...(certificate ?? {}),
  };
}

/** `550 no such user` as the library's handlers take it. */
function refusalOf(answer: string | undefined): (Error & { responseCode: number }) | null {
  if (answer === undefined) return null;
  return Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) });
}
