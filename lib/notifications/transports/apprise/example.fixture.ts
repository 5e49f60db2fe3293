export const example = {
  fields: { server: "https://apprise.example.org/api", key: "planted-apprise-key-x9f2" },
  textOf: (body: unknown) => {
    const { title, body: text } = body as { title: string; body: string };
    return `${title}\n${text}`;
  },
  pasted: {
    "apprise://apprise:8000/ops-k3v9": {
      fields: { server: "http://apprise:8000", key: "ops-k3v9" },
      isCertain: true,
      left: [],
    },
    "apprises://anna:pass@apprise.example.org/api/ops-k3v9?tags=night": {
      fields: { server: "https://apprise.example.org/api", key: "ops-k3v9" },
      isCertain: true,
      left: ["the user name and password", "“tags”"],
    },
    "http://192.168.1.7:8000/notify/ops-k3v9": {
      fields: { server: "http://192.168.1.7:8000", key: "ops-k3v9" },
      isCertain: false,
      left: [],
    },
  },
};
