import { type AddressInfo, type Socket } from "node:net";
import { SMTPServer } from "smtp-server";

/** What the server says at one stage, such as `550 no such user`; undefined: it accepts. */
export type Answers = Partial<Record<"greeting" | "login" | "sender" | "recipient" | "content", string>>;

export type ReceivedMail = { from: string; to: string[]; raw: string };
