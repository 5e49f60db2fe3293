import { clip } from "../../messages/words/clip";

export const example = {
  fields: {
    to: ["ops@example.org", "night@example.org"],
    server: "smtp://mail.example.org:587",
    user: "monitor@example.org",
    password: "planted mail passw0rd 9f3k",
  },
  textOf: (body: unknown) => (body as { text: string }).text,
  showName: (name: string) => clip(name, 300),
};
