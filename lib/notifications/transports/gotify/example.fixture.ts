export const example = {
  fields: { server: "https://gotify.example.org/push", token: "A-planted-gotify-token" },
  textOf: (body: unknown) => {
    const { title, message } = body as { title: string; message: string };
    return `${title}\n${message}`;
  },
  pasted: {
    "gotify://gotify.example.org/push/AbC.d_1?title=x": {
      fields: { server: "https://gotify.example.org/push", token: "AbC.d_1" },
      isCertain: true,
      left: ["“title”"],
    },
    "gotify://gotify.example.org/push?token=AbC": {
      fields: { server: "https://gotify.example.org/push", token: "AbC" },
      isCertain: true,
      left: [],
    },
    "gotify://gotify:8080/AbC": {
      fields: { server: "http://gotify:8080", token: "AbC" },
      isCertain: true,
      left: [],
    },
    "gotifys://gotify/AbC": { fields: { server: "https://gotify", token: "AbC" }, isCertain: true, left: [] },
    "https://gotify.example.org/message?token=AbC": {
      fields: { server: "https://gotify.example.org", token: "AbC" },
      isCertain: true,
      left: [],
    },
  },
};
