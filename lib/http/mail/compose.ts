import { oneLine } from "@/lib/base/text";

export type MailContent = {
  /** The first line, large. */
  title: string;
  paragraphs: readonly string[];
  /** What to do about it. */
  link: { label: string; url: string } | null;
  /** The last lines, small: why somebody gets this. */
  footer: string;
  /** Where that can be changed, below it; absent: nowhere. */
  footerUrl?: string | null;
};

const STYLES = {
  body: "margin:0;padding:24px;background:#f4f4f5;font:16px/1.5 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;color:#18181b",
  box: "max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e4e4e7;border-radius:8px",
  title: "margin:0 0 16px;font-size:20px;line-height:1.3",
  paragraph: "margin:0 0 16px;white-space:pre-line;overflow-wrap:anywhere",
  button:
    "display:inline-block;padding:10px 16px;background:#18181b;color:#ffffff;text-decoration:none;border-radius:6px",
  footer: "max-width:560px;margin:16px auto 0;font-size:13px;color:#52525b;overflow-wrap:anywhere",
};

/** The two bodies of a mail, the plain one and one in HTML. Everything in it is text: no markup takes effect. */
export function composeMail({ title, paragraphs, link, footer, footerUrl = null }: MailContent): {
  text: string;
  html: string;
} {
  const url = link === null ? [] : [link.url];
  return {
    text: `${[oneLine(title), ...paragraphs, ...url, `-- \n${footer}`, ...(footerUrl === null ? [] : [footerUrl])].join("\n\n")}\n`,
    html: [
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(oneLine(title))}</title></head>`,
      `<body style="${STYLES.body}"><div style="${STYLES.box}">`,
      `<h1 style="${STYLES.title}">${escapeHtml(oneLine(title))}</h1>`,
      ...paragraphs.map((each) => `<p style="${STYLES.paragraph}">${escapeHtml(each)}</p>`),
      ...(link === null
        ? []
        : [
            `<p style="margin:0"><a style="${STYLES.button}" href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`,
          ]),
      `</div><p style="${STYLES.footer}">${escapeHtml(footer)}${footerUrl === null ? "" : ` <a href="${escapeHtml(footerUrl)}">${escapeHtml(footerUrl)}</a>`}</p></body></html>`,
    ].join("\n"),
  };
}

const ESCAPED: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPED[character] ?? "");
}
