import { PLACEHOLDERS } from "@/lib/notifications/transports/template/placeholders";

/** What a template may contain. */
export function PlaceholderList() {
  return (
    <details>
      <summary className="w-fit cursor-pointer text-[0.8125rem] text-muted-foreground">
        All placeholders
      </summary>
      <dl className="mt-2 grid gap-x-3 gap-y-1 text-[0.8125rem] sm:grid-cols-[auto_1fr]">
        {Object.entries(PLACEHOLDERS).map(([name, meaning]) => (
          <div key={name} className="sm:contents">
            <dt className="font-mono text-xs leading-5">{`{{${name}}}`}</dt>
            <dd className="text-muted-foreground">{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
