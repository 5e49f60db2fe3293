import type { MailSender } from "@/lib/base/mail-server";

/** A mail as our own code makes it: nobody else's text is in it but as text. */
export type Mail = {
  from: MailSender;
  to: readonly string[];
  subject: string;
  text: string;
  html: string;
  /** Its name for ever, `<uid@host>`: the same for each attempt, so that receivers can drop a copy. */
  messageId: string;
  /** The name of the mail that it follows; null: it begins a thread. */
  follows: string | null;
};

/** What a server refused: to talk or to encrypt, the login, the sender, every recipient, or the content. */
export type MailStage = "connection" | "login" | "sender" | "recipients" | "content";

export type MailAnswer =
  | {
      kind: "accepted";
      /** The server's own words. */
      words: string;
      /** Those of several recipients that it refused. */
      rejected: readonly { address: string; words: string }[];
    }
  | {
      kind: "refused";
      stage: MailStage;
      code: number;
      /** The same mail would be refused again. */
      isPermanent: boolean;
      words: string;
    }
  /** There was no answer, or none that can be used. */
  | {
      kind: "failed";
      message: string;
      /** The private network that an admin of the installation would have to allow first. */
      network?: string;
    };
