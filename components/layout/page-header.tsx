import type { ReactNode } from "react";

type PageHeaderProps = { title: ReactNode; note?: ReactNode; actions?: ReactNode };

export function PageHeader({ title, note, actions }: PageHeaderProps) {
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">{title}</h1>
        {note !== undefined && <p className="mt-1 text-muted-foreground">{note}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
