export const example = {
  fields: {
    server: "http://signal.example.org:8080",
    number: "+4915550009876",
    recipients: ["+4915550001234", "group.cGxhbnRlZC1ncm91cA=="],
  },
  textOf: (body: unknown) => (body as { message: string }).message.replace(/\nhttps:\/\/hub\S*$/, ""),
  pasted: {
    "signal://signal:8080/+491701234567/+491707654321/group.abc?source=x": {
      fields: {
        server: "http://signal:8080",
        number: "+491701234567",
        recipients: ["+491707654321", "group.abc"],
      },
      isCertain: true,
      left: ["“source”"],
    },
    "signals://anna:p@signal.example.org/+491701234567": {
      fields: { server: "https://signal.example.org", number: "+491701234567" },
      isCertain: true,
      left: ["the user name and password"],
    },
  },
};
