import type net from "node:net";
import { createTransport, type SMTPSentMessageInfo, type SMTPTransportOptions } from "nodemailer";
import type { MailServer } from "@/lib/base/mail-server";
import { oneLine } from "@/lib/base/text";
import { openSocket } from "../open-socket";
import type { Guard } from "../resolve";
import { limitTime } from "../time-limit";
import { readMailFailure, serverWords } from "./read-failure";
import type { Mail, MailAnswer } from "./types";

const MAX_ANSWER_BYTES = 16_384;

/**
 * Hands a mail to a server, all within `timeoutMs`, and returns what it answered. Never throws, and no answer contains
 * the password. With a guard no private address outside its networks is reached. A login is never sent unencrypted.
 */
export async function sendMail({
  server,
  mail,
  guard,
  timeoutMs,
  signal: ended,
}: {
  server: MailServer;
  mail: Mail;
  guard: Guard;
  timeoutMs: number;
  /** Gives the attempt up early. */
  signal?: AbortSignal;
}): Promise<MailAnswer> {
  const limit = limitTime(timeoutMs);
  const signal = ended === undefined ? limit.signal : AbortSignal.any([limit.signal, ended]);
  let socket: net.Socket | null = null;
  try {
    // nodemailer would look the name up itself, and connect to whatever it leads to.
    socket = await openSocket({ hostname: server.host, port: server.port, guard, timeoutMs });
    const transport = createTransport(optionsOf({ server, socket, timeoutMs }));
    return accepted(await transport.sendMail({ ...messageOf(mail), signal }));
  } catch (error) {
    if (!limit.signal.aborted) return readMailFailure(error);
    return { kind: "failed", message: `no answer within ${timeoutMs / 1000} s` };
  } finally {
    limit.clear();
    socket?.destroy();
  }
}

function optionsOf({
  server: { host, port, isSecure, user, password },
  socket,
  timeoutMs,
}: {
  server: MailServer;
  socket: net.Socket;
  timeoutMs: number;
}): SMTPTransportOptions {
  const login = user !== null &&
    password !== null && { auth: { user, pass: password }, forceAuth: true, requireTLS: true };
  return {
    host,
    port,
    secure: isSecure,
    getSocket: (_options, callback) => callback(null, { connection: socket }),
    ...login,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    maxResponseSize: MAX_ANSWER_BYTES,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function messageOf({ from, to, subject, text, html, messageId, follows }: Mail) {
  return {
    from,
    to: to.map((address) => ({ name: "", address })),
    subject: oneLine(subject),
    text,
    html,
    messageId,
    ...(follows !== null && { inReplyTo: follows, references: follows }),
    // No program answers it, such as with a note that somebody is away (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function accepted({ response, rejectedErrors = [] }: SMTPSentMessageInfo): MailAnswer {
  const rejected = rejectedErrors.map((error) => ({
    address: error.recipient ?? "",
    words: serverWords(error.response ?? error.message),
  }));
  return { kind: "accepted", words: serverWords(response), rejected };
}
