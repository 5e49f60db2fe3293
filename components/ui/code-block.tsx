import { CopyButton } from "./copy-button";

type CodeBlockProps = { code: string; what: string };

/** Text to copy as it is: it scrolls inside itself, the page does not. */
export function CodeBlock({ code, what }: CodeBlockProps) {
  return (
    <figure className="overflow-hidden rounded-lg border bg-muted/60">
      <figcaption className="flex items-center justify-between gap-3 border-b py-1.5 pr-1.5 pl-3">
        <span className="text-[0.8125rem] text-muted-foreground first-letter:uppercase">{what}</span>
        <CopyButton text={code} what={what} />
      </figcaption>
      <pre className="max-h-80 overflow-auto p-3 font-mono text-xs leading-relaxed">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
