import type { ReactNode } from "react";

type EmptyStateProps = {
  icon: ReactNode;
  title: string;
  note: string;
  action?: ReactNode;
  /** It is the whole page, so its title is the page's title. */
  isPage?: boolean;
};

/** Shown where there is nothing yet, with the next step. */
export function EmptyState({ icon, title, note, action, isPage = false }: EmptyStateProps) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className="grid justify-items-center gap-1 rounded-lg border border-dashed px-6 py-14 text-center">
      <span className="mb-2 grid size-10 place-items-center rounded-full bg-muted text-muted-foreground [&_svg]:size-5">
        {icon}
      </span>
      <Title className="font-medium">{title}</Title>
      <p className="max-w-md text-muted-foreground">{note}</p>
      {action !== undefined && <div className="mt-4">{action}</div>}
    </div>
  );
}
