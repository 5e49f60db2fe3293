import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type ButtonRow,
  contentOf,
  type EditMessage,
  FloodControl,
  MAX_PRESS_ANSWER,
  NOT_MODIFIED,
  readButtons,
  readText,
  refuseMessage,
  type SendMessage,
  TOO_OLD,
} from "./telegram-rules";
import { Updates } from "./telegram-updates";

export type TelegramMessage = {
  messageId: number;
  chatId: number;
  threadId: number | null;
  text: string;
  /** The parts that carry an entity, by its type. */
  marked: { type: string; words: string }[];
  buttons: ButtonRow[];
  arrivedAtMs: number;
};

/** An edited message. */
export type TelegramEdit = Omit<TelegramMessage, "threadId">;

/** How a chat treats messages from the bot. */
export type Chat =
  | { kind: "open"; topics?: number[] }
  /** 403 with these words, such as "bot was blocked by the user". */
  | { kind: "forbidden"; description: string }
  | { kind: "migrated"; to: number };

/** What the server does with one request instead of answering like Telegram. */
export type TelegramFault =
  | { kind: "hang" }
  | { kind: "reset" }
  | { kind: "bad_gateway" }
  | { kind: "flood"; retryAfterS: number }
  /** Accepts the message, and the answer is lost on its way. */
  | { kind: "lost_answer" }
  /** Accepts the message, and the answer ends after its headers. */
  | { kind: "cut_answer" }
  | { kind: "says"; status: number; description: string };

type Reply = { status: number; body: object };

const ok = (result: object): Reply => ({ status: 200, body: { ok: true, result } });
const refuse = (status: number, description: string, parameters?: object): Reply => ({
  status,
  body: { ok: false, error_code: status, description, ...(parameters && { parameters }) },
});

/** Telegram's Bot API as far as the hub uses it: a real HTTP server with Telegram's rules, words and limits. */
export class TelegramServer {
  readonly username = "lunasentri_test_bot";
  readonly received: TelegramMessage[] = [];
  readonly edits: TelegramEdit[] = [];
  /** What those who pressed a button were shown, by the id of the press. */
  readonly answered = new Map<string, string>();
  /** What people say to the bot, and who asks for it. */
  readonly updates = new Updates();
  /** Requests to sendMessage, including those that were refused or never answered. */
  sendCount = 0;
  /** Requests that came too fast. */
  floods = 0;
  private lastMessageId = 0;
  token = `${1_000_000_000 + randomBytes(3).readUIntBE(0, 3)}:AA${randomBytes(24).toString("base64url")}`;
  private readonly arrivals = new EventEmitter();
  private readonly shown = new Map<number, { chatId: number; content: string }>();
  private readonly chats = new Map<number | string, Chat & { id: number }>();
  private readonly planned: TelegramFault[] = [];
  private flood: FloodControl | null;

  private constructor(
    private readonly server: Server,
    { hasLimits }: { hasLimits: boolean },
  ) {
    this.flood = hasLimits ? new FloodControl() : null;
    server.on("request", (request, response) => void this.answer(request, response));
  }

  /** With `hasLimits` it refuses what comes too fast, as Telegram does. */
  static async start({ hasLimits = false } = {}): Promise<TelegramServer> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new TelegramServer(server, { hasLimits });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Adds or changes a chat; `name` is the @name of a public one. */
  setChat(id: number, chat: Chat = { kind: "open" }, name?: string): void {
    this.chats.set(id, { ...chat, id });
    if (name !== undefined) this.chats.set(name, { ...chat, id });
  }

  /** What happens to the next requests, one after the other; those that only listen do not count. */
  plan(...faults: TelegramFault[]): void {
    this.planned.push(...faults);
  }

  /** The first message, past or future, for which the predicate holds. Throws after the limit. */
  async waitFor(
    predicate: (message: TelegramMessage) => boolean,
    limitMs = 30_000,
  ): Promise<TelegramMessage> {
    const limit = AbortSignal.timeout(limitMs);
    for (;;) {
      const found = this.received.find(predicate);
      if (found !== undefined) return found;
      await once(this.arrivals, "arrival", { signal: limit }).catch(() => {
        const seen = this.received.map(({ text }) => text).join("\n---\n");
        throw new Error(`No such message within ${limitMs} ms; ${this.received.length} came:\n${seen}`);
      });
    }
  }

  /** The first edit, past or future, for which the predicate holds. Throws after the limit. */
  async waitForEdit(predicate: (edit: TelegramEdit) => boolean, limitMs = 30_000): Promise<TelegramEdit> {
    const limit = AbortSignal.timeout(limitMs);
    for (;;) {
      const found = this.edits.find(predicate);
      if (found !== undefined) return found;
      await once(this.arrivals, "edit", { signal: limit });
    }
  }

  /** Somebody presses a button under a message, or claims to; returns what they are shown. */
  async press({
    messageId,
    data,
    chatId,
    from = { first_name: "Ada" },
  }: {
    messageId: number;
    data: string;
    chatId: number;
    from?: object;
  }): Promise<string> {
    const id = randomBytes(8).toString("hex");
    const type = chatId < 0 ? "supergroup" : "private";
    const message = { message_id: messageId, date: 0, chat: { id: chatId, type } };
    this.updates.add({ callback_query: { id, from: { id: 1, ...from }, message, chat_instance: "1", data } });
    const limit = AbortSignal.timeout(10_000);
    while (!this.answered.has(id)) await once(this.arrivals, "answer", { signal: limit });
    return this.answered.get(id) ?? "";
  }

  /** Makes everything sent so far count as long ago. */
  forgetFlood(): void {
    this.flood = this.flood && new FloodControl();
  }

  /** Breaks every connection, including those of hanging requests. */
  dropConnections(): void {
    this.server.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.url?.endsWith("/getUpdates"))
      return this.giveUpdates(request.url, Buffer.concat(chunks), response);
    if (request.url?.endsWith("/sendMessage")) this.sendCount++;
    const fault = this.planned.shift();
    if (fault?.kind === "hang") return;
    if (fault?.kind === "reset") return void response.socket?.resetAndDestroy();
    if (fault?.kind === "bad_gateway") {
      response.writeHead(502, { "content-type": "text/html" });
      return void response.end("<html><body><h1>502 Bad Gateway</h1></body></html>");
    }
    const { status, body } =
      faultReply(fault) ?? this.call(request.url ?? "", Buffer.concat(chunks).toString());
    if (fault?.kind === "lost_answer") return void response.socket?.resetAndDestroy();
    response.writeHead(status, { "content-type": "application/json" });
    if (fault?.kind === "cut_answer") {
      response.write(JSON.stringify(body).slice(0, 8), () => response.socket?.destroySoon());
      return;
    }
    response.end(JSON.stringify(body));
  }

  private async giveUpdates(path: string, body: Buffer, response: ServerResponse): Promise<void> {
    const { refusal } = this.admit(path);
    const gone = new Promise<"gone">((resolve) => response.once("close", () => resolve("gone")));
    const given = refusal === undefined ? await this.updates.ask(JSON.parse(body.toString()), gone) : null;
    if (given === "gone") return;
    const { status, body: said } =
      refusal ?? (typeof given === "string" ? refuse(409, `Conflict: ${given}`) : ok(given ?? []));
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said));
  }

  private admit(path: string): { method?: string; refusal?: Reply } {
    const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? [];
    if (token === undefined || !/^\d+:[\w-]{10,}$/.test(token)) return { refusal: refuse(404, "Not Found") };
    if (token !== this.token) return { refusal: refuse(401, "Unauthorized") };
    return method === undefined ? {} : { method };
  }

  private call(path: string, body: string): Reply {
    const { method, refusal } = this.admit(path);
    if (refusal !== undefined) return refusal;
    if (method === "getMe")
      return ok({ id: 1, is_bot: true, first_name: "LunaSentri", username: this.username });
    if (method === "sendMessage") return this.sendMessage(JSON.parse(body) as SendMessage);
    if (method === "editMessageText") return this.editMessage(JSON.parse(body) as EditMessage);
    if (method === "answerCallbackQuery") return this.answerPress(JSON.parse(body));
    return refuse(404, "Not Found");
  }

  private sendMessage(message: SendMessage): Reply {
    const problem = refuseMessage(message);
    if (problem !== null) return refuse(400, `Bad Request: ${problem}`);
    const chat = this.chats.get(message.chat_id as number | string);
    if (chat === undefined) return refuse(400, "Bad Request: chat not found");
    if (chat.kind === "forbidden") return refuse(403, `Forbidden: ${chat.description}`);
    if (chat.kind === "migrated") {
      const words = "Bad Request: group chat was upgraded to a supergroup chat";
      return refuse(400, words, { migrate_to_chat_id: chat.to });
    }
    const threadId = (message.message_thread_id as number | undefined) ?? null;
    if (threadId !== null && !chat.topics?.includes(threadId))
      return refuse(400, "Bad Request: message thread not found");
    const buttons = readButtons(message);
    if (typeof buttons === "string") return refuse(400, `Bad Request: ${buttons}`);
    const waitS = this.flood?.take({ chatId: chat.id, isEdit: false, nowMs: Date.now() }) ?? null;
    if (waitS !== null) return this.tooMany(waitS);
    const { text, marked } = readText(message);
    const message_id = ++this.lastMessageId;
    const arrived = { messageId: message_id, chatId: chat.id, threadId, text, marked, buttons };
    this.received.push({ ...arrived, arrivedAtMs: Date.now() });
    this.shown.set(message_id, { chatId: chat.id, content: contentOf(message) });
    this.arrivals.emit("arrival");
    const type = chat.id < 0 ? "supergroup" : "private";
    return ok({ message_id, date: 0, chat: { id: chat.id, type }, text, entities: message.entities });
  }

  private editMessage(message: EditMessage): Reply {
    const problem = refuseMessage(message);
    if (problem !== null) return refuse(400, `Bad Request: ${problem}`);
    const chat = this.chats.get(message.chat_id as number | string);
    if (chat === undefined) return refuse(400, "Bad Request: chat not found");
    if (chat.kind === "forbidden") return refuse(403, `Forbidden: ${chat.description}`);
    const messageId = message.message_id as number;
    const shown = this.shown.get(messageId);
    if (shown?.chatId !== chat.id) return refuse(400, "Bad Request: message to edit not found");
    const content = contentOf(message);
    if (shown.content === content) return refuse(400, `Bad Request: ${NOT_MODIFIED}`);
    const buttons = readButtons(message);
    if (typeof buttons === "string") return refuse(400, `Bad Request: ${buttons}`);
    const waitS = this.flood?.take({ chatId: chat.id, isEdit: true, nowMs: Date.now() }) ?? null;
    if (waitS !== null) return this.tooMany(waitS);
    this.shown.set(messageId, { chatId: chat.id, content });
    const drawn = { ...readText(message), messageId, chatId: chat.id, buttons, arrivedAtMs: Date.now() };
    this.edits.push(drawn);
    this.arrivals.emit("edit");
    return ok({ message_id: messageId, date: 0, chat: { id: chat.id }, text: drawn.text });
  }

  private tooMany(waitS: number): Reply {
    this.floods++;
    return tooMany(waitS);
  }

  private answerPress({ callback_query_id, text = "" }: { callback_query_id: string; text?: string }): Reply {
    if (text.length > MAX_PRESS_ANSWER) return refuse(400, "Bad Request: MESSAGE_TOO_LONG");
    if (this.answered.has(callback_query_id)) return refuse(400, `Bad Request: ${TOO_OLD}`);
    this.answered.set(callback_query_id, text);
    this.arrivals.emit("answer");
    return ok(true as unknown as object);
  }
}

function faultReply(fault: TelegramFault | undefined): Reply | null {
  if (fault?.kind === "flood") return tooMany(fault.retryAfterS);
  if (fault?.kind === "says") return refuse(fault.status, fault.description);
  return null;
}

function tooMany(retryAfterS: number): Reply {
  return refuse(429, `Too Many Requests: retry after ${retryAfterS}`, { retry_after: retryAfterS });
}
