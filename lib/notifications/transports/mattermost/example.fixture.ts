import { clip } from "../../messages/words/clip";

const ZERO_WIDTH = "\u200b";

export const example = {
  fields: { url: "https://chat.example.org/hooks/planted0mattermost0h00k" },
  // As Mattermost shows it: without the signs that escape others.
  textOf: (body: unknown) =>
    (body as { text: string }).text
      .replace(/\n\[Open LunaSentri\]\(.*\)$/, "")
      .replace(/^\*\*(.*)\*\*/, "$1")
      .replace(/\\([\\*_~|>#[\]()`])/g, "$1"),
  showName: (name: string) => clip(name, 300).replaceAll("@", `@${ZERO_WIDTH}`),
  pasted: {
    "https://chat.example.org/hooks/abc123": {
      fields: { url: "https://chat.example.org/hooks/abc123" },
      isCertain: false,
    },
    "mattermost://hub@chat.example.org/abc123/ops?icon=x": {
      fields: { url: "https://chat.example.org/hooks/abc123" },
      isCertain: true,
      left: ["the channel", "the name of the sender", "“icon”"],
    },
    "mmost://chat:8065/abc123": {
      fields: { url: "http://chat:8065/hooks/abc123" },
      isCertain: true,
      left: [],
    },
    "mmosts://example.org/chat/abc123": {
      fields: { url: "https://example.org/chat/hooks/abc123" },
      isCertain: true,
      left: [],
    },
  },
};
