import { clip } from "../../messages/words/clip";

export const example = {
  fields: {
    url: "https://chat.googleapis.com/v1/spaces/AAAAplanted/messages?key=planted-key-77&token=planted-t0ken-x9f2",
  },
  textOf: (body: unknown) => (body as { text: string }).text.replace(/\n<https:\/\/hub.*>$/, ""),
  showName: (name: string) => clip(name, 300).replace(/[<*_~`]/g, "$&\u200b"),
  pasted: {
    "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=t": {
      fields: { url: "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=t" },
      isCertain: true,
    },
    "googlechat://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=t": {
      fields: { url: "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=t" },
      isCertain: true,
    },
    "gchat://AAAA/k/t/incidents": {
      fields: { url: "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=t" },
      isCertain: true,
      left: ["the thread"],
    },
  },
};
