export const example = {
  fields: { server: "https://ntfy.example.org", topic: "planted-topic-9f3k", token: "tk_planted0token7" },
  textOf: (body: unknown) => {
    const { title, message } = body as { title: string; message: string };
    return `${title}\n${message}`;
  },
  pasted: {
    "https://ntfy.sh/alerts-k3v9x2": {
      fields: { server: "https://ntfy.sh", topic: "alerts-k3v9x2" },
      isCertain: true,
      left: [],
    },
    "http://192.168.1.7:8080/alerts": {
      fields: { server: "http://192.168.1.7:8080", topic: "alerts" },
      isCertain: false,
      left: [],
    },
    "ntfy://alerts": { fields: { server: "https://ntfy.sh", topic: "alerts" }, isCertain: true, left: [] },
    "ntfy://ntfy.example.org/alerts?priority=5&tags=x": {
      fields: { server: "https://ntfy.example.org", topic: "alerts" },
      isCertain: true,
      left: ["“priority”", "“tags”"],
    },
    "ntfy://:tk_9f2k@ntfy.example.org/alerts?disabletls=yes": {
      fields: { server: "http://ntfy.example.org", topic: "alerts", token: "tk_9f2k" },
      isCertain: true,
      left: [],
    },
    "ntfy://10.0.0.7/alerts": {
      fields: { server: "http://10.0.0.7", topic: "alerts" },
      isCertain: true,
      left: [],
    },
    "ntfys://anna:pass@ntfy/alerts/more": {
      fields: { server: "https://ntfy", topic: "alerts" },
      isCertain: true,
      left: ["the topics after the first", "the user name and password"],
    },
  },
};
