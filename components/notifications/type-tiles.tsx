import { useId } from "react";
import type { ChannelForm } from "./fields/form-type";

type TypeTilesProps = { name: string; forms: readonly ChannelForm[]; onChosen: (form: ChannelForm) => void };

/** The types of channels of one group as tiles; nothing if there are none. */
export function TypeTiles({ name, forms, onChosen }: TypeTilesProps) {
  const id = useId();
  if (forms.length === 0) return null;
  return (
    <section aria-labelledby={id} className="grid gap-2">
      <h3 id={id} className="text-[0.8125rem] font-medium text-muted-foreground">
        {name}
      </h3>
      <ul className="grid gap-2 sm:grid-cols-2">
        {forms.map((form) => (
          <li key={form.type} className="grid">
            <button
              type="button"
              onClick={() => onChosen(form)}
              className="flex cursor-pointer items-start gap-3 rounded-lg border p-3 text-left transition-colors hover:bg-muted"
            >
              <form.tile.icon aria-hidden className="mt-0.5 size-5 shrink-0 text-muted-foreground" />
              <span className="grid gap-0.5">
                <span className="font-medium">{form.label}</span>
                <span className="text-[0.8125rem] text-muted-foreground">{form.tile.note}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
