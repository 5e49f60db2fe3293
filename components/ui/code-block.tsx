import { CopyButton } from "./copy-button";

type CodeBlockProps = { code: string; what: string };

const MAX_ROWS = 20;

/** Text to copy: it scrolls inside its box, and the keyboard can reach and select it. */
export function CodeBlock({ code, what }: CodeBlockProps) {
  const rows = Math.min(MAX_ROWS, code.split("\n").length);
  return (
    <div className="overflow-hidden rounded-lg border bg-muted/60">
      <div className="flex items-center justify-between gap-3 border-b py-1.5 pr-1.5 pl-3">
        <span className="text-[0.8125rem] text-muted-foreground first-letter:uppercase">{what}</span>
        <CopyButton text={code} what={what} />
      </div>
      <textarea
        readOnly
        aria-label={what}
        value={code}
        rows={rows}
        wrap="off"
        spellCheck={false}
        className="block w-full resize-none overflow-auto p-3 font-mono text-xs leading-relaxed focus-visible:-outline-offset-2"
      />
    </div>
  );
}
