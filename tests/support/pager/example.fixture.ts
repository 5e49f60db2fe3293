import type { TypeExample } from "../type-example";

export const example: TypeExample = {
  fields: { url: "https://pager.example.org/hooks/p4g3r-s3cr3t-x9f2", crew: "night shift" },
  // A recovery is a request of its own, which has no text.
  textOf: (body) => {
    const { title, text } = body as { title?: string; text?: string };
    return title === undefined ? null : `${title}\n${text}`;
  },
};
