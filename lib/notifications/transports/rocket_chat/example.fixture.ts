import { clip } from "../../messages/words/clip";

export const example = {
  fields: { url: "https://rocket.example.org/hooks/planted0integration/planted0r0cket0t0ken" },
  // As Rocket.Chat shows it: without the signs that escape others.
  textOf: (body: unknown) =>
    (body as { text: string }).text.replace(/\nhttps:\/\/hub\S*$/, "").replace(/\\([*_~`#])/g, "$1"),
  showName: (name: string) =>
    clip(name, 300)
      .replace(/[\]@]/g, "$&\u200b")
      .replace(/\\(?=[*_~`#])/g, ""),
  pasted: {
    "https://chat.example.org/hooks/abc/xyz": {
      fields: { url: "https://chat.example.org/hooks/abc/xyz" },
      isCertain: false,
    },
    "rocketchat://hub@chat.example.org/abc/xyz/ops": {
      fields: { url: "https://chat.example.org/hooks/abc/xyz" },
      isCertain: true,
      left: ["the channel", "the name of the sender"],
    },
    "rockets://abc/xyz@chat.example.org/%23ops": {
      fields: { url: "https://chat.example.org/hooks/abc/xyz" },
      isCertain: true,
      left: ["the channel"],
    },
    "rocket://abc/xyz@chat:3000": {
      fields: { url: "http://chat:3000/hooks/abc/xyz" },
      isCertain: true,
      left: [],
    },
  },
};
