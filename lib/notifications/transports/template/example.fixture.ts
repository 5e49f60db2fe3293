export const example = {
  fields: {
    url: "https://api.example.org/hooks/planted-p4th-x9f2?for={{machine.id}}",
    method: "POST",
    format: "json",
    body: '{"key":"planted-b0dy-k3y","title":"{{title}}","text":"{{text}}","id":"{{incident.id}}"}',
    body_recovery: '{"key":"planted-b0dy-k3y","over":true,"title":"{{ title }}","text":"{{text}}"}',
    headers: { "X-Api-Key": "planted-header-value" },
    username: "planted-user",
    password: "planted p@ssword",
    secret: "planted-secret-of-a-template",
  },
  textOf: (body: unknown) => {
    const { title, text } = body as { title: string; text: string };
    return `${title}\n${text}`;
  },
  pasted: {
    "https://anna:p%40ss@api.example.org/alerts?key=1": {
      fields: { url: "https://api.example.org/alerts?key=1", username: "anna", password: "p@ss" },
      isCertain: false,
    },
  },
};
